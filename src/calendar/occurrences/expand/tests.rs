mod clocks;
mod costly;
mod unusual;

use super::*;
use crate::calendar::ics::event::Status;
use crate::calendar::ics::problem::Effect;
use crate::calendar::ics::yielding::block_on;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::calendar::time::{Instant, date_text, read_basic_civil, rfc3339};
use crate::calendar::{When, read};
use crate::site::zones::BundledZones;

fn point(text: &str) -> Instant {
    Instant::from_utc(read_basic_civil(&format!("{text}T000000")).unwrap())
}

fn expand(lines: &str, viewer_zone: &str, (from, to): (&str, &str)) -> (Vec<String>, Vec<String>) {
    let database = BundledZones::open();
    let viewer_zone = database.find(viewer_zone).unwrap();
    let feed =
        read(format!("BEGIN:VCALENDAR\n{lines}\nEND:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap();
    let of_visitors = |problem: &&Problem| problem.effect == Effect::Visible;
    assert_eq!(feed.problems.iter().filter(of_visitors).count(), 0, "{:?}", feed.problems);
    let window = Window { start: point(from), end: point(to) };
    let expansion = feed.expand(Viewer::new(&viewer_zone, &database), window);
    let shown = expansion.occurrences.iter().map(|occurrence| show(occurrence, &viewer_zone)).collect();
    (shown, expansion.problems.iter().map(ToString::to_string).collect())
}

/// Start and end in the organiser's local time, in RFC 3339, with the status and whether it was moved.
fn show(occurrence: &Occurrence, viewer_zone: &Zone) -> String {
    let mut text = if let When::AllDay { start, end } = &occurrence.when {
        format!("{} {}", date_text(*start), date_text(*end))
    } else {
        let (start, end) = occurrence.when.instants(viewer_zone);
        let there = if let When::Timed { zone, .. } = &occurrence.when { &**zone } else { "" };
        let zone = BundledZones::open().find(there).unwrap_or_else(|| viewer_zone.clone());
        let at = |instant| rfc3339(zone.civil_at(instant), zone.offset_at(instant));
        format!("{} {}", at(start), at(end))
    };
    if occurrence.status != Status::Confirmed {
        text = format!("{text} {}", occurrence.status.word());
    }
    if occurrence.moved { text + " moved" } else { text }
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:1\n{lines}\nEND:VEVENT\n")
}

/// Compares the occurrences between two days in UTC, for a visitor in Europe/Berlin.
fn check(events: &[&str], window: (&str, &str), expected: &[&str]) {
    let lines: String = events.iter().copied().map(event).collect();
    let (shown, problems) = expand(&lines, "Europe/Berlin", window);
    assert_eq!(shown, expected);
    assert_eq!(problems, [""; 0]);
}

const WEEKLY: &str = "DTSTART;TZID=Europe/Berlin:20261104T150000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY";
const NOVEMBER: (&str, &str) = ("20261101", "20261201");

#[test]
fn a_series_has_its_rule_without_its_exceptions() {
    check(
        &[&format!("{WEEKLY}\nEXDATE;TZID=Europe/Berlin:20261111T150000,20261118T150000")],
        NOVEMBER,
        &[
            "2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00",
            "2026-11-25T15:00:00+01:00 2026-11-25T16:00:00+01:00",
        ],
    );
}

#[test]
fn exdates_may_be_in_utc_in_another_zone_or_dates() {
    check(
        &[&format!(
            "{WEEKLY}\nEXDATE:20261104T140000Z\nEXDATE;TZID=Asia/Kolkata:20261111T193000\n\
             EXDATE;VALUE=DATE:20261118"
        )],
        NOVEMBER,
        &["2026-11-25T15:00:00+01:00 2026-11-25T16:00:00+01:00"],
    );
}

#[test]
fn an_exdate_at_another_time_excludes_nothing() {
    check(
        &[&format!("{WEEKLY};COUNT=1\nEXDATE:20261104T150000Z")],
        NOVEMBER,
        &["2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00"],
    );
}

#[test]
fn count_includes_excluded_occurrences() {
    check(
        &[&format!("{WEEKLY};COUNT=2\nEXDATE;TZID=Europe/Berlin:20261104T150000")],
        NOVEMBER,
        &["2026-11-11T15:00:00+01:00 2026-11-11T16:00:00+01:00"],
    );
}

#[test]
fn an_exrule_of_rfc_2445_section_4_8_5_2_excludes() {
    check(
        &[&format!("{WEEKLY}\nEXRULE:FREQ=WEEKLY;INTERVAL=2")],
        NOVEMBER,
        &[
            "2026-11-11T15:00:00+01:00 2026-11-11T16:00:00+01:00",
            "2026-11-25T15:00:00+01:00 2026-11-25T16:00:00+01:00",
        ],
    );
}

#[test]
fn an_exrule_excludes_the_start_only_if_it_falls_on_it() {
    check(
        &["DTSTART:20261102T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nEXRULE:FREQ=MONTHLY;BYDAY=2MO"],
        NOVEMBER,
        &["2026-11-02T10:00:00Z 2026-11-02T10:00:00Z", "2026-11-16T10:00:00Z 2026-11-16T10:00:00Z"],
    );
}

#[test]
fn an_all_day_series_recurs_once_a_day_at_most() {
    check(
        &["DTSTART;VALUE=DATE:20261128\nRRULE:FREQ=HOURLY;INTERVAL=6;UNTIL=20261130"],
        NOVEMBER,
        &["2026-11-28 2026-11-29", "2026-11-29 2026-11-30", "2026-11-30 2026-12-01"],
    );
}

#[test]
fn rdates_may_be_times_or_periods_and_add_no_duplicates() {
    check(
        &["DTSTART;TZID=Europe/Berlin:20261104T150000\nDURATION:PT1H\n\
           RDATE;TZID=Europe/Berlin:20261104T150000,20261106T100000\n\
           RDATE;VALUE=PERIOD:20261110T100000Z/PT30M,20261112T100000Z/20261112T123000Z"],
        NOVEMBER,
        &[
            "2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00",
            "2026-11-06T10:00:00+01:00 2026-11-06T11:00:00+01:00",
            "2026-11-10T11:00:00+01:00 2026-11-10T11:30:00+01:00",
            "2026-11-12T11:00:00+01:00 2026-11-12T13:30:00+01:00",
        ],
    );
}

#[test]
fn overrides_match_their_original_start_in_any_zone() {
    check(
        &[
            WEEKLY,
            "RECURRENCE-ID:20261111T140000Z\nDTSTART:20261112T090000Z\nDURATION:PT30M",
            "RECURRENCE-ID;TZID=Asia/Kolkata:20261118T193000\nDTSTART;TZID=Europe/Berlin:20261118T150000\n\
             DURATION:PT1H\nSTATUS:CANCELLED",
        ],
        NOVEMBER,
        &[
            "2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00",
            "2026-11-12T09:00:00Z 2026-11-12T09:30:00Z moved",
            "2026-11-18T15:00:00+01:00 2026-11-18T16:00:00+01:00 cancelled",
            "2026-11-25T15:00:00+01:00 2026-11-25T16:00:00+01:00",
        ],
    );
}

#[test]
fn a_moved_occurrence_is_only_at_its_new_time() {
    let moved = "RECURRENCE-ID;TZID=Europe/Berlin:20261111T150000\n\
                 DTSTART;TZID=Europe/Berlin:20270301T150000\nDURATION:PT1H";
    check(&[WEEKLY, moved], ("20261110", "20261113"), &[]);
    check(
        &[WEEKLY, moved],
        ("20270301", "20270302"),
        &["2027-03-01T15:00:00+01:00 2027-03-01T16:00:00+01:00 moved"],
    );
}

#[test]
fn this_and_future_moves_all_later_occurrences() {
    check(
        &[
            WEEKLY,
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261118T150000\n\
             DTSTART;TZID=Europe/Berlin:20261119T160000\nDURATION:PT2H",
        ],
        ("20261110", "20261201"),
        &[
            "2026-11-11T15:00:00+01:00 2026-11-11T16:00:00+01:00",
            "2026-11-19T16:00:00+01:00 2026-11-19T18:00:00+01:00 moved",
            "2026-11-26T16:00:00+01:00 2026-11-26T18:00:00+01:00",
        ],
    );
}

#[test]
fn an_override_without_its_series_is_a_single_event() {
    check(
        &["RECURRENCE-ID:20261111T140000Z\nDTSTART:20261111T140000Z"],
        NOVEMBER,
        &["2026-11-11T14:00:00Z 2026-11-11T14:00:00Z"],
    );
}

#[test]
fn all_day_events_have_no_zone_and_an_exclusive_end() {
    check(
        &["DTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261105\nRRULE:FREQ=WEEKLY;INTERVAL=3\n\
           EXDATE;VALUE=DATE:20261123"],
        ("20261101", "20261220"),
        &["2026-11-02 2026-11-05", "2026-12-14 2026-12-17"],
    );
    check(&["DTSTART;VALUE=DATE:20261102"], NOVEMBER, &["2026-11-02 2026-11-03"]);
    check(&["DTSTART;VALUE=DATE:20261102\nDURATION:P2D"], NOVEMBER, &["2026-11-02 2026-11-04"]);
    check(&["DTSTART;VALUE=DATE:20261102\nDTEND;VALUE=DATE:20261102"], NOVEMBER, &["2026-11-02 2026-11-03"]);
}

#[test]
fn all_day_overrides_match_by_date() {
    check(
        &[
            "DTSTART;VALUE=DATE:20261102\nRRULE:FREQ=WEEKLY;COUNT=2",
            "RECURRENCE-ID;VALUE=DATE:20261109\nDTSTART;VALUE=DATE:20261110",
        ],
        NOVEMBER,
        &["2026-11-02 2026-11-03", "2026-11-10 2026-11-11 moved"],
    );
}

#[test]
fn occurrences_that_reach_into_the_window_are_included() {
    let long = "DTSTART;VALUE=DATE:20260901\nDTEND;VALUE=DATE:20261103\nRRULE:FREQ=YEARLY";
    check(&[long], NOVEMBER, &["2026-09-01 2026-11-03"]);
    check(&[long], ("20271102", "20271103"), &["2027-09-01 2027-11-03"]);
    check(&[long], ("20261104", "20261201"), &[]);
    let night = "DTSTART:20261031T230000Z\nDTEND:20261101T010000Z";
    check(&[night], NOVEMBER, &["2026-10-31T23:00:00Z 2026-11-01T01:00:00Z"]);
    let until_midnight = "DTSTART:20261031T230000Z\nDTEND:20261101T000000Z";
    check(&[until_midnight], NOVEMBER, &[]);
}

#[test]
fn single_events_are_found_at_both_window_edges_in_any_zone() {
    let found = |lines, expected| check(&[lines], NOVEMBER, &[expected]);
    found(
        "DTSTART;TZID=Pacific/Kiritimati:20261101T130000\nDTEND;TZID=Pacific/Kiritimati:20261101T140001",
        "2026-11-01T13:00:00+14:00 2026-11-01T14:00:01+14:00",
    );
    found(
        "DTSTART;TZID=Etc/GMT+12:20261130T115959\nDURATION:PT1M",
        "2026-11-30T11:59:59-12:00 2026-11-30T12:00:59-12:00",
    );
    found("DTSTART:20250101T000000Z\nDURATION:P669DT1S", "2025-01-01T00:00:00Z 2026-11-01T00:00:01Z");
    found("DTSTART;VALUE=DATE:20240101\nDTEND;VALUE=DATE:20261102", "2024-01-01 2026-11-02");
    check(&["DTSTART:20250101T000000Z\nDTEND:20261101T000000Z"], NOVEMBER, &[]);
    check(&["DTSTART:20261201T000000Z\nDURATION:PT1H"], NOVEMBER, &[]);
}

#[test]
fn an_event_without_length_counts_by_its_start() {
    let point = "DTSTART:20261101T000000Z";
    check(&[point], NOVEMBER, &["2026-11-01T00:00:00Z 2026-11-01T00:00:00Z"]);
    check(&[point], ("20261001", "20261101"), &[]);
}

#[test]
fn an_end_before_the_start_is_the_start() {
    check(
        &["DTSTART:20261104T150000Z\nDTEND:20261104T140000Z"],
        NOVEMBER,
        &["2026-11-04T15:00:00Z 2026-11-04T15:00:00Z"],
    );
}

#[test]
fn an_old_series_is_found_today() {
    check(
        &["DTSTART;TZID=Europe/Berlin:19000101T150000\nRRULE:FREQ=MONTHLY;BYDAY=1MO"],
        NOVEMBER,
        &["2026-11-02T15:00:00+01:00 2026-11-02T15:00:00+01:00"],
    );
}

#[test]
fn occurrences_are_sorted_and_tentative_ones_marked() {
    let lines = ["20261105T100000Z\nSTATUS:TENTATIVE", "20261104T100000Z", "20261106T100000Z"];
    let events = lines.iter().enumerate();
    let event = |(uid, line)| format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:{line}\nEND:VEVENT\n");
    let feed = events.map(event).collect::<Vec<_>>().concat();
    assert_eq!(
        expand(&feed, "UTC", NOVEMBER).0,
        [
            "2026-11-04T10:00:00Z 2026-11-04T10:00:00Z",
            "2026-11-05T10:00:00Z 2026-11-05T10:00:00Z tentative",
            "2026-11-06T10:00:00Z 2026-11-06T10:00:00Z",
        ]
    );
}

#[test]
fn limits_are_reported_and_keep_the_first_occurrences() {
    let database = BundledZones::open();
    let text =
        format!("BEGIN:VCALENDAR\n{}END:VCALENDAR", event("DTSTART:20261101T100000Z\nRRULE:FREQ=DAILY"));
    let window = Window { start: point("20261101"), end: point("20261201") };
    let utc = Zone::utc();
    let expand =
        |limits: Limits| read(text.as_bytes(), &limits).unwrap().expand(Viewer::new(&utc, &database), window);
    let expansion = expand(Limits { occurrences_of_a_series: 3, ..Limits::DEFAULT });
    assert_eq!(expansion.occurrences.len(), 3);
    assert_eq!(
        expansion.problems[0].to_string(),
        "line 2, «Untitled event» on Sunday, 1 November 2026: a series with more than 3 occurrences in this period; the later ones were left out"
    );
    let expansion = expand(Limits { occurrences: 2, ..Limits::DEFAULT });
    assert_eq!((expansion.occurrences.len(), expansion.problems.len()), (2, 1));
}

#[test]
fn overrides_excluded_by_a_newer_series_are_removed() {
    check(
        &[
            &format!("SEQUENCE:2\n{WEEKLY};COUNT=2\nEXDATE;TZID=Europe/Berlin:20261111T150000"),
            "SEQUENCE:1\nRECURRENCE-ID;TZID=Europe/Berlin:20261111T150000\n\
             DTSTART;TZID=Europe/Berlin:20261112T150000",
            "SEQUENCE:1\nRECURRENCE-ID;TZID=Europe/Berlin:20261119T150000\n\
             DTSTART;TZID=Europe/Berlin:20261120T150000",
        ],
        NOVEMBER,
        &["2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00"],
    );
}

#[test]
fn the_newer_of_two_forms_of_an_override_is_kept() {
    check(
        &[
            &format!("{WEEKLY};COUNT=1"),
            "SEQUENCE:1\nRECURRENCE-ID;TZID=Europe/Berlin:20261104T150000\n\
             DTSTART;TZID=Europe/Berlin:20261105T150000",
            "SEQUENCE:2\nRECURRENCE-ID:20261104T140000Z\nDTSTART;TZID=Europe/Berlin:20261106T150000",
        ],
        NOVEMBER,
        &["2026-11-06T15:00:00+01:00 2026-11-06T15:00:00+01:00 moved"],
    );
}

#[test]
fn a_cancelled_occurrence_needs_no_dtstart() {
    check(
        &[&format!("{WEEKLY};COUNT=1"), "RECURRENCE-ID;TZID=Europe/Berlin:20261104T150000\nSTATUS:CANCELLED"],
        NOVEMBER,
        &["2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00 cancelled"],
    );
}

#[test]
fn an_occurrence_that_is_cancelled_by_its_date_is_a_whole_day() {
    check(
        &[&format!("{WEEKLY};COUNT=1"), "RECURRENCE-ID;VALUE=DATE:20261104\nSTATUS:CANCELLED"],
        NOVEMBER,
        &["2026-11-04 2026-11-05 cancelled moved"],
    );
}

#[test]
fn a_cancelled_occurrence_needs_no_title_unless_the_series_is_private() {
    let title = |class: &str| {
        let series = event(&format!("{WEEKLY};COUNT=1\nSUMMARY:Weekly call{class}"));
        let change =
            event("RECURRENCE-ID;TZID=Europe/Berlin:20261104T150000\nSTATUS:CANCELLED\nDESCRIPTION:No room");
        let text = format!("BEGIN:VCALENDAR\n{series}{change}END:VCALENDAR\n");
        let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let window = Window { start: point(NOVEMBER.0), end: point(NOVEMBER.1) };
        let expansion = feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window);
        let details = &expansion.occurrences.first().unwrap().details;
        [details.summary.clone(), details.description.clone()]
    };
    assert_eq!(title(""), ["Weekly call", "No room"]);
    assert_eq!(title("\nCLASS:PRIVATE"), ["", "No room"]);
}

#[test]
fn this_and_future_may_lengthen_occurrences_into_the_window() {
    check(
        &[
            "DTSTART:20261001T100000Z\nRRULE:FREQ=WEEKLY;COUNT=7",
            "RECURRENCE-ID;RANGE=THISANDFUTURE:20261008T100000Z\nDTSTART:20261013T100000Z\nDURATION:P6D",
        ],
        ("20261115", "20261117"),
        &["2026-11-10T10:00:00Z 2026-11-16T10:00:00Z"],
    );
}

#[test]
fn a_huge_length_ends_in_the_year_9999() {
    check(
        &["DTSTART:20261101T100000Z\nDURATION:P9999999W"],
        NOVEMBER,
        &["2026-11-01T10:00:00Z 9999-12-29T00:00:00Z"],
    );
}

#[test]
fn a_private_override_is_separate_and_hides_its_occurrence() {
    let database = BundledZones::open();
    let berlin = database.find("Europe/Berlin").unwrap();
    let moved =
        "RECURRENCE-ID;TZID=Europe/Berlin:20261111T150000\nDTSTART;TZID=Europe/Berlin:20261112T150000";
    let lines = event(WEEKLY) + &event(&format!("{moved}\nCLASS:PRIVATE"));
    let feed = read(format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap();
    let window = Window { start: point("20261108"), end: point("20261122") };
    let expansion = feed.expand(Viewer::new(&berlin, &database), window);
    let days = |occurrences: &[Occurrence]| {
        let day =
            |occurrence: &Occurrence| date_text(berlin.civil_at(occurrence.when.instants(&berlin).0).date());
        occurrences.iter().map(day).collect::<Vec<_>>()
    };
    assert_eq!(days(&expansion.occurrences), ["2026-11-18"]);
    assert_eq!(days(&expansion.private), ["2026-11-12"]);
}
