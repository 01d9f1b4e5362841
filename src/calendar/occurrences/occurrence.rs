//! Occurrences of events.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::calendar::ics::event::{Details, Status};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{
    Instant, basic_civil, basic_date, basic_utc, civil_in_json, civil_plus, date_in_json,
};

/// An occurrence of an event, independent of the visitor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occurrence {
    /// The event's `UID`; all occurrences of a series share it.
    pub uid: Arc<str>,
    /// The start that the series gives it; the identity of the occurrence together with the `UID`.
    pub original_start: OriginalStart,
    /// The time at which it takes place.
    pub when: When,
    /// Whether it takes place.
    pub status: Status,
    /// Whether it was moved from its original start. Not if all later ones of its series were moved with it.
    pub moved: bool,
    /// Whether it belongs to a series.
    pub in_series: bool,
    /// The details of the event.
    pub details: Arc<Details>,
}

/// The start that the series gives an occurrence, whether or not it was moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginalStart {
    /// A date, for an all-day occurrence.
    Date(#[serde(with = "date_in_json")] NaiveDate),
    /// A floating time.
    Floating(#[serde(with = "civil_in_json")] NaiveDateTime),
    /// An instant.
    At(Instant),
}

/// The time of an occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    /// All day, on one or more days.
    AllDay {
        /// The first day.
        #[serde(with = "date_in_json")]
        start: NaiveDate,
        /// The day after the last day.
        #[serde(with = "date_in_json")]
        end: NaiveDate,
    },
    /// A floating time: the same local time for every visitor, in any zone.
    Floating {
        /// The local time of the start.
        #[serde(with = "civil_in_json")]
        start: NaiveDateTime,
        /// The local time of the end.
        #[serde(with = "civil_in_json")]
        end: NaiveDateTime,
    },
    /// The same instant for every visitor.
    Timed {
        /// The start.
        start: Instant,
        /// The end; equal to the start if it has no length.
        end: Instant,
        /// The name of the organiser's zone.
        zone: Arc<str>,
        /// The start in the organiser's local time.
        #[serde(with = "civil_in_json")]
        start_there: NaiveDateTime,
        /// The end in the organiser's local time.
        #[serde(with = "civil_in_json")]
        end_there: NaiveDateTime,
    },
}

/// Whether what has this start and end is over at `now`; without a length, it is over once it has begun.
pub fn is_over((start, end): (Instant, Instant), now: Instant) -> bool {
    end <= now && (end > start || start < now)
}

impl When {
    /// The start and the end as instants, for a visitor in `zone`.
    pub fn instants(&self, zone: &Zone) -> (Instant, Instant) {
        match self {
            Self::AllDay { start, end } => (zone.start_of(*start), zone.start_of(*end)),
            Self::Floating { start, end } => {
                let first = zone.instant_of(*start);
                // If the zone skips the start, the end is later by the same length.
                let skipped = zone.civil_at(first).signed_duration_since(*start).num_seconds();
                (first, zone.instant_of(civil_plus(*end, skipped)).max(first))
            }
            Self::Timed { start, end, .. } => (*start, *end),
        }
    }

    /// Whether it is over at `now`, for a visitor in `zone`.
    pub fn is_over(&self, now: Instant, zone: &Zone) -> bool {
        is_over(self.instants(zone), now)
    }

    /// Whether it is an all-day occurrence.
    pub const fn is_all_day(&self) -> bool {
        matches!(self, Self::AllDay { .. })
    }
}

impl Occurrence {
    /// The key of the occurrence: `UID/START`. START is the original start in UTC, or the date of an all-day
    /// occurrence; a floating start is converted from the visitor's `zone`.
    pub fn key(&self, zone: &Zone) -> String {
        let start = match self.original_start {
            OriginalStart::Date(date) => basic_date(date),
            OriginalStart::Floating(civil) => basic_utc(zone.instant_of(civil)),
            OriginalStart::At(instant) => basic_utc(instant),
        };
        [&*self.uid, "/", &start].concat()
    }

    /// The `UID` and the original start, as an instant unless it is a date. Two occurrences have the same if they have the
    /// same [`key`](Self::key).
    pub fn identity(&self, zone: &Zone) -> (Arc<str>, OriginalStart) {
        let original_start = match self.original_start {
            OriginalStart::Floating(civil) => OriginalStart::At(zone.instant_of(civil)),
            OriginalStart::Date(_) | OriginalStart::At(_) => self.original_start,
        };
        (self.uid.clone(), original_start)
    }

    /// The key of the occurrence for addresses, the same in every zone: like [`key`](Self::key), but with a
    /// floating start as local time.
    pub fn link_key(&self) -> String {
        match self.original_start {
            OriginalStart::Floating(civil) => format!("{}/{}", self.uid, basic_civil(civil)),
            OriginalStart::Date(_) | OriginalStart::At(_) => self.key(&Zone::utc()),
        }
    }

    /// Whether a key in either form is that of this occurrence, for a visitor in `zone`.
    pub fn is_named(&self, key: &str, zone: &Zone) -> bool {
        key.starts_with(&*self.uid) && (self.link_key() == key || self.key(zone) == key)
    }
}
