//! Which civil times a rule falls on (RFC 5545 section 3.3.10).
//!
//! A rule is followed period by period: its years, months, weeks or days, of which only every `INTERVAL`th counts. In a
//! period the days that pass every `BY` part are taken, each with the rule's times of day, and `BYSETPOS` picks among
//! them. A walk starts at the period of the window, not at `DTSTART`, unless `COUNT` has to be counted.
//!
//! Rules that repeat within a day walk day by day; their interval is counted in their own unit, across days.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike, Weekday};

use super::rule::{End, Frequency, NthWeekday, Rule};
use super::time::{DAY, date_plus, midnight};

/// The civil times of a rule within a window, and whether the walk had to stop early.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recurrences {
    /// Sorted, without repeats.
    pub times: Vec<NaiveDateTime>,
    /// Whether the steps ran out before the window's end, or there were more than [`MOST_TIMES`].
    pub was_limited: bool,
    /// How many of the steps were not needed.
    pub steps_left: usize,
}

/// How many times of one rule in one window are followed: a year of one every six minutes.
const MOST_TIMES: usize = 100_000;

/// A window of civil time, both ends included.
#[derive(Clone, Copy, Debug)]
pub struct CivilWindow {
    /// The first time inside.
    pub first: NaiveDateTime,
    /// The last time inside.
    pub last: NaiveDateTime,
}

/// The times at which `rule` falls within `window`, for a series that starts at `start`; `start` itself is always one
/// of them, and the first that `COUNT` counts. `UNTIL` as an instant is left to the caller, who knows the zone.
pub fn recurrences(rule: &Rule, start: NaiveDateTime, window: CivilWindow, steps: usize) -> Recurrences {
    walk(rule, start, window, steps, true)
}

/// The same for an `EXRULE`, for which `start` counts only where the rule falls on it.
pub fn exceptions(rule: &Rule, start: NaiveDateTime, window: CivilWindow, steps: usize) -> Recurrences {
    walk(rule, start, window, steps, false)
}

fn walk(
    rule: &Rule,
    start: NaiveDateTime,
    window: CivilWindow,
    steps: usize,
    start_counts: bool,
) -> Recurrences {
    let last = match rule.end {
        End::UntilDate(date) => window.last.min(midnight(date_plus(date, 1)) - chrono::TimeDelta::seconds(1)),
        End::UntilCivil(civil) => window.last.min(civil),
        _ => window.last,
    };
    let mut walk = Walk::new(rule, start, CivilWindow { first: window.first.max(start), last }, steps);
    walk.run(start_counts);
    Recurrences { steps_left: walk.steps, ..walk.found }
}

struct Walk<'a> {
    rule: &'a Rule,
    days: DayTest<'a>,
    start: NaiveDateTime,
    window: CivilWindow,
    /// How many are still to come, where the rule counts.
    left: Option<u32>,
    steps: usize,
    found: Recurrences,
}

impl<'a> Walk<'a> {
    fn new(rule: &'a Rule, start: NaiveDateTime, window: CivilWindow, steps: usize) -> Self {
        let left = match rule.end {
            End::Count(count) => Some(count),
            _ => None,
        };
        let days = DayTest::new(rule, start.date());
        Self { rule, days, start, window, left, steps, found: Recurrences::default() }
    }

    fn run(&mut self, start_counts: bool) {
        if self.window.last < self.start || (start_counts && !self.take(self.start)) {
            return;
        }
        let counting = self.left.is_some();
        let from = if counting { self.start } else { self.window.first };
        let mut index = self.first_period(from.date());
        while let Some((first, last)) = self.period(index) {
            if first > self.window.last.date() {
                return;
            }
            let set = if self.rule.by_set_position.is_empty() {
                self.times(first.max(from.date()), last.min(self.window.last.date()))
            } else {
                self.picked(first, last)
            };
            for time in set {
                let is_new = time > self.start || (time == self.start && !start_counts);
                if time > self.window.last || (is_new && !self.take(time)) {
                    return;
                }
            }
            if self.steps == 0 || self.found.times.len() > MOST_TIMES {
                self.found.was_limited = true;
                return;
            }
            index += 1;
        }
    }

    /// Counts one time; answers whether the walk goes on.
    fn take(&mut self, time: NaiveDateTime) -> bool {
        if let Some(left) = &mut self.left {
            match left.checked_sub(1) {
                Some(less) => *left = less,
                None => return false,
            }
        }
        if time >= self.window.first && time <= self.window.last {
            self.found.times.push(time);
        }
        self.left != Some(0)
    }

    /// The index of the last period that begins no later than `date`, never before that of `start`.
    fn first_period(&self, date: NaiveDate) -> i64 {
        let start = self.start.date();
        let apart = match self.rule.frequency {
            Frequency::Yearly => i64::from(date.year() - start.year()),
            Frequency::Monthly => months(date) - months(start),
            Frequency::Weekly => self.week_of(date).signed_duration_since(self.week_of(start)).num_weeks(),
            _ => date.signed_duration_since(start).num_days(),
        };
        apart.max(0) / self.day_interval()
    }

    /// The days of a period, the first and the last.
    fn period(&self, index: i64) -> Option<(NaiveDate, NaiveDate)> {
        let start = self.start.date();
        let ahead = index.checked_mul(self.day_interval())?;
        match self.rule.frequency {
            Frequency::Yearly => {
                let year = start.year().checked_add(i32::try_from(ahead).ok()?)?;
                Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
            }
            Frequency::Monthly => {
                let month = months(start).checked_add(ahead)?;
                let year = i32::try_from(month.div_euclid(12)).ok()?;
                let first = NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)?;
                Some((first, date_plus(first, i64::from(first.num_days_in_month()) - 1)))
            }
            Frequency::Weekly => {
                let first = date_plus(self.week_of(start), ahead.checked_mul(7)?);
                (first < NaiveDate::MAX).then(|| (first, date_plus(first, 6)))
            }
            _ => {
                let day = date_plus(start, ahead);
                (day < NaiveDate::MAX).then_some((day, day))
            }
        }
    }

    /// The interval of the rule's periods; rules within a day look at each day.
    fn day_interval(&self) -> i64 {
        if self.rule.frequency < Frequency::Daily { 1 } else { i64::from(self.rule.interval) }
    }

    fn week_of(&self, date: NaiveDate) -> NaiveDate {
        date.week(self.rule.week_start).checked_first_day().unwrap_or(date)
    }

    fn times(&mut self, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDateTime> {
        let mut times = Vec::new();
        let mut date = first;
        while date <= last && self.steps > 0 {
            self.steps -= 1;
            if self.days.passes(date) {
                let of_day = self.times_of_day(date);
                self.steps = self.steps.saturating_sub(of_day.len());
                times.extend(of_day.into_iter().map(|time| date.and_time(time)));
            }
            date = date_plus(date, 1);
        }
        times
    }

    fn picked(&mut self, first: NaiveDate, last: NaiveDate) -> Vec<NaiveDateTime> {
        let times = self.times(first, last);
        let positions = &self.rule.by_set_position;
        match self.rule.frequency {
            Frequency::Hourly => {
                times.chunk_by(|a, b| a.hour() == b.hour()).flat_map(|set| pick(set, positions)).collect()
            }
            Frequency::Minutely => times
                .chunk_by(|a, b| (a.hour(), a.minute()) == (b.hour(), b.minute()))
                .flat_map(|set| pick(set, positions))
                .collect(),
            Frequency::Secondly => times.chunks(1).flat_map(|set| pick(set, positions)).collect(),
            _ => pick(&times, positions),
        }
    }

    fn times_of_day(&self, date: NaiveDate) -> Vec<NaiveTime> {
        let (rule, start) = (self.rule, self.start.time());
        let hours = units(&rule.by_hour, start.hour(), 24, rule.frequency > Frequency::Hourly);
        let minutes = units(&rule.by_minute, start.minute(), 60, rule.frequency > Frequency::Minutely);
        let seconds = units(&rule.by_second, start.second(), 60, rule.frequency > Frequency::Secondly);
        if rule.frequency >= Frequency::Daily && hours.len() * minutes.len() * seconds.len() == 1 {
            return NaiveTime::from_hms_opt(hours.iter().sum(), minutes.iter().sum(), seconds.iter().sum())
                .into_iter()
                .collect();
        }
        let mut times = Vec::new();
        for &hour in &hours {
            for &minute in &minutes {
                for &second in &seconds {
                    times.extend(
                        NaiveTime::from_hms_opt(hour, minute, second)
                            .filter(|time| self.in_step(date.and_time(*time))),
                    );
                }
            }
        }
        times
    }

    /// Whether a time within a day falls on a whole number of the rule's intervals from its start.
    fn in_step(&self, time: NaiveDateTime) -> bool {
        let unit = match self.rule.frequency {
            Frequency::Hourly => 3600,
            Frequency::Minutely => 60,
            Frequency::Secondly => 1,
            _ => return true,
        };
        let count = |time: NaiveDateTime| time.and_utc().timestamp().div_euclid(unit);
        (count(time) - count(self.start)).rem_euclid(i64::from(self.rule.interval)) == 0
    }
}

fn months(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}

/// The values of one unit of time: those named, or that of the start, or all where the rule runs through them.
fn units(named: &[i16], start: u32, all: u32, fixed: bool) -> Vec<u32> {
    match (named.is_empty(), fixed) {
        (false, _) => named.iter().filter_map(|value| u32::try_from(*value).ok()).collect(),
        (true, true) => vec![start],
        (true, false) => (0..all).collect(),
    }
}

fn pick(set: &[NaiveDateTime], positions: &[i16]) -> Vec<NaiveDateTime> {
    let mut picked: Vec<_> = positions
        .iter()
        .filter_map(|&position| {
            let place = usize::from(position.unsigned_abs()) - 1;
            if position > 0 {
                set.get(place)
            } else {
                set.len().checked_sub(place + 1).and_then(|place| set.get(place))
            }
        })
        .copied()
        .collect();
    picked.sort_unstable();
    picked.dedup();
    picked
}

/// The test that a day has to pass: every `BY` part above the day, with what the start says where the rule is silent.
struct DayTest<'a> {
    rule: &'a Rule,
    by_month: Vec<i16>,
    by_month_day: Vec<i16>,
    by_day: Vec<NthWeekday>,
}

impl<'a> DayTest<'a> {
    fn new(rule: &'a Rule, start: NaiveDate) -> Self {
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
            Frequency::Weekly if rule.by_day.is_empty() => test.by_day = vec![weekday],
            _ => {}
        }
        test
    }

    fn passes(&self, date: NaiveDate) -> bool {
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
        let (place, length) = if within_month {
            (date.day0(), u32::from(date.num_days_in_month()))
        } else {
            (date.ordinal0(), if date.leap_year() { 366 } else { 365 })
        };
        match day.ordinal {
            0 => true,
            nth if nth > 0 => small(place / 7) + 1 == nth,
            nth => small((length - 1 - place) / 7) + 1 == -nth,
        }
    }

    fn passes_week(&self, date: NaiveDate) -> bool {
        let (number, weeks) = week_number(date, self.rule.week_start);
        among(&self.rule.by_week_number, number, weeks)
    }
}

/// A number of a calendar's, none of which is above 366.
fn small(number: u32) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

/// Whether a place, counted from 1, is named, from either end; nothing named means all.
fn among(named: &[i16], place: i16, length: i16) -> bool {
    named.is_empty() || named.contains(&place) || named.contains(&(place - length - 1))
}

/// The number of a date's week and how many weeks that week's year has; the first week has at least four days in the
/// year (ISO 8601 with any first day of the week).
fn week_number(date: NaiveDate, week_start: Weekday) -> (i16, i16) {
    let monday_like = date.week(week_start).checked_first_day().unwrap_or(date);
    // The year of a week is that of its fourth day.
    let year = date_plus(monday_like, 3).year();
    let first_week = |year: i32| {
        let fourth = NaiveDate::from_ymd_opt(year, 1, 4).unwrap_or(date);
        fourth.week(week_start).checked_first_day().unwrap_or(fourth)
    };
    let weeks_between = |from: NaiveDate, to: NaiveDate| {
        i16::try_from(to.signed_duration_since(from).num_seconds() / (7 * DAY)).unwrap_or(i16::MAX)
    };
    let first = first_week(year);
    (weeks_between(first, monday_like) + 1, weeks_between(first, first_week(year + 1)))
}

#[cfg(test)]
mod tests;
