//! Randomly generated feeds of every kind, and their expansions.

use hearth::calendar::time::zone::Viewer;
use hearth::calendar::time::zone::{Zone, ZoneDatabase as _};
use hearth::calendar::time::{DAY, Instant, Window};
use hearth::calendar::{Expansion, Feed, Limits, Occurrence, read};
use hearth::site::zones::BundledZones;
use proptest::prelude::*;

/// Low limits that keep generated rules short.
pub const LIMITS: Limits = Limits {
    steps_of_a_series: 150_000,
    occurrences_of_a_series: 5_000,
    occurrences: 20_000,
    ..Limits::DEFAULT
};

/// 2026-01-01T00:00:00Z
pub const YEAR: i64 = 1_767_225_600;

/// Expands a feed in a window, for a visitor in Berlin.
pub fn expansion(feed: &Feed, from: i64, to: i64) -> Expansion {
    let database = BundledZones::open();
    let visitor_zone = visitor_zone(&database);
    let window = Window { start: Instant::from_unix(from), end: Instant::from_unix(to) };
    feed.expand(Viewer::new(&visitor_zone, &database), window)
}

/// The public occurrences of that expansion.
pub fn expand(feed: &Feed, from: i64, to: i64) -> Vec<Occurrence> {
    expansion(feed, from, to).occurrences.to_vec()
}

/// The visitor's zone.
pub fn visitor_zone(database: &BundledZones) -> Zone {
    database.find("Europe/Berlin").unwrap_or_else(Zone::utc)
}

/// Whether an occurrence touches a window.
pub fn is_inside(occurrence: &Occurrence, from: i64, to: i64) -> bool {
    let (start, end) = occurrence.when.instants(&visitor_zone(&BundledZones::open()));
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
        ";TZID=tzone://Microsoft/Utc",
        ";TZID=(UTC+01:00) Amsterdam, Berlin",
        ";TZID=UTC-04:00",
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
        "YEARLY;BYWEEKNO=1,53;BYDAY=MO,SU;BYSETPOS=1,-1",
        "MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD",
        "MONTHLY;BYMONTHDAY=30,31;SKIP=BACKWARD",
        "YEARLY;BYYEARDAY=1,366;SKIP=FORWARD",
        "MINUTELY;BYHOUR=9;BYMINUTE=0,20",
        "WEEKLY;BYDAY=;COUNT=-1;BYMONTH=13",
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
        1 => start().prop_map(|time| format!("RECURRENCE-ID;RANGE=THISANDFUTURE{time}\n")),
        1 => start().prop_map(|time| format!("RDATE{time}/PT90M\nSEQUENCE:2\n")),
    ];
    let texts = prop_oneof![
        4 => Just(String::new()),
        1 => Just("CLASS:PRIVATE\n".to_owned()),
        1 => Just("STATUS:CANCELLED\n".to_owned()),
        2 => "[ -~äß—🎉\t]{0,90}".prop_map(|text| {
            format!("SUMMARY:{text}\nDESCRIPTION:{text}\\n{text}\nORGANIZER;CN=\"{}\":x\n", text.replace('"', ""))
        }),
    ];
    (0..3_u32, start(), length, rule, other, texts).prop_map(|(uid, start, length, rule, other, texts)| {
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART{start}\n{length}{rule}{other}{texts}END:VEVENT\n")
    })
}

pub fn feed() -> impl Strategy<Value = Feed> {
    prop::collection::vec(event(), 1..5).prop_filter_map("no calendar", |events| {
        read(format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat()).as_bytes(), &LIMITS).ok()
    })
}

/// The start of a window, a time inside it and its end; it starts in 2026.
pub fn window() -> impl Strategy<Value = (i64, i64, i64)> {
    (0..300 * DAY, 1..60 * DAY, 1..60 * DAY)
        .prop_map(|(from, first, second)| (YEAR + from, YEAR + from + first, YEAR + from + first + second))
}

/// The occurrences as sorted text, because sorting by time leaves the order of equals open.
pub fn identities(occurrences: &[Occurrence]) -> Vec<String> {
    let mut all: Vec<_> = occurrences.iter().map(|occurrence| format!("{occurrence:?}")).collect();
    all.sort();
    all
}
