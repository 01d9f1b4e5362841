//! Warnings about valid feeds that may need attention: no coming events, series that end, duplicate events, times without
//! a zone.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::ics::event::Status;
use crate::calendar::text::agenda_text::title;
use crate::calendar::time::words::{English, Words as _};
use crate::calendar::time::zone::{Viewer, Zone, ZoneDatabase};
use crate::calendar::time::{DAY, Instant, Window};
use crate::calendar::views::agenda::Entry;
use crate::calendar::{Feed, Occurrence};

/// The ends of series within this many days before or after now are reported.
const NEAR: i64 = 30;

/// How many days ahead a series is searched for another occurrence: more than a year, so that a yearly one is found.
const AHEAD: i64 = 400;

/// A warning about a feed.
#[derive(Debug, PartialEq, Eq)]
pub struct FeedWarning {
    /// What it is about.
    pub reason: String,
    /// What to do.
    pub remedy: &'static str,
}

/// The warnings about a feed at this time.
pub fn feed_warnings(feed: &Feed, zones: &dyn ZoneDatabase, now: Instant) -> Vec<FeedWarning> {
    let utc = Zone::utc();
    let window = Window { start: now.plus(-NEAR * DAY), end: now.plus(AHEAD * DAY) };
    let found = feed.expand(Viewer::new(&utc, zones), window).occurrences;
    let entries: Vec<_> = found
        .iter()
        .filter(|occurrence| occurrence.status != Status::Cancelled)
        .map(|occurrence| Entry::new(occurrence, &utc))
        .collect();
    let mut warnings = Vec::new();
    if entries.iter().all(|entry| entry.is_over(now)) {
        warnings.push(FeedWarning {
            reason: "no event takes place after today".to_owned(),
            remedy: "add the coming events to the calendar, or check that this is the right one",
        });
    }
    warnings.extend(ending_series(&entries, now));
    warnings.extend(repeated_events(&entries));
    if feed.has_floating_times_without_a_zone() {
        warnings.push(FeedWarning {
            reason:
                "times without a time zone: each visitor sees them by their own clock, so that they meet at \
                     different times"
                    .to_owned(),
            remedy: "give the events a time zone in the calendar",
        });
    }
    warnings
}

/// The series whose last occurrence was or will be within [`NEAR`] days.
fn ending_series(entries: &[Entry], now: Instant) -> impl Iterator<Item = FeedWarning> {
    let mut last: BTreeMap<&str, &Entry> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.occurrence.in_series) {
        last.insert(&entry.occurrence.uid, entry);
    }
    let ending = last.into_values().filter(move |entry| entry.start < now.plus(NEAR * DAY));
    ending.map(move |entry| {
        let tense = if entry.is_over(now) { "was" } else { "is" };
        FeedWarning {
            reason: format!("the last «{}» {tense} on {}", title(entry), day(entry.start_here.date())),
            remedy: "extend the series in the calendar if the meetings go on",
        }
    })
}

/// Events with one title at one time.
fn repeated_events(entries: &[Entry]) -> Vec<FeedWarning> {
    let mut counts: BTreeMap<(Instant, &str), Vec<&Occurrence>> = BTreeMap::new();
    for entry in entries {
        counts.entry((entry.start, &entry.occurrence.details.summary)).or_default().push(&entry.occurrence);
    }
    let mut reported = Vec::new();
    let mut warnings = Vec::new();
    for ((start, summary), occurrences) in counts {
        if occurrences.len() < 2 || reported.contains(&summary) {
            continue;
        }
        reported.push(summary);
        let (count, day) = (occurrences.len(), day(start.utc().date()));
        warnings.push(FeedWarning {
            reason: format!("{count} events «{summary}» are at the same time, for the first time on {day}"),
            remedy: "delete all but one in the calendar if they are one meeting",
        });
    }
    warnings
}

fn day(date: NaiveDate) -> String {
    English.day(date, true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Limits, read};
    use crate::site::zones::BundledZones;

    /// 2026-11-25T08:00:00Z
    const NOW: i64 = 1_795_593_600;

    fn check(events: &[&str], expected: &[&str]) {
        let event = |(lines, uid): (&&str, u8)| format!("BEGIN:VEVENT\nUID:{uid}\n{lines}\nEND:VEVENT\n");
        let events = events.iter().zip(1..).map(event).collect::<Vec<_>>().concat();
        let feed =
            read(format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap();
        let warnings = feed_warnings(&feed, &BundledZones::open(), Instant::from_unix(NOW));
        let reasons: Vec<_> = warnings.iter().map(|warning| warning.reason.as_str()).collect();
        assert_eq!(reasons.len(), expected.len(), "{reasons:?}");
        for (reason, start) in reasons.iter().zip(expected) {
            assert!(reason.starts_with(start), "{reason}");
        }
    }

    const LATER: &str = "DTSTART:20270401T100000Z\nSUMMARY:Later";

    #[test]
    fn a_calendar_that_goes_on_has_no_warnings() {
        check(&[LATER, "DTSTART:20261101T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:A"], &[]);
        check(&["DTSTART:20261126T100000Z\nRRULE:FREQ=YEARLY\nSUMMARY:A"], &[]);
    }

    #[test]
    fn a_calendar_without_coming_events_is_noticed() {
        check(&["DTSTART:20261101T100000Z"], &["no event takes place"]);
        check(&["DTSTART:20270401T100000Z\nSTATUS:CANCELLED"], &["no event takes place"]);
    }

    #[test]
    fn a_series_that_ends_or_has_just_ended_is_noticed() {
        check(
            &[
                LATER,
                "DTSTART:20261101T100000Z\nRRULE:FREQ=WEEKLY;COUNT=3\nSUMMARY:A",
                "DTSTART:20261101T100000Z\nRRULE:FREQ=WEEKLY;COUNT=6\nSUMMARY:B",
                "DTSTART:20261101T100000Z\nRRULE:FREQ=WEEKLY;COUNT=20\nSUMMARY:C",
                "DTSTART:20260101T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nSUMMARY:D",
            ],
            &["the last «A» was on Sunday, 15 November 2026", "the last «B» is on Sunday, 6 December 2026"],
        );
    }

    #[test]
    fn one_meeting_in_two_events_is_noticed_once() {
        let weekly = "DTSTART:20261101T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:A";
        check(
            &[weekly, weekly],
            &["2 events «A» are at the same time, for the first time on Sunday, 1 November 2026"],
        );
    }

    #[test]
    fn floating_times_are_noticed() {
        check(&["DTSTART:20270401T100000"], &["times without a time zone"]);
    }
}
