//! Which days a rule falls on: the `BY` parts for days and longer units.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::rrule::rule::{Frequency, NthWeekday, Rule};
use crate::calendar::time::{DAY, date_plus};

/// The test that a day has to pass: the `BY` parts for days and longer units, with defaults from the start.
pub(super) struct DayTest<'a> {
    rule: &'a Rule,
    by_month: Vec<i16>,
    by_month_day: Vec<i16>,
    by_day: Vec<NthWeekday>,
}

impl<'a> DayTest<'a> {
    pub(super) fn new(rule: &'a Rule, start: NaiveDate) -> Self {
        let mut test = Self {
            rule,
            by_month: rule.by_month.clone(),
            by_month_day: rule.by_month_day.clone(),
            by_day: rule.by_day.clone(),
        };
        let (month, day) = (small(start.month()), small(start.day()));
        let weekday = NthWeekday { ordinal: 0, weekday: start.weekday() };
        match rule.frequency {
            Frequency::Yearly if !rule.names_days() => {
                test.by_month_day = vec![day];
                if rule.by_month.is_empty() {
                    test.by_month = vec![month];
                }
            }
            Frequency::Yearly
                if !rule.by_week_number.is_empty()
                    && rule.by_day.is_empty()
                    && rule.by_year_day.is_empty()
                    && rule.by_month_day.is_empty() =>
            {
                test.by_day = vec![weekday];
            }
            Frequency::Monthly if !rule.names_days() => test.by_month_day = vec![day],
            Frequency::Weekly if !rule.names_days() => test.by_day = vec![weekday],
            _ => {}
        }
        test
    }

    /// Whether the rule can fall on a day.
    pub(super) fn passes(&self, date: NaiveDate) -> bool {
        let rule = self.rule;
        let length_of_month = small(u32::from(date.num_days_in_month()));
        let length_of_year = if date.leap_year() { 366 } else { 365 };
        (self.by_month.is_empty() || self.by_month.contains(&small(date.month())))
            && among(&self.by_month_day, small(date.day()), length_of_month)
            && among(&rule.by_year_day, small(date.ordinal()), length_of_year)
            && (rule.by_week_number.is_empty() || self.passes_week(date))
            && (self.by_day.is_empty() || self.by_day.iter().any(|day| self.passes_day(*day, date)))
    }

    fn passes_day(&self, day: NthWeekday, date: NaiveDate) -> bool {
        if date.weekday() != day.weekday {
            return false;
        }
        let within_month = self.rule.frequency == Frequency::Monthly || !self.by_month.is_empty();
        let (index, length) = if within_month {
            (date.day0(), u32::from(date.num_days_in_month()))
        } else {
            (date.ordinal0(), if date.leap_year() { 366 } else { 365 })
        };
        match day.ordinal {
            0 => true,
            nth if nth > 0 => small(index / 7) + 1 == nth,
            nth => small((length - 1 - index) / 7) + 1 == -nth,
        }
    }

    fn passes_week(&self, date: NaiveDate) -> bool {
        let (number, weeks) = week_number(date, self.rule.week_start);
        among(&self.rule.by_week_number, number, weeks)
    }
}

/// Converts a number of the calendar; none is above 366.
fn small(number: u32) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

/// Whether a list has this day, counted from 1 from either end of the period. An empty list has all days.
fn among(named: &[i16], day: i16, length: i16) -> bool {
    named.is_empty() || named.contains(&day) || named.contains(&(day - length - 1))
}

/// The number of a date's week, and the number of weeks in that week's year; the first week has at least four
/// days in the year (ISO 8601, with any first day of the week).
fn week_number(date: NaiveDate, week_start: Weekday) -> (i16, i16) {
    let first_day = date.week(week_start).checked_first_day().unwrap_or(date);
    // A week belongs to the year of its fourth day.
    let year = date_plus(first_day, 3).year();
    let first_week = |year: i32| {
        let fourth = NaiveDate::from_ymd_opt(year, 1, 4).unwrap_or(date);
        fourth.week(week_start).checked_first_day().unwrap_or(fourth)
    };
    let weeks_between = |from: NaiveDate, to: NaiveDate| {
        i16::try_from(to.signed_duration_since(from).num_seconds() / (7 * DAY)).unwrap_or(i16::MAX)
    };
    let first = first_week(year);
    (weeks_between(first, first_day) + 1, weeks_between(first, first_week(year + 1)))
}
