use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::*;

#[test]
fn dates_are_read_in_the_basic_form_of_rfc_5545_section_3_3_4() {
    for (text, expected) in [
        ("20261125", Some("2026-11-25")),
        ("20240229", Some("2024-02-29")),
        ("00010101", Some("0001-01-01")),
        ("20230229", None),
        ("20261301", None),
        ("20260001", None),
        ("2026112", None),
        ("2026-1-1", None),
        ("202611é5", None),
        ("", None),
    ] {
        assert_eq!(read_basic_date(text).map(date_text).as_deref(), expected, "{text}");
    }
}

#[test]
fn times_are_read_in_the_basic_form_of_rfc_5545_section_3_3_5() {
    for (text, expected) in [
        ("20261125T140000", Some("2026-11-25T14:00:00")),
        ("20261125t140000", Some("2026-11-25T14:00:00")),
        ("20261125T1400", Some("2026-11-25T14:00:00")),
        ("20261231T235960", Some("2026-12-31T23:59:59")),
        ("20261231T240000", Some("2027-01-01T00:00:00")),
        ("20261231T240001", None),
        ("20261125T250000", None),
        ("20261125T146000", None),
        ("20261125T140061", Some("2026-11-25T14:00:59")),
        ("20261125140000", None),
        ("20261125T14", None),
        ("20261125T14é00", None),
        ("20261125T140000Z", None),
        ("2026112é", None),
    ] {
        assert_eq!(read_basic_civil(text).map(civil_text).as_deref(), expected, "{text}");
    }
}

#[test]
fn the_basic_form_round_trips() {
    let civil = read_basic_civil("20240229T235958").unwrap();
    assert_eq!(basic_civil(civil), "20240229T235958");
    assert_eq!(basic_date(civil.date()), "20240229");
}

#[test]
fn times_are_formatted_as_rfc_3339() {
    let civil = read_basic_civil("20261125T150000").unwrap();
    for (seconds, expected) in [
        (0, "2026-11-25T15:00:00Z"),
        (3600, "2026-11-25T15:00:00+01:00"),
        (-12_600, "2026-11-25T15:00:00-03:30"),
        (-2670, "2026-11-25T15:00:00-00:44:30"),
    ] {
        assert_eq!(rfc3339(civil, Offset::from_seconds(seconds)), expected);
    }
}

#[test]
fn offsets_have_readable_labels() {
    for (seconds, expected) in [(0, "UTC"), (3600, "UTC+1"), (-12_600, "UTC−3:30"), (20_700, "UTC+5:45")] {
        assert_eq!(Offset::from_seconds(seconds).label(), expected);
    }
}

#[test]
fn a_window_includes_its_start_and_excludes_its_end() {
    let at = Instant::from_unix;
    let window = Window { start: at(100), end: at(200) };
    for (start, end, inside) in [
        (100, 100, true),
        (199, 199, true),
        (200, 200, false),
        (99, 99, false),
        (50, 100, false),
        (50, 101, true),
        (50, 300, true),
        (199, 300, true),
        (200, 300, false),
    ] {
        assert_eq!(window.touches(at(start), at(end)), inside, "{start} to {end}");
    }
}

#[test]
fn sums_saturate_at_the_edges_of_the_calendar() {
    assert_eq!(civil_plus(NaiveDateTime::MAX, 1), NaiveDateTime::MAX);
    assert_eq!(civil_plus(NaiveDateTime::MIN, i64::MIN), NaiveDateTime::MIN);
    assert_eq!(date_plus(NaiveDate::MAX, i64::MAX), NaiveDate::MAX);
    assert_eq!(date_plus(NaiveDate::MIN, -1), NaiveDate::MIN);
    assert_eq!(Instant::from_unix(i64::MAX).plus(1).unix(), i64::MAX);
    assert_eq!(Instant::from_unix(i64::MAX).utc(), NaiveDateTime::MAX);
    assert_eq!(Instant::from_unix(i64::MIN).utc(), NaiveDateTime::MIN);
    assert_eq!(Instant::from_unix(i64::MIN).since(Instant::from_unix(1)), i64::MIN);
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Both {
    #[serde(with = "date_in_json")]
    date: NaiveDate,
    #[serde(with = "civil_in_json")]
    civil: NaiveDateTime,
}

#[test]
fn json_has_dates_and_times_in_the_basic_form() {
    let civil = read_basic_civil("20261125T140000").unwrap();
    let json = r#"{"date":"20261125","civil":"20261125T140000"}"#;
    assert_eq!(serde_json::to_string(&Both { date: civil.date(), civil }).unwrap(), json);
    assert_eq!(serde_json::from_str::<Both>(json).unwrap(), Both { date: civil.date(), civil });
    for wrong in [json.replace("20261125\"", "20261325\""), json.replace("T140000", "")] {
        assert!(serde_json::from_str::<Both>(&wrong).is_err(), "{wrong}");
    }
}
