//! Days by hour: overlapping events are side by side, and skipped or repeated hours are shown as such.
//!
//! All days share one axis, in minutes. It has 24 hours, and more if one of the days repeats some time: the
//! other days have a hole there. A day that skips some time has a hole at that time.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::agenda::Entry;
use super::all_day_lanes::{Bar, bars, is_bar};
use crate::calendar::time::words::Week;
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{Instant, civil_plus, date_plus, midnight};
use crate::small_sort::sort_by_key;

/// The minutes of a day of 24 hours.
const DAY_IN_MINUTES: i64 = 1440;

/// The minimum height of an event, in minutes. Only events shorter than this can overlap where their times do not.
const MIN_MINUTES: i64 = 15;

/// How many events a day shows on its axis, and how many lanes of all-day events there are: more cannot be told apart, and
/// would keep a browser busy for seconds.
const MAX_BLOCKS: usize = 100;
const MAX_LANES: usize = 20;

/// Some days by hour.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeGrid {
    /// The length of the axis in minutes.
    pub minutes: i64,
    /// The full hours on the axis.
    pub hours: Vec<HourMark>,
    /// The days.
    pub days: Vec<TimeDay>,
    /// All-day events, as bars across the days.
    pub bars: Vec<Bar>,
    /// The number of events that are left out, because there are too many.
    pub left_out: usize,
    /// The day that repeats some time.
    pub repeats: Option<NaiveDate>,
    /// The first day that skips some time.
    pub skips: Option<NaiveDate>,
}

/// A full hour on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourMark {
    /// Its position, in minutes.
    pub at: i64,
    /// The local time.
    pub time: NaiveTime,
    /// Whether the clock shows this time for the second time.
    pub is_repeated: bool,
}

/// A day of the grid.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeDay {
    /// The date.
    pub date: NaiveDate,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether it is on the weekend.
    pub is_weekend: bool,
    /// The number of events that touch it.
    pub count: usize,
    /// Its events, without bars.
    pub blocks: Vec<Block>,
    /// The number of its later events that are left out.
    pub left_out: usize,
    /// Ranges of the axis, in minutes, that this day does not have.
    pub holes: Vec<(i64, i64)>,
    /// The position of the current time on the axis, if the day is today.
    pub now: Option<i64>,
}

/// An event on a day's axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// The event.
    pub entry: Entry,
    /// The position of its start, in minutes.
    pub top: i64,
    /// The position of its end, in minutes.
    pub bottom: i64,
    /// Its lane, counted from 0.
    pub lane: usize,
    /// The number of lanes at this place.
    pub lanes: usize,
}

/// A time that a day of the grid repeats.
#[derive(Clone, Copy)]
struct Repeat {
    /// The instant at which the repetition begins.
    from: Instant,
    /// The day that repeats it.
    date: NaiveDate,
    /// The position on the axis at which the repetition begins, in minutes.
    at: i64,
    /// The length of the repeated time, in minutes.
    length: i64,
}

/// The grid of `length` days from `first` on, for a visitor in `zone`.
pub fn time_grid(
    entries: &[Entry],
    (first, length): (NaiveDate, usize),
    now: Instant,
    week: &Week,
    zone: &Zone,
) -> TimeGrid {
    let end = date_plus(first, i64::try_from(length).unwrap_or(1));
    let changes = zone.changes(zone.start_of(first), zone.start_of(end));
    let minutes_of =
        |civil: NaiveDateTime, date: NaiveDate| civil.signed_duration_since(midnight(date)).num_minutes();
    let (mut repeat, mut gaps) = (None, Vec::new());
    for change in changes {
        let length = (change.after.seconds() - change.before.seconds()) / 60;
        let civil = civil_plus(change.at.utc(), change.before.seconds());
        if length < 0 {
            // The clocks may go back across midnight: then the end of the previous day is repeated.
            let date = civil_plus(civil, -1).date();
            repeat = Some(Repeat { from: change.at, date, at: minutes_of(civil, date), length: -length });
        } else {
            gaps.push((civil, civil_plus(civil, length * 60)));
        }
    }
    let grid = Layout { zone, repeat, now, week };
    let (shown_bars, hidden_bars): (Vec<_>, Vec<_>) =
        bars(entries, first, length, MAX_LANES).into_iter().partition(|bar| bar.lane < MAX_LANES);
    let days: Vec<_> = (0..length)
        .map(|day| grid.day(entries, date_plus(first, i64::try_from(day).unwrap_or(0)), &gaps))
        .collect();
    TimeGrid {
        minutes: DAY_IN_MINUTES + repeat.map_or(0, |repeat| repeat.length),
        hours: grid.hours(),
        left_out: hidden_bars.len() + days.iter().map(|day| day.left_out).sum::<usize>(),
        days,
        bars: shown_bars,
        repeats: repeat.map(|repeat| repeat.date),
        skips: gaps.first().map(|(from, _)| from.date()),
    }
}

impl TimeGrid {
    /// The length of the repeated time, in minutes; 0 if there is none.
    pub fn repeated_minutes(&self) -> i64 {
        self.minutes - DAY_IN_MINUTES
    }
}

struct Layout<'a> {
    zone: &'a Zone,
    repeat: Option<Repeat>,
    now: Instant,
    week: &'a Week,
}

impl Layout<'_> {
    fn hours(&self) -> Vec<HourMark> {
        let mark = |hour: i64, is_repeated: bool| {
            let time = NaiveTime::from_hms_opt(u32::try_from(hour).ok()?, 0, 0)?;
            Some(HourMark { at: self.on_axis(hour * 60, is_repeated), time, is_repeated })
        };
        let mut hours: Vec<_> = (0..24).filter_map(|hour| mark(hour, false)).collect();
        if let Some(Repeat { at, length, .. }) = self.repeat {
            let again = (0..24).filter(|hour| (at - length..at).contains(&(hour * 60)));
            hours.extend(again.filter_map(|hour| mark(hour, true)));
        }
        sort_by_key(&mut hours, |mark| mark.at);
        hours
    }

    /// The position of a minute of the day on the axis.
    fn on_axis(&self, minute: i64, is_repeated: bool) -> i64 {
        match self.repeat {
            Some(repeat) if is_repeated || minute >= repeat.at => minute + repeat.length,
            _ => minute,
        }
    }

    fn position(&self, instant: Instant, date: NaiveDate) -> i64 {
        if instant <= self.zone.start_of(date) {
            return 0;
        }
        let end = DAY_IN_MINUTES + self.repeat.map_or(0, |repeat| repeat.length);
        if instant >= self.zone.start_of(date_plus(date, 1)) {
            return end;
        }
        let time = self.zone.civil_at(instant).time();
        let minute = i64::from(time.num_seconds_from_midnight() / 60);
        let is_repeated = self.repeat.is_some_and(|repeat| repeat.date == date && instant >= repeat.from);
        self.on_axis(minute, is_repeated)
    }

    fn day(&self, entries: &[Entry], date: NaiveDate, gaps: &[(NaiveDateTime, NaiveDateTime)]) -> TimeDay {
        let touching: Vec<_> = entries.iter().filter(|entry| entry.is_on(date)).collect();
        let on_axis = || touching.iter().filter(|entry| !is_bar(entry));
        let blocks = on_axis().take(MAX_BLOCKS).map(|entry| {
            let top = self.position(entry.start, date);
            let bottom = self.position(entry.end, date).max(top + MIN_MINUTES);
            Block { entry: (*entry).clone(), top, bottom, lane: 0, lanes: 1 }
        });
        let is_today = self.zone.civil_at(self.now).date() == date;
        TimeDay {
            date,
            is_today,
            is_weekend: self.week.weekend.contains(&date.weekday()),
            count: touching.len(),
            blocks: side_by_side(blocks.collect()),
            left_out: on_axis().count().saturating_sub(MAX_BLOCKS),
            holes: self.holes(date, gaps),
            now: is_today.then(|| self.position(self.now, date)),
        }
    }

    fn holes(&self, date: NaiveDate, gaps: &[(NaiveDateTime, NaiveDateTime)]) -> Vec<(i64, i64)> {
        let (from, to) = (midnight(date), midnight(date_plus(date, 1)));
        let minute = |civil: NaiveDateTime| civil.signed_duration_since(from).num_minutes();
        let skipped = gaps.iter().filter(|(start, end)| *start < to && *end > from).map(|(start, end)| {
            (self.on_axis(minute(*start).max(0), false), self.on_axis(minute((*end).min(to)), false))
        });
        let other = self.repeat.filter(|repeat| repeat.date != date);
        skipped.chain(other.map(|repeat| (repeat.at, repeat.at + repeat.length))).collect()
    }
}

/// Puts overlapping events side by side.
fn side_by_side(mut blocks: Vec<Block>) -> Vec<Block> {
    sort_by_key(&mut blocks, |block| (block.top, std::cmp::Reverse(block.bottom)));
    let mut first = 0;
    while first < blocks.len() {
        let Some(group) = blocks.get_mut(first..) else { break };
        let (mut lanes, mut end, mut length): (Vec<i64>, i64, usize) = (Vec::new(), i64::MIN, 0);
        for block in group.iter_mut() {
            if length > 0 && block.top >= end {
                break;
            }
            block.lane = lanes.iter().position(|taken| *taken <= block.top).unwrap_or(lanes.len());
            match lanes.get_mut(block.lane) {
                Some(taken) => *taken = block.bottom,
                None => lanes.push(block.bottom),
            }
            end = end.max(block.bottom);
            length += 1;
        }
        group.iter_mut().take(length).for_each(|block| block.lanes = lanes.len());
        first += length.max(1);
    }
    blocks
}

#[cfg(test)]
mod tests;
