//! Expands rules of hours, minutes and seconds in their own unit: their interval is counted across days.

use chrono::{NaiveDateTime, NaiveTime, Timelike};

use super::Tally;
use super::days::DayTest;
use super::set_position::{count_picked, pick, values};
use crate::calendar::rrule::rule::{Frequency, Rule};
use crate::calendar::time::{Instant, civil_plus, date_plus, midnight};

/// Adds the times of each hour, minute or second of the rule to the tally, from the first one of the window
/// on.
pub(super) fn follow(rule: &Rule, tally: &mut Tally) {
    let unit = match rule.frequency {
        Frequency::Hourly => 3600,
        Frequency::Minutely => 60,
        _ => 1,
    };
    let steps = Steps { unit, origin: count(tally.start, unit), interval: i64::from(rule.interval) };
    let days = DayTest::new(rule, tally.start.date());
    let offsets = offsets(rule, tally.start.time());
    let set = |time: NaiveDateTime| {
        let times: Vec<_> = offsets.iter().map(|offset| civil_plus(time, i64::from(*offset))).collect();
        if rule.by_set_position.is_empty() { times } else { pick(&times, &rule.by_set_position) }
    };
    // The window may begin within the previous unit.
    let window_index = (steps.at_or_after(tally.window.first) - 1).max(0);
    let mut index = if tally.left.is_some() { 0 } else { window_index };
    if index < window_index && is_unlimited(rule) {
        // The first unit may have begun before the start; every other one before the window has the same
        // number of times.
        let each = count_picked(offsets.len(), &rule.by_set_position);
        let whole = u64::try_from(window_index - 1).unwrap_or(0).saturating_mul(each as u64);
        let Some(first) = steps.time(0) else { return };
        if !tally.offer(&set(first)) || !tally.pass_over(whole) {
            return;
        }
        index = window_index;
    }
    while let Some(time) = steps.time(index) {
        if time > tally.window.last {
            return;
        }
        tally.steps = tally.steps.saturating_sub(days.steps);
        let times = if let Some(later) = next_match(rule, &days, time) {
            index = steps.at_or_after(later).max(index + 1);
            Vec::new()
        } else {
            index += 1;
            set(time)
        };
        tally.steps = tally.steps.saturating_sub(times.len());
        if !tally.offer(&times) {
            return;
        }
    }
}

/// The times within one hour, minute or second of the rule, in seconds from its beginning.
fn offsets(rule: &Rule, start: NaiveTime) -> Vec<u32> {
    let seconds = values(&rule.by_second, start.second());
    match rule.frequency {
        Frequency::Hourly => {
            let minutes = values(&rule.by_minute, start.minute());
            minutes.iter().flat_map(|minute| seconds.iter().map(move |second| minute * 60 + second)).collect()
        }
        Frequency::Minutely => seconds,
        _ => vec![0],
    }
}

/// The units (hours, minutes or seconds) at a whole number of intervals from the start.
struct Steps {
    /// The length of a unit in seconds.
    unit: i64,
    /// The start, counted in units since the epoch.
    origin: i64,
    interval: i64,
}

impl Steps {
    /// The index of the first unit that begins no earlier than `time`, and at least that of the start.
    fn at_or_after(&self, time: NaiveDateTime) -> i64 {
        let begun = count(time, self.unit);
        let whole = i64::from(Instant::from_utc(time).unix() > begun.saturating_mul(self.unit));
        let apart = begun.saturating_add(whole).saturating_sub(self.origin);
        (apart.saturating_add(self.interval - 1)).div_euclid(self.interval).max(0)
    }

    /// The beginning of the unit with this index.
    fn time(&self, index: i64) -> Option<NaiveDateTime> {
        let units = index.checked_mul(self.interval)?.checked_add(self.origin)?;
        let time = Instant::from_unix(units.checked_mul(self.unit)?).utc();
        (time < NaiveDateTime::MAX).then_some(time)
    }
}

fn count(time: NaiveDateTime, unit: i64) -> i64 {
    Instant::from_utc(time).unix().div_euclid(unit)
}

/// Whether the times are in every hour, minute or second of the rule.
fn is_unlimited(rule: &Rule) -> bool {
    let of_clock = [&rule.by_hour, &rule.by_minute, &rule.by_second];
    let limits = match rule.frequency {
        Frequency::Hourly => 1,
        Frequency::Minutely => 2,
        _ => 3,
    };
    rule.by_month.is_empty()
        && !rule.names_days()
        && of_clock.iter().take(limits).all(|named| named.is_empty())
}

/// The next time that may match; `None` if this one matches.
fn next_match(rule: &Rule, days: &DayTest<'_>, time: NaiveDateTime) -> Option<NaiveDateTime> {
    let date = time.date();
    let lacks = |named: &[i16], value: u32| {
        !named.is_empty() && !named.iter().any(|named| u32::try_from(*named) == Ok(value))
    };
    if !days.passes(date) {
        return Some(midnight(date_plus(date, 1)));
    }
    let seconds_until_next = if lacks(&rule.by_hour, time.hour()) {
        3600 - time.minute() * 60 - time.second()
    } else if rule.frequency <= Frequency::Minutely && lacks(&rule.by_minute, time.minute()) {
        60 - time.second()
    } else if rule.frequency == Frequency::Secondly && lacks(&rule.by_second, time.second()) {
        1
    } else {
        return None;
    };
    Some(Instant::from_utc(time).plus(i64::from(seconds_until_next)).utc())
}
