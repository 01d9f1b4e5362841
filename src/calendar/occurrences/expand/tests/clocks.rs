//! Series across offset changes, in known and unknown zones.

use super::*;

#[test]
fn until_as_an_instant_is_compared_in_the_zone_of_the_series() {
    check(
        &[&format!("{WEEKLY};UNTIL=20261111T140000Z")],
        NOVEMBER,
        &[
            "2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00",
            "2026-11-11T15:00:00+01:00 2026-11-11T16:00:00+01:00",
        ],
    );
    check(
        &[&format!("{WEEKLY};UNTIL=20261111T135959Z")],
        NOVEMBER,
        &["2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00"],
    );
}

#[test]
fn a_floating_time_is_the_same_local_time_in_every_zone() {
    let lines =
        event("DTSTART:20261104T150000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=2\nEXDATE:20261111T150000");
    for (viewer_zone, expected) in [
        ("Europe/Berlin", "2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00"),
        ("Asia/Kolkata", "2026-11-04T15:00:00+05:30 2026-11-04T16:00:00+05:30"),
    ] {
        assert_eq!(expand(&lines, viewer_zone, NOVEMBER).0, [expected]);
    }
}

#[test]
fn floating_times_are_in_the_calendars_own_zone() {
    let lines = format!("X-WR-TIMEZONE:Asia/Kolkata\n{}", event("DTSTART:20261104T150000"));
    assert_eq!(
        expand(&lines, "Europe/Berlin", NOVEMBER).0,
        ["2026-11-04T15:00:00+05:30 2026-11-04T15:00:00+05:30"]
    );
}

#[test]
fn the_database_takes_precedence_over_a_vtimezone() {
    let wrong = "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
                 TZOFFSETFROM:+0900\nTZOFFSETTO:+0900\nEND:STANDARD\nEND:VTIMEZONE\n";
    let lines = event("DTSTART;TZID=Europe/Berlin:20261104T150000");
    let expected = ["2026-11-04T15:00:00+01:00 2026-11-04T15:00:00+01:00"];
    assert_eq!(expand(&lines, "Asia/Kolkata", NOVEMBER).0, expected);
    assert_eq!(expand(&format!("{wrong}{lines}"), "Asia/Kolkata", NOVEMBER).0, expected);
}

#[test]
fn an_unknown_zone_is_as_the_feed_defines_it() {
    let lines = format!(
        "BEGIN:VTIMEZONE\nTZID:Our Office\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0330\n\
         TZOFFSETTO:-0330\nEND:STANDARD\nEND:VTIMEZONE\n{}",
        event("DTSTART;TZID=Our Office:20261104T150000")
    );
    let (shown, problems) = expand(&lines, "UTC", NOVEMBER);
    assert_eq!(shown, ["2026-11-04T18:30:00Z 2026-11-04T18:30:00Z"]);
    assert_eq!(problems, [""; 0]);
}

#[test]
fn old_and_prefixed_zone_names_are_resolved() {
    for name in ["Asia/Calcutta", "/example.org/20260101/Asia/Kolkata", "/vendor/Asia/Calcutta"] {
        let (shown, problems) =
            expand(&event(&format!("DTSTART;TZID={name}:20261104T193000")), "UTC", NOVEMBER);
        assert_eq!(shown, ["2026-11-04T19:30:00+05:30 2026-11-04T19:30:00+05:30"], "{name}");
        assert_eq!(problems, [""; 0]);
    }
}

#[test]
fn an_unknown_zone_is_reported_once_and_its_times_float() {
    let (shown, problems) = expand(
        &event("DTSTART;TZID=Mars/Base:20261104T150000\nDTEND;TZID=Mars/Base:20261104T160000"),
        "Europe/Berlin",
        NOVEMBER,
    );
    assert_eq!(shown, ["2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00"]);
    assert_eq!(
        problems,
        [
            "line 4: the time zone «Mars/Base» is unknown; its times are shown as if they were in the visitor's zone"
        ]
    );
}

#[test]
fn an_unknown_zone_is_that_of_the_feed_if_it_has_one() {
    let zone = "BEGIN:VTIMEZONE\nTZID:local\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:-0330\n\
                TZOFFSETTO:-0330\nEND:STANDARD\nEND:VTIMEZONE\n";
    for (own, expected, done) in [
        ("X-WR-TIMEZONE:Asia/Kolkata\n", "2026-11-04T19:30:00+05:30", "its times are read in Asia/Kolkata"),
        (zone, "2026-11-04T23:00:00Z", "its times are read in local"),
    ] {
        let lines = format!("{own}{}", event("DTSTART;TZID=\"local;VALUE=DATE-TIME\":20261104T193000"));
        let (shown, problems) = expand(&lines, "UTC", NOVEMBER);
        assert_eq!(shown, [format!("{expected} {expected}")]);
        assert!(problems.len() == 1 && problems[0].ends_with(done), "{problems:?}");
    }
}

#[test]
fn a_series_keeps_its_local_time_across_offset_changes() {
    let berlin = "DTSTART;TZID=Europe/Berlin:20261018T150000\nRRULE:FREQ=WEEKLY;COUNT=3";
    check(
        &[berlin],
        ("20261001", "20261201"),
        &[
            "2026-10-18T15:00:00+02:00 2026-10-18T15:00:00+02:00",
            "2026-10-25T15:00:00+01:00 2026-10-25T15:00:00+01:00",
            "2026-11-01T15:00:00+01:00 2026-11-01T15:00:00+01:00",
        ],
    );
    let spring = "DTSTART;TZID=Europe/Berlin:20270321T150000\nRRULE:FREQ=WEEKLY;COUNT=2";
    check(
        &[spring],
        ("20270301", "20270401"),
        &[
            "2027-03-21T15:00:00+01:00 2027-03-21T15:00:00+01:00",
            "2027-03-28T15:00:00+02:00 2027-03-28T15:00:00+02:00",
        ],
    );
    let new_york = "DTSTART;TZID=America/New_York:20261025T100000\nRRULE:FREQ=WEEKLY;COUNT=2";
    check(
        &[new_york],
        ("20261001", "20261201"),
        &[
            "2026-10-25T10:00:00-04:00 2026-10-25T10:00:00-04:00",
            "2026-11-01T10:00:00-05:00 2026-11-01T10:00:00-05:00",
        ],
    );
    let new_york_spring = "DTSTART;TZID=America/New_York:20270307T100000\nRRULE:FREQ=WEEKLY;COUNT=2";
    check(
        &[new_york_spring],
        ("20270301", "20270401"),
        &[
            "2027-03-07T10:00:00-05:00 2027-03-07T10:00:00-05:00",
            "2027-03-14T10:00:00-04:00 2027-03-14T10:00:00-04:00",
        ],
    );
}

#[test]
fn an_occurrence_in_a_gap_is_not_marked_as_moved() {
    check(
        &["DTSTART;TZID=Europe/Berlin:20270327T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3"],
        ("20270301", "20270401"),
        &[
            "2027-03-27T02:30:00+01:00 2027-03-27T03:30:00+01:00",
            "2027-03-28T03:30:00+02:00 2027-03-28T04:30:00+02:00",
            "2027-03-29T02:30:00+02:00 2027-03-29T03:30:00+02:00",
        ],
    );
}

#[test]
fn an_occurrence_in_a_fold_is_the_first_of_the_two() {
    check(
        &["DTSTART;TZID=Europe/Berlin:20261024T023000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3"],
        ("20261001", "20261101"),
        &[
            "2026-10-24T02:30:00+02:00 2026-10-24T03:30:00+02:00",
            "2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+01:00",
            "2026-10-26T02:30:00+01:00 2026-10-26T03:30:00+01:00",
        ],
    );
}

#[test]
fn calendar_days_may_have_23_or_25_hours() {
    check(
        &["DTSTART;TZID=Europe/Berlin:20261024T120000\nDURATION:P1D"],
        ("20261001", "20261101"),
        &["2026-10-24T12:00:00+02:00 2026-10-25T12:00:00+01:00"],
    );
    check(
        &["DTSTART;TZID=Europe/Berlin:20261024T120000\nDURATION:PT24H"],
        ("20261001", "20261101"),
        &["2026-10-24T12:00:00+02:00 2026-10-25T11:00:00+01:00"],
    );
}

#[test]
fn an_end_may_be_in_another_zone_than_the_start() {
    check(
        &["DTSTART;TZID=Europe/Berlin:20261104T150000\nDTEND;TZID=America/New_York:20261104T100000"],
        NOVEMBER,
        &["2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00"],
    );
}

#[test]
fn a_skipped_floating_start_moves_the_end_along() {
    check(
        &["DTSTART:20260329T024500\nDTEND:20260329T031500"],
        ("20260328", "20260330"),
        &["2026-03-29T03:45:00+02:00 2026-03-29T04:15:00+02:00"],
    );
}

#[test]
fn an_exdate_in_utc_is_exact_in_a_fold() {
    check(
        &["DTSTART;TZID=Europe/Berlin:20261024T023000\nRRULE:FREQ=DAILY;COUNT=2\nEXDATE:20261025T013000Z"],
        ("20261024", "20261026"),
        &[
            "2026-10-24T02:30:00+02:00 2026-10-24T02:30:00+02:00",
            "2026-10-25T02:30:00+02:00 2026-10-25T02:30:00+02:00",
        ],
    );
}

#[test]
fn a_time_in_utc_is_exact_in_a_fold() {
    let night = "DTSTART;TZID=Europe/Berlin:20261024T023000\nDURATION:PT10M";
    // 2:30 in Berlin is first at 0:30 and then at 1:30 UTC.
    check(
        &[&format!("{night}\nRDATE:20261025T003000Z,20261025T013000Z")],
        ("20261025", "20261026"),
        &[
            "2026-10-25T02:30:00+02:00 2026-10-25T02:40:00+02:00",
            "2026-10-25T02:30:00+01:00 2026-10-25T02:40:00+01:00",
        ],
    );
    check(
        &[&format!("{night}\nRDATE:20261025T003000Z,20261025T013000Z\nEXDATE:20261025T003000Z")],
        ("20261025", "20261026"),
        &["2026-10-25T02:30:00+01:00 2026-10-25T02:40:00+01:00"],
    );
    check(
        &[
            &format!("{night}\nRDATE:20261025T013000Z"),
            "RECURRENCE-ID:20261025T013000Z\nDTSTART:20261025T170000Z",
        ],
        ("20261025", "20261026"),
        &["2026-10-25T17:00:00Z 2026-10-25T17:00:00Z moved"],
    );
}

#[test]
fn two_times_of_a_rule_stay_two_in_a_gap() {
    check(
        &["DTSTART;TZID=Europe/Berlin:20260329T013000\nRRULE:FREQ=DAILY;BYHOUR=1,2,3;COUNT=3"],
        ("20260329", "20260330"),
        &[
            "2026-03-29T01:30:00+01:00 2026-03-29T01:30:00+01:00",
            "2026-03-29T03:30:00+02:00 2026-03-29T03:30:00+02:00",
            "2026-03-29T03:30:00+02:00 2026-03-29T03:30:00+02:00",
        ],
    );
    // An RDATE at the same time is merged with it.
    check(
        &["DTSTART;TZID=Europe/Berlin:20260329T033000\nRRULE:FREQ=DAILY;COUNT=1\nRDATE:20260329T013000Z"],
        ("20260329", "20260330"),
        &["2026-03-29T03:30:00+02:00 2026-03-29T03:30:00+02:00"],
    );
}

#[test]
fn floating_times_of_an_event_with_a_zone_are_in_that_zone() {
    let lines = format!(
        "X-WR-TIMEZONE:Asia/Kolkata\n{}{}",
        event(
            "DTSTART;TZID=Europe/Berlin:20261104T150000\nDTEND:20261104T160000\nRRULE:FREQ=WEEKLY;COUNT=3\n\
             EXDATE:20261111T150000"
        ),
        event("RECURRENCE-ID:20261118T150000\nDTSTART;TZID=Europe/Berlin:20261118T170000"),
    );
    assert_eq!(
        expand(&lines, "Europe/Berlin", NOVEMBER).0,
        [
            "2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00",
            "2026-11-18T17:00:00+01:00 2026-11-18T17:00:00+01:00 moved",
        ]
    );
}

#[test]
fn midnight_in_utc_means_its_date_in_utc() {
    for (lines, expected) in [
        ("RRULE:FREQ=DAILY;UNTIL=20261104T000000Z", &["2026-11-02", "2026-11-03", "2026-11-04"][..]),
        ("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261103T000000Z", &["2026-11-02", "2026-11-04"]),
        ("RRULE:FREQ=DAILY;UNTIL=20261103T050000Z", &["2026-11-02", "2026-11-03"]),
    ] {
        let event = event(&format!("DTSTART;VALUE=DATE:20261102\n{lines}"));
        let lines = format!("X-WR-TIMEZONE:America/New_York\n{event}");
        let (shown, _) = expand(&lines, "Europe/Berlin", NOVEMBER);
        let starts: Vec<_> = shown.iter().filter_map(|text| text.split(' ').next()).collect();
        assert_eq!(starts, expected, "{lines}");
    }
}

#[test]
fn hawaiis_midnight_is_on_its_own_date() {
    let lines = event("DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=DAILY;UNTIL=20261103T100000Z");
    assert_eq!(
        expand(&lines, "Europe/Berlin", NOVEMBER).0,
        ["2026-11-02 2026-11-03", "2026-11-03 2026-11-04"]
    );
}

#[test]
fn an_event_that_starts_in_a_gap_keeps_its_length() {
    let start = "DTSTART;TZID=Europe/Berlin:20260329T024500\nDTEND;TZID=Europe/Berlin:20260329T031500";
    check(&[start], ("20260328", "20260331"), &["2026-03-29T03:45:00+02:00 2026-03-29T04:15:00+02:00"]);
    let series = "DTSTART;TZID=Europe/Berlin:20260329T023000\nDTEND;TZID=Europe/Berlin:20260329T033000\n\
                  RRULE:FREQ=WEEKLY;COUNT=2";
    check(
        &[series],
        ("20260328", "20260410"),
        &[
            "2026-03-29T03:30:00+02:00 2026-03-29T04:30:00+02:00",
            "2026-04-05T02:30:00+02:00 2026-04-05T03:30:00+02:00",
        ],
    );
}
