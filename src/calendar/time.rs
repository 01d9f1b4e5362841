//! Instants, offsets and windows, and the two ways they are written down.
//!
//! Civil dates and times are [`chrono`]'s `NaiveDate` and `NaiveDateTime`; they say what a wall clock shows and mean an
//! instant only together with a zone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

/// Seconds in a day of 24 hours.
pub const DAY: i64 = 86_400;

/// A point in time: seconds since 1970-01-01T00:00:00Z, leap seconds not counted.
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

    /// The instant at which a clock in UTC shows this.
    pub fn from_utc(civil: NaiveDateTime) -> Self {
        Self(civil.and_utc().timestamp())
    }

    /// What a clock in UTC shows; the first or last moment that `chrono` knows when the instant is beyond those.
    pub fn utc(self) -> NaiveDateTime {
        let edge = if self.0 < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
        DateTime::from_timestamp(self.0, 0).map_or(edge, |moment| moment.naive_utc())
    }

    /// The instant this many seconds later, or earlier for a negative number; saturates.
    #[must_use]
    pub const fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Seconds from `earlier` until this instant.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// How far local time is ahead of UTC, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset(i32);

impl Offset {
    /// UTC itself.
    pub const UTC: Self = Self(0);

    /// An offset of this many seconds, positive east of Greenwich.
    pub const fn from_seconds(seconds: i32) -> Self {
        Self(seconds)
    }

    /// What a clock is ahead of UTC that shows this civil time at this instant.
    pub fn of_clock(civil: NaiveDateTime, instant: Instant) -> Self {
        Self(i32::try_from(Instant::from_utc(civil).since(instant)).unwrap_or_default())
    }

    /// Seconds ahead of UTC.
    pub const fn seconds(self) -> i64 {
        self.0 as i64
    }

    /// As in `+05:30`; with seconds where there are any.
    pub fn text(self) -> String {
        let sign = if self.0 < 0 { '-' } else { '+' };
        let (hours, minutes, seconds) = self.parts();
        if seconds == 0 {
            format!("{sign}{hours:02}:{minutes:02}")
        } else {
            format!("{sign}{hours:02}:{minutes:02}:{seconds:02}")
        }
    }

    /// As people write it: `UTC`, `UTC+1`, `UTC−3:30`.
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

/// A span of time: from `start` until just before `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first instant inside.
    pub start: Instant,
    /// The first instant after.
    pub end: Instant,
}

impl Window {
    /// Whether something from `start` to `end` is inside at any moment; something without length counts by its start.
    pub fn touches(&self, start: Instant, end: Instant) -> bool {
        start < self.end && (end > self.start || start >= self.start)
    }
}

/// Adds seconds to a civil time, staying at the edge of what `chrono` knows.
pub fn civil_plus(civil: NaiveDateTime, seconds: i64) -> NaiveDateTime {
    let edge = if seconds < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
    TimeDelta::try_seconds(seconds).and_then(|delta| civil.checked_add_signed(delta)).unwrap_or(edge)
}

/// Adds days to a date, staying at the edge of what `chrono` knows.
pub fn date_plus(date: NaiveDate, days: i64) -> NaiveDate {
    let edge = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    TimeDelta::try_days(days).and_then(|delta| date.checked_add_signed(delta)).unwrap_or(edge)
}

/// The first moment of a date.
pub fn midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN)
}

/// A civil time with its offset as RFC 3339 writes it: `2026-11-25T15:00:00+01:00`.
pub fn rfc3339(civil: NaiveDateTime, offset: Offset) -> String {
    let mut text = format!("{}{}", civil_text(civil), offset.text());
    if text.ends_with("+00:00") {
        text.truncate(text.len() - 6);
        text.push('Z');
    }
    text
}

/// A civil time as in `2026-11-25T15:00:00`.
pub fn civil_text(civil: NaiveDateTime) -> String {
    use chrono::Timelike;
    let (hour, minute, second) = (civil.hour(), civil.minute(), civil.second());
    format!("{}T{hour:02}:{minute:02}:{second:02}", date_text(civil.date()))
}

/// A date as in `2026-11-25`.
pub fn date_text(date: NaiveDate) -> String {
    use chrono::Datelike;
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// A date in the basic form of RFC 5545 section 3.3.4: `20261125`.
pub fn basic_date(date: NaiveDate) -> String {
    date_text(date).replace('-', "")
}

/// A civil time in the basic form of RFC 5545 section 3.3.5: `20261125T140000`.
pub fn basic_civil(civil: NaiveDateTime) -> String {
    civil_text(civil).replace(['-', ':'], "")
}

/// An instant in the basic form of RFC 5545 section 3.3.5: `20261125T140000Z`.
pub fn basic_utc(instant: Instant) -> String {
    basic_civil(instant.utc()) + "Z"
}

/// Reads `20261125`.
pub fn read_basic_date(text: &str) -> Option<NaiveDate> {
    let digits = text.as_bytes();
    if digits.len() != 8 {
        return None;
    }
    let year = i32::try_from(number(digits.get(..4)?)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(digits.get(4..6)?)?, number(digits.get(6..)?)?)
}

/// Reads `20261125T140000`; a second of 60 counts as 59, hour 24 as the midnight that follows.
pub fn read_basic_civil(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_at_checked(8)?;
    let time = time.strip_prefix(['T', 't'])?.as_bytes();
    let (hour, minute) = (number(time.get(..2)?)?, number(time.get(2..4)?)?);
    let second = match time.len() {
        4 => 0,
        6 => number(time.get(4..)?)?,
        _ => return None,
    };
    let date = read_basic_date(date)?;
    if (hour, minute, second) == (24, 0, 0) {
        return Some(midnight(date_plus(date, 1)));
    }
    date.and_hms_opt(hour, minute, second.min(59))
}

/// The number that some digits write.
fn number(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

/// A `NaiveDate` in JSON, in the basic form.
pub mod date_in_json {
    use super::{NaiveDate, basic_date, read_basic_date};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the basic form.
    ///
    /// # Errors
    /// Only the serializer's own.
    pub fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&basic_date(*date))
    }

    /// Reads the basic form.
    ///
    /// # Errors
    /// When the text is no date.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        read_basic_date(&text).ok_or_else(|| D::Error::custom("not a date"))
    }
}

/// A `NaiveDateTime` in JSON, in the basic form.
pub mod civil_in_json {
    use super::{NaiveDateTime, basic_civil, read_basic_civil};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the basic form.
    ///
    /// # Errors
    /// Only the serializer's own.
    pub fn serialize<S: Serializer>(civil: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&basic_civil(*civil))
    }

    /// Reads the basic form.
    ///
    /// # Errors
    /// When the text is no date and time.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDateTime, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        read_basic_civil(&text).ok_or_else(|| D::Error::custom("not a date and time"))
    }
}

#[cfg(test)]
mod tests;
