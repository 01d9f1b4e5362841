//! An exported feed reads back the same.

#![allow(clippy::unwrap_used)] // clippy does not treat test helpers as tests

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

fn read_back(text: &str) -> Feed {
    let feed = read(text.as_bytes(), &LIMITS).unwrap();
    assert_eq!(feed.problems, [], "{text}");
    for line in text.split_inclusive("\r\n") {
        assert!(line.ends_with("\r\n") && line.len() <= 77, "{line:?}");
    }
    feed
}

/// What must be equal in two feeds: public occurrences in full, and only the times of private ones.
fn all_of(feed: &Feed, from: i64, to: i64) -> (Vec<String>, Vec<When>) {
    let expansion = expansion(feed, from, to);
    let mut private: Vec<_> = expansion.private.iter().map(|occurrence| occurrence.when.clone()).collect();
    private.sort_by_key(|when| format!("{when:?}"));
    (identities(&expansion.occurrences), private)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_written_feed_reads_back_the_same(feed in feed(), (from, _, to) in window()) {
        if let Some(text) = export::feed(&feed, None, &BundledZones::open(), NOW) {
            let read_back = read_back(&text);
            prop_assert_eq!(all_of(&feed, from, to), all_of(&read_back, from, to), "{}", text);
            prop_assert_eq!(feed.event_count(), read_back.event_count());
        }
    }
}

#[test]
fn the_shipped_calendar_reads_back_the_same() {
    let feed = read(SAMPLE, &Limits::DEFAULT).unwrap();
    let text = export::feed(&feed, None, &BundledZones::open(), NOW).unwrap();
    let (from, to) = (YEAR + 300 * DAY, YEAR + 700 * DAY);
    assert_eq!(all_of(&feed, from, to), all_of(&read_back(&text), from, to));
}

fn occurrences(feed: &Feed) -> Vec<Occurrence> {
    expansion(feed, YEAR + 325 * DAY, YEAR + 400 * DAY).occurrences.to_vec()
}

#[test]
fn one_occurrence_is_exported_as_a_single_event() {
    let feed = read(SAMPLE, &Limits::DEFAULT).unwrap();
    let all = occurrences(&feed);
    assert!(all.len() > 50);
    for occurrence in all {
        let text = export::occurrence(&occurrence, &BundledZones::open(), NOW);
        let read = occurrences(&read_back(&text));
        assert_eq!(read.len(), 1, "{text}");
        assert_eq!(read[0].when, occurrence.when);
        assert_eq!(read[0].details, occurrence.details);
        assert_eq!(read[0].status, occurrence.status);
        assert_eq!(read[0].uid == occurrence.uid, !occurrence.in_series);
    }
}

#[test]
fn one_series_is_exported_without_the_others() {
    let feed = read(SAMPLE, &Limits::DEFAULT).unwrap();
    let uid = occurrences(&feed).into_iter().find(|occurrence| occurrence.moved).unwrap().uid;
    let text = export::feed(&feed, Some(&uid), &BundledZones::open(), NOW).unwrap();
    let expected: Vec<_> =
        occurrences(&feed).into_iter().filter(|occurrence| occurrence.uid == uid).collect();
    assert_eq!(occurrences(&read_back(&text)), expected);
    assert_eq!(export::feed(&feed, Some("nobody"), &BundledZones::open(), NOW), None);
}

/// Exports a zone's definition, renames it so that only the definition can be used, and reads it back.
fn from_definition(name: &str, first: i64) -> Zone {
    let civil = BundledZones::open().find(name).unwrap().civil_at(Instant::from_unix(first));
    let start = basic_civil(civil);
    let event = format!("BEGIN:VEVENT\nUID:1\nDTSTART;TZID={name}:{start}\nEND:VEVENT");
    let feed = read(format!("BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n").as_bytes(), &LIMITS).unwrap();
    let text = export::feed(&feed, None, &BundledZones::open(), NOW).unwrap();
    let renamed = text.replace(name, "It");
    let expansion = expansion(&read_back(&renamed), first - DAY, first + DAY);
    assert_eq!(expansion.problems, [], "{name}");
    let when = expansion.occurrences.first().map(|occurrence| occurrence.when.clone());
    assert!(matches!(when, Some(When::Timed { zone, .. }) if &*zone == "It" || name == "UTC"), "{name}");
    let feed = read_back(&renamed);
    feed.zone("It", &BundledZones::open()).unwrap()
}

/// Zones with rules that are hard to write as a `VTIMEZONE`.
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
fn an_exported_zone_has_the_same_offsets_until_2050() {
    let first = Instant::from_unix(1_420_070_400); // 2015
    let last = Instant::from_unix(2_524_608_000); // 2050
    let database = BundledZones::open();
    let (mut changes, mut wrong) = (0_usize, Vec::new());
    for (index, name) in TimeZoneDatabase::bundled().available().enumerate() {
        let (name, zone) = (name.as_str(), database.find(name.as_str()).unwrap());
        // All of them take a minute without optimisation.
        let is_sampled = !cfg!(debug_assertions) || index % 12 == 0 || ODD.contains(&name);
        // An alias is written under its current name.
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
fn all_day_series_with_times_in_the_rule_keep_their_end() {
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
        let read_back = read(written.as_bytes(), &LIMITS).unwrap();
        assert_eq!(
            all_of(&feed, YEAR, YEAR + 365 * DAY),
            all_of(&read_back, YEAR, YEAR + 365 * DAY),
            "{written}"
        );
    }
}
