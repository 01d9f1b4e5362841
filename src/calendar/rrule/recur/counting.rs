//! The number of times that a rule has in each of its periods, if it is the same in all: `COUNT` can then be
//! computed instead of counted.

use chrono::{Datelike, NaiveDate};

use crate::calendar::rrule::rule::{Frequency, NthWeekday, Rule, Skip};

/// The number of days in every whole period of a daily, weekly, monthly or yearly rule, if it is constant.
pub(super) fn days_of_each_period(rule: &Rule, start: NaiveDate) -> Option<usize> {
    let no_months = rule.by_month.is_empty();
    let (month_days, year_days, weekdays) = (&rule.by_month_day, &rule.by_year_day, &rule.by_day);
    if !rule.by_week_number.is_empty() || rule.skip != Skip::Omit {
        return None;
    }
    match (rule.frequency, month_days.is_empty(), year_days.is_empty(), weekdays.is_empty()) {
        (Frequency::Daily, true, true, true) if no_months => Some(1),
        (Frequency::Weekly, true, true, _) if no_months => Some(weekdays.len().max(1)),
        (Frequency::Monthly, true, true, _) | (Frequency::Monthly, false, true, true) if no_months => {
            days_of_each_month(rule, start)
        }
        (Frequency::Yearly, true, true, true) => {
            Some(days_of_each_month(rule, start)? * rule.by_month.len().max(1))
        }
        (Frequency::Yearly, false, true, true) => {
            let months = if no_months { 12 } else { rule.by_month.len() };
            Some(days_of_each_month(rule, start)? * months)
        }
        (Frequency::Yearly, true, true, false) if no_months => {
            always_there(weekdays.iter().map(|day| day.ordinal), 52)
        }
        (Frequency::Yearly, true, true, false) => {
            Some(days_of_each_month(rule, start)? * rule.by_month.len())
        }
        (Frequency::Yearly, true, false, true) if no_months => always_there(year_days.iter().copied(), 365),
        _ => None,
    }
}

fn days_of_each_month(rule: &Rule, start: NaiveDate) -> Option<usize> {
    let ordinal = |day: &NthWeekday| day.ordinal;
    match (rule.by_month_day.is_empty(), rule.by_day.is_empty()) {
        (true, true) => (start.day() <= 28).then_some(1),
        (false, true) => always_there(rule.by_month_day.iter().copied(), 28),
        (true, false) => always_there(rule.by_day.iter().map(ordinal), 4),
        (false, false) => None,
    }
}

/// The number of the listed days, if all are counted from the same end and no period is too short for any of
/// them.
fn always_there(days: impl Iterator<Item = i16> + Clone, shortest: i16) -> Option<usize> {
    let from_start = days.clone().all(|day| (1..=shortest).contains(&day));
    let from_end = days.clone().all(|day| (-shortest..=-1).contains(&day));
    (from_start || from_end).then(|| days.count())
}
