//! The calendar at the time of the build.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::clock_change::DAYS_AHEAD;
use crate::calendar::occurrences::occurrence::Occurrence;
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, Instant, Window, date_in_json};

/// The calendar at the time of the build: what a visitor sees before, or without, the live feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// When the page was built.
    pub built_at: Instant,
    /// When the feed was fetched, if it says so.
    pub fetched: Option<Instant>,
    /// Whether its events are invented samples.
    pub is_sample: bool,
    /// The coming occurrences, in order, until the last day has ended everywhere.
    pub occurrences: Vec<Occurrence>,
    /// The last day that is shown.
    #[serde(with = "date_in_json")]
    pub last_day: NaiveDate,
    /// The first categories of all events of the feed, sorted.
    pub categories: Vec<String>,
    /// The feed that the list was built from, if an agenda shows nothing of the feed that is not in the list.
    pub built_from: Option<BuiltFrom>,
}

/// A feed that the built-in list stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BuiltFrom {
    /// The digest of its file, from [`digest`].
    pub digest: String,
    /// The start of the earliest occurrence that a listed or coming one is compared with, to find changes of local time.
    pub compared_since: Instant,
}

/// For how many days after the build the list is long enough.
const DAYS_ENOUGH: i64 = 3;

/// How many days apart the offsets of a zone are compared. No zone keeps an offset for less time.
const DAYS_OF_AN_OFFSET: usize = 7;

impl BuiltFrom {
    /// Whether the list is enough for an agenda at `now` in a visitor's `zone`: it is recent, and no local time changes.
    pub fn is_enough(&self, built_at: Instant, now: Instant, zone: &Zone) -> bool {
        let end = now.plus((DAYS_AHEAD + 1) * DAY);
        (-DAY..DAYS_ENOUGH * DAY).contains(&now.since(built_at))
            && keeps_offset(zone, Window { start: self.compared_since, end })
    }
}

/// Whether a zone has the same UTC offset in the whole window.
pub fn keeps_offset(zone: &Zone, window: Window) -> bool {
    let offset = zone.offset_at(window.start);
    let mut instants = (window.start.unix()..window.end.unix()).step_by(DAYS_OF_AN_OFFSET * 86_400);
    instants.all(|instant| zone.offset_at(Instant::from_unix(instant)) == offset)
        && zone.offset_at(window.end) == offset
}

/// A digest of a file (64-bit FNV-1a), to tell whether it has changed.
pub fn digest(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::calendar::ics::event::{Details, Status};
    use crate::calendar::occurrences::occurrence::{OriginalStart, When};
    use crate::calendar::time::read_basic_civil;

    #[test]
    fn a_snapshot_round_trips_as_json() {
        let civil = read_basic_civil("20261125T140000").unwrap();
        let instant = Instant::from_utc(civil);
        let occurrence = |original_start, when| Occurrence {
            uid: "a@example.org".into(),
            original_start,
            when,
            status: Status::Tentative,
            moved: true,
            in_series: false,
            details: Arc::new(Details { summary: "A «B» </script>".to_owned(), ..Details::default() }),
        };
        let snapshot = Snapshot {
            built_at: instant,
            fetched: None,
            is_sample: true,
            last_day: civil.date(),
            categories: vec!["Community".to_owned()],
            built_from: Some(BuiltFrom { digest: "0123456789abcdef".to_owned(), compared_since: instant }),
            occurrences: vec![
                occurrence(
                    OriginalStart::Date(civil.date()),
                    When::AllDay { start: civil.date(), end: civil.date() },
                ),
                occurrence(OriginalStart::Floating(civil), When::Floating { start: civil, end: civil }),
                occurrence(
                    OriginalStart::At(instant),
                    When::Timed {
                        start: instant,
                        end: instant,
                        zone: "Europe/Berlin".into(),
                        start_there: civil,
                        end_there: civil,
                    },
                ),
            ],
        };
        let json = serde_json::to_string(&snapshot).unwrap();
        assert_eq!(serde_json::from_str::<Snapshot>(&json).unwrap(), snapshot);
    }
}
