use super::*;
use crate::calendar::time::{read_basic_civil, rfc3339};
use crate::site::zones::BundledZones;

fn zone(name: &str) -> Zone {
    BundledZones::open().find(name).unwrap_or_else(|| panic!("{name}"))
}

/// Expects each civil time, such as `20261025T023000`, to be this time in RFC 3339.
fn check(name: &str, cases: &[(&str, &str)]) {
    let zone = zone(name);
    for (civil, expected) in cases {
        let instant = zone.instant_of(read_basic_civil(civil).unwrap());
        assert_eq!(rfc3339(zone.civil_at(instant), zone.offset_at(instant)), *expected, "{name} {civil}");
    }
}

#[test]
fn berlin_skips_an_hour_in_march_and_repeats_one_in_october() {
    check(
        "Europe/Berlin",
        &[
            ("20270328T015959", "2027-03-28T01:59:59+01:00"),
            ("20270328T020000", "2027-03-28T03:00:00+02:00"),
            ("20270328T023000", "2027-03-28T03:30:00+02:00"),
            ("20270328T030000", "2027-03-28T03:00:00+02:00"),
            ("20261025T015959", "2026-10-25T01:59:59+02:00"),
            ("20261025T020000", "2026-10-25T02:00:00+02:00"),
            ("20261025T025959", "2026-10-25T02:59:59+02:00"),
            ("20261025T030000", "2026-10-25T03:00:00+01:00"),
        ],
    );
}

#[test]
fn new_york_changes_on_other_dates_than_berlin() {
    check(
        "America/New_York",
        &[
            ("20270314T023000", "2027-03-14T03:30:00-04:00"),
            ("20261101T013000", "2026-11-01T01:30:00-04:00"),
            ("20261101T020000", "2026-11-01T02:00:00-05:00"),
        ],
    );
}

#[test]
fn kolkata_never_changes() {
    check(
        "Asia/Kolkata",
        &[("20260701T120000", "2026-07-01T12:00:00+05:30"), ("20261225T120000", "2026-12-25T12:00:00+05:30")],
    );
}

#[test]
fn sydney_has_daylight_saving_time_in_january() {
    check(
        "Australia/Sydney",
        &[
            ("20270115T100000", "2027-01-15T10:00:00+11:00"),
            ("20260715T100000", "2026-07-15T10:00:00+10:00"),
            ("20270404T023000", "2027-04-04T02:30:00+11:00"),
            ("20261004T023000", "2026-10-04T03:30:00+11:00"),
        ],
    );
}

#[test]
fn lord_howe_changes_by_half_an_hour() {
    check(
        "Australia/Lord_Howe",
        &[
            ("20261004T021500", "2026-10-04T02:45:00+11:00"),
            ("20270404T014500", "2027-04-04T01:45:00+11:00"),
            ("20270404T020000", "2027-04-04T02:00:00+10:30"),
        ],
    );
}

#[test]
fn casablanca_is_an_hour_behind_during_ramadan() {
    check(
        "Africa/Casablanca",
        &[
            ("20260201T120000", "2026-02-01T12:00:00+01:00"),
            ("20260301T120000", "2026-03-01T12:00:00Z"),
            ("20260401T120000", "2026-04-01T12:00:00+01:00"),
        ],
    );
}

#[test]
fn dublin_with_negative_daylight_saving_has_the_right_offsets() {
    check(
        "Europe/Dublin",
        &[
            ("20260701T120000", "2026-07-01T12:00:00+01:00"),
            ("20261225T120000", "2026-12-25T12:00:00Z"),
            ("20270328T013000", "2027-03-28T02:30:00+01:00"),
        ],
    );
}

#[test]
fn apia_has_no_30_december_2011() {
    check(
        "Pacific/Apia",
        &[
            ("20111229T235959", "2011-12-29T23:59:59-10:00"),
            ("20111230T000000", "2011-12-31T00:00:00+14:00"),
            ("20111230T120000", "2011-12-31T12:00:00+14:00"),
            ("20111231T000000", "2011-12-31T00:00:00+14:00"),
        ],
    );
}

#[test]
fn a_day_begins_at_one_if_midnight_is_skipped() {
    let cairo = zone("Africa/Cairo");
    let start = cairo.start_of(NaiveDate::from_ymd_opt(2027, 4, 30).unwrap());
    assert_eq!(rfc3339(cairo.civil_at(start), cairo.offset_at(start)), "2027-04-30T01:00:00+03:00");
}

#[test]
fn cached_offsets_are_the_same() {
    let berlin = zone("Europe/Berlin");
    let change = read_basic_civil("20261025T010000").map(Instant::from_utc).unwrap();
    for _ in 0..2 {
        assert_eq!(berlin.offset_at(change.plus(-1)).text(), "+02:00");
        assert_eq!(berlin.offset_at(change).text(), "+01:00");
    }
}

#[test]
fn times_at_the_edges_of_the_calendar_can_be_converted() {
    let berlin = zone("Europe/Berlin");
    for civil in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
        let instant = berlin.instant_of(civil);
        assert!((instant.since(Instant::from_utc(civil))).abs() < DAY);
    }
    for instant in [Instant::from_unix(i64::MIN), Instant::from_unix(i64::MAX)] {
        assert!(berlin.offset_at(instant).seconds().abs() < DAY);
    }
}

#[test]
fn zones_with_equal_names_are_equal() {
    assert_eq!(zone("UTC"), Zone::utc());
    assert_ne!(zone("Europe/Berlin"), zone("Europe/Paris"));
    assert_eq!(format!("{:?}", zone("Europe/Berlin")), "Zone(Europe/Berlin)");
}
