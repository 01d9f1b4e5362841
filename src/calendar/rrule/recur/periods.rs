//! Expands rules of days, weeks, months and years, period by period.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

use super::Tally;
use super::counting::days_of_each_period;
use super::days::{DayTest, first_week, week_year};
use super::set_position::{count_picked, pick, values};
use crate::calendar::rrule::rule::{Frequency, Rule, Skip};
use crate::calendar::time::{date_plus, week_of};
use crate::small_sort::sort;

/// The number of times of day that cost as much as one step.
const TIMES_OF_A_STEP: usize = 4;

/// Adds the times of each period to the tally, from the first period of the window on.
pub(super) fn follow(rule: &Rule, tally: &mut Tally) {
    let start = tally.start.date();
    let periods = Periods {
        rule,
        days: DayTest::new(rule, start),
        start,
        times_of_day: times_of_day(rule, tally.start.time()),
    };
    let mut index = periods.index_of(tally.from().date());
    let window_index = periods.index_of(tally.window.first.date());
    if index < window_index
        && let Some(days) = days_of_each_period(rule, start)
    {
        // The first period may be partial; every other one before the window has the same number of times.
        let each = count_picked(days * periods.times_of_day.len(), &rule.by_set_position);
        let whole = u64::try_from(window_index - 1).unwrap_or(0).saturating_mul(each as u64);
        let Some(first) = periods.period(0) else { return };
        let times = periods.times(first, tally);
        if !tally.offer(&times) || !tally.pass_over(whole) {
            return;
        }
        index = window_index;
    }
    if rule.skip == Skip::Forward {
        // The period before may end with a day of this one.
        index = (index - 1).max(0);
    }
    let mut latest = None;
    while let Some((first, last)) =
        periods.period(index).filter(|(first, _)| *first <= tally.window.last.date())
    {
        let mut times = periods.times((first, last), tally);
        times.retain(|time| latest.is_none_or(|latest| *time > latest));
        latest = times.last().copied().or(latest);
        if !tally.offer(&times) {
            return;
        }
        index += 1;
    }
}

fn times_of_day(rule: &Rule, start: NaiveTime) -> Vec<NaiveTime> {
    let minutes = values(&rule.by_minute, start.minute());
    let seconds = values(&rule.by_second, start.second());
    let mut times = Vec::new();
    for hour in values(&rule.by_hour, start.hour()) {
        for &minute in &minutes {
            times.extend(seconds.iter().filter_map(|&second| NaiveTime::from_hms_opt(hour, minute, second)));
        }
    }
    times
}

struct Periods<'a> {
    rule: &'a Rule,
    days: DayTest<'a>,
    start: NaiveDate,
    times_of_day: Vec<NaiveTime>,
}

impl Periods<'_> {
    /// The index of the last period that begins no later than `date`, and at least that of the start.
    fn index_of(&self, date: NaiveDate) -> i64 {
        let start = self.start;
        let apart = match self.rule.frequency {
            Frequency::Yearly => i64::from(self.year_of(date) - self.year_of(start)),
            Frequency::Monthly => months(date) - months(start),
            Frequency::Weekly => {
                let week_start = self.rule.week_start;
                week_of(date, week_start).signed_duration_since(week_of(start, week_start)).num_weeks()
            }
            _ => date.signed_duration_since(start).num_days(),
        };
        apart.max(0) / i64::from(self.rule.interval)
    }

    /// The first and the last day of a period.
    fn period(&self, index: i64) -> Option<(NaiveDate, NaiveDate)> {
        let start = self.start;
        let ahead = index.checked_mul(i64::from(self.rule.interval))?;
        match self.rule.frequency {
            Frequency::Yearly => {
                let year = self.year_of(start).checked_add(i32::try_from(ahead).ok()?)?;
                if self.is_in_week_years() {
                    let first = |year| first_week(year, self.rule.week_start);
                    return Some((first(year)?, date_plus(first(year.checked_add(1)?)?, -1)));
                }
                Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
            }
            Frequency::Monthly => {
                let month = months(start).checked_add(ahead)?;
                let year = i32::try_from(month.div_euclid(12)).ok()?;
                let first = NaiveDate::from_ymd_opt(year, u32::try_from(month.rem_euclid(12)).ok()? + 1, 1)?;
                Some((first, date_plus(first, i64::from(first.num_days_in_month()) - 1)))
            }
            Frequency::Weekly => {
                let first = date_plus(week_of(start, self.rule.week_start), ahead.checked_mul(7)?);
                (first < NaiveDate::MAX).then(|| (first, date_plus(first, 6)))
            }
            _ => {
                let day = date_plus(start, ahead);
                (day < NaiveDate::MAX).then_some((day, day))
            }
        }
    }

    /// Whether the years are those of whole weeks, so that `BYSETPOS` counts within the weeks of one year.
    fn is_in_week_years(&self) -> bool {
        !self.rule.by_week_number.is_empty() && !self.rule.by_set_position.is_empty()
    }

    fn year_of(&self, date: NaiveDate) -> i32 {
        if self.is_in_week_years() { week_year(date, self.rule.week_start) } else { date.year() }
    }

    /// The times of a period. Days outside of the window are tested only if `BYSETPOS` or `COUNT` needs them.
    fn times(&self, (first, last): (NaiveDate, NaiveDate), tally: &mut Tally) -> Vec<NaiveDateTime> {
        let positions = &self.rule.by_set_position;
        let (mut date, end) = if positions.is_empty() {
            (first.max(tally.from().date()), last.min(tally.window.last.date()))
        } else {
            (first, last)
        };
        let mut dates = Vec::new();
        while date <= end && tally.steps > 0 {
            tally.steps = tally.steps.saturating_sub(self.days.steps);
            if !self.days.passes_month(date) {
                date = first_of_next_month(date);
                continue;
            }
            if self.days.passes(date) {
                dates.push(date);
            }
            date = date_plus(date, 1);
        }
        let skipped = self.days.skipped(first, last);
        if !skipped.is_empty() {
            dates.extend(skipped);
            sort(&mut dates);
            dates.dedup();
        }
        let mut times = Vec::new();
        for date in dates {
            if tally.steps == 0 {
                break;
            }
            tally.steps = tally.steps.saturating_sub(1 + self.times_of_day.len() / TIMES_OF_A_STEP);
            times.extend(self.times_of_day.iter().map(|time| date.and_time(*time)));
        }
        if positions.is_empty() { times } else { pick(&times, positions) }
    }
}

fn first_of_next_month(date: NaiveDate) -> NaiveDate {
    date_plus(date, i64::from(date.num_days_in_month()) - i64::from(date.day0()))
}

fn months(date: NaiveDate) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month0())
}
