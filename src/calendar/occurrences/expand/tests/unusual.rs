//! Feeds that deviate from RFC 5545, as real programs write them.

use super::*;

/// Compares the starts of the occurrences of a feed between two days in UTC, for a visitor in Europe/Berlin.
fn check_starts(lines: &str, window: (&str, &str), expected: &str) {
    let (shown, problems) = expand(lines, "Europe/Berlin", window);
    let starts: Vec<_> = shown.iter().filter_map(|text| text.split(' ').next()).collect();
    assert_eq!(starts, expected.split_whitespace().collect::<Vec<_>>(), "{lines}");
    assert_eq!(problems, [""; 0]);
}

#[test]
fn until_as_a_date_ends_with_that_day_on_the_clock_of_the_series() {
    check_starts(
        &event("DTSTART;TZID=America/New_York:20261104T200000\nRRULE:FREQ=DAILY;UNTIL=20261105"),
        NOVEMBER,
        "2026-11-04T20:00:00-05:00 2026-11-05T20:00:00-05:00",
    );
    check_starts(
        &event("DTSTART:20261104T180000Z\nRRULE:FREQ=WEEKLY;UNTIL=20261104"),
        NOVEMBER,
        "2026-11-04T18:00:00Z",
    );
}

#[test]
fn an_instant_in_a_series_of_dates_is_a_date_of_the_feeds_zone() {
    let days = |lines: &str| event(&format!("DTSTART;VALUE=DATE:20261102\n{lines}"));
    let until = |until: &str| days(&format!("RRULE:FREQ=DAILY;UNTIL={until}"));
    let (two, three) = ("2026-11-02 2026-11-03", "2026-11-02 2026-11-03 2026-11-04");
    // East of Greenwich midnight is on the day before in UTC, west of it on the same day.
    check_starts(&until("20261103T230000Z"), NOVEMBER, three);
    check_starts(&until("20261103T183000Z"), NOVEMBER, three);
    check_starts(&until("20261103T080000Z"), NOVEMBER, two);
    check_starts(&until("20261103T235959Z"), NOVEMBER, two);
    let in_new_york = format!("X-WR-TIMEZONE:America/New_York\n{}", until("20261104T040000Z"));
    check_starts(&in_new_york, NOVEMBER, two);
    let berlin = "BEGIN:VTIMEZONE\nTZID:W. Europe Standard Time\nBEGIN:STANDARD\nDTSTART:19700101T000000\n\
        TZOFFSETFROM:+0100\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n";
    check_starts(&format!("{berlin}{}", until("20261103T230000Z")), NOVEMBER, three);
    check_starts(
        &days("RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20261102T230000Z"),
        NOVEMBER,
        "2026-11-02 2026-11-04",
    );
    check_starts(
        &format!(
            "{}{}",
            days("RRULE:FREQ=DAILY;COUNT=2"),
            event("RECURRENCE-ID:20261102T230000Z\nDTSTART;VALUE=DATE:20261110")
        ),
        NOVEMBER,
        "2026-11-02 2026-11-10",
    );
}

#[test]
fn events_of_one_uid_and_version_that_start_at_different_times_are_all_kept() {
    let night = |day: &str| event(&format!("DTSTART:202611{day}T193000Z"));
    check_starts(
        &[night("16"), night("17"), night("18")].concat(),
        NOVEMBER,
        "2026-11-16T19:30:00Z 2026-11-17T19:30:00Z 2026-11-18T19:30:00Z",
    );
    check_starts(&[night("16"), night("16")].concat(), NOVEMBER, "2026-11-16T19:30:00Z");
    let newer = event("SEQUENCE:1\nDTSTART:20261120T193000Z");
    check_starts(&[night("16"), newer].concat(), NOVEMBER, "2026-11-20T19:30:00Z");
}

#[test]
fn a_rule_of_seconds_is_found_years_later() {
    let lines = event("DTSTART:20070101T000000Z\nRRULE:FREQ=SECONDLY;INTERVAL=20");
    let database = BundledZones::open();
    let feed = read(format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap();
    let window = Window { start: point("20261101"), end: point("20261101").plus(600) };
    let expansion = feed.expand(Viewer::new(&Zone::utc(), &database), window);
    assert_eq!((expansion.occurrences.len(), expansion.problems.len()), (30, 0));
}

#[test]
fn a_rule_of_seconds_is_complete_where_the_clocks_change() {
    let lines = event("DTSTART;TZID=Europe/Berlin:20260101T000000\nRRULE:FREQ=MINUTELY;INTERVAL=30");
    let starts = |from: &str, seconds: i64| {
        let database = BundledZones::open();
        let feed =
            read(format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap();
        let start = Instant::from_utc(read_basic_civil(from).unwrap());
        let window = Window { start, end: start.plus(seconds) };
        feed.expand(Viewer::new(&Zone::utc(), &database), window).occurrences.len()
    };
    // In spring the skipped half hours fall on those after them; in autumn the repeated hour is shown once.
    assert_eq!(starts("20260329T003000", 5400), 5);
    assert_eq!(starts("20261025T003000", 3600), 1);
}

#[test]
fn the_problems_of_a_zone_are_told_if_its_definition_is_used() {
    let zone = |name: &str| {
        format!(
            "BEGIN:VTIMEZONE\nTZID:{name}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n\
             TZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:19700101T000000\nTZOFFSETFROM:x\n\
             TZOFFSETTO:+0100\nEND:DAYLIGHT\nEND:VTIMEZONE\n{}",
            event(&format!("DTSTART;TZID={name}:20261104T150000"))
        )
    };
    let problems = |lines: &str| expand(lines, "Europe/Berlin", NOVEMBER).1;
    assert_eq!(problems(&zone("Europe/Berlin")), [""; 0]);
    assert_eq!(problems(&zone("Office")).len(), 1);
    assert_eq!(problems(&format!("X-WR-TIMEZONE:Nowhere\n{}", event("DTSTART:20261104T150000Z"))), [""; 0]);
    assert_eq!(problems(&format!("X-WR-TIMEZONE:Nowhere\n{}", event("DTSTART:20261104T150000"))).len(), 1);
}

#[test]
fn a_single_time_in_utc_is_told_on_the_feeds_clock() {
    let zone = "X-WR-TIMEZONE:America/New_York\n";
    check_starts(
        &format!("{zone}{}", event("DTSTART:20261104T150000Z")),
        NOVEMBER,
        "2026-11-04T10:00:00-05:00",
    );
    // A series in UTC stays there, since its times in New York change with the seasons.
    let series = event("DTSTART:20261104T150000Z\nRRULE:FREQ=DAILY;COUNT=1");
    check_starts(&format!("{zone}{series}"), NOVEMBER, "2026-11-04T15:00:00Z");
}

#[test]
fn an_override_of_a_rule_within_a_day_is_found_by_its_time() {
    check_starts(
        &[
            event("SEQUENCE:2\nDTSTART:20261104T150000Z\nRRULE:FREQ=HOURLY;INTERVAL=24;COUNT=3"),
            event("SEQUENCE:1\nRECURRENCE-ID:20261105T150000Z\nDTSTART:20261105T160000Z"),
        ]
        .concat(),
        NOVEMBER,
        "2026-11-04T15:00:00Z 2026-11-05T16:00:00Z 2026-11-06T15:00:00Z",
    );
}

#[test]
fn an_override_is_of_the_event_with_its_time_if_several_share_a_uid() {
    let first = "DTSTART;TZID=Europe/Berlin:20261103T150000\nRRULE:FREQ=WEEKLY;COUNT=2";
    let second = "DTSTART;TZID=Europe/Berlin:20261117T170000\nRRULE:FREQ=WEEKLY;COUNT=2";
    let of_second = "RECURRENCE-ID;TZID=Europe/Berlin:20261124T170000\n\
                     DTSTART;TZID=Europe/Berlin:20261125T180000";
    let expected = [
        "2026-11-03T15:00:00+01:00 2026-11-03T15:00:00+01:00",
        "2026-11-10T15:00:00+01:00 2026-11-10T15:00:00+01:00",
        "2026-11-17T17:00:00+01:00 2026-11-17T17:00:00+01:00",
        "2026-11-25T18:00:00+01:00 2026-11-25T18:00:00+01:00 moved",
    ];
    for events in [[first, second, of_second], [second, of_second, first], [of_second, first, second]] {
        check(&events, NOVEMBER, &expected);
    }
}

#[test]
fn times_of_a_rule_are_ignored_in_a_series_of_dates() {
    check(
        &["DTSTART;VALUE=DATE:20261101\nRRULE:FREQ=DAILY;BYHOUR=9,12;COUNT=3"],
        NOVEMBER,
        &["2026-11-01 2026-11-02", "2026-11-02 2026-11-03", "2026-11-03 2026-11-04"],
    );
}

#[test]
fn exdates_may_be_separated_by_semicolons_and_commas_may_be_escaped() {
    check(
        &["DTSTART:20261101T150000Z\nRRULE:FREQ=DAILY;COUNT=5\nEXDATE:20261102T150000Z;20261103T150000Z\n\
           EXDATE:20261104T150000Z\\,20261105T150000Z"],
        NOVEMBER,
        &["2026-11-01T15:00:00Z 2026-11-01T15:00:00Z"],
    );
}

#[test]
fn joined_calendars_keep_their_zones_and_events_outside_of_them_are_read() {
    let event = |uid: &str| format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:20261104T130000\nEND:VEVENT\n");
    let (shown, _) = expand(
        &format!(
            "X-WR-TIMEZONE:\"Europe/Berlin\"\n{}END:VCALENDAR\n\u{feff}BEGIN:VCALENDAR\n\
             X-WR-TIMEZONE:America/New_York\n{}END:VCALENDAR\n{}BEGIN:VCALENDAR",
            event("1"),
            event("2"),
            event("3")
        ),
        "Europe/Berlin",
        NOVEMBER,
    );
    assert_eq!(
        shown,
        [
            "2026-11-04T13:00:00+01:00 2026-11-04T13:00:00+01:00",
            "2026-11-04T13:00:00+01:00 2026-11-04T13:00:00+01:00",
            "2026-11-04T13:00:00-05:00 2026-11-04T13:00:00-05:00",
        ]
    );
}
