//! Feeds that would take long: the limits end them, and every cut is reported.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;
use crate::calendar::time::Offset;
use crate::calendar::time::zone::{ZoneDatabase, ZoneRules};

/// An event with a `UID` of its own.
fn costly(uid: usize, lines: &str) -> String {
    format!("BEGIN:VEVENT\nUID:{uid}\n{lines}\nEND:VEVENT\n")
}

#[test]
fn a_costly_series_is_cut_and_leaves_the_others_whole() {
    let rules = (0..30)
        .map(|second| format!("RRULE:FREQ=SECONDLY;COUNT=1999999999;BYSECOND={second}\n"))
        .collect::<Vec<_>>()
        .concat();
    let endless = costly(2, &format!("DTSTART:19700101T000000Z\n{rules}SUMMARY:Endless"));
    let (shown, problems) =
        expand(&[event(&format!("{WEEKLY};COUNT=1")), endless].concat(), "Europe/Berlin", NOVEMBER);
    assert_eq!(shown, ["2026-11-04T15:00:00+01:00 2026-11-04T16:00:00+01:00"]);
    assert_eq!(
        problems,
        [
            "line 8, «Endless» on Thursday, 1 January 1970: a series with rules that take more steps than allowed; \
          they were not expanded further"
        ]
    );
}

#[test]
fn the_rules_of_all_series_together_are_limited() {
    let daily = |uid| costly(uid, "DTSTART:20200101T100000Z\nRRULE:FREQ=DAILY");
    let text: String = (1..=100).map(daily).collect();
    let weekly = costly(101, "DTSTART:20261104T100000Z\nRRULE:FREQ=WEEKLY");
    let limits = Limits { steps: 32 * 250, ..Limits::DEFAULT };
    let feed = read(format!("BEGIN:VCALENDAR\n{text}{weekly}END:VCALENDAR\n").as_bytes(), &limits).unwrap();
    let window = Window { start: point("20261101"), end: point("20261201") };
    let expansion = feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window);
    let count = |uid: &str| expansion.occurrences.iter().filter(|it| &*it.uid == uid).count();
    // A found day costs seven steps, and the search is three days longer than the window on both sides.
    assert_eq!([count("1"), count("100"), count("101")], [30, 12, 4]);
    assert_eq!(
        expansion.problems.first().unwrap().to_string(),
        "line 2, «Untitled event» on Wednesday, 1 January 2020: a series with rules that take more steps than allowed; they were not expanded further",
    );
}

#[test]
fn the_dates_of_a_series_are_limited() {
    let dates = |count: u32| {
        let dates: Vec<_> = (0..count).map(|minute| format!("20261104T10{minute:02}00Z")).collect();
        dates.join(",")
    };
    let limits = Limits { steps_of_a_series: STEPS_OF_A_DATE * 30 + 2, ..Limits::DEFAULT };
    let window = Window { start: point("20261101"), end: point("20261201") };
    let expand = |lines: &str| {
        let text = costly(1, &["DTSTART:20261104T090000Z\n", lines].concat());
        let text = format!("BEGIN:VCALENDAR\n{text}END:VCALENDAR\n");
        let feed = read(text.as_bytes(), &limits).unwrap();
        let expansion = feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window);
        let problems: Vec<_> = expansion.problems.into_iter().map(|problem| problem.what).collect();
        (expansion.occurrences.len(), problems)
    };
    // The start is one more occurrence.
    let (count, problems) = expand(&format!("RDATE:{}", dates(40)));
    assert_eq!((count, problems), (1 + 30, vec!["a series with more dates (RDATE) than allowed".to_owned()]));
    // The first 30 of the exceptions, which begin with the last minute, have an effect.
    let backwards: Vec<_> = dates(40).rsplit(',').map(str::to_owned).collect();
    let (count, problems) = expand(&format!("RDATE:{}\nEXDATE:{}", dates(20), backwards.join(",")));
    assert_eq!(
        (count, problems),
        (1 + 10, vec!["a series with more exceptions (EXDATE) than allowed".to_owned()])
    );
    let (count, problems) = expand(&format!("RDATE:{0}\nEXDATE:{0}", dates(15)));
    assert_eq!((count, problems), (1, Vec::new()));
    // The rule takes all steps.
    let (_, problems) = expand("RRULE:FREQ=MINUTELY\nEXDATE:20261104T090100Z");
    assert_eq!(problems, ["a series with rules that take more steps than allowed"]);
}

#[test]
fn the_search_for_old_changed_occurrences_among_many_dates_takes_steps() {
    let dates = (0..1_000)
        .map(|day| crate::calendar::time::basic_date(civil_plus(point("19900101").utc(), day * DAY).date()));
    let dates: Vec<_> = dates.map(|date| format!("{date}T100000Z")).collect();
    let series = costly(1, &format!("SEQUENCE:2\nDTSTART:19890101T100000Z\nRDATE:{}", dates.join(",")));
    let changes = dates.iter().take(100).map(|time| {
        costly(1, &format!("SEQUENCE:1\nDTSTART:{time}\nRECURRENCE-ID;RANGE=THISANDFUTURE:{time}"))
    });
    let text = format!("BEGIN:VCALENDAR\n{series}{}END:VCALENDAR\n", changes.collect::<String>());
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let window = Window { start: point("20261101"), end: point("20261201") };
    let (utc, zones) = (Zone::utc(), BundledZones::open());
    let is_within = |steps| feed.expand_within(Viewer::new(&utc, &zones), window, |_| true, steps).is_some();
    assert!(!is_within(3_000));
    assert!(is_within(10_000));
}

#[test]
fn very_long_series_leave_the_others_whole() {
    let long = |uid| costly(uid, "DTSTART:20261101T000000Z\nRRULE:FREQ=MINUTELY");
    let weekly = costly(12, "DTSTART:20261104T100000Z\nRRULE:FREQ=WEEKLY");
    let text: String = (1..=11).map(long).collect();
    let limits = Limits { occurrences: 5_000, ..Limits::DEFAULT };
    let feed = read(format!("BEGIN:VCALENDAR\n{text}{weekly}END:VCALENDAR\n").as_bytes(), &limits).unwrap();
    let window = Window { start: point("20261101"), end: point("20261201") };
    let expansion = feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window);
    let count = |uid: &str| expansion.occurrences.iter().filter(|it| &*it.uid == uid).count();
    assert_eq!([count("1"), count("11"), count("12")], [454, 454, 4]);
    assert!(expansion.occurrences.len() <= limits.occurrences);
    assert_eq!(
        expansion.problems.last().unwrap().to_string(),
        "line 1: more than 5000 occurrences in this period; each series has only its first 454"
    );
}

#[test]
fn overrides_that_are_older_than_their_series_take_no_steps_of_it() {
    let often = "SEQUENCE:2\nDTSTART:20240101T080000Z\nRRULE:FREQ=DAILY;\
                 BYHOUR=8,9,10,11,12,13,14,15,16,17;BYMINUTE=0,30";
    let older = |start: &str| event(&format!("SEQUENCE:1\nRECURRENCE-ID:{start}\nDTSTART:{start}"));
    let feed =
        [event(often), older("20240102T080000Z"), older("20261103T083000Z"), older("20261103T084500Z")];
    let (shown, problems) = expand(&feed.concat(), "UTC", NOVEMBER);
    assert_eq!(shown.len(), 20 * 30);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn exceptions_that_take_too_long_are_reported() {
    let lines = "DTSTART:20261104T100000Z\nRRULE:FREQ=DAILY;COUNT=2\n\
                 EXRULE:FREQ=SECONDLY;COUNT=1999999999;BYSECOND=59;BYHOUR=3";
    let (_, problems) = expand(&event(&lines.replace("20261104", "19901104")), "UTC", NOVEMBER);
    assert_eq!(problems.len(), 1, "{problems:?}");
}

#[test]
fn an_endless_length_needs_no_offset_of_its_millennia() {
    let (shown, _) = expand(
        &event("DTSTART;TZID=Europe/Berlin:00010101T000000\nRRULE:FREQ=HOURLY;COUNT=3\nDURATION:P9999999W"),
        "Europe/Berlin",
        NOVEMBER,
    );
    assert_eq!(shown.len(), 3);
}

#[test]
fn older_overrides_stay_if_it_cannot_be_told_whether_their_occurrence_exists() {
    let (shown, problems) = expand(
        &[
            event("SEQUENCE:2\nDTSTART:19700101T000000Z\nRRULE:FREQ=SECONDLY;COUNT=1999999999;BYSECOND=1"),
            event("SEQUENCE:1\nRECURRENCE-ID:20261105T150000Z\nDTSTART:20261105T160000Z"),
        ]
        .concat(),
        "UTC",
        NOVEMBER,
    );
    assert_eq!(shown, ["2026-11-05T16:00:00Z 2026-11-05T16:00:00Z moved"]);
    assert!(!problems.is_empty());
}

#[test]
fn an_older_override_of_all_later_occurrences_applies_long_after_its_time() {
    let series = event("SEQUENCE:2\nDTSTART:20260107T100000Z\nRRULE:FREQ=WEEKLY");
    let later = event(
        "SEQUENCE:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260204T100000Z\nDTSTART:20260204T120000Z\nDURATION:PT1H",
    );
    let (shown, _) = expand(&[series, later].concat(), "UTC", ("20261101", "20261106"));
    assert_eq!(shown, ["2026-11-04T12:00:00Z 2026-11-04T13:00:00Z"]);
}

#[test]
fn yields_come_between_series_and_change_nothing() {
    struct Counting(usize);
    impl Yield for Counting {
        async fn pause(&mut self, _: f64) {
            self.0 += 1;
        }
    }
    let text: String =
        (0..100).map(|uid| costly(uid, "DTSTART:20200101T100000Z\nRRULE:FREQ=DAILY")).collect();
    let feed = read(format!("BEGIN:VCALENDAR\n{text}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap();
    let (utc, database) = (Zone::utc(), BundledZones::open());
    let window = Window { start: point("20261101"), end: point("20261201") };
    let mut counting = Counting(0);
    let viewer = Viewer::new(&utc, &database);
    let expansion = block_on(feed.expand_yielding(viewer, window, |_| true, &mut counting));
    assert!(counting.0 > 3, "{}", counting.0);
    assert_eq!(expansion.occurrences, feed.expand(viewer, window).occurrences);
}

#[test]
fn only_exception_dates_near_the_window_are_looked_up() {
    struct Counting(Arc<AtomicUsize>);
    impl ZoneRules for Counting {
        fn offset_at(&self, _: Instant) -> Offset {
            self.0.fetch_add(1, Ordering::Relaxed);
            Offset::UTC
        }
    }
    struct Database(Zone);
    impl ZoneDatabase for Database {
        fn find(&self, _: &str) -> Option<Zone> {
            Some(self.0.clone())
        }
    }
    let years: Vec<_> = (1900..2026).map(|year| format!("{year}0301T100000,{year}0901T100000")).collect();
    let text = event(&format!(
        "DTSTART;TZID=Europe/Berlin:20261101T100000\nRRULE:FREQ=DAILY;COUNT=9\n\
         EXDATE;TZID=Europe/London:20261103T100000,{}",
        years.join(",")
    ));
    let feed = read(format!("BEGIN:VCALENDAR\n{text}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap();
    let lookups = Arc::new(AtomicUsize::new(0));
    let database = Database(Zone::new("Europe/Berlin", Counting(lookups.clone())));
    let window = Window { start: point("20261101"), end: point("20261201") };
    let expansion = feed.expand(Viewer::new(&Zone::utc(), &database), window);
    assert_eq!(expansion.occurrences.len(), 8);
    let lookups = lookups.load(Ordering::Relaxed);
    assert!(lookups < 100, "{lookups} lookups");
}
