//! The shipped sample calendar: invented, marked as a sample, and with events for years.

#![allow(clippy::unwrap_used, clippy::panic)] // clippy does not treat test helpers as tests

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, Weekday};
use hearth::calendar::ics::event::Status;
use hearth::calendar::time::zone::Viewer;
use hearth::calendar::time::zone::Zone;
use hearth::calendar::time::{DAY, Instant, Window, read_basic_civil};
use hearth::calendar::views::agenda::Entry;
use hearth::calendar::{Feed, Limits, When, read};
use hearth::site::zones::BundledZones;

const SAMPLE: &[u8] = include_bytes!("../../public/calendar.ics");

/// The suffix of every UID in the sample.
const MARK: &[u8] = b"@sample.example.org";

/// The sample, or `None` where a community's own feed has replaced it: then there is nothing to test here.
fn sample() -> Option<Feed> {
    let feed = read(SAMPLE, &Limits::DEFAULT).unwrap_or_else(|error| panic!("{error}"));
    let from_the_sample = SAMPLE.windows(MARK.len()).any(|part| part == MARK);
    (feed.is_sample || from_the_sample).then_some(feed)
}

fn entries(feed: &Feed, from: &str, to: &str) -> Vec<Entry> {
    let at = |date: &str| Instant::from_utc(read_basic_civil(&format!("{date}T000000")).unwrap());
    let window = Window { start: at(from), end: at(to) };
    let expansion = feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window);
    assert_eq!(expansion.problems, []);
    expansion.occurrences.iter().map(|occurrence| Entry::new(occurrence, &Zone::utc())).collect()
}

#[test]
fn it_is_marked_as_a_sample_for_programs_and_people() {
    let Some(feed) = sample() else { return };
    assert!(feed.is_sample);
    assert!(feed.name.as_deref().unwrap_or_default().contains("Sample"), "{:?}", feed.name);
    for entry in entries(&feed, "20261101", "20370101") {
        let details = &entry.occurrence.details;
        assert!(details.summary.starts_with("Sample: "), "{}", details.summary);
        assert!(entry.occurrence.uid.ends_with("@sample.example.org"), "{}", entry.occurrence.uid);
    }
}

#[test]
fn every_address_is_reserved_for_examples() {
    if sample().is_none() {
        return;
    }
    let text = String::from_utf8_lossy(SAMPLE).replace("\r\n ", "");
    let hosts: BTreeSet<_> = text
        .split("https://")
        .skip(1)
        .filter_map(|rest| {
            rest.split(|letter: char| !(letter.is_alphanumeric() || "-.".contains(letter))).next()
        })
        .map(|host| host.trim_end_matches('.'))
        .collect();
    assert!(hosts.len() > 5, "{hosts:?}");
    for host in hosts {
        assert!(host.ends_with(".example.org") || host.ends_with(".example.com"), "{host}");
    }
}

#[test]
fn it_follows_rfc_5545_section_3_1_and_has_no_problems() {
    let Some(feed) = sample() else { return };
    assert_eq!(feed.problems, []);
    let lines: Vec<_> = SAMPLE.split(|byte| *byte == b'\n').collect();
    let (last, lines) = lines.split_last().unwrap();
    assert!(last.is_empty());
    for line in lines {
        assert!(line.ends_with(b"\r") && line.len() <= 76, "{}", String::from_utf8_lossy(line));
    }
}

#[test]
fn every_kind_of_event_is_in_it() {
    let Some(feed) = sample() else { return };
    let entries = entries(&feed, "20261122", "20271122");
    let count = |test: &dyn Fn(&Entry) -> bool| entries.iter().filter(|entry| test(entry)).count();
    let kinds = [
        ("moved", count(&|entry| entry.occurrence.moved)),
        ("cancelled", count(&|entry| entry.occurrence.status == Status::Cancelled)),
        ("tentative", count(&|entry| entry.occurrence.status == Status::Tentative)),
        ("all day", count(&|entry| entry.occurrence.when.is_all_day())),
        ("many days", count(&|entry| entry.occurrence.when.is_all_day() && entry.is_many_days())),
        ("over midnight", count(&|entry| entry.there().is_some_and(|it| it.start.date() < it.end.date()))),
        ("floating", count(&|entry| matches!(entry.occurrence.when, When::Floating { .. }))),
        ("single", count(&|entry| !entry.occurrence.in_series)),
        ("with an address to join", count(&|entry| entry.occurrence.details.join_url.is_some())),
        ("with a place", count(&|entry| entry.occurrence.details.location.contains("Emberfield"))),
    ];
    for (kind, count) in kinds {
        assert!(count > 0, "nothing in it is {kind}");
    }
    let zones: BTreeSet<_> = entries
        .iter()
        .filter_map(|entry| match &entry.occurrence.when {
            When::Timed { zone, .. } => Some(zone.to_string()),
            _ => None,
        })
        .collect();
    assert!(zones.len() > 4, "{zones:?}");
    let series: BTreeSet<_> = entries.iter().map(|entry| &entry.occurrence.uid).collect();
    assert!(series.len() >= 12, "{series:?}");
}

#[test]
fn every_month_and_most_weekdays_have_events_for_years() {
    let Some(feed) = sample() else { return };
    let entries = entries(&feed, "20261101", "20370101");
    let mut months = BTreeMap::new();
    let mut days = BTreeSet::new();
    for entry in entries.iter().filter(|entry| entry.occurrence.status != Status::Cancelled) {
        let date = entry.start_here.date();
        *months.entry((date.year(), date.month())).or_insert(0_usize) += 1;
        if !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) {
            days.insert(date);
        }
    }
    // Two months of 2026 and ten full years.
    assert_eq!(months.keys().filter(|(year, _)| (2026..=2036).contains(year)).count(), 2 + 10 * 12);
    let weekdays = 3676 * 5 / 7;
    assert!(days.len() > weekdays * 9 / 10, "on {} of {weekdays} weekdays", days.len());
}

#[test]
fn the_next_event_is_at_most_three_days_away() {
    let Some(feed) = sample() else { return };
    let entries = entries(&feed, "20261101", "20300101");
    let mut starts: Vec<_> = entries
        .iter()
        .filter(|entry| entry.occurrence.status != Status::Cancelled && !entry.occurrence.when.is_all_day())
        .map(|entry| entry.start)
        .collect();
    starts.sort();
    for pair in starts.windows(2) {
        assert!(pair[1].since(pair[0]) <= 3 * DAY, "nothing for three days after {}", pair[0].utc());
    }
}
