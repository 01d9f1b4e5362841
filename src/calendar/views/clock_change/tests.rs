use super::*;
use crate::calendar::time::words::English;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::ZoneDatabase as _;
use crate::calendar::time::{Window, read_basic_civil};
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

fn instant(text: &str) -> Instant {
    Instant::from_utc(read_basic_civil(text).unwrap())
}

fn changes(events: &[&str], viewer_zone: &str, from: &str, to: &str) -> Vec<ClockChange> {
    let events: Vec<_> = events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    let text = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat());
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let database = BundledZones::open();
    let zone = database.find(viewer_zone).unwrap();
    let window = Window { start: instant(from), end: instant(to) };
    clock_changes(feed.expand(Viewer::new(&zone, &database), window).occurrences.iter(), &zone)
}

#[test]
fn a_rare_series_is_compared_with_its_last_time_months_ago() {
    let event = "UID:s\nDTSTART;TZID=America/New_York:20260320T100000\nRRULE:FREQ=MONTHLY;INTERVAL=3";
    let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{event}\nEND:VEVENT\nEND:VCALENDAR");
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let database = BundledZones::open();
    let berlin = database.find("Europe/Berlin").unwrap();
    let found = |today: &str| {
        let today = read_basic_civil(&format!("{today}T000000")).unwrap().date();
        let viewer = Viewer::new(&berlin, &database);
        let compared = feed.expand(viewer, compared_window(&berlin, today, date_plus(today, 13))).occurrences;
        let rare = rare_series(&compared, &berlin, today);
        let earlier = feed.expand_those(viewer, earlier_window(&berlin, today), |uid| rare.contains(uid));
        clock_changes(earlier.occurrences.iter().chain(compared.iter()), &berlin)
            .iter()
            .filter(|change| change.start >= berlin.start_of(today))
            .map(|change| change.both_times(&English).text())
            .collect::<Vec<_>>()
    };
    // In March only New York has changed its offset; in June both have.
    assert_eq!(found("20260615"), ["Sat, 20 Jun, 16:00; last time Fri, 20 Mar, 15:00"]);
    assert_eq!(found("20260915"), [""; 0]);
}

#[test]
fn a_series_whose_later_occurrences_were_all_moved_is_compared() {
    let series = "UID:s\nDTSTART;TZID=America/New_York:20260107T100000\nRRULE:FREQ=WEEKLY";
    let later = "UID:s\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:20260211T100000\n\
                 DTSTART;TZID=America/New_York:20260211T110000";
    let found = changes(&[series, later], "Europe/Berlin", "20260201T000000", "20260402T000000");
    let found: Vec<_> = found.iter().map(|change| change.both_times(&English).text()).collect();
    assert_eq!(
        found,
        [
            "Wed, 11 Mar, 16:00; last time Wed, 4 Mar, 17:00",
            "Wed, 1 Apr, 17:00; last time Wed, 25 Mar, 16:00"
        ]
    );
}

/// Compares the changes that a visitor sees of a series in a year, one line per occurrence.
fn check(event: &str, viewer_zone: &str, expected: &[&str]) {
    let event = format!("UID:s\n{event}");
    let found: Vec<_> = changes(&[&event], viewer_zone, "20260201T000000", "20261201T000000")
        .iter()
        .map(|change| {
            let whose = match change.changed {
                Changed::There => "there",
                Changed::Here => "here",
                Changed::Both => "both",
            };
            format!("{}: {} ({whose})", change.both_times(&English).text(), change.shift.words())
        })
        .collect();
    assert_eq!(found, expected, "{event} in {viewer_zone}");
}

const NEW_YORK: &str = "DTSTART;TZID=America/New_York:20260107T100000\nRRULE:FREQ=WEEKLY";
const BERLIN: &str = "DTSTART;TZID=Europe/Berlin:20260107T100000\nRRULE:FREQ=WEEKLY";

#[test]
fn a_shift_is_reported_once_at_its_start_and_its_end() {
    check(
        NEW_YORK,
        "Europe/Berlin",
        &[
            "Wed, 11 Mar, 15:00; last time Wed, 4 Mar, 16:00: one hour earlier (there)",
            "Wed, 1 Apr, 16:00; last time Wed, 25 Mar, 15:00: one hour later (here)",
            "Wed, 28 Oct, 15:00; last time Wed, 21 Oct, 16:00: one hour earlier (here)",
            "Wed, 4 Nov, 16:00; last time Wed, 28 Oct, 15:00: one hour later (there)",
        ],
    );
    check(
        BERLIN,
        "America/New_York",
        &[
            "Wed, 11 Mar, 05:00; last time Wed, 4 Mar, 04:00: one hour later (here)",
            "Wed, 1 Apr, 04:00; last time Wed, 25 Mar, 05:00: one hour earlier (there)",
            "Wed, 28 Oct, 05:00; last time Wed, 21 Oct, 04:00: one hour later (there)",
            "Wed, 4 Nov, 04:00; last time Wed, 28 Oct, 05:00: one hour earlier (here)",
        ],
    );
}

#[test]
fn simultaneous_offset_changes_are_not_reported() {
    check(BERLIN, "Europe/Paris", &[]);
    check(NEW_YORK, "America/New_York", &[]);
    // A local time in a gap of the organiser's own zone is later for everyone, so it is not reported.
    check("DTSTART;TZID=Europe/Berlin:20260104T023000\nRRULE:FREQ=WEEKLY", "Europe/Berlin", &[]);
}

#[test]
fn without_daylight_saving_time_changes_of_others_are_reported() {
    check(
        BERLIN,
        "Asia/Kolkata",
        &[
            "Wed, 1 Apr, 13:30; last time Wed, 25 Mar, 14:30: one hour earlier (there)",
            "Wed, 28 Oct, 14:30; last time Wed, 21 Oct, 13:30: one hour later (there)",
        ],
    );
    check(
        "DTSTART:20260107T090000Z\nRRULE:FREQ=WEEKLY",
        "Europe/Berlin",
        &[
            "Wed, 1 Apr, 11:00; last time Wed, 25 Mar, 10:00: one hour later (here)",
            "Wed, 28 Oct, 10:00; last time Wed, 21 Oct, 11:00: one hour earlier (here)",
        ],
    );
}

#[test]
fn changes_in_both_hemispheres_are_reported() {
    check(
        BERLIN,
        "Australia/Sydney",
        &[
            "Wed, 1 Apr, 19:00; last time Wed, 25 Mar, 20:00: one hour earlier (there)",
            "Wed, 8 Apr, 18:00; last time Wed, 1 Apr, 19:00: one hour earlier (here)",
            "Wed, 7 Oct, 19:00; last time Wed, 30 Sep, 18:00: one hour later (here)",
            "Wed, 28 Oct, 20:00; last time Wed, 21 Oct, 19:00: one hour later (there)",
        ],
    );
    check(
        "DTSTART;TZID=Europe/Berlin:20260306T100000\nRRULE:FREQ=MONTHLY;BYDAY=1FR;COUNT=3",
        "Australia/Sydney",
        &[
            "Fri, 3 Apr, 19:00; last time Fri, 6 Mar, 20:00: one hour earlier (there)",
            "Fri, 1 May, 18:00; last time Fri, 3 Apr, 19:00: one hour earlier (here)",
        ],
    );
    check(
        "DTSTART;TZID=Australia/Lord_Howe:20260311T100000\nRRULE:FREQ=WEEKLY;COUNT=6",
        "Asia/Tokyo",
        &["Wed, 8 Apr, 08:30; last time Wed, 1 Apr, 08:00: half an hour later (there)"],
    );
}

#[test]
fn both_offsets_can_change_between_two_occurrences() {
    check(
        "DTSTART;TZID=Europe/Berlin:20260325T100000\nRRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=2",
        "Australia/Sydney",
        &["Wed, 8 Apr, 18:00; last time Wed, 25 Mar, 20:00: two hours earlier (both)"],
    );
    check(
        "DTSTART;TZID=America/New_York:20260304T100000\nRRULE:FREQ=WEEKLY;INTERVAL=4;COUNT=2",
        "Europe/Berlin",
        &[],
    );
}

#[test]
fn a_shift_across_midnight_is_reported_by_its_length() {
    check(
        "DTSTART;TZID=America/New_York:20260304T183000\nRRULE:FREQ=WEEKLY;COUNT=2",
        "Europe/Berlin",
        &["Wed, 11 Mar, 23:30; last time Thu, 5 Mar, 00:30: one hour earlier (there)"],
    );
}

#[test]
fn each_time_of_day_is_compared_separately() {
    check(
        "DTSTART;TZID=America/New_York:20260306T100000\nRRULE:FREQ=WEEKLY;BYHOUR=10,16;COUNT=4",
        "Europe/Berlin",
        &[
            "Fri, 13 Mar, 15:00; last time Fri, 6 Mar, 16:00: one hour earlier (there)",
            "Fri, 13 Mar, 21:00; last time Fri, 6 Mar, 22:00: one hour earlier (there)",
        ],
    );
}

#[test]
fn moved_and_cancelled_occurrences_are_not_compared() {
    let series = "UID:s\nDTSTART;TZID=America/New_York:20260304T100000\nRRULE:FREQ=WEEKLY;COUNT=4";
    let moved = "UID:s\nRECURRENCE-ID;TZID=America/New_York:20260311T100000\nDTSTART;TZID=America/New_York:20260311T120000";
    let cancelled = "UID:s\nRECURRENCE-ID;TZID=America/New_York:20260318T100000\nDTSTART;TZID=America/New_York:20260318T100000\nSTATUS:CANCELLED";
    let found = changes(&[series, moved, cancelled], "Europe/Berlin", "20260301T000000", "20260501T000000");
    let keys: Vec<_> = found.iter().map(|change| change.key.as_str()).collect();
    assert_eq!(keys, ["s/20260325T140000Z"]);
    assert_eq!(found[0].before, read_basic_civil("20260304T160000").unwrap());
}

#[test]
fn all_day_floating_and_single_events_are_not_compared() {
    check("DTSTART;VALUE=DATE:20260107\nRRULE:FREQ=WEEKLY", "Europe/Berlin", &[]);
    check("DTSTART:20260107T100000\nRRULE:FREQ=WEEKLY", "Europe/Berlin", &[]);
    check("DTSTART;TZID=America/New_York:20260311T100000", "Europe/Berlin", &[]);
}

#[test]
fn the_coming_weeks_are_summarised() {
    let one = format!("UID:one\n{NEW_YORK}");
    let two = format!("UID:two\n{}", NEW_YORK.replace("T100000", "T090000"));
    let other = format!("UID:other\n{BERLIN}");
    let all = changes(&[&one, &two, &other], "Europe/Berlin", "20260201T000000", "20261201T000000");
    let summed = |now: &str| {
        summary(&all, instant(now)).map(|it| (it.series, it.first.key.clone(), it.sentence(&English).text()))
    };
    let (series, first, sentence) = summed("20260215T000000").unwrap();
    assert_eq!((series, first.as_str()), (2, "two/20260311T130000Z"));
    assert_eq!(sentence, "Clocks change: 2 series come one hour earlier for you from Wed, 11 Mar on.");
    assert_eq!(
        summed("20260306T000000").unwrap().2,
        "Clocks change: 2 series come one hour earlier for you from Wed, 11 Mar on, \
         and at their old times again from Wed, 1 Apr on."
    );
    assert_eq!(summed("20260210T000000"), None, "five weeks ahead");
    assert_eq!(
        summed("20260311T133000").map(|it| (it.0, it.1)),
        Some((2, "one/20260311T140000Z".to_owned()))
    );
    assert_eq!(summed("20260601T000000"), None);
}

#[test]
fn texts_name_the_shift_the_cities_and_whose_clocks() {
    for (shift, expected) in [
        (Shift::Earlier(60), "one hour earlier"),
        (Shift::Later(30), "half an hour later"),
        (Shift::Later(90), "90 minutes later"),
        (Shift::Earlier(120), "two hours earlier"),
        (Shift::Later(180), "3 hours later"),
    ] {
        assert_eq!(shift.words(), expected);
    }
    let one =
        changes(&[&format!("UID:s\n{NEW_YORK}")], "Europe/Berlin", "20260301T000000", "20260320T000000");
    assert_eq!(one[0].headline(), "One hour earlier for you than last time");
    let cause = one[0].cause("Europe/Berlin");
    assert_eq!(cause, "The clocks in New York were changed in between, those in Berlin were not.");
}
