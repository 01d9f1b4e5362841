//! A trait for the texts of dates, times and durations.
//!
//! In the browser they come from `Intl`, in the visitor's language. [`English`] is used for the built page,
//! for the first render in the browser, and if `Intl` fails.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

/// Texts for dates and times in one language.
pub trait Words: Send + Sync {
    /// The language, as a BCP 47 tag.
    fn language(&self) -> String;
    /// A full date: "Wednesday, 25 November", with the year if `with_year`.
    fn day(&self, date: NaiveDate, with_year: bool) -> String;
    /// A short date: "Wed, 25 Nov".
    fn short_day(&self, date: NaiveDate) -> String;
    /// A time relative to now, in words: "in 5 hours", "today", "tomorrow".
    fn relative(&self, unit: Unit, amount: i64) -> String;
    /// A time of day, in the 12- or 24-hour format of the language.
    fn time(&self, time: NaiveTime) -> String;
    /// A time of day in short, without minutes on the hour: "15", "15:30".
    fn short_time(&self, time: NaiveTime) -> String;
    /// A day with its time, in short: "Wed, 25 Nov, 15:00".
    fn moment(&self, civil: NaiveDateTime) -> String;
    /// A date with its year and its time, for "as of".
    fn as_of(&self, civil: NaiveDateTime) -> String;
    /// A range of times within one day: "15:00 – 16:00"; one time where it has no length.
    fn times(&self, start: NaiveDateTime, end: NaiveDateTime) -> String;
    /// A range of moments, each with its day in short; the day once, where both are on one.
    fn moments(&self, start: NaiveDateTime, end: NaiveDateTime) -> String;
    /// A range of moments with the days in full: "Wednesday, 25 November, 15:00 – 16:00"; with the year if `with_year`.
    fn when(&self, start: NaiveDateTime, end: NaiveDateTime, with_year: bool) -> String;
    /// A range of days in full, with the year if `with_year`.
    fn day_range(&self, first: NaiveDate, last: NaiveDate, with_year: bool) -> String;
    /// A month with its year: "November 2026".
    fn month(&self, date: NaiveDate) -> String;
    /// A range of dates: "23 – 29 November 2026".
    fn dates(&self, first: NaiveDate, last: NaiveDate) -> String;
    /// The day of the week in short: "Wed".
    fn weekday(&self, date: NaiveDate) -> String;
    /// The day of the month: "25".
    fn day_number(&self, date: NaiveDate) -> String;
    /// The month in short: "Nov".
    fn short_month(&self, date: NaiveDate) -> String;
    /// A number in the language's digits.
    fn number(&self, number: usize) -> String;
    /// The first day of the week and the weekend where the language is spoken.
    fn week(&self) -> Week;
}

/// The first day of the week and the weekend.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The first day of the week.
    pub start: Weekday,
    /// The weekend: the days that most people are off work.
    pub weekend: Vec<Weekday>,
}

impl Week {
    /// Monday to Sunday (ISO 8601), with Saturday and Sunday as the weekend.
    pub fn iso() -> Self {
        Self { start: Weekday::Mon, weekend: vec![Weekday::Sat, Weekday::Sun] }
    }
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 24 hours.
    Day,
    /// 60 minutes.
    Hour,
    /// 60 seconds.
    Minute,
}

impl Unit {
    /// The English name, which is also the unit's name in `Intl`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
        }
    }
}

/// How far ahead a time is, in the unit that fits: minutes, hours from 100 minutes on, and days from 24 hours on. `days`
/// is the number of midnights until then. `src/boot/date_formats.js` has the same rule.
pub const fn ahead(minutes: i64, days: i64) -> (Unit, i64) {
    match minutes {
        ..100 => (Unit::Minute, minutes),
        100..1440 => (Unit::Hour, (minutes + 30) / 60),
        _ => (Unit::Day, days),
    }
}

/// English, with 24-hour times.
#[derive(Clone, Copy, Debug, Default)]
pub struct English;

/// The English names of the weekdays, Monday first.
pub const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn weekday(date: NaiveDate) -> &'static str {
    WEEKDAYS.get(date.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS.get(date.month0() as usize).copied().unwrap_or_default()
}

fn range<T: Copy + PartialEq>(start: T, end: T, text: impl Fn(T) -> String) -> String {
    if start == end { text(start) } else { format!("{}\u{a0}–\u{a0}{}", text(start), text(end)) }
}

fn short(name: &str) -> &str {
    name.get(..3).unwrap_or(name)
}

impl Words for English {
    fn language(&self) -> String {
        "en".to_owned()
    }

    fn day(&self, date: NaiveDate, with_year: bool) -> String {
        let day = format!("{}, {} {}", weekday(date), date.day(), month(date));
        if with_year { format!("{day} {}", date.year()) } else { day }
    }

    fn short_day(&self, date: NaiveDate) -> String {
        format!("{}, {} {}", short(weekday(date)), date.day(), short(month(date)))
    }

    fn relative(&self, unit: Unit, amount: i64) -> String {
        match (unit, amount) {
            (Unit::Day, 0) => "today".to_owned(),
            (Unit::Day, 1) => "tomorrow".to_owned(),
            (Unit::Day, -1) => "yesterday".to_owned(),
            (_, 1) => format!("in 1 {}", unit.name()),
            (_, amount) => format!("in {amount} {}s", unit.name()),
        }
    }

    fn time(&self, time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    fn short_time(&self, time: NaiveTime) -> String {
        if time.minute() == 0 { time.hour().to_string() } else { self.time(time) }
    }

    fn moment(&self, civil: NaiveDateTime) -> String {
        format!("{}, {}", self.short_day(civil.date()), self.time(civil.time()))
    }

    fn as_of(&self, civil: NaiveDateTime) -> String {
        let date = civil.date();
        format!("{} {} {}, {}", date.day(), month(date), date.year(), self.time(civil.time()))
    }

    fn times(&self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        range(start, end, |civil| self.time(civil.time()))
    }

    fn moments(&self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        if start.date() == end.date() {
            format!("{}, {}", self.short_day(start.date()), self.times(start, end))
        } else {
            range(start, end, |civil| self.moment(civil))
        }
    }

    fn when(&self, start: NaiveDateTime, end: NaiveDateTime, with_year: bool) -> String {
        let day = |civil: NaiveDateTime| self.day(civil.date(), with_year);
        if start.date() == end.date() {
            format!("{}, {}", day(start), self.times(start, end))
        } else {
            range(start, end, |civil| format!("{}, {}", day(civil), self.time(civil.time())))
        }
    }

    fn day_range(&self, first: NaiveDate, last: NaiveDate, with_year: bool) -> String {
        range(first, last, |date| self.day(date, with_year))
    }

    fn month(&self, date: NaiveDate) -> String {
        format!("{} {}", month(date), date.year())
    }

    fn dates(&self, first: NaiveDate, last: NaiveDate) -> String {
        let from = match (first.year() == last.year(), first.month() == last.month()) {
            (false, _) => format!("{} {} {}", first.day(), month(first), first.year()),
            (true, false) => format!("{} {}", first.day(), month(first)),
            (true, true) => first.day().to_string(),
        };
        format!("{from} – {} {} {}", last.day(), month(last), last.year())
    }

    fn weekday(&self, date: NaiveDate) -> String {
        short(weekday(date)).to_owned()
    }

    fn day_number(&self, date: NaiveDate) -> String {
        date.day().to_string()
    }

    fn short_month(&self, date: NaiveDate) -> String {
        short(month(date)).to_owned()
    }

    fn number(&self, number: usize) -> String {
        number.to_string()
    }

    fn week(&self) -> Week {
        Week::iso()
    }
}

#[cfg(test)]
mod tests;
