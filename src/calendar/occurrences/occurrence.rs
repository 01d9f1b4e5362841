//! One taking-place of an event.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::calendar::ics::event::{Details, Status};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{
    Instant, basic_civil, basic_date, basic_utc, civil_in_json, civil_plus, date_in_json,
};

/// One taking-place of an event, in terms that do not depend on who reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The event's `UID`; a series is all occurrences of one.
    pub uid: Arc<str>,
    /// When the series had it; together with the `UID` its identity.
    pub original_start: OriginalStart,
    /// When it is.
    pub when: When,
    /// Whether it takes place.
    pub status: Status,
    /// Whether it was moved away from its original start.
    pub moved: bool,
    /// Whether it is one of several.
    pub in_series: bool,
    /// What is told of it.
    pub details: Arc<Details>,
}

/// The start that the series gives an occurrence, moved or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginalStart {
    /// A whole day.
    Date(#[serde(with = "date_in_json")] NaiveDate),
    /// A time in no zone.
    Floating(#[serde(with = "civil_in_json")] NaiveDateTime),
    /// An instant.
    At(Instant),
}

/// When an occurrence is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// Whole days.
    AllDay {
        /// The first of them.
        #[serde(with = "date_in_json")]
        start: NaiveDate,
        /// The day after the last.
        #[serde(with = "date_in_json")]
        end: NaiveDate,
    },
    /// The same wall-clock time for every reader, whatever their zone.
    Floating {
        /// What the clock shows at the start.
        #[serde(with = "civil_in_json")]
        start: NaiveDateTime,
        /// What the clock shows at the end.
        #[serde(with = "civil_in_json")]
        end: NaiveDateTime,
    },
    /// The same instant for every reader.
    Timed {
        /// The start.
        start: Instant,
        /// The end; the start for something without length.
        end: Instant,
        /// The organiser's zone by its name.
        zone: Arc<str>,
        /// What the organiser's clock shows at the start.
        #[serde(with = "civil_in_json")]
        start_there: NaiveDateTime,
        /// What the organiser's clock shows at the end.
        #[serde(with = "civil_in_json")]
        end_there: NaiveDateTime,
    },
}

impl When {
    /// The start and the end for a reader in `zone`, as instants.
    pub fn instants(&self, zone: &Zone) -> (Instant, Instant) {
        match self {
            Self::AllDay { start, end } => (zone.start_of(*start), zone.start_of(*end)),
            Self::Floating { start, end } => {
                let first = zone.instant_of(*start);
                // Where the clocks skip the start, the end comes as much later.
                let skipped = zone.civil_at(first).signed_duration_since(*start).num_seconds();
                (first, zone.instant_of(civil_plus(*end, skipped)).max(first))
            }
            Self::Timed { start, end, .. } => (*start, *end),
        }
    }

    /// Whether it is whole days.
    pub const fn is_all_day(&self) -> bool {
        matches!(self, Self::AllDay { .. })
    }
}

impl Occurrence {
    /// The identity of the occurrence as `UID/START`, START being the original start in UTC, or the date of an all-day
    /// one; a floating start is taken in the reader's `zone`.
    pub fn key(&self, zone: &Zone) -> String {
        let start = match self.original_start {
            OriginalStart::Date(date) => basic_date(date),
            OriginalStart::Floating(civil) => basic_utc(zone.instant_of(civil)),
            OriginalStart::At(instant) => basic_utc(instant),
        };
        format!("{}/{start}", self.uid)
    }

    /// The identity of the occurrence for addresses, the same in every zone: as [`key`](Self::key), but with a floating
    /// start as every clock shows it.
    pub fn link_key(&self) -> String {
        match self.original_start {
            OriginalStart::Floating(civil) => format!("{}/{}", self.uid, basic_civil(civil)),
            OriginalStart::Date(_) | OriginalStart::At(_) => self.key(&Zone::utc()),
        }
    }

    /// Whether a key is its own, for a reader in `zone`.
    pub fn is_named(&self, key: &str, zone: &Zone) -> bool {
        key.starts_with(&*self.uid) && (self.link_key() == key || self.key(zone) == key)
    }
}

/// What the calendar said when the page was built: what a reader sees before, or without, the live feed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Snapshot {
    /// When the page was built.
    pub built_at: Instant,
    /// When the feed was fetched, where it says so.
    pub fetched: Option<Instant>,
    /// Whether its events are invented ones.
    pub is_sample: bool,
    /// The coming occurrences in order.
    pub occurrences: Vec<Occurrence>,
    /// The last day, in UTC, that they are complete for.
    #[serde(with = "date_in_json")]
    pub last_day: NaiveDate,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::time::read_basic_civil;

    #[test]
    fn what_is_built_into_the_page_is_read_back_as_it_was() {
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
