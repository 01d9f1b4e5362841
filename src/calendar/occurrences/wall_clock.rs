//! The wall clock of a series, and the length of its occurrences.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::occurrence::{OriginalStart, When};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, Instant, civil_plus, date_of_midnight, date_plus, midnight};

/// The wall clock on which a series recurs.
#[derive(Clone)]
pub(super) enum WallClock {
    /// A calendar of whole days; times are midnight. Instants are on their date in this zone, if it is known.
    Dates(Option<Zone>),
    /// The visitor's local time.
    Floating,
    /// The local time of a zone.
    In(Zone),
}

/// The date that an instant means in a series of dates: its date in the feed's zone, if the feed has one. Midnight in UTC
/// means its date in UTC, because many programs write dates like that.
pub(in crate::calendar) fn date_in(zone: Option<&Zone>, instant: Instant) -> NaiveDate {
    let civil = instant.utc();
    match zone {
        Some(zone) if civil.time() != NaiveTime::MIN => zone.civil_at(instant).date(),
        Some(_) => civil.date(),
        None => date_of_midnight(instant),
    }
}

/// A time of a series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The local time on the wall clock of the series.
    pub(super) civil: NaiveDateTime,
    /// The identity of an occurrence at that time: its instant, or the local time for dates and floating
    /// times.
    pub(super) identity: Instant,
}

/// The length of an occurrence: calendar days, then seconds.
#[derive(Clone, Copy)]
pub(super) struct Length {
    /// The calendar days.
    pub(super) days: i64,
    /// The seconds, added after the days.
    pub(super) seconds: i64,
}

impl Length {
    /// The length in seconds, with days of 24 hours.
    pub(super) fn in_seconds(self) -> i64 {
        self.days.saturating_mul(DAY).saturating_add(self.seconds)
    }
}

impl WallClock {
    /// The moment of a local time on this clock.
    pub(super) fn moment(&self, civil: NaiveDateTime) -> Moment {
        match self {
            Self::Dates(_) => {
                let civil = midnight(civil.date());
                Moment { civil, identity: Instant::from_utc(civil) }
            }
            Self::Floating => Moment { civil, identity: Instant::from_utc(civil) },
            Self::In(zone) => Moment { civil, identity: zone.instant_of(civil) },
        }
    }

    /// The moment of an instant on this clock, exact even if its local time occurs twice; a floating clock is
    /// in the visitor's zone.
    pub(super) fn moment_at(&self, instant: Instant, viewer_zone: &Zone) -> Moment {
        match self {
            Self::Dates(zone) => self.moment(midnight(date_in(zone.as_ref(), instant))),
            Self::Floating => self.moment(viewer_zone.civil_at(instant)),
            Self::In(zone) => Moment { civil: zone.civil_at(instant), identity: instant },
        }
    }

    /// The original start of an occurrence.
    pub(super) fn original_start(&self, moment: Moment) -> OriginalStart {
        match self {
            Self::Dates(_) => OriginalStart::Date(moment.civil.date()),
            Self::Floating => OriginalStart::Floating(moment.civil),
            Self::In(_) => OriginalStart::At(moment.identity),
        }
    }

    /// The time of an occurrence.
    pub(super) fn when(&self, Moment { civil, identity: start }: Moment, length: Length) -> When {
        // Dates after the year 9999 cannot be written; the limit is two days less, so that it holds in every
        // zone.
        let last = NaiveDate::from_ymd_opt(9999, 12, 29).map_or(NaiveDateTime::MAX, midnight);
        let days_later = date_plus(civil.date(), length.days).and_time(civil.time()).min(last).max(civil);
        match self {
            Self::Dates(_) => When::AllDay { start: civil.date(), end: days_later.date() },
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
