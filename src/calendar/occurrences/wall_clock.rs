//! What the wall-clock times of a series mean, and how long its occurrences last.

use chrono::{NaiveDate, NaiveDateTime};

use super::occurrence::{OriginalStart, When};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{Instant, civil_plus, date_plus, midnight};

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

/// A time in a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// What the clock of the series shows.
    pub(super) civil: NaiveDateTime,
    /// What an occurrence then is known by: its instant, or for dates and floating times what the clock shows.
    pub(super) identity: Instant,
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
    /// The moment at which the clock shows a civil time.
    pub(super) fn moment(&self, civil: NaiveDateTime) -> Moment {
        match self {
            Self::Dates => {
                let civil = midnight(civil.date());
                Moment { civil, identity: Instant::from_utc(civil) }
            }
            Self::Floating => Moment { civil, identity: Instant::from_utc(civil) },
            Self::In(zone) => Moment { civil, identity: zone.instant_of(civil) },
        }
    }

    /// What the clock shows at an instant, exact where it shows that twice; a floating clock is the reader's.
    pub(super) fn moment_at(&self, instant: Instant, reader: &Zone) -> Moment {
        match self {
            Self::Dates => self.moment(instant.utc()),
            Self::Floating => self.moment(reader.civil_at(instant)),
            Self::In(zone) => Moment { civil: zone.civil_at(instant), identity: instant },
        }
    }

    /// The start that a series gives an occurrence.
    pub(super) fn original_start(&self, moment: Moment) -> OriginalStart {
        match self {
            Self::Dates => OriginalStart::Date(moment.civil.date()),
            Self::Floating => OriginalStart::Floating(moment.civil),
            Self::In(_) => OriginalStart::At(moment.identity),
        }
    }

    /// From when until when an occurrence is.
    pub(super) fn when(&self, Moment { civil, identity: start }: Moment, length: Length) -> When {
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
                let whole_days = if length.days == 0 { start } else { zone.instant_of(days_later) };
                let end = whole_days.plus(length.seconds);
                let end = end.min(Instant::from_utc(last)).max(start);
                When::Timed {
                    start,
                    end,
                    zone: zone.shared_name(),
                    start_there: zone.civil_at(start),
                    end_there: zone.civil_at(end),
                }
            }
        }
    }
}
