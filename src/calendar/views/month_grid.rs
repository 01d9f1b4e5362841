//! A month as a grid of days, with one week per row.

use chrono::{Datelike, NaiveDate};

use super::agenda::Entry;
use super::all_day_lanes::{Bar, bars, is_bar};
use super::period::Period;
use crate::calendar::time::date_plus;
use crate::calendar::time::words::Week;

/// The number of lines for events of a day; further events are only counted.
pub const LINES: usize = 3;

/// A week of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthWeek {
    /// Its seven days.
    pub days: Vec<MonthDay>,
    /// The visible bars; those without a free line are left out.
    pub bars: Vec<Bar>,
}

/// A day of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct MonthDay {
    /// The date.
    pub date: NaiveDate,
    /// Whether it is in the month of the grid.
    pub is_in_month: bool,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether it is on the weekend.
    pub is_weekend: bool,
    /// The number of lines that the bars above its own events take.
    pub lanes: usize,
    /// The visible events that touch it, without bars.
    pub entries: Vec<Entry>,
    /// The number of events on this day that are not visible.
    pub hidden: usize,
    /// The number of events on this day.
    pub count: usize,
}

/// The grid of the month of a period.
pub fn month_grid(entries: &[Entry], period: Period, today: NaiveDate, week: &Week) -> Vec<MonthWeek> {
    let (first, last) = period.days(week.start);
    let weeks = last.signed_duration_since(first).num_days() / 7 + 1;
    (0..weeks).map(|index| month_week(entries, date_plus(first, index * 7), period, today, week)).collect()
}

fn month_week(
    entries: &[Entry],
    first: NaiveDate,
    period: Period,
    today: NaiveDate,
    week: &Week,
) -> MonthWeek {
    let (shown, hidden): (Vec<_>, Vec<_>) =
        bars(entries, first, 7, LINES).into_iter().partition(|bar| bar.lane < LINES);
    let days = (0_usize..7).map(|column| {
        let date = date_plus(first, i64::try_from(column).unwrap_or(0));
        let covering = || shown.iter().filter(|bar| bar.covers(column));
        let lanes = covering().map(|bar| bar.lane + 1).max().unwrap_or(0);
        let hidden_bars = hidden.iter().filter(|bar| bar.covers(column)).count();
        let own: Vec<_> = entries.iter().filter(|entry| !is_bar(entry) && entry.is_on(date)).collect();
        let count = own.len() + hidden_bars + covering().count();
        let free_lines = LINES - lanes;
        let hidden_entries = own.len().saturating_sub(free_lines);
        MonthDay {
            date,
            is_in_month: (date.year(), date.month()) == (period.date.year(), period.date.month()),
            is_today: date == today,
            is_weekend: week.weekend.contains(&date.weekday()),
            lanes,
            entries: own.into_iter().take(free_lines).cloned().collect(),
            hidden: hidden_bars + hidden_entries,
            count,
        }
    });
    MonthWeek { days: days.collect(), bars: shown }
}

#[cfg(test)]
mod tests;
