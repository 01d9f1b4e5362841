//! What the wall-clock times of a series mean, and how long its occurrences last.

use chrono::{NaiveDate, NaiveDateTime};

use super::occurrence::{OriginalStart, When};
use super::time::{Instant, civil_plus, date_plus, midnight};
use super::zone::Zone;

/// The clock by which a series recurs.
#[derive(Clone)]
pub(super) enum WallClock {
    /// A calendar on the wall: whole days, the time being midnight.
    Dates,
    /// The clock of whoever reads.
    Floating,
    /// The clocks of a zone.
    In(Zone),
}

/// How long an occurrence lasts: days on the calendar, then seconds on the clock.
#[derive(Clone, Copy)]
pub(super) struct Length {
    /// Days on the calendar.
    pub(super) days: i64,
    /// Seconds on the clock.
    pub(super) seconds: i64,
}

impl WallClock {
    /// What an occurrence is known by: its instant, or for dates and floating times what the clock shows.
    pub(super) fn identity(&self, civil: NaiveDateTime) -> Instant {
        match self {
            Self::Dates => Instant::from_utc(midnight(civil.date())),
            Self::Floating => Instant::from_utc(civil),
            Self::In(zone) => zone.instant_of(civil),
        }
    }

    /// The start that a series gives an occurrence.
    pub(super) fn original_start(&self, civil: NaiveDateTime) -> OriginalStart {
        match self {
            Self::Dates => OriginalStart::Date(civil.date()),
            Self::Floating => OriginalStart::Floating(civil),
            Self::In(zone) => OriginalStart::At(zone.instant_of(civil)),
        }
    }

    /// From when until when an occurrence is.
    pub(super) fn when(&self, civil: NaiveDateTime, length: Length) -> When {
        // No date after the year 9999 can be written; two days less, so that none is in any zone.
        let last = NaiveDate::from_ymd_opt(9999, 12, 29).map_or(NaiveDateTime::MAX, midnight);
        let days_later = date_plus(civil.date(), length.days).and_time(civil.time()).min(last).max(civil);
        match self {
            Self::Dates => When::AllDay { start: civil.date(), end: days_later.date() },
            Self::Floating => {
                let end = civil_plus(days_later, length.seconds).min(last).max(civil);
                When::Floating { start: civil, end }
            }
            Self::In(zone) => {
                let start = zone.instant_of(civil);
                let end = zone.instant_of(days_later).plus(length.seconds);
                let end = end.min(Instant::from_utc(last)).max(start);
                When::Timed {
                    start,
                    end,
                    zone: zone.name().to_owned(),
                    start_there: zone.civil_at(start),
                    end_there: zone.civil_at(end),
                }
            }
        }
    }
}
