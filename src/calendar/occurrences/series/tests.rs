use super::*;
use crate::calendar::Limits;
use crate::calendar::read;
use crate::calendar::time::zone::Viewer;
use crate::site::zones::BundledZones;

fn feed(events: &[&str]) -> Feed {
    let events: Vec<_> = events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    read(format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat()).as_bytes(), &Limits::DEFAULT).unwrap()
}

fn zone(name: &str) -> Zone {
    BundledZones::open().find(name).unwrap()
}

fn find(feed: &Feed, key: &str, viewer_zone: &str) -> Option<Occurrence> {
    feed.occurrence(Viewer::new(&zone(viewer_zone), &BundledZones::open()), key)
}

const SERIES: &str =
    "UID:a/b@example.org\nDTSTART;TZID=Europe/Berlin:20260107T150000\nRRULE:FREQ=WEEKLY;COUNT=60";

#[test]
fn a_key_finds_its_occurrence_in_every_zone() {
    let feed = feed(&[SERIES]);
    for viewer_zone in ["Europe/Berlin", "Pacific/Apia", "America/Los_Angeles"] {
        let found = find(&feed, "a/b@example.org/20261125T140000Z", viewer_zone).unwrap();
        assert_eq!(found.key(&zone(viewer_zone)), "a/b@example.org/20261125T140000Z");
        assert_eq!(found.link_key(), found.key(&zone(viewer_zone)));
    }
}

#[test]
fn an_occurrence_moved_far_is_found_by_its_original_start() {
    let moved = "UID:a/b@example.org\nRECURRENCE-ID:20261125T140000Z\nDTSTART:20270225T140000Z";
    let found = find(&feed(&[SERIES, moved]), "a/b@example.org/20261125T140000Z", "UTC").unwrap();
    assert!(found.moved);
}

#[test]
fn all_day_and_floating_events_have_one_key_for_all_zones() {
    let feed = feed(&["UID:day\nDTSTART;VALUE=DATE:20261127", "UID:float\nDTSTART:20261128T090000"]);
    for viewer_zone in ["Pacific/Apia", "America/Los_Angeles"] {
        assert!(find(&feed, "day/20261127", viewer_zone).is_some());
        assert!(find(&feed, "float/20261128T090000", viewer_zone).is_some());
    }
    assert!(find(&feed, "float/20261127T200000Z", "Pacific/Apia").is_some(), "the visitor's own form");
}

#[test]
fn unknown_keys_find_nothing() {
    let private = "UID:p\nDTSTART:20261128T090000Z\nCLASS:PRIVATE";
    let feed = feed(&[SERIES, private]);
    for key in [
        "",
        "/",
        "a/b@example.org",
        "a/b@example.org/",
        "a/b@example.org/20261126T140000Z",
        "a/b@example.org/99999999T999999Z",
        "a/b@example.org/é",
        "other/20261125T140000Z",
        "p/20261128T090000Z",
    ] {
        assert_eq!(find(&feed, key, "Europe/Berlin"), None, "{key}");
    }
}

#[test]
fn the_next_dates_skip_cancelled_ones_and_end_with_the_series() {
    let cancelled = "UID:s\nRECURRENCE-ID:20260121T140000Z\nDTSTART:20260121T140000Z\nSTATUS:CANCELLED";
    let daily = "UID:s\nDTSTART:20260107T140000Z\nRRULE:FREQ=WEEKLY;COUNT=5";
    let yearly = "UID:y\nDTSTART:20260107T140000Z\nRRULE:FREQ=YEARLY";
    let feed = feed(&[daily, cancelled, yearly]);
    let starts = |uid: &str, count| {
        let after = Instant::from_utc(read_basic_civil("20260107T140000").unwrap());
        let found = feed.following(Viewer::new(&zone("UTC"), &BundledZones::open()), uid, after, count);
        found.iter().map(Occurrence::link_key).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(starts("s", 2), "s/20260114T140000Z s/20260128T140000Z");
    assert_eq!(starts("s", 9), "s/20260114T140000Z s/20260128T140000Z s/20260204T140000Z");
    assert_eq!(starts("y", 3), "y/20270107T140000Z y/20280107T140000Z y/20290107T140000Z");
    assert_eq!(starts("nobody", 3), "");
}

#[test]
fn an_occurrence_has_a_position_in_its_series() {
    let position = |event: &str, key: &str| {
        let feed = feed(&[event, "UID:s\nRECURRENCE-ID:20260121T090000Z\nDTSTART:20260122T140000Z"]);
        let found = find(&feed, key, "America/New_York").unwrap();
        feed.position_in_series(&found, &BundledZones::open())
    };
    let counted = "UID:s\nDTSTART;TZID=Europe/Berlin:20260107T100000\nRRULE:FREQ=WEEKLY;COUNT=30\nEXDATE;TZID=Europe/Berlin:20260114T100000";
    assert_eq!(position(counted, "s/20260107T090000Z"), PositionInSeries::Nth { nth: 1, of: 30 });
    assert_eq!(position(counted, "s/20260121T090000Z"), PositionInSeries::Nth { nth: 3, of: 30 });
    assert_eq!(position(counted, "s/20260401T080000Z"), PositionInSeries::Nth { nth: 13, of: 30 });
    let days = "UID:s\nDTSTART;VALUE=DATE:20260107\nRRULE:FREQ=DAILY;COUNT=3";
    assert_eq!(position(days, "s/20260108"), PositionInSeries::Nth { nth: 2, of: 3 });
    let began = PositionInSeries::Since(NaiveDate::from_ymd_opt(2026, 1, 7).unwrap());
    assert_eq!(position(&counted.replace(";COUNT=30", ""), "s/20260401T080000Z"), began);
    assert_eq!(position(&format!("{counted}\nRDATE:20260110T090000Z"), "s/20260110T090000Z"), began);
    assert_eq!(position("UID:o\nDTSTART:20260107T090000Z", "o/20260107T090000Z"), PositionInSeries::Alone);
}
