//! What times a rule falls on (RFC 5545 section 3.3.10), in the wall-clock time of its event.
//!
//! A rule is followed period by period (year, month, week, day), each day of a period being tested against the `BY`
//! parts; rules that repeat within a day are followed in their own unit. The walk begins at the period of the window,
//! however far that is from `DTSTART`: `COUNT` is reckoned where every period holds as many times, and counted out where
//! it has to be.

mod days;
mod set_position;

mod counting;

mod periods;
mod within_day;

use chrono::NaiveDateTime;

use super::rule::{Frequency, Rule, Until};

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
    let last = match rule.until {
        Some(Until::Civil(until)) => window.last.min(until),
        _ => window.last,
    };
    let window = CivilWindow { first: window.first.max(start), last };
    let mut tally =
        Tally { start, start_counts, window, left: rule.count, steps, found: Recurrences::default() };
    if last >= start && (!start_counts || tally.take(start)) {
        if rule.frequency < Frequency::Daily {
            within_day::follow(rule, &mut tally);
        } else {
            periods::follow(rule, &mut tally);
        }
    }
    Recurrences { steps_left: tally.steps, ..tally.found }
}

/// What a walk has found, and how much further it may go.
struct Tally {
    start: NaiveDateTime,
    /// Whether the start is one of the times already, whatever the rule says.
    start_counts: bool,
    window: CivilWindow,
    /// How many are still to come, where the rule counts.
    left: Option<u32>,
    steps: usize,
    found: Recurrences,
}

impl Tally {
    /// Where the walk has to begin: at the window, or at the start where the rule counts.
    fn from(&self) -> NaiveDateTime {
        if self.left.is_some() { self.start } else { self.window.first }
    }

    /// Offers the times of one period in order; answers whether the walk goes on.
    fn offer(&mut self, times: &[NaiveDateTime]) -> bool {
        for &time in times {
            if time > self.window.last {
                return false;
            }
            let is_new = time > self.start || (time == self.start && !self.start_counts);
            if is_new && !self.take(time) {
                return false;
            }
        }
        if self.steps == 0 || self.found.times.len() > MOST_TIMES {
            self.found.was_limited = true;
            return false;
        }
        true
    }

    /// Counts one time; answers whether there may be more.
    fn take(&mut self, time: NaiveDateTime) -> bool {
        if time >= self.window.first {
            self.found.times.push(time);
        }
        self.pass_over(1)
    }

    /// Counts times before the window without looking at them; answers whether there may be more.
    fn pass_over(&mut self, times: u64) -> bool {
        let Some(left) = &mut self.left else { return true };
        *left = u32::try_from(times).ok().and_then(|times| left.checked_sub(times)).unwrap_or(0);
        *left > 0
    }
}

#[cfg(test)]
mod tests;
