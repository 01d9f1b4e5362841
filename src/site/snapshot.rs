//! The built-in list of events.

use std::collections::HashMap;
use std::sync::Arc;

use super::zones::BundledZones;
use crate::calendar::ics::yielding::block_on;
use crate::calendar::time::zone::{Viewer, Zone, ZoneDatabase as _};
use crate::calendar::time::{DAY, Instant, Window, date_plus};
use crate::calendar::views::clock_change::{DAYS_AHEAD, compared_window, earlier_window, is_compared};
use crate::calendar::views::horizon::{DAYS_AT_FIRST, Horizon, days_needed, horizon};
use crate::calendar::views::snapshot::{digest, keeps_offset};
use crate::calendar::{BuiltFrom, Feed, Problem, Snapshot, When};

/// The maximum number of events in the built-in list, so that a busy calendar does not make the document large.
const SNAPSHOT_EVENTS: usize = 60;

/// For how many days after the build the changes of local time are searched, in addition to the days ahead.
const DAYS_LATER: i64 = 4;

/// The coming events of a feed as of `now`, in UTC. `file` is the file of the feed.
pub fn snapshot(feed: &Feed, file: &[u8], now: Instant) -> Snapshot {
    let (utc, zones) = (Zone::utc(), BundledZones::open());
    let expand = async |window| Arc::new(feed.expand(Viewer::new(&utc, &zones), window));
    let days = block_on(days_needed(&utc, now, expand));
    let Horizon { window, mut last_day } = horizon(now, days.unwrap_or(DAYS_AT_FIRST), &utc);
    // West of UTC, dates and floating times of the day before are not over yet, and the last day ends later.
    let window = Window { start: window.start.plus(-DAY), end: window.end.plus(DAY / 2) };
    let expansion = feed.expand(Viewer::new(&utc, &zones), window);
    let mut occurrences = expansion.occurrences.to_vec();
    occurrences.retain(|occurrence| match occurrence.when {
        When::Timed { .. } => !occurrence.when.is_over(now, &utc),
        When::AllDay { .. } | When::Floating { .. } => !occurrence.when.is_over(now.plus(-DAY / 2), &utc),
    });
    let is_cut = occurrences.len() > SNAPSHOT_EVENTS;
    if let Some(first_left_out) = occurrences.get(SNAPSHOT_EVENTS) {
        let date = |instant| utc.civil_at(instant).date();
        last_day = date_plus(date(first_left_out.when.instants(&utc).0), -1).max(date(now));
        occurrences.truncate(SNAPSHOT_EVENTS);
    }
    let today = utc.civil_at(now).date();
    let is_told = |problem: &Problem| problem.for_visitors(date_plus(today, -1)).is_some();
    let has_problems = feed.problems.iter().chain(&expansion.problems).any(is_told);
    let is_whole = days.is_some() && !is_cut && !has_problems;
    let compared_since = is_whole.then(|| compared_since(feed, now, &zones)).flatten();
    Snapshot {
        built_at: now,
        fetched: feed.fetched,
        is_sample: feed.is_sample,
        occurrences,
        last_day,
        categories: feed.categories(),
        built_from: compared_since.map(|compared_since| BuiltFrom { digest: digest(file), compared_since }),
    }
}

/// The start of the earliest occurrence that a coming one is compared with, to find changes of local time; `None` if the
/// zone of a series changes its offset between two of them.
fn compared_since(feed: &Feed, now: Instant, zones: &BundledZones) -> Option<Instant> {
    let utc = Zone::utc();
    let today = utc.civil_at(now).date();
    let last_day = date_plus(today, DAYS_AHEAD + DAYS_LATER);
    let viewer = Viewer::new(&utc, zones);
    let expand = |window| feed.expand(viewer, window).occurrences;
    let (earlier, compared) =
        (expand(earlier_window(&utc, today)), expand(compared_window(&utc, today, last_day)));
    let (mut last, mut since) = (HashMap::new(), now.plus(-DAY));
    for occurrence in earlier.iter().chain(compared.iter()).filter(|it| is_compared(it)) {
        let When::Timed { start, zone, start_there, .. } = &occurrence.when else { continue };
        let before = last.insert((&occurrence.uid, zone, start_there.time()), *start);
        if let Some(before) = before.filter(|_| start.since(now) >= -DAY) {
            let window = Window { start: before, end: *start };
            zones.find(zone).filter(|zone| keeps_offset(zone, window))?;
            since = since.min(before);
        }
    }
    Some(since)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::time::read_basic_civil;
    use crate::calendar::{Limits, read};

    /// The snapshot of a feed with one weekly series.
    fn of_weekly(start: &str, now: &str) -> (Snapshot, Instant) {
        let event =
            format!("BEGIN:VEVENT\r\nUID:a\r\nDTSTART;{start}\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n");
        let file = format!("BEGIN:VCALENDAR\r\n{event}END:VCALENDAR\r\n");
        let feed = read(file.as_bytes(), &Limits::DEFAULT).unwrap();
        let now = Instant::from_utc(read_basic_civil(now).unwrap());
        (snapshot(&feed, file.as_bytes(), now), now)
    }

    fn is_enough(start: &str, now: &str, visitor: &str, days_later: i64) -> bool {
        let (snapshot, now) = of_weekly(start, now);
        let zone = BundledZones::open().find(visitor).unwrap();
        let is_enough = |from: BuiltFrom| from.is_enough(now, now.plus(days_later * DAY), &zone);
        snapshot.built_from.is_some_and(is_enough)
    }

    #[test]
    fn the_list_stands_for_the_feed_for_some_days() {
        let berlin = "TZID=Europe/Berlin:20260907T160000";
        for (days, expected) in [(0, true), (2, true), (3, false), (-2, false)] {
            assert_eq!(is_enough(berlin, "20261125T080000", "Europe/Berlin", days), expected, "{days}");
        }
    }

    #[test]
    fn the_list_does_not_stand_for_the_feed_near_a_change_of_clocks() {
        let (berlin, utc) = ("TZID=Europe/Berlin:20260907T160000", "VALUE=DATE-TIME:20260907T160000Z");
        for (start, now, visitor, expected) in [
            // Berlin changes on 25 October, New York on 1 November.
            (berlin, "20261026T080000", "Asia/Kolkata", false),
            (berlin, "20261105T080000", "Asia/Kolkata", true),
            (utc, "20261026T080000", "Asia/Kolkata", true),
            (utc, "20261026T080000", "America/New_York", false),
            (utc, "20261102T080000", "America/New_York", false),
            (utc, "20261110T080000", "America/New_York", true),
        ] {
            assert_eq!(is_enough(start, now, visitor, 0), expected, "{start} {now} {visitor}");
        }
    }

    #[test]
    fn a_feed_with_problems_is_read_by_the_app() {
        let (snapshot, _) = of_weekly("TZID=Nowhere/Unknown:20260907T160000", "20261125T080000");
        assert_eq!(snapshot.built_from, None);
    }

    #[test]
    fn the_digest_changes_with_the_file() {
        assert_eq!(digest(b""), "cbf29ce484222325");
        assert_eq!(digest(b"a"), "af63dc4c8601ec8c");
    }
}
