//! How many days ahead the agenda shows.

use std::sync::Arc;

use chrono::NaiveDate;

use super::agenda::Entry;
use crate::calendar::ics::event::Status;
use crate::calendar::occurrences::expand::Expansion;
use crate::calendar::occurrences::occurrence::Occurrence;
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{Instant, Window, date_plus};

/// How many days the agenda shows at first, both built and live, so that little moves when the app takes
/// over.
pub const DAYS_AT_FIRST: i64 = 14;

/// How many days ahead a feed is searched before it counts as empty.
pub const DAYS_AT_MOST: i64 = 400;

/// Whole days from today on, in one zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Horizon {
    /// From the first instant of today to the end of the last day.
    pub window: Window,
    /// The last day.
    pub last_day: NaiveDate,
}

/// The given number of days from today on, in `zone`.
pub fn horizon(now: Instant, days: i64, zone: &Zone) -> Horizon {
    let today = zone.civil_at(now).date();
    let window = Window { start: zone.start_of(today), end: zone.start_of(date_plus(today, days)) };
    Horizon { window, last_day: date_plus(today, days - 1) }
}

/// The number of days that have to be shown to include a coming event: [`DAYS_AT_FIRST`], or more if there is
/// none in them; `None` if there is none in [`DAYS_AT_MOST`] either. A cancelled event counts only if there
/// is no other. `expand` returns the occurrences of a window.
pub async fn days_needed(
    zone: &Zone,
    now: Instant,
    expand: impl AsyncFn(Window) -> Arc<Expansion>,
) -> Option<i64> {
    let ahead =
        async |days| first_ahead(&expand(horizon(now, days, zone).window).await.occurrences, now, zone);
    let first = match ahead(DAYS_AT_FIRST).await {
        Some((date, true)) => date,
        _ => ahead(DAYS_AT_MOST).await?.0,
    };
    let today = zone.civil_at(now).date();
    Some(DAYS_AT_FIRST.max(first.signed_duration_since(today).num_days() + 1))
}

/// The day of the first coming occurrence, and whether it takes place.
fn first_ahead(occurrences: &[Occurrence], now: Instant, zone: &Zone) -> Option<(NaiveDate, bool)> {
    let ahead = || occurrences.iter().filter(|occurrence| !occurrence.when.is_over(now, zone));
    let takes_place = |occurrence: &&Occurrence| occurrence.status != Status::Cancelled;
    let first = ahead().find(takes_place).or_else(|| ahead().next())?;
    Some((Entry::new(first, zone).start_here.date(), takes_place(&first)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Limits;
    use crate::calendar::ics::yielding::block_on;
    use crate::calendar::read;
    use crate::calendar::time::zone::{Viewer, ZoneDatabase as _};
    use crate::calendar::time::{date_text, read_basic_civil};
    use crate::site::zones::BundledZones;

    fn check(events: &[&str], expected: Option<i64>) {
        let event = |(uid, lines)| format!("BEGIN:VEVENT\r\nUID:{uid}\r\n{lines}\r\nEND:VEVENT\r\n");
        let stated: Vec<_> = events.iter().enumerate().map(event).collect();
        let text = format!("BEGIN:VCALENDAR\r\n{}END:VCALENDAR\r\n", stated.concat());
        let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let zones = BundledZones::open();
        let berlin = zones.find("Europe/Berlin").unwrap();
        let now = Instant::from_utc(read_basic_civil("20261125T080000").unwrap());
        let expand = async |window| Arc::new(feed.expand(Viewer::new(&berlin, &zones), window));
        assert_eq!(block_on(days_needed(&berlin, now, expand)), expected, "{events:?}");
    }

    #[test]
    fn an_event_within_the_first_days_needs_no_more() {
        check(&["DTSTART:20261130T100000Z"], Some(14));
    }

    #[test]
    fn rare_events_are_searched_for_further_ahead() {
        check(&["DTSTART:20261225T100000Z"], Some(31));
        check(&["DTSTART:20260925T100000Z\r\nRRULE:FREQ=MONTHLY;INTERVAL=6"], Some(121));
    }

    #[test]
    fn a_cancelled_event_counts_only_if_there_is_no_other() {
        check(&["DTSTART:20261130T100000Z\r\nSTATUS:CANCELLED", "DTSTART:20261225T100000Z"], Some(31));
        check(&["DTSTART:20261130T100000Z\r\nSTATUS:CANCELLED"], Some(14));
    }

    #[test]
    fn past_and_distant_events_do_not_count() {
        check(&["DTSTART:20261101T100000Z"], None);
        check(&["DTSTART:20290101T100000Z"], None);
        check(&[], None);
    }

    #[test]
    fn the_last_day_is_complete_in_the_visitors_zone() {
        let berlin = BundledZones::open().find("Europe/Berlin").unwrap();
        let late = Instant::from_utc(read_basic_civil("20261125T233000").unwrap());
        let horizon = horizon(late, 14, &berlin);
        assert_eq!(date_text(horizon.last_day), "2026-12-09");
        assert_eq!(horizon.window.start, Instant::from_utc(read_basic_civil("20261125T230000").unwrap()));
        assert_eq!(horizon.window.end, Instant::from_utc(read_basic_civil("20261209T230000").unwrap()));
    }
}
