//! Measures how long the engine takes to read feeds and to expand them, on the machine that builds the page.

#![allow(missing_docs, clippy::panic)] // criterion's macro writes no docs; without a feed there is nothing to measure

#[path = "feeds.rs"]
mod feeds;

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hearth::calendar::time::zone::Viewer;
use hearth::calendar::time::zone::{Zone, ZoneDatabase as _};
use hearth::calendar::time::{Instant, Window, read_basic_date};
use hearth::calendar::{Feed, Limits, read};
use hearth::site::zones::BundledZones;

/// A window, from one day up to another, in the visitor's zone.
struct Expand {
    zones: BundledZones,
    visitor_zone: Zone,
    window: Window,
}

impl Expand {
    fn new(first: &str, after: &str) -> Self {
        let zones = BundledZones::open();
        let visitor_zone = zones.find("Europe/Berlin").unwrap_or_else(Zone::utc);
        let at = |day| read_basic_date(day).map_or(Instant::from_unix(0), |date| visitor_zone.start_of(date));
        let window = Window { start: at(first), end: at(after) };
        Self { zones, visitor_zone, window }
    }

    fn month() -> Self {
        Self::new("20261101", "20261201")
    }

    fn year() -> Self {
        Self::new("20260101", "20270101")
    }

    /// Expands a feed and returns the number of occurrences.
    fn count(&self, feed: &Feed) -> usize {
        feed.expand(Viewer::new(&self.visitor_zone, &self.zones), self.window).occurrences.len()
    }
}

fn open(text: &[u8]) -> Feed {
    read(text, &Limits::DEFAULT).unwrap_or_else(|error| panic!("a feed to measure with: {error}"))
}

/// Reading and expanding feeds of three sizes.
fn sizes(criterion: &mut Criterion) {
    let (month, year) = (Expand::month(), Expand::year());
    for (name, text) in feeds::of_all_sizes() {
        let mut group = criterion.benchmark_group(name);
        group.sample_size(if text.len() > 4 << 20 { 10 } else { 50 });
        group.throughput(Throughput::Bytes(text.len() as u64));
        let feed = open(&text);
        group.bench_function("read", |bencher| bencher.iter(|| open(black_box(&text))));
        group.bench_function("read and expand a month", |bencher| {
            bencher.iter(|| month.count(&open(black_box(&text))));
        });
        group.throughput(Throughput::Elements(feed.event_count() as u64));
        group.bench_function("expand a month", |bencher| bencher.iter(|| month.count(black_box(&feed))));
        group.bench_function("expand a year", |bencher| bencher.iter(|| year.count(black_box(&feed))));
        group.finish();
    }
}

/// The same series with ever earlier starts: the time must not grow with the age.
fn age(criterion: &mut Criterion) {
    let (month, year) = (Expand::month(), Expand::year());
    let mut group = criterion.benchmark_group("age");
    for years in [2, 20, 200] {
        let feed = open(feeds::of_age(years).as_bytes());
        for (name, expand) in [("month", &month), ("year", &year)] {
            let id = BenchmarkId::new(name, format!("{years} years"));
            group.bench_function(id, |bencher| bencher.iter(|| expand.count(black_box(&feed))));
        }
    }
    group.finish();
}

criterion_group!(benches, sizes, age);
criterion_main!(benches);
