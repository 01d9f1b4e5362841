//! The grids in words: what a component only has to put into elements.

use chrono::NaiveDate;

use super::agenda_text::{second_times, title};
use crate::calendar::ics::event::Status;
use crate::calendar::time::words::{Week, Words};
use crate::calendar::time::{date_plus, date_text};
use crate::calendar::views::agenda::Entry;
use crate::calendar::views::all_day_lanes::Bar;
use crate::calendar::views::clocks::Clocks;
use crate::calendar::views::month_grid::{MonthDay, MonthWeek};
use crate::calendar::views::second_axis::{SecondAxis, SecondMark, second_axis};
use crate::calendar::views::time_grid::{Block, TimeDay, TimeGrid};

/// An event in little room.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// Its identity, `UID/START`.
    pub key: String,
    /// When it begins, unless it is whole days.
    pub time: Option<String>,
    /// Its name.
    pub title: String,
    /// Whether it takes place.
    pub status: Status,
    /// Until when it is, when by a second clock, and whether it takes place, for those who do not see it.
    pub rest: String,
}

/// A bar across days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarText {
    /// What it stands for.
    pub chip: Chip,
    /// The first day that it touches, counted from 0.
    pub first: usize,
    /// How many days it touches.
    pub span: usize,
    /// Which lane it is on.
    pub lane: usize,
    /// Whether it began before.
    pub begins_before: bool,
    /// Whether it goes on after.
    pub ends_after: bool,
}

/// A day of a grid, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayName {
    /// The day.
    pub date: NaiveDate,
    /// The date as HTML's `datetime` wants it, which also makes the element's id.
    pub datetime: String,
    /// The day of the month.
    pub number: String,
    /// The day of the week, in short.
    pub weekday: String,
    /// The day in full, whether it is today, and how many events it holds.
    pub label: String,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether it is of a weekend.
    pub is_weekend: bool,
}

/// A cell of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCell {
    /// Which day it is.
    pub day: DayName,
    /// Whether it is of the month that is shown.
    pub is_in_month: bool,
    /// How many lanes of bars are above its own events.
    pub lanes: usize,
    /// The bars that begin in it, on this line of the grid.
    pub bars: Vec<BarText>,
    /// Its own events.
    pub chips: Vec<Chip>,
    /// How many events are not shown, in words.
    pub more: Option<String>,
    /// How many events there are, for a dot each.
    pub count: usize,
}

/// A day by its hours.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeGridDayText {
    /// Which day it is.
    pub day: DayName,
    /// Its events.
    pub blocks: Vec<BlockText>,
    /// Stretches that the day does not have, from and to in parts of the axis.
    pub holes: Vec<(f64, f64)>,
}

/// An event by its hours.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockText {
    /// What it stands for.
    pub chip: Chip,
    /// Where it begins, in parts of the axis.
    pub top: f64,
    /// How long it is, in parts of the axis.
    pub height: f64,
    /// Which of the lanes it is on.
    pub lane: usize,
    /// How many there are.
    pub lanes: usize,
}

/// Some days by their hours, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeGridText {
    /// The hours: where, in parts of the axis; what the clock shows; whether for the second time.
    pub hours: Vec<(f64, String, bool)>,
    /// How many hours the axis is long.
    pub length: f64,
    /// The days.
    pub days: Vec<TimeGridDayText>,
    /// Whole days, as bars.
    pub bars: Vec<BarText>,
    /// How many lanes those take.
    pub lanes: usize,
    /// A sentence on clocks that change in one of the days.
    pub change: Option<String>,
    /// The hours of a second clock.
    pub second: Option<ScaleText>,
}

/// The hours of a second clock, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct ScaleText {
    /// Where the first clock is.
    pub first_city: String,
    /// Where the second clock is.
    pub city: String,
    /// The hours: where, in parts of the axis; what the clock shows; how many days it is ahead, where it is.
    pub hours: Vec<(f64, String, Option<String>)>,
    /// A sentence on days on which the second clock shows something else.
    pub change: Option<String>,
}

/// The names of the days of the week, in the reader's order: in short.
pub fn weekdays(week: &Week, words: &dyn Words) -> Vec<String> {
    // Any week will do.
    let monday = NaiveDate::from_isoywd_opt(2026, 1, chrono::Weekday::Mon).unwrap_or_default();
    let first = i64::from(week.start.num_days_from_monday());
    (0..7).map(|day| words.weekday(date_plus(monday, first + day))).collect()
}

/// Puts the weeks of a month into words.
pub fn month_cells(weeks: &[MonthWeek], clocks: &Clocks, words: &dyn Words) -> Vec<Vec<MonthCell>> {
    let cell = |week: &MonthWeek, (column, day): (usize, &MonthDay)| MonthCell {
        day: day_name(day.date, (day.is_today, day.is_weekend), day.count, words),
        is_in_month: day.is_in_month,
        lanes: day.lanes,
        bars: week
            .bars
            .iter()
            .filter(|bar| bar.first == column)
            .map(|bar| bar_text(bar, clocks, words))
            .collect(),
        chips: day.entries.iter().map(|entry| chip(entry, clocks, words)).collect(),
        more: (day.hidden > 0).then(|| format!("+{} more", words.number(day.hidden))),
        count: day.count,
    };
    weeks.iter().map(|week| week.days.iter().enumerate().map(|day| cell(week, day)).collect()).collect()
}

/// Puts days by their hours into words. Where days have other hours by a second clock, its scale is that of `shown`.
pub fn time_grid_text(grid: &TimeGrid, shown: NaiveDate, clocks: &Clocks, words: &dyn Words) -> TimeGridText {
    #[expect(clippy::cast_precision_loss, reason = "minutes of a day are few")]
    let part = |minutes: i64| minutes as f64 / grid.minutes as f64;
    let block = |block: &Block| BlockText {
        chip: chip(&block.entry, clocks, words),
        top: part(block.top),
        height: part(block.bottom - block.top),
        lane: block.lane,
        lanes: block.lanes,
    };
    let day = |day: &TimeDay| TimeGridDayText {
        day: day_name(day.date, (day.is_today, day.is_weekend), day.count, words),
        blocks: day.blocks.iter().map(block).collect(),
        holes: day.holes.iter().map(|(from, to)| (part(*from), part(*to))).collect(),
    };
    TimeGridText {
        hours: grid
            .hours
            .iter()
            .map(|mark| (part(mark.at), words.time(mark.time), mark.is_repeated))
            .collect(),
        #[expect(clippy::cast_precision_loss, reason = "minutes of a day are few")]
        length: grid.minutes as f64 / 60.0,
        days: grid.days.iter().map(day).collect(),
        bars: grid.bars.iter().map(|bar| bar_text(bar, clocks, words)).collect(),
        lanes: grid.bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(0),
        change: change(grid, words),
        second: second_axis(grid, shown, clocks).map(|scale| scale_text(scale, shown, part, words)),
    }
}

fn scale_text(
    scale: SecondAxis,
    shown: NaiveDate,
    part: impl Fn(i64) -> f64,
    words: &dyn Words,
) -> ScaleText {
    let hour = |mark: SecondMark| {
        let ahead = match mark.days_ahead {
            0 => None,
            ahead => Some(format!("{}{}", if ahead > 0 { "+" } else { "−" }, ahead.abs())),
        };
        (part(mark.at), words.time(mark.time), ahead)
    };
    let change = scale.differs_on.map(|other| {
        let (city, shown, other) = (&scale.city, words.short_day(shown), words.short_day(other));
        format!("The hours of {city} are those of {shown}; on {other} they are others.")
    });
    ScaleText {
        hours: scale.marks.into_iter().map(hour).collect(),
        first_city: scale.first_city,
        city: scale.city,
        change,
    }
}

/// Says which day has hours that others have not.
fn change(grid: &TimeGrid, words: &dyn Words) -> Option<String> {
    if let Some(longer) = grid.repeats {
        return Some(format!(
            "The clocks go back on {}: some of its time comes twice.",
            words.short_day(longer)
        ));
    }
    grid.skips.map(|shorter| {
        format!("The clocks go forward on {}: some of its time is left out.", words.short_day(shorter))
    })
}

fn day_name(
    date: NaiveDate,
    (is_today, is_weekend): (bool, bool),
    count: usize,
    words: &dyn Words,
) -> DayName {
    use chrono::Datelike as _;
    let today = if is_today { ", today" } else { "" };
    let events = match count {
        0 => "no events".to_owned(),
        1 => "1 event".to_owned(),
        count => format!("{} events", words.number(count)),
    };
    DayName {
        date,
        datetime: date_text(date),
        number: words.number(date.day() as usize),
        weekday: words.weekday(date),
        label: format!("{}{today}, {events}", words.day(date, true)),
        is_today,
        is_weekend,
    }
}

fn bar_text(bar: &Bar, clocks: &Clocks, words: &dyn Words) -> BarText {
    BarText {
        chip: chip(&bar.entry, clocks, words),
        first: bar.first,
        span: bar.span,
        lane: bar.lane,
        begins_before: bar.begins_before,
        ends_after: bar.ends_after,
    }
}

fn chip(entry: &Entry, clocks: &Clocks, words: &dyn Words) -> Chip {
    let title = title(entry);
    let status = entry.occurrence.status;
    let is_all_day = entry.occurrence.when.is_all_day();
    let time = (!is_all_day).then(|| words.time(entry.start_here.time()));
    let until = match (is_all_day, entry.is_many_days()) {
        (true, false) => Some("all day".to_owned()),
        (_, true) => Some(format!("until {}", words.short_day(entry.last_day()))),
        (false, false) => {
            (entry.end > entry.start).then(|| format!("until {}", words.time(entry.end_here.time())))
        }
    };
    let state = (status != Status::Confirmed).then(|| status.word().to_owned());
    let second =
        second_times(entry, clocks, words).map(|second| format!("{} in {}", second.times, second.city));
    let rest: Vec<_> = until.into_iter().chain(second).chain(state).collect();
    Chip { key: entry.key.clone(), time, title, status, rest: rest.join(", ") }
}
