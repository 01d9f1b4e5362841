//! Parsed and validated recurrence rules (RFC 5545 section 3.3.10).
//!
//! Every [`Rule`] can be expanded: every number is in its range and no part contradicts another.

mod deviation;
mod reading;
mod writing;

use chrono::{NaiveDate, NaiveDateTime, Weekday};

use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, Instant, civil_plus, midnight};
pub use deviation::Deviation;
pub(in crate::calendar) use reading::excerpt;

/// The frequency of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every `INTERVAL` seconds.
    Secondly,
    /// Every `INTERVAL` minutes.
    Minutely,
    /// Every `INTERVAL` hours.
    Hourly,
    /// Every `INTERVAL` days.
    Daily,
    /// Every `INTERVAL` weeks.
    Weekly,
    /// Every `INTERVAL` months.
    Monthly,
    /// Every `INTERVAL` years.
    Yearly,
}

/// The end of a rule, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A date, to its end, in the event's own zone.
    Date(NaiveDate),
    /// A local time in the event's own zone.
    Civil(NaiveDateTime),
    /// An instant.
    Instant(Instant),
}

impl Until {
    /// The last local time that the rule may have in the event's own zone; `None` for an instant, which only a zone
    /// can convert.
    pub fn last_civil(self) -> Option<NaiveDateTime> {
        match self {
            Self::Date(date) => Some(civil_plus(midnight(date), DAY - 1)),
            Self::Civil(civil) => Some(civil),
            Self::Instant(_) => None,
        }
    }
}

/// What a rule does with a day that its month or year does not have, such as 31 April (RFC 7529 section 4.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Skip {
    /// It has no occurrence.
    #[default]
    Omit,
    /// It is on the day before.
    Backward,
    /// It is on the day after.
    Forward,
}

/// A weekday: every one (0), or the nth of the month or year, counted from the end if negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NthWeekday {
    /// The number of the weekday; 0 for every one.
    pub ordinal: i16,
    /// The day of the week.
    pub weekday: Weekday,
}

/// A validated recurrence rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `FREQ`
    pub frequency: Frequency,
    /// `INTERVAL`, at least 1
    pub interval: u32,
    /// `COUNT`, at least 1; the first occurrence included
    pub count: Option<u32>,
    /// `UNTIL`
    pub until: Option<Until>,
    /// `BYMONTH`, 1 to 12
    pub by_month: Vec<i16>,
    /// `BYWEEKNO`, 1 to 53 or negative
    pub by_week_number: Vec<i16>,
    /// `BYYEARDAY`, 1 to 366 or negative
    pub by_year_day: Vec<i16>,
    /// `BYMONTHDAY`, 1 to 31 or negative
    pub by_month_day: Vec<i16>,
    /// `BYDAY`
    pub by_day: Vec<NthWeekday>,
    /// `BYHOUR`, 0 to 23
    pub by_hour: Vec<i16>,
    /// `BYMINUTE`, 0 to 59
    pub by_minute: Vec<i16>,
    /// `BYSECOND`, 0 to 59
    pub by_second: Vec<i16>,
    /// `BYSETPOS`, 1 to 366 or negative
    pub by_set_position: Vec<i16>,
    /// `WKST`
    pub week_start: Weekday,
    /// `SKIP`
    pub skip: Skip,
    /// The parts that are not as RFC 5545 requires
    pub deviations: Vec<Deviation>,
}

impl Rule {
    /// A rule of this frequency with defaults for all other parts.
    pub fn every(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            count: None,
            until: None,
            by_month: Vec::new(),
            by_week_number: Vec::new(),
            by_year_day: Vec::new(),
            by_month_day: Vec::new(),
            by_day: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
            by_second: Vec::new(),
            by_set_position: Vec::new(),
            week_start: Weekday::Mon,
            skip: Skip::Omit,
            deviations: Vec::new(),
        }
    }

    /// Whether the rule has a part that selects days: `BYWEEKNO`, `BYYEARDAY`, `BYMONTHDAY` or `BYDAY`.
    pub fn names_days(&self) -> bool {
        !(self.by_week_number.is_empty()
            && self.by_year_day.is_empty()
            && self.by_month_day.is_empty()
            && self.by_day.is_empty())
    }

    /// Whether the rule selects times of a day, by its frequency or by `BYHOUR`, `BYMINUTE` or `BYSECOND`.
    pub fn has_times(&self) -> bool {
        matches!(self.frequency, Frequency::Secondly | Frequency::Minutely | Frequency::Hourly)
            || !(self.by_hour.is_empty() && self.by_minute.is_empty() && self.by_second.is_empty())
    }

    /// Removes `BYHOUR`, `BYMINUTE` and `BYSECOND`, which RFC 5545 section 3.3.10 ignores in a series of dates. A rule that
    /// recurs within a day keeps them, because they reduce the steps that it takes.
    pub fn ignore_times(&mut self) {
        if self.frequency < Frequency::Daily {
            return;
        }
        for times in [&mut self.by_hour, &mut self.by_minute, &mut self.by_second] {
            times.clear();
        }
    }

    /// The same rule with its end as an instant, as RFC 5545 section 3.3.10 requires for times in a zone.
    #[must_use]
    pub fn ending_at_an_instant(&self, zone: &Zone) -> Self {
        let until = self.until.map(|until| match until.last_civil() {
            Some(civil) => Until::Instant(zone.instant_of(civil)),
            None => until,
        });
        Self { until, ..self.clone() }
    }

    /// The same rule with its end as a local time, for a series of floating times.
    #[must_use]
    pub fn ending_at_a_civil_time(&self) -> Self {
        let until = self.until.map(|until| match until {
            Until::Instant(instant) => Until::Civil(instant.utc()),
            Until::Date(_) | Until::Civil(_) => {
                Until::Civil(until.last_civil().unwrap_or(NaiveDateTime::MAX))
            }
        });
        Self { until, ..self.clone() }
    }

    /// The same rule with its end as a date, for a series of dates; `date_of` gives the date of an instant.
    #[must_use]
    pub fn ending_on_a_date(&self, date_of: impl Fn(Instant) -> NaiveDate) -> Self {
        let until = self.until.map(|until| match until {
            Until::Instant(instant) => Until::Date(date_of(instant)),
            Until::Civil(civil) => Until::Date(civil.date()),
            Until::Date(_) => until,
        });
        Self { until, ..self.clone() }
    }
}

#[cfg(test)]
mod tests;
