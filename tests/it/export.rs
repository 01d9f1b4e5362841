//! What is written is read again as the same.

#![allow(clippy::unwrap_used)] // what serves a test is part of it; clippy does not see that

use hearth::calendar::export;
use hearth::calendar::ics::zone_names::current;
use hearth::calendar::time::zone::{Zone, ZoneDatabase as _};
use hearth::calendar::time::{DAY, Instant, basic_civil};
use hearth::calendar::{Feed, Limits, Occurrence, When, read};
use hearth::site::zones::BundledZones;
use jiff::tz::TimeZoneDatabase;
use proptest::prelude::*;

use crate::wild_feeds::{LIMITS, YEAR, expansion, feed, identities, window};

const SAMPLE: &[u8] = include_bytes!("../../public/calendar.ics");

/// 2026-11-25T08:00:00Z
const NOW: Instant = Instant::from_unix(1_795_593_600);

fn again(text: &str) -> Feed {
    let feed = read(text.as_bytes(), &LIMITS).unwrap();
    assert_eq!(feed.problems, [], "{text}");
    for line in text.split_inclusive("\r\n") {
        assert!(line.ends_with("\r\n") && line.len() <= 77, "{line:?}");
    }
    feed
}

/// What two feeds have to hold alike: everything of what is shown, and the times of what is private.
fn all_of(feed: &Feed, from: i64, to: i64) -> (Vec<String>, Vec<When>) {
    let expansion = expansion(feed, from, to);
    let mut private: Vec<_> = expansion.private.into_iter().map(|occurrence| occurrence.when).collect();
    private.sort_by_key(|when| format!("{when:?}"));
    (identities(&expansion.occurrences), private)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_feed_that_is_written_and_read_means_the_same(feed in feed(), (from, _, to) in window()) {
        if let Some(text) = export::feed(&feed, None, &BundledZones::open(), NOW) {
            let again = again(&text);
            prop_assert_eq!(all_of(&feed, from, to), all_of(&again, from, to), "{}", text);
            prop_assert_eq!(feed.event_count(), again.event_count());
        }
    }
}

#[test]
fn the_calendar_of_the_page_is_written_and_read_as_the_same() {
    let feed = read(SAMPLE, &Limits::DEFAULT).unwrap();
    let text = export::feed(&feed, None, &BundledZones::open(), NOW).unwrap();
    let (from, to) = (YEAR + 300 * DAY, YEAR + 700 * DAY);
    assert_eq!(all_of(&feed, from, to), all_of(&again(&text), from, to));
}

fn occurrences(feed: &Feed) -> Vec<Occurrence> {
    expansion(feed, YEAR + 325 * DAY, YEAR + 400 * DAY).occurrences
}

#[test]
fn one_occurrence_is_written_as_an_event_of_its_own() {
    let feed = read(SAMPLE, &Limits::DEFAULT).unwrap();
    let all = occurrences(&feed);
    assert!(all.len() > 50);
    for occurrence in all {
        let text = export::occurrence(&occurrence, &BundledZones::open(), NOW);
        let read = occurrences(&again(&text));
        assert_eq!(read.len(), 1, "{text}");
        assert_eq!(read[0].when, occurrence.when);
        assert_eq!(read[0].details, occurrence.details);
        assert_eq!(read[0].status, occurrence.status);
        assert_eq!(read[0].uid == occurrence.uid, !occurrence.in_series);
    }
}

#[test]
fn one_series_is_written_without_the_others() {
    let feed = read(SAMPLE, &Limits::DEFAULT).unwrap();
    let uid = occurrences(&feed).into_iter().find(|occurrence| occurrence.moved).unwrap().uid;
    let text = export::feed(&feed, Some(&uid), &BundledZones::open(), NOW).unwrap();
    let expected: Vec<_> =
        occurrences(&feed).into_iter().filter(|occurrence| occurrence.uid == uid).collect();
    assert_eq!(occurrences(&again(&text)), expected);
    assert_eq!(export::feed(&feed, Some("nobody"), &BundledZones::open(), NOW), None);
}

/// The zone that a program makes of its written definition, which it knows by no other name.
fn from_definition(name: &str, first: i64) -> Zone {
    let civil = BundledZones::open().find(name).unwrap().civil_at(Instant::from_unix(first));
    let start = basic_civil(civil);
    let event = format!("BEGIN:VEVENT\nUID:1\nDTSTART;TZID={name}:{start}\nEND:VEVENT");
    let feed = read(format!("BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n").as_bytes(), &LIMITS).unwrap();
    let text = export::feed(&feed, None, &BundledZones::open(), NOW).unwrap();
    let renamed = text.replace(name, "It");
    let expansion = expansion(&again(&renamed), first - DAY, first + DAY);
    assert_eq!(expansion.problems, [], "{name}");
    let when = expansion.occurrences.first().map(|occurrence| occurrence.when.clone());
    assert!(matches!(when, Some(When::Timed { zone, .. }) if &*zone == "It" || name == "UTC"), "{name}");
    let feed = again(&renamed);
    feed.zone("It", &BundledZones::open()).unwrap()
}

/// Zones whose laws are hard to write down.
const ODD: [&str; 8] = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Nuuk",
    "America/Santiago",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Australia/Lord_Howe",
    "Europe/Dublin",
];

#[test]
fn a_zone_is_written_so_that_it_is_right_from_the_first_time_on() {
    let first = Instant::from_unix(1_420_070_400); // 2015
    let last = Instant::from_unix(2_524_608_000); // 2050
    let database = BundledZones::open();
    let (mut changes, mut wrong) = (0_usize, Vec::new());
    for (index, name) in TimeZoneDatabase::bundled().available().enumerate() {
        let (name, zone) = (name.as_str(), database.find(name.as_str()).unwrap());
        // All of them take a minute where nothing is optimised.
        let is_sampled = !cfg!(debug_assertions) || index % 12 == 0 || ODD.contains(&name);
        // A name that another has replaced is written as that one.
        if zone == Zone::utc() || current(name) != name || !is_sampled {
            continue;
        }
        let written = from_definition(name, first.unix());
        let all = zone.changes(first, last);
        changes += all.len();
        if written.changes(first, last) != all || written.offset_at(first) != zone.offset_at(first) {
            wrong.push(name.to_owned());
        }
    }
    assert_eq!(wrong, [""; 0]);
    assert!(changes > 800, "{changes}");
}

#[test]
fn whole_days_by_the_hour_end_where_they_did() {
    for rule in [
        "FREQ=HOURLY;UNTIL=20260410T170000Z;BYHOUR=9,17",
        "FREQ=DAILY;UNTIL=20260410T170000Z",
        "FREQ=DAILY;UNTIL=20260410T080000Z;BYHOUR=9",
    ] {
        let text = format!(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:0\r\nDTSTART;VALUE=DATE:20260401\r\nRRULE:{rule}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        );
        let feed = read(text.as_bytes(), &LIMITS).unwrap();
        let written = export::feed(&feed, None, &BundledZones::open(), NOW).unwrap();
        let again = read(written.as_bytes(), &LIMITS).unwrap();
        assert_eq!(
            all_of(&feed, YEAR, YEAR + 365 * DAY),
            all_of(&again, YEAR, YEAR + 365 * DAY),
            "{written}"
        );
    }
}
