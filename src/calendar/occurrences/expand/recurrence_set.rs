//! The recurrence set of a series (RFC 5545 section 3.8.5): the times of its `RRULE`s and `RDATE`s, and its exceptions.

use std::borrow::Cow;
use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::{Expander, SLACK, STEPS_OF_A_DATE, Span};
use crate::calendar::ics::event::{Event, EventEnd, EventTime};
use crate::calendar::occurrences::wall_clock::{Length, Moment, WallClock, date_in};
use crate::calendar::rrule::recur::{CivilWindow, Recurrences, recurrences};
use crate::calendar::rrule::rule::{Rule, Until};
use crate::calendar::time::{DAY, Instant, civil_plus};
use crate::small_sort::{sort, sort_by_key};

/// The longest length in seconds for which the offsets before the window are looked up; longer events have so many
/// times that touch the window that a few more do not matter.
const MAX_LENGTH: i64 = 30 * DAY;

/// How many dates can be tested in one step for whether they are near.
const DATES_IN_A_STEP: usize = 32;

impl Expander<'_> {
    /// The times of a series from its rules and `RDATE`s, before exceptions and overrides, sorted; and whether there
    /// are more dates than the series has steps for.
    pub(super) fn recurrence_set(
        &mut self,
        master: &Event,
        clock: &WallClock,
        span: &Span,
        search: CivilWindow,
    ) -> (Vec<(Moment, Length)>, bool) {
        let mut times = self.rule_times(master, &master.rules, recurrences, span.start, search, clock);
        if master.rules.is_empty() {
            times.push(span.start);
        }
        let mut times: Vec<_> = times.into_iter().map(|moment| (moment, span.length, true)).collect();
        // Finding those that are near takes a while too if there are very many.
        self.take_steps(master.dates.len() / DATES_IN_A_STEP);
        let mut were_cut = false;
        for (time, end) in &master.dates {
            if is_far(*time, *end, span.length, search) {
                continue;
            }
            were_cut = !self.take_steps(STEPS_OF_A_DATE);
            if were_cut {
                break;
            }
            let moment = self.resolver.moment(*time, clock, master.start);
            let length = match end {
                EventEnd::Missing => span.length,
                end => self.resolver.length(*time, *end, clock),
            };
            times.push((moment, length, false));
        }
        sort_by_key(&mut times, |(moment, _, by_rule)| (moment.identity, moment.civil, *by_rule));
        // Two times of a rule stay two, even if one of them is skipped by a gap and falls on the other.
        times.dedup_by(|(later, _, later_by_rule), (first, _, first_by_rule)| {
            later.identity == first.identity
                && (later.civil == first.civil || !*later_by_rule || !*first_by_rule)
        });
        (times.into_iter().map(|(moment, length, _)| (moment, length)).collect(), were_cut)
    }

    /// The instants of the older overrides whose occurrence is in the recurrence set of the series. Overrides that have no
    /// effect in the window are left out. This does not use up the steps of the series.
    pub(super) fn known_older(
        &mut self,
        master: &Event,
        overrides: &[(Moment, &Event)],
        clock: &WallClock,
    ) -> HashSet<Instant> {
        let search = self.search(self.resolver.length(master.start, master.end, clock));
        let is_searched = |moment: &Moment| (search.first..=search.last).contains(&moment.civil);
        let older = overrides.iter().filter(|(_, event)| event.is_older_than(master));
        let older = older
            .filter(|(moment, event)| is_searched(moment) || event.this_and_future || !self.is_far(event));
        let (near, from_far): (Vec<_>, Vec<_>) =
            older.map(|(moment, _)| *moment).partition(|moment| is_searched(moment));
        let steps = self.steps_of_series;
        let mut known = self.those_of_series(master, &near, clock);
        for moment in from_far {
            known.extend(self.those_of_series(master, &[moment], clock));
        }
        self.steps_of_series = steps;
        known
    }

    /// The instants of those `moments` that are in the recurrence set of the series. If the step limit is reached, all of
    /// them are returned.
    fn those_of_series(&mut self, master: &Event, moments: &[Moment], clock: &WallClock) -> HashSet<Instant> {
        let times = || moments.iter().map(|moment| moment.civil);
        let (Some(first), Some(last)) = (times().min(), times().max()) else { return HashSet::new() };
        if self.steps_of_series > 0 {
            let span = self.resolver.span(master, clock);
            let (found, were_cut) = self.recurrence_set(master, clock, &span, CivilWindow { first, last });
            if self.steps_of_series > 0 && !were_cut {
                return found.into_iter().map(|(moment, _)| moment.identity).collect();
            }
        }
        moments.iter().map(|moment| moment.identity).collect()
    }

    /// The range in which a rule is searched for occurrences that touch the window.
    pub(super) fn search(&self, length: Length) -> CivilWindow {
        CivilWindow { first: civil_plus(self.around.first, -length.in_seconds()), last: self.around.last }
    }

    /// The same range without [`SLACK`], within which a rule of seconds has too many times: with the offsets that the
    /// clock has around the window.
    pub(super) fn narrow_search(&self, length: Length, clock: &WallClock) -> CivilWindow {
        let zone = match clock {
            WallClock::Dates(_) => return self.search(length),
            _ if length.in_seconds() > MAX_LENGTH => return self.search(length),
            WallClock::Floating => self.resolver.viewer_zone,
            WallClock::In(zone) => zone,
        };
        let (first, last) = (self.window.start.plus(-length.in_seconds()), self.window.end);
        let mut offsets = vec![zone.offset_at(first), zone.offset_at(last)];
        for change in zone.changes(first.plus(-DAY), last.plus(DAY)) {
            offsets.extend([change.before, change.after]);
        }
        let seconds = || offsets.iter().map(|offset| offset.seconds());
        CivilWindow {
            first: civil_plus(first.utc(), seconds().min().unwrap_or(0)),
            last: civil_plus(last.utc(), seconds().max().unwrap_or(0)),
        }
    }

    pub(super) fn rule_times(
        &mut self,
        event: &Event,
        rules: &[Rule],
        follow: fn(&Rule, NaiveDateTime, CivilWindow, usize) -> Recurrences,
        start: Moment,
        search: CivilWindow,
        clock: &WallClock,
    ) -> Vec<Moment> {
        let mut times = Vec::new();
        for rule in rules {
            if self.steps_of_series == 0 {
                break;
            }
            let rule = match (clock, rule.until) {
                (WallClock::Dates(zone), Some(Until::Instant(_))) => {
                    Cow::Owned(rule.ending_on_a_date(|until| date_in(zone.as_ref(), until)))
                }
                _ => Cow::Borrowed(rule),
            };
            let until = match rule.until {
                Some(Until::Instant(until)) => until,
                _ => Instant::from_unix(i64::MAX),
            };
            let last = match rule.until {
                Some(Until::Instant(until)) => search.last.min(civil_plus(until.utc(), SLACK)),
                _ => search.last,
            };
            let steps = self.steps_of_series;
            let found = follow(&rule, start.civil, CivilWindow { last, ..search }, steps);
            self.take_steps(steps - found.steps_left.min(steps));
            // The start keeps its own instant, because its local time may occur twice.
            let moment = |civil| if civil == start.civil { start } else { clock.moment(civil) };
            times.extend(found.times.into_iter().map(moment).filter(|moment| moment.identity <= until));
            if found.was_limited {
                let what = "a series with rules that take more steps than allowed";
                self.report(event, what, "they were not expanded further");
                break;
            }
        }
        times
    }

    /// The `EXDATE`s of a series that may exclude some of `moments`. Only their instants are looked up, because a
    /// series may have very many.
    pub(super) fn excluded(
        &mut self,
        master: &Event,
        clock: &WallClock,
        moments: impl Iterator<Item = Moment>,
    ) -> Excluded {
        let mut excluded = Excluded { times: HashSet::new(), dates: HashSet::new() };
        if master.exception_dates.is_empty() {
            return excluded;
        }
        let mut days: Vec<_> = moments.map(|moment| moment.civil.date()).collect();
        sort(&mut days);
        let is_near = |time: &&EventTime| {
            let after = |seconds| civil_plus(time.civil(), seconds).date();
            let first = days.partition_point(|day| *day < after(-SLACK));
            days.get(first).is_some_and(|day| *day <= after(SLACK))
        };
        // Not the steps but the number is limited, because the rules may have used up the steps, and an excluded
        // occurrence must not be shown.
        let most = self.limits.steps_of_a_series / STEPS_OF_A_DATE;
        for (count, time) in master.exception_dates.iter().filter(is_near).enumerate() {
            self.take_steps(STEPS_OF_A_DATE);
            if count >= most {
                let what = "a series with more exceptions (EXDATE) than allowed";
                self.report(master, what, "the later ones have no effect");
                break;
            }
            if let EventTime::Date(date) = time {
                excluded.dates.insert(*date);
            } else {
                excluded.times.insert(self.resolver.moment(*time, clock, master.start).identity);
            }
        }
        excluded
    }
}

/// Whether a listed date is outside of the search in any zone. Finding the instants of very many dates takes a while.
fn is_far(time: EventTime, end: EventEnd, of_series: Length, search: CivilWindow) -> bool {
    let start = time.civil();
    let length = match end {
        EventEnd::Missing => of_series.in_seconds(),
        EventEnd::At(end) => end.civil().signed_duration_since(start).num_seconds(),
        EventEnd::After { days, seconds } => Length { days, seconds }.in_seconds(),
    };
    start > civil_plus(search.last, SLACK)
        || civil_plus(start, length.max(0)) < civil_plus(search.first, -SLACK)
}

/// The `EXDATE`s of a series: times, and dates that exclude every time of their day.
pub(super) struct Excluded {
    times: HashSet<Instant>,
    dates: HashSet<NaiveDate>,
}

impl Excluded {
    pub(super) fn contains(&self, moment: Moment) -> bool {
        self.times.contains(&moment.identity) || self.dates.contains(&moment.civil.date())
    }
}
