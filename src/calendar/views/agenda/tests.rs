use super::*;
use crate::calendar::time::Window;
use crate::calendar::time::read_basic_civil;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::ZoneDatabase as _;
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

fn instant(text: &str) -> Instant {
    Instant::from_utc(read_basic_civil(text).unwrap())
}

fn days(events: &[&str], zone: &str, now: &str) -> Vec<AgendaDay> {
    let event = |lines: &&str| {
        let name = lines.split('|').next().unwrap();
        format!("BEGIN:VEVENT\nUID:{name}\nSUMMARY:{}\nEND:VEVENT\n", lines.replace('|', "\n"))
    };
    let lines = events.iter().map(event).collect::<Vec<_>>().concat();
    let feed = read(format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR").as_bytes(), &Limits::DEFAULT).unwrap();
    let database = BundledZones::open();
    let zone = database.find(zone).unwrap();
    let window = Window { start: instant("20260301T000000"), end: instant("20270101T000000") };
    agenda(&feed.expand(Viewer::new(&zone, &database), window).occurrences, &zone, instant(now))
}

/// Compares the days, each with the titles of its entries, for a visitor in Berlin; and the next entries.
fn check(events: &[&str], now: &str, expected: &[&str], next: Option<&str>) {
    let days = days(events, "Europe/Berlin", now);
    let name = |entry: &Entry| entry.occurrence.details.summary.clone();
    let shown: Vec<_> = days
        .iter()
        .map(|day| {
            let names: Vec<_> = day.entries.iter().map(name).collect();
            format!("{} {}", date_text(day.date), names.join(" "))
        })
        .collect();
    assert_eq!(shown, expected);
    let names: Vec<_> = next_entries(&days, instant(now)).into_iter().map(name).collect();
    assert_eq!(names.join(" "), next.unwrap_or_default());
}

const NOON: &str = "20261125T110000";

#[test]
fn past_events_are_dropped_and_running_ones_stay() {
    check(
        &[
            "over|DTSTART:20261125T090000Z|DTEND:20261125T110000Z",
            "running|DTSTART:20261125T103000Z|DTEND:20261125T113000Z",
            "later|DTSTART:20261125T120000Z|DTEND:20261125T130000Z",
            "tomorrow|DTSTART:20261126T120000Z|DTEND:20261126T130000Z",
        ],
        NOON,
        &["2026-11-25 running later", "2026-11-26 tomorrow"],
        Some("running"),
    );
}

#[test]
fn an_event_without_length_is_over_after_its_start() {
    let event = ["now|DTSTART:20261125T110000Z"];
    check(&event, NOON, &["2026-11-25 now"], Some("now"));
    check(&event, "20261125T110001", &[], None);
}

#[test]
fn days_are_in_the_visitors_zone() {
    let events = ["night|DTSTART:20261125T233000Z|DURATION:PT1H"];
    let dates = |zone| days(&events, zone, NOON).iter().map(|day| date_text(day.date)).collect::<Vec<_>>();
    assert_eq!(dates("Europe/Berlin"), ["2026-11-26"]);
    assert_eq!(dates("America/New_York"), ["2026-11-25"]);
}

#[test]
fn running_events_from_earlier_days_are_listed_under_today() {
    check(
        &[
            "summit|DTSTART;VALUE=DATE:20261123|DTEND;VALUE=DATE:20261127",
            "night|DTSTART:20261124T220000Z|DTEND:20261125T120000Z",
            "later|DTSTART:20261125T120000Z|DURATION:PT1H",
        ],
        NOON,
        &["2026-11-25 summit night later"],
        Some("night"),
    );
}

#[test]
fn an_all_day_event_ends_with_the_visitors_day() {
    let event = ["day|DTSTART;VALUE=DATE:20261125"];
    check(&event, "20261125T225959", &["2026-11-25 day"], Some("day"));
    check(&event, "20261125T230000", &[], None);
}

#[test]
fn all_day_events_come_first_and_others_by_start() {
    check(
        &[
            "day|DTSTART;VALUE=DATE:20261126",
            "b|DTSTART:20261126T120000Z|DURATION:PT1H",
            "a|DTSTART:20261126T080000Z|DURATION:PT1H",
        ],
        NOON,
        &["2026-11-26 day a b"],
        Some("a"),
    );
}

#[test]
fn running_events_are_next_with_the_latest_start_first() {
    check(
        &[
            "long|DTSTART:20261125T080000Z|DTEND:20261125T150000Z",
            "short|DTSTART:20261125T103000Z|DTEND:20261125T113000Z",
            "soon|DTSTART:20261125T110500Z|DTEND:20261125T113000Z",
        ],
        NOON,
        &["2026-11-25 long short soon"],
        Some("short long"),
    );
}

#[test]
fn events_with_the_same_start_are_next_together() {
    check(
        &[
            "one|DTSTART:20261125T120000Z|DURATION:PT1H",
            "two|DTSTART;TZID=Europe/Berlin:20261125T130000|DURATION:PT30M",
            "later|DTSTART:20261125T121500Z|DURATION:PT1H",
        ],
        NOON,
        &["2026-11-25 two one later"],
        Some("two one"),
    );
}

#[test]
fn cancelled_events_are_listed_but_never_next() {
    check(
        &[
            "off|DTSTART:20261125T103000Z|DTEND:20261125T113000Z|STATUS:CANCELLED",
            "maybe|DTSTART:20261125T120000Z|DTEND:20261125T130000Z|STATUS:TENTATIVE",
        ],
        NOON,
        &["2026-11-25 off maybe"],
        Some("maybe"),
    );
    check(&["off|DTSTART:20261125T120000Z|STATUS:CANCELLED"], NOON, &["2026-11-25 off"], None);
}

#[test]
fn all_day_and_longer_events_are_next_only_without_others() {
    check(
        &["day|DTSTART;VALUE=DATE:20261125", "call|DTSTART:20261127T120000Z|DURATION:PT1H"],
        NOON,
        &["2026-11-25 day", "2026-11-27 call"],
        Some("call"),
    );
    check(
        &["day|DTSTART;VALUE=DATE:20261127", "camp|DTSTART:20261126T120000Z|DURATION:P2D"],
        NOON,
        &["2026-11-26 camp", "2026-11-27 day"],
        Some("camp"),
    );
    check(&[], NOON, &[], None);
}

fn entry(event: &str, zone: &str) -> Entry {
    days(&[event], zone, NOON).remove(0).entries.remove(0)
}

#[test]
fn an_entry_has_a_datetime_and_a_key() {
    let kolkata = BundledZones::open().find("Asia/Kolkata").unwrap();
    let call = entry("a|DTSTART:20261126T120000Z|DURATION:PT1H", "Asia/Kolkata");
    assert_eq!(
        (call.datetime().as_str(), call.occurrence.key(&kolkata).as_str()),
        ("2026-11-26T17:30:00+05:30", "a/20261126T120000Z")
    );
    let day = entry("b|DTSTART;VALUE=DATE:20261126", "Asia/Kolkata");
    assert_eq!(
        (day.datetime().as_str(), day.occurrence.key(&kolkata).as_str()),
        ("2026-11-26", "b/20261126")
    );
    let floating = entry("c|DTSTART:20261126T120000", "Asia/Kolkata");
    assert_eq!(
        (floating.datetime().as_str(), floating.occurrence.key(&kolkata).as_str()),
        ("2026-11-26T12:00:00+05:30", "c/20261126T063000Z")
    );
}

#[test]
fn the_last_day_is_the_last_one_touched() {
    for (event, last, many) in [
        ("a|DTSTART:20261126T120000Z|DURATION:PT1H", "2026-11-26", false),
        ("a|DTSTART:20261126T120000Z", "2026-11-26", false),
        ("a|DTSTART:20261126T120000Z|DURATION:PT12H", "2026-11-26", false),
        ("a|DTSTART:20261126T120000Z|DURATION:PT12H1S", "2026-11-27", true),
        ("a|DTSTART;VALUE=DATE:20261126", "2026-11-26", false),
        ("a|DTSTART;VALUE=DATE:20261126|DTEND;VALUE=DATE:20261129", "2026-11-28", true),
    ] {
        let entry = entry(event, "UTC");
        assert_eq!((date_text(entry.last_day()).as_str(), entry.is_many_days()), (last, many), "{event}");
    }
}

#[test]
fn two_times_on_one_instant_are_listed_once() {
    check(
        &["a|DTSTART;TZID=Europe/Berlin:20260329T023000|RRULE:FREQ=DAILY;BYHOUR=2,3;COUNT=2"],
        "20260328T120000",
        &["2026-03-29 a"],
        Some("a"),
    );
}

#[test]
fn the_organisers_time_is_given_only_if_it_differs() {
    let event = "a|DTSTART;TZID=Asia/Kolkata:20261126T193000|DURATION:PT1H";
    let there = entry(event, "Europe/Berlin").there().unwrap();
    assert_eq!(&*there.zone, "Asia/Kolkata");
    assert_eq!(rfc3339(there.start, Offset::from_seconds(19_800)), "2026-11-26T19:30:00+05:30");
    assert_eq!(rfc3339(there.end, Offset::from_seconds(19_800)), "2026-11-26T20:30:00+05:30");
    assert_eq!(entry(event, "Asia/Kolkata").there(), None);
    assert_eq!(entry("a|DTSTART;VALUE=DATE:20261126", "Europe/Berlin").there(), None);
}

#[test]
fn the_first_entries_keep_their_days_and_may_cut_one() {
    let events: Vec<_> = (0..5).map(|hour| format!("{hour}|DTSTART:20261126T0{hour}0000Z")).collect();
    let mut events: Vec<_> = events.iter().map(String::as_str).collect();
    events.push("next|DTSTART:20261127T120000Z");
    let days = days(&events, "Europe/Berlin", NOON);
    assert_eq!(count(&days), 6);
    let sizes = |wanted| first(&days, wanted).iter().map(|day| day.entries.len()).collect::<Vec<_>>();
    assert_eq!(sizes(0), [0; 0]);
    assert_eq!(sizes(3), [3]);
    assert_eq!(sizes(5), [5]);
    assert_eq!(sizes(6), [5, 1]);
    assert_eq!(sizes(usize::MAX), [5, 1]);
}
