//! Instants, UTC offsets and time windows.

use chrono::{DateTime, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Seconds in a day of 24 hours.
pub const DAY: i64 = 86_400;

/// A point in time: seconds since 1970-01-01T00:00:00Z, without leap seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(i64);

impl Instant {
    /// The instant this many seconds after the epoch.
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Seconds since the epoch.
    pub const fn unix(self) -> i64 {
        self.0
    }

    /// The instant of a civil time in UTC.
    pub fn from_utc(civil: NaiveDateTime) -> Self {
        Self(civil.and_utc().timestamp())
    }

    /// The civil time in UTC; the first or last one that `chrono` can represent if the instant is beyond it.
    pub fn utc(self) -> NaiveDateTime {
        let edge = if self.0 < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
        DateTime::from_timestamp(self.0, 0).map_or(edge, |moment| moment.naive_utc())
    }

    /// The instant this many seconds later, or earlier if negative; saturates.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// The seconds from `earlier` to this instant.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// How far local time is ahead of UTC, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(i32);

impl Offset {
    /// The offset of UTC.
    pub const UTC: Self = Self(0);

    /// An offset of this many seconds, positive east of Greenwich.
    pub const fn from_seconds(seconds: i32) -> Self {
        Self(seconds)
    }

    /// The offset of a clock that shows this civil time at this instant.
    pub fn of_clock(civil: NaiveDateTime, instant: Instant) -> Self {
        Self(i32::try_from(Instant::from_utc(civil).since(instant)).unwrap_or_default())
    }

    /// Seconds ahead of UTC.
    pub const fn seconds(self) -> i64 {
        self.0 as i64
    }

    /// Formats the offset as `+05:30`, with seconds if there are any.
    pub fn text(self) -> String {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let (hours, minutes, seconds) = self.parts();
        if seconds == 0 {
            format!("{sign}{hours:02}:{minutes:02}")
        } else {
            format!("{sign}{hours:02}:{minutes:02}:{seconds:02}")
        }
    }

    /// Formats the offset as people write it: `UTC`, `UTC+1`, `UTC−3:30`.
    pub fn label(self) -> String {
        let sign = if self.0 < 0 { '−' } else { '+' };
        match self.parts() {
            (0, 0, 0) => "UTC".to_owned(),
            (hours, 0, _) => format!("UTC{sign}{hours}"),
            (hours, minutes, _) => format!("UTC{sign}{hours}:{minutes:02}"),
        }
    }

    const fn parts(self) -> (u32, u32, u32) {
        let size = self.0.unsigned_abs();
        (size / 3600, size / 60 % 60, size % 60)
    }
}

/// A time window: from `start` up to, but not including, `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first instant inside.
    pub start: Instant,
    /// The first instant after the window.
    pub end: Instant,
}

impl Window {
    /// Whether the time from `start` to `end` overlaps the window; if it has no length, whether it starts
    /// inside.
    pub fn touches(&self, start: Instant, end: Instant) -> bool {
        start < self.end && (end > self.start || start >= self.start)
    }
}
