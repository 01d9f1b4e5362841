//! Which days a rule falls on: the `BY` parts for days and longer units.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::calendar::rrule::rule::{Frequency, NthWeekday, Rule, Skip};
use crate::calendar::time::{DAY, date_plus, week_of};

/// The test that a day has to pass: the `BY` parts for days and longer units, with defaults from the start.
pub(super) struct DayTest<'a> {
    rule: &'a Rule,
    by_month: Vec<i16>,
    by_month_day: Vec<i16>,
    by_day: Vec<NthWeekday>,
    /// The steps for testing one day.
    pub(super) steps: usize,
}

/// The number of comparisons with listed days that cost as much as one step.
const NAMED_DAYS_OF_A_STEP: usize = 16;

impl<'a> DayTest<'a> {
    pub(super) fn new(rule: &'a Rule, start: NaiveDate) -> Self {
        let mut test = Self {
            rule,
            by_month: rule.by_month.clone(),
            by_month_day: rule.by_month_day.clone(),
            by_day: rule.by_day.clone(),
            steps: 1,
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
        let named =
            [test.by_month_day.len(), rule.by_year_day.len(), rule.by_week_number.len(), test.by_day.len()];
        test.steps += named.iter().sum::<usize>() / NAMED_DAYS_OF_A_STEP;
        test
    }

    /// Whether the rule can fall on a day.
    pub(super) fn passes(&self, date: NaiveDate) -> bool {
        self.passes_month(date)
            && among(&self.by_month_day, small(date.day()), length_of_month(date))
            && among(&self.rule.by_year_day, small(date.ordinal()), length_of_year(date))
            && self.passes_week_and_day(date)
    }

    /// The days of a period, in order, that stand for days that it does not have (RFC 7529 section 4.1). `first` and
    /// `last` are the days of the period.
    pub(super) fn skipped(&self, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
        let mut days = Vec::new();
        if self.rule.skip == Skip::Omit || self.rule.frequency < Frequency::Monthly {
            return days;
        }
        if lacks(&self.rule.by_year_day, length_of_year(first)) {
            days.extend(self.beside(last));
        }
        let mut month = first;
        while month <= last {
            let end = date_plus(month, i64::from(month.num_days_in_month()) - 1);
            if self.passes_month(month) && lacks(&self.by_month_day, length_of_month(month)) {
                days.extend(self.beside(end));
            }
            // The last month of chrono's calendar has no next one.
            if end >= last {
                break;
            }
            month = date_plus(end, 1);
        }
        days
    }

    /// The day that stands for one after the end of its month or year.
    fn beside(&self, end: NaiveDate) -> Option<NaiveDate> {
        let day = if self.rule.skip == Skip::Forward { date_plus(end, 1) } else { end };
        Some(day).filter(|day| self.passes_week_and_day(*day))
    }

    pub(super) fn passes_month(&self, date: NaiveDate) -> bool {
        self.by_month.is_empty() || self.by_month.contains(&small(date.month()))
    }

    fn passes_week_and_day(&self, date: NaiveDate) -> bool {
        (self.rule.by_week_number.is_empty() || self.passes_week(date))
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

fn length_of_month(date: NaiveDate) -> i16 {
    small(u32::from(date.num_days_in_month()))
}

fn length_of_year(date: NaiveDate) -> i16 {
    if date.leap_year() { 366 } else { 365 }
}

/// Whether a list has a day that a month or year of this length lacks at its end.
fn lacks(named: &[i16], length: i16) -> bool {
    named.iter().any(|day| *day > length)
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
    let weeks_between = |from: NaiveDate, to: NaiveDate| {
        i16::try_from(to.signed_duration_since(from).num_seconds() / (7 * DAY)).unwrap_or(i16::MAX)
    };
    let year = week_year(date, week_start);
    let (first, next) = (first_week(year, week_start), first_week(year + 1, week_start));
    let (Some(first), Some(next)) = (first, next) else { return (0, 0) };
    (weeks_between(first, week_of(date, week_start)) + 1, weeks_between(first, next))
}

/// The year that a date's week belongs to: that of the week's fourth day.
pub(super) fn week_year(date: NaiveDate, week_start: Weekday) -> i32 {
    date_plus(week_of(date, week_start), 3).year()
}

/// The first day of the first week of a year.
pub(super) fn first_week(year: i32, week_start: Weekday) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 1, 4).map(|fourth| week_of(fourth, week_start))
}
