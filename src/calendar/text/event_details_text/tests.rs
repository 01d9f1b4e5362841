use super::*;
use crate::calendar::time::read_basic_civil;
use crate::calendar::time::words::English;
use crate::calendar::time::zone::ZoneDatabase as _;
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

fn instant(text: &str) -> Instant {
    Instant::from_utc(read_basic_civil(text).unwrap())
}

fn feed(events: &[&str]) -> Feed {
    let events: Vec<_> = events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    read(format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat()).as_bytes(), &Limits::DEFAULT).unwrap()
}

/// Calls a function with the context of an occurrence in a visitor's zone, with or without the feed.
fn with_context<T>(
    events: &[&str],
    key: &str,
    viewer_zone: &str,
    knows_feed: bool,
    use_context: impl Fn(EventContext<'_>) -> T,
) -> T {
    let database = BundledZones::open();
    let zone = |name: &str| database.find(name).unwrap();
    let (feed, viewer_zone) = (feed(events), zone(viewer_zone));
    let viewer = Viewer::new(&viewer_zone, &database);
    let occurrence = feed.occurrence(viewer, key).unwrap();
    let known = feed.following(viewer, &occurrence.uid, instant("20261101T000000"), 3);
    let usual = ["America/Los_Angeles", "Europe/Berlin", "Asia/Tokyo"].map(zone);
    use_context(EventContext {
        occurrence: &occurrence,
        feed: knows_feed.then_some(&feed),
        known: &known,
        viewer,
        own_zone: Some(&viewer_zone),
        awake_zones: &usual,
        change: None,
        fetched: instant("20261122T120000"),
        now: instant("20261125T080000"),
        words: &English,
    })
}

fn why(events: &[&str], key: &str, viewer_zone: &str) -> Vec<String> {
    with_context(events, key, viewer_zone, true, |context| {
        context.text().why.iter().map(Phrase::text).collect()
    })
}

const CALL: &str = "UID:c\nDTSTART;TZID=America/New_York:20261111T180000\nDTEND;TZID=America/New_York:20261111T190000\n\
    RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=10\nSUMMARY:Call\nLOCATION:Room 5\nURL:https://meet.example.org/x";

#[test]
fn the_time_is_explained_by_the_organisers_zone_and_the_series() {
    assert_eq!(
        why(&[CALL], "c/20261125T230000Z", "Europe/Berlin"),
        [
            "It is set for Wed, 25 Nov, 18:00 in New York (UTC−5), which is Thu, 26 Nov, 00:00 in Berlin (UTC+1).",
            "It is the 2nd of 10 in its series.",
            "This is from the calendar as of 22 November 2026, 13:00.",
        ]
    );
    let moved = "UID:c\nRECURRENCE-ID:20261125T230000Z\nDTSTART:20261126T150000Z";
    let texts = why(&[&CALL.replace(";COUNT=10", ""), moved], "c/20261125T230000Z", "Europe/London");
    assert_eq!(
        texts.get(..3).unwrap(),
        [
            "It is set by the clock in UTC, which shows the same as yours.",
            "It was moved; the series has it on Wed, 25 Nov, 23:00.",
            "The series began on Wednesday, 11 November 2026.",
        ]
    );
}

#[test]
fn a_zone_that_is_not_the_visitors_own_is_named() {
    let because = |viewer_zone| {
        let own = BundledZones::open().find("Asia/Tokyo");
        with_context(&[CALL], "c/20261125T230000Z", viewer_zone, true, |context| {
            EventContext { own_zone: own.as_ref(), ..context }.text().why[0].text()
        })
    };
    assert_eq!(because("America/New_York"), "It is set by the clock in New York (UTC−5).");
    assert_eq!(
        because("America/Toronto"),
        "It is set by the clock in New York (UTC−5), which shows the same as the one in Toronto."
    );
}

#[test]
fn all_day_and_floating_events_are_the_same_everywhere() {
    let day = why(&["UID:d\nDTSTART;VALUE=DATE:20261127"], "d/20261127", "Asia/Tokyo");
    assert_eq!(day[0], "It is for whole days, on the same dates everywhere.");
    let floating = why(&["UID:f\nDTSTART:20261127T090000"], "f/20261127T090000", "Asia/Tokyo");
    assert_eq!(floating[0], "It is at this time by every clock, wherever you are.");
    assert_eq!(floating.len(), 2, "{floating:?}");
}

#[test]
fn a_series_has_its_rule_and_its_next_dates() {
    let texts = |knows_feed| {
        with_context(&[CALL], "c/20261125T230000Z", "Europe/Berlin", knows_feed, |context| context.text())
    };
    let text = texts(true);
    assert_eq!(
        text.repeats.as_deref(),
        Some("Every second Wednesday, 10 times, by the calendar in New York")
    );
    let next: Vec<_> = text.next.iter().map(|it| it.words.as_str()).collect();
    assert_eq!(
        next,
        [
            "Thu, 10 Dec, 00:00",
            "Thu, 24 Dec, 00:00",
            "Thu, 7 Jan, 00:00",
            "Thu, 21 Jan, 00:00",
            "Thu, 4 Feb, 00:00"
        ]
    );
    assert_eq!(text.next[0].datetime, "2026-12-10T00:00:00+01:00");
    let without = texts(false);
    assert_eq!(without.repeats, None);
    assert_eq!(without.next[0].words, "Thu, 10 Dec, 00:00");
}

#[test]
fn who_is_awake_is_sorted_from_west_to_east() {
    let awake =
        with_context(&[CALL], "c/20261125T230000Z", "Asia/Kolkata", true, |context| context.text().awake);
    let texts: Vec<_> = awake
        .iter()
        .map(|it| {
            let night = if it.is_night { "night" } else { "day" };
            format!("{} {} {:?} {night} {}", it.city, it.time, it.day, it.is_own)
        })
        .collect();
    assert_eq!(
        texts,
        [
            "Los Angeles 15:00 Some(\"Wed, 25 Nov\") day false",
            "Berlin 00:00 None night false",
            "Kolkata 04:30 None night true",
            "Tokyo 08:00 None day false",
        ]
    );
    let berlin =
        with_context(&[CALL], "c/20261125T230000Z", "Europe/Berlin", true, |context| context.text().awake);
    assert_eq!(berlin.len(), 3, "the visitor's zone is one of the usual ones");
    assert_eq!([21, 22, 6, 7].map(is_night), [false, true, true, false]);
}

#[test]
fn plain_text_has_both_times_and_the_join_link() {
    let text = with_context(&[CALL], "c/20261125T230000Z", "Europe/Berlin", true, |context| {
        context.plain_text(Some("https://example.org/?event=c/1"))
    });
    assert_eq!(
        text.replace('\u{a0}', " "),
        "Call\n\
         Thursday, 26 November, 00:00 – 01:00 in Berlin (UTC+1)\n\
         Wednesday, 25 November, 18:00 – 19:00 in New York (UTC−5)\n\
         Where: Room 5\n\
         Join: https://meet.example.org/x\n\
         Details: https://example.org/?event=c/1"
    );
    let day = with_context(
        &["UID:d\nDTSTART;VALUE=DATE:20261127\nSTATUS:CANCELLED"],
        "d/20261127",
        "UTC",
        true,
        |context| context.plain_text(None),
    );
    assert_eq!(day, "Cancelled: Untitled event\nFriday, 27 November");
}
