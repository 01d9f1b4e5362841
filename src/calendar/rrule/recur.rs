//! The times of a recurrence rule (RFC 5545 section 3.3.10), in the wall-clock time of its event.
//!
//! A rule is expanded period by period (year, month, week or day): each day of a period is tested against the
//! `BY` parts. Rules that repeat within a day are expanded in their own unit. The expansion begins at the
//! period of the window, however far that is from `DTSTART`: `COUNT` is computed if every period has the same
//! number of times, and counted from the start otherwise.

mod days;
mod set_position;

mod counting;

mod periods;
mod within_day;

use chrono::NaiveDateTime;

use super::rule::{Frequency, Rule, Until};

/// The civil times of a rule within a window, and whether the expansion had to stop early.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Recurrences {
    /// The times, sorted, without duplicates.
    pub times: Vec<NaiveDateTime>,
    /// Whether the steps ran out before the end of the window.
    pub was_limited: bool,
    /// The number of unused steps.
    pub steps_left: usize,
}

/// The steps for each time in the window, in addition to testing it: it is converted to an instant, sorted and compared.
const STEPS_OF_A_TIME: usize = 5;

/// A window of civil time, including both ends.
#[derive(Clone, Copy, Debug)]
pub struct CivilWindow {
    /// The first time inside.
    pub first: NaiveDateTime,
    /// The last time inside.
    pub last: NaiveDateTime,
}

/// The times of `rule` within `window`, for a series that starts at `start`. `start` itself is always one of
/// them, and the first that `COUNT` counts. The caller has to apply an `UNTIL` that is an instant, because
/// only the caller knows the zone.
pub fn recurrences(rule: &Rule, start: NaiveDateTime, window: CivilWindow, steps: usize) -> Recurrences {
    walk(rule, start, window, steps, true)
}

/// The times of an `EXRULE` within `window`, for which `start` counts only if the rule falls on it.
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
    let last = rule.until.and_then(Until::last_civil).map_or(window.last, |until| window.last.min(until));
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

/// The state of an expansion: the times found so far, and the limits that remain.
struct Tally {
    start: NaiveDateTime,
    /// Whether the start is always one of the times, whatever the rule is.
    start_counts: bool,
    window: CivilWindow,
    /// The number of times that `COUNT` still allows, if the rule has one.
    left: Option<u32>,
    steps: usize,
    found: Recurrences,
}

impl Tally {
    /// Where the expansion begins: at the window, or at the start if the rule has a `COUNT`.
    fn from(&self) -> NaiveDateTime {
        if self.left.is_some() { self.start } else { self.window.first }
    }

    /// Adds the times of one period, in order; returns whether the expansion continues.
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
        if self.steps == 0 {
            self.found.was_limited = true;
            return false;
        }
        true
    }

    /// Adds one time; returns whether there may be more.
    fn take(&mut self, time: NaiveDateTime) -> bool {
        if time >= self.window.first {
            self.found.times.push(time);
            self.steps = self.steps.saturating_sub(STEPS_OF_A_TIME);
        }
        self.pass_over(1)
    }

    /// Counts times before the window without computing them; returns whether there may be more.
    fn pass_over(&mut self, times: u64) -> bool {
        let Some(left) = &mut self.left else { return true };
        *left = u32::try_from(times).ok().and_then(|times| left.checked_sub(times)).unwrap_or(0);
        *left > 0
    }
}

#[cfg(test)]
mod tests;
