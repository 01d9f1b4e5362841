//! What is true of every feed: windows fit together, the order is right, and nothing makes the reader panic.

use hearth::calendar::time::{DAY, Instant, Window};
use hearth::calendar::zone::{Zone, ZoneDatabase as _};
use hearth::calendar::{Feed, Limits, Occurrence, read};
use hearth::site::zones::BundledZones;
use proptest::prelude::*;

/// Bounds that keep a wild rule short.
const LIMITS: Limits =
    Limits { rule_steps: 50_000, occurrences_of_a_series: 5_000, occurrences: 20_000, ..Limits::DEFAULT };

const SAMPLE: &[u8] = include_bytes!("../../public/calendar.ics");

/// 2026-01-01T00:00:00Z
const YEAR: i64 = 1_767_225_600;

fn expand(feed: &Feed, from: i64, to: i64) -> Vec<Occurrence> {
    let database = BundledZones::open();
    let reader = reader(&database);
    let window = Window { start: Instant::from_unix(from), end: Instant::from_unix(to) };
    feed.expand(window, &reader, &database, &LIMITS).occurrences
}

fn reader(database: &BundledZones) -> Zone {
    database.find("Europe/Berlin").unwrap_or_else(Zone::utc)
}

/// Whether an occurrence touches a window, by its own times.
fn is_inside(occurrence: &Occurrence, from: i64, to: i64) -> bool {
    let (start, end) = occurrence.when.instants(&reader(&BundledZones::open()));
    start.unix() < to && (end.unix() > from || start.unix() >= from)
}

fn start() -> impl Strategy<Value = String> {
    let date = (2024..2027_i32, 1..=12_u32, 1..=28_u32);
    let date = date.prop_map(|(year, month, day)| format!("{year}{month:02}{day:02}"));
    let time = (0..24_u32, prop::sample::select(vec![0, 30]));
    let time = time.prop_map(|(hour, minute)| format!("T{hour:02}{minute:02}00"));
    let zone = prop::sample::select(vec![
        ";TZID=Europe/Berlin",
        ";TZID=America/New_York",
        ";TZID=Australia/Lord_Howe",
        ";TZID=Nowhere/Known",
        "",
    ]);
    prop_oneof![
        3 => (zone, date.clone(), time.clone()).prop_map(|(zone, date, time)| format!("{zone}:{date}{time}")),
        1 => (date.clone(), time).prop_map(|(date, time)| format!(":{date}{time}Z")),
        1 => date.prop_map(|date| format!(";VALUE=DATE:{date}")),
    ]
}

fn rule() -> impl Strategy<Value = String> {
    let frequency = prop::sample::select(vec![
        "DAILY",
        "WEEKLY",
        "WEEKLY;BYDAY=MO,TH",
        "WEEKLY;BYDAY=SU,TU;WKST=SU",
        "MONTHLY",
        "MONTHLY;BYDAY=-1FR",
        "MONTHLY;BYMONTHDAY=-1,15",
        "MONTHLY;BYDAY=MO,TU,WE;BYSETPOS=2,-1",
        "YEARLY",
        "YEARLY;BYMONTH=1,6;BYDAY=2TU",
        "YEARLY;BYWEEKNO=1,30",
        "HOURLY;BYHOUR=9,17",
    ]);
    let end = prop_oneof![
        2 => Just(String::new()),
        1 => (1..60_u32).prop_map(|count| format!(";COUNT={count}")),
        1 => (1..=12_u32).prop_map(|month| format!(";UNTIL=2026{month:02}10")),
        1 => (1..=12_u32).prop_map(|month| format!(";UNTIL=2026{month:02}10T120000Z")),
    ];
    (frequency, 1..5_u32, end)
        .prop_map(|(frequency, interval, end)| format!("RRULE:FREQ={frequency};INTERVAL={interval}{end}\n"))
}

fn event() -> impl Strategy<Value = String> {
    let length = prop::sample::select(vec!["", "DURATION:PT1H\n", "DURATION:P3D\n", "DURATION:PT36H\n"]);
    let rule = prop_oneof![1 => Just(String::new()), 3 => rule()];
    let other = prop_oneof![
        3 => Just(String::new()),
        1 => start().prop_map(|time| format!("EXDATE{time}\n")),
        1 => start().prop_map(|time| format!("RDATE{time}\n")),
        1 => start().prop_map(|time| format!("RECURRENCE-ID{time}\n")),
    ];
    (0..3_u32, start(), length, rule, other).prop_map(|(uid, start, length, rule, other)| {
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART{start}\n{length}{rule}{other}END:VEVENT\n")
    })
}

fn feed() -> impl Strategy<Value = Feed> {
    prop::collection::vec(event(), 1..5).prop_filter_map("no calendar", |events| {
        read(format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat()).as_bytes(), &LIMITS).ok()
    })
}

/// The start and the end of a window and a point between, in 2026.
fn window() -> impl Strategy<Value = (i64, i64, i64)> {
    (0..300 * DAY, 1..60 * DAY, 1..60 * DAY)
        .prop_map(|(from, first, second)| (YEAR + from, YEAR + from + first, YEAR + from + first + second))
}

/// Sorted the same way, however they came about; times alone leave the order of equals open.
fn identities(occurrences: &[Occurrence]) -> Vec<String> {
    let mut all: Vec<_> = occurrences.iter().map(|occurrence| format!("{occurrence:?}")).collect();
    all.sort();
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_window_holds_what_a_larger_one_holds_of_it(feed in feed(), (from, _, to) in window()) {
        let mut larger = expand(&feed, from - 200 * DAY, to + 200 * DAY);
        larger.retain(|occurrence| is_inside(occurrence, from, to));
        prop_assert_eq!(identities(&expand(&feed, from, to)), identities(&larger));
    }

    #[test]
    fn a_window_that_is_split_loses_and_repeats_nothing(feed in feed(), (from, middle, to) in window()) {
        let whole = expand(&feed, from, to);
        let first = expand(&feed, from, middle);
        let mut second = expand(&feed, middle, to);
        // What lies across the split is in both.
        second.retain(|occurrence| !is_inside(occurrence, from, middle));
        prop_assert_eq!(identities(&whole), identities(&[first, second].concat()));
    }

    #[test]
    fn occurrences_are_in_order_and_each_is_there_once(feed in feed(), (from, _, to) in window()) {
        let reader = reader(&BundledZones::open());
        let occurrences = expand(&feed, from, to);
        let times: Vec<_> = occurrences.iter().map(|occurrence| occurrence.when.instants(&reader)).collect();
        prop_assert!(times.is_sorted());
        prop_assert!(times.iter().all(|(start, end)| start <= end));
        let mut keys: Vec<_> =
            occurrences.iter().map(|one| (&one.uid, one.original_start)).collect();
        keys.sort();
        let count = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), count);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let framed = [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", bytes.as_slice()].concat();
        for bytes in [bytes, framed] {
            if let Ok(feed) = read(&bytes, &LIMITS) {
                let _ = expand(&feed, YEAR, YEAR + 30 * DAY);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_to_a_feed_makes_the_reader_panic_or_lose_the_whole(
        start in 0..SAMPLE.len(),
        length in 500..6_000_usize,
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..40),
    ) {
        let head = SAMPLE.iter().take(3_000).copied();
        let mut bytes: Vec<u8> = head.chain(SAMPLE.iter().skip(start).take(length).copied()).collect();
        for (place, byte, kind) in damages {
            let place = place.index(bytes.len());
            match kind {
                0 => { bytes.remove(place); }
                1 => bytes.insert(place, byte),
                2 => bytes.swap(place, 0),
                _ => if let Some(old) = bytes.get_mut(place) { *old = byte },
            }
        }
        // The first line is left alone, so that it stays a calendar.
        let bytes = [b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", bytes.as_slice()].concat();
        let feed = read(&bytes, &LIMITS).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let occurrences = expand(&feed, YEAR + 300 * DAY, YEAR + 400 * DAY);
        prop_assert!(occurrences.len() <= LIMITS.occurrences);
    }
}
