//! Arithmetic on civil dates and times, and their text forms in RFC 3339, RFC 5545 and JSON.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike as _, Weekday};

use super::instant::{Instant, Offset};

/// Adds seconds to a civil time; saturates at the range of `chrono`.
pub fn civil_plus(civil: NaiveDateTime, seconds: i64) -> NaiveDateTime {
    let edge = if seconds < 0 { NaiveDateTime::MIN } else { NaiveDateTime::MAX };
    TimeDelta::try_seconds(seconds).and_then(|delta| civil.checked_add_signed(delta)).unwrap_or(edge)
}

/// Adds days to a date; saturates at the range of `chrono`.
pub fn date_plus(date: NaiveDate, days: i64) -> NaiveDate {
    let edge = if days < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
    TimeDelta::try_days(days).and_then(|delta| date.checked_add_signed(delta)).unwrap_or(edge)
}

/// The first day of a date's week.
pub fn week_of(date: NaiveDate, week_start: Weekday) -> NaiveDate {
    date.week(week_start).checked_first_day().unwrap_or(date)
}

/// Midnight at the beginning of a date.
pub fn midnight(date: NaiveDate) -> NaiveDateTime {
    date.and_time(NaiveTime::MIN)
}

/// The date that an instant means if it stands for midnight in an unknown zone: a time after 10:00 UTC, which is Hawaii's
/// midnight, that is on a full quarter of an hour (Nepal is at +05:45) is the beginning of the next date, east of Greenwich.
pub fn date_of_midnight(instant: Instant) -> NaiveDate {
    let civil = instant.utc();
    let is_east =
        (civil.hour(), civil.minute()) > (10, 0) && civil.minute().is_multiple_of(15) && civil.second() == 0;
    if is_east { date_plus(civil.date(), 1) } else { civil.date() }
}

/// Formats a civil time with its offset as RFC 3339: `2026-11-25T15:00:00+01:00`.
pub fn rfc3339(civil: NaiveDateTime, offset: Offset) -> String {
    let mut text = format!("{}{}", civil_text(civil), offset.text());
    if text.ends_with("+00:00") {
        text.truncate(text.len() - 6);
        text.push('Z');
    }
    text
}

/// Formats a civil time as `2026-11-25T15:00:00`.
pub fn civil_text(civil: NaiveDateTime) -> String {
    with_separators(civil.date(), Some(civil.time()), "-", ":")
}

/// Formats a date as `2026-11-25`.
pub fn date_text(date: NaiveDate) -> String {
    with_separators(date, None, "-", ":")
}

/// Formats a date in the basic form of RFC 5545 section 3.3.4: `20261125`.
pub fn basic_date(date: NaiveDate) -> String {
    with_separators(date, None, "", "")
}

/// Formats a civil time in the basic form of RFC 5545 section 3.3.5: `20261125T140000`.
pub fn basic_civil(civil: NaiveDateTime) -> String {
    with_separators(civil.date(), Some(civil.time()), "", "")
}

/// Formats an instant in the basic form of RFC 5545 section 3.3.5: `20261125T140000Z`.
pub fn basic_utc(instant: Instant) -> String {
    basic_civil(instant.utc()) + "Z"
}

/// Formats a date, and a time after a `T`, with these separators. This runs several times for each occurrence, so it
/// writes digits itself, which is faster than `format!`.
fn with_separators(date: NaiveDate, time: Option<NaiveTime>, dash: &str, colon: &str) -> String {
    let mut text = String::with_capacity("2026-11-25T15:00:00Z".len());
    match u32::try_from(date.year()) {
        Ok(year) if year < 10_000 => push_digits(&mut text, year, 4),
        _ => text.push_str(&date.year().to_string()),
    }
    for number in [date.month(), date.day()] {
        text.push_str(dash);
        push_digits(&mut text, number, 2);
    }
    if let Some(time) = time {
        text.push('T');
        push_digits(&mut text, time.hour(), 2);
        for number in [time.minute(), time.second()] {
            text.push_str(colon);
            push_digits(&mut text, number, 2);
        }
    }
    text
}

/// Appends the last decimal digits of a number.
fn push_digits(text: &mut String, number: u32, digits: u32) {
    let places = (0..digits).rev();
    text.extend(places.filter_map(|place| char::from_digit(number / 10_u32.pow(place) % 10, 10)));
}

/// Parses `20261125`.
pub fn read_basic_date(text: &str) -> Option<NaiveDate> {
    let digits = text.as_bytes();
    if digits.len() != 8 {
        return None;
    }
    let year = i32::try_from(number(digits.get(..4)?)?).ok()?;
    NaiveDate::from_ymd_opt(year, number(digits.get(4..6)?)?, number(digits.get(6..)?)?)
}

/// Parses `20261125T140000`; a second above 59 counts as 59, and 24:00:00 as the following midnight. Fractions of a second
/// are dropped.
pub fn read_basic_civil(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_at_checked(8)?;
    let time = time.strip_prefix(['T', 't'])?;
    let time = time.split_once('.').map_or(time, |(time, _)| time).as_bytes();
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

/// The value of decimal digits.
fn number(digits: &[u8]) -> Option<u32> {
    digits
        .iter()
        .try_fold(0, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0')))
}

/// Serde functions for a `NaiveDate` in the basic form.
pub mod date_in_json {
    use super::{NaiveDate, basic_date, read_basic_date};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Serializes the basic form.
    ///
    /// # Errors
    /// Only errors of the serializer.
    pub fn serialize<S: Serializer>(date: &NaiveDate, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&basic_date(*date))
    }

    /// Deserializes the basic form.
    ///
    /// # Errors
    /// If the text is not a date.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDate, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        read_basic_date(&text).ok_or_else(|| D::Error::custom("not a date"))
    }
}

/// Serde functions for a `NaiveDateTime` in the basic form.
pub mod civil_in_json {
    use super::{NaiveDateTime, basic_civil, read_basic_civil};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Serializes the basic form.
    ///
    /// # Errors
    /// Only errors of the serializer.
    pub fn serialize<S: Serializer>(civil: &NaiveDateTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&basic_civil(*civil))
    }

    /// Deserializes the basic form.
    ///
    /// # Errors
    /// If the text is not a date and time.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<NaiveDateTime, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        read_basic_civil(&text).ok_or_else(|| D::Error::custom("not a date and time"))
    }
}
