//! Expands series into occurrences: the recurrence sets of RFC 5545 section 3.8.5.
//!
//! A series is expanded in the wall-clock time of its own zone, and only around the window: the times of its
//! rules and its `RDATE`s, without its `EXDATE`s and the occurrences that have an override; then the
//! overrides themselves.

mod resolve;

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use super::occurrence::{Occurrence, OriginalStart, When};
use super::wall_clock::{Length, Moment, WallClock, date_in};
use crate::calendar::ics::event::{Event, EventEnd, EventTime};
use crate::calendar::ics::feed::{Feed, Series};
use crate::calendar::ics::limits::Limits;
use crate::calendar::ics::problem::{Problem, Problems};
use crate::calendar::rrule::recur::{CivilWindow, Recurrences, exceptions, recurrences};
use crate::calendar::rrule::rule::{Frequency, Rule, Until};
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::{DAY, Instant, Window, civil_plus};
use crate::small_sort::sort_by_key;
use resolve::TimeResolver;

/// The occurrences of a feed in a window.
#[derive(Debug, Default)]
pub struct Expansion {
    /// The public occurrences, sorted by start; cancelled ones are included.
    pub occurrences: Vec<Occurrence>,
    /// The private and confidential occurrences, which only their owner may see; sorted likewise.
    pub private: Vec<Occurrence>,
    /// The problems of the expansion, in addition to [`Feed::problems`].
    pub problems: Vec<Problem>,
}

/// How much wider the search is than the window: twice the distance that a wall clock can be from UTC, and
/// one more day.
const SLACK: i64 = 3 * DAY;

impl Feed {
    /// Returns the occurrences that touch `window`, within the limits that the feed was read under.
    pub fn expand(&self, viewer: Viewer<'_>, window: Window) -> Expansion {
        self.expand_those(viewer, window, |_| true)
    }

    /// The same as [`expand`](Self::expand) for one series, by its `UID`.
    pub fn expand_one(&self, viewer: Viewer<'_>, window: Window, uid: &str) -> Expansion {
        self.expand_those(viewer, window, |it| it == uid)
    }

    /// The same as [`expand`](Self::expand) for some series, by their `UID`s.
    pub fn expand_those(
        &self,
        viewer: Viewer<'_>,
        window: Window,
        wanted: impl Fn(&str) -> bool,
    ) -> Expansion {
        let Viewer { zone: reader, zones: database } = viewer;
        let limits = &self.limits;
        let mut problems = Problems::new(limits.problems);
        let mut resolve = |(name, line): &(String, usize)| {
            let zone = self.zone(name, database);
            if zone.is_none() {
                let what = format!("the time zone «{name}» is unknown");
                problems.push(Problem::new(
                    *line,
                    what,
                    "its times are shown as if they were in the visitor's zone",
                ));
            }
            for problem in self.zone_problems(name, database) {
                problems.push(problem.clone());
            }
            zone
        };
        let zones = self.zone_names.iter().map(&mut resolve).collect();
        // If no time is floating, it does not matter that the zone is unknown.
        let floating = self.floating_zone.as_ref().and_then(|named| {
            if self.has_floating_times { resolve(named) } else { self.zone(&named.0, database) }
        });
        let mut expander = Expander {
            feed: self,
            window,
            around: CivilWindow {
                first: civil_plus(window.start.utc(), -SLACK),
                last: civil_plus(window.end.utc(), SLACK),
            },
            resolver: TimeResolver { reader, zones, floating, days: self.day_zone(database) },
            limits,
            steps_left: limits.steps,
            occurrences: Vec::new(),
            private: Vec::new(),
            problems,
        };
        for series in self.series.iter().filter(|series| wanted(&series.uid)) {
            expander.series(series);
            if expander.occurrences.len() + expander.private.len() > limits.occurrences {
                let what = format!("more than {} occurrences in this period", limits.occurrences);
                let line = series.stated_by().map_or(1, |event| event.line);
                expander.occurrences.truncate(limits.occurrences);
                expander.problems.push(Problem::new(line, what, "the rest was left out"));
                break;
            }
        }
        let sorted = |mut occurrences: Vec<Occurrence>| {
            sort_by_key(&mut occurrences, |occurrence| {
                (occurrence.when.instants(reader), occurrence.uid.clone(), occurrence.original_start)
            });
            occurrences
        };
        Expansion {
            occurrences: sorted(expander.occurrences),
            private: sorted(expander.private),
            problems: expander.problems.into_vec(),
        }
    }
}

struct Expander<'a> {
    feed: &'a Feed,
    window: Window,
    /// The window in the local time of any zone.
    around: CivilWindow,
    resolver: TimeResolver<'a>,
    limits: &'a Limits,
    steps_left: usize,
    occurrences: Vec<Occurrence>,
    private: Vec<Occurrence>,
    problems: Problems,
}

/// The start and length of an event in the wall-clock time of its series.
struct Span {
    start: Moment,
    length: Length,
}

/// How an occurrence belongs to its series.
struct SeriesPosition {
    original_start: OriginalStart,
    moved: bool,
    in_series: bool,
}

impl Expander<'_> {
    fn series(&mut self, series: &Series) {
        let Some(stated_by) = series.stated_by() else { return };
        if series.overrides.is_empty() && !stated_by.is_series() && self.is_far(stated_by) {
            return;
        }
        let clock = self.resolver.clock(stated_by.start);
        let mut overrides: Vec<_> = series
            .overrides
            .iter()
            .filter_map(|event| {
                Some((self.resolver.moment(event.recurrence_id?, &clock, stated_by.start), event))
            })
            .collect();
        // Of two overrides of one occurrence, written in different forms, the newer one stays.
        sort_by_key(&mut overrides, |(moment, event)| (moment.identity, std::cmp::Reverse(event.version)));
        overrides.dedup_by_key(|(moment, _)| moment.identity);
        if let Some(master) = &series.master {
            // Unless an override is newer than the master, an EXDATE of the master removes it, and so does a
            // higher SEQUENCE of a master that no longer has the occurrence.
            let excluded = self.excluded(master, &clock);
            overrides.retain(|(moment, event)| {
                let outdated = event.version.0 < master.version.0 && !self.has(master, *moment, &clock);
                event.version > master.version || !(excluded.contains(*moment) || outdated)
            });
            self.master(master, &clock, &excluded, &overrides);
        }
        for (original, event) in overrides {
            let clock_now = self.resolver.clock(event.start);
            let span = self.resolver.span(event, &clock_now);
            let position = SeriesPosition {
                original_start: clock.original_start(original),
                moved: span.start.identity != original.identity,
                in_series: series.master.as_ref().is_some_and(Event::is_series),
            };
            self.add(event, &series.uid, position, clock_now.when(span.start, span.length));
        }
    }

    /// Whether a single event is outside of the window in any time zone. Most events of a calendar are long
    /// over, and resolving their times takes far longer than this.
    fn is_far(&self, event: &Event) -> bool {
        let start = event.start.civil();
        let end = match event.end {
            EventEnd::At(end) => end.civil(),
            EventEnd::After { days, seconds } => {
                civil_plus(start, days.saturating_mul(DAY).saturating_add(seconds))
            }
            EventEnd::Unsaid => start,
        };
        start > self.around.last || end.max(start) < self.around.first
    }

    fn master(
        &mut self,
        master: &Event,
        clock: &WallClock,
        excluded: &Excluded,
        overrides: &[(Moment, &Event)],
    ) {
        let span = self.resolver.span(master, clock);
        let mut changes: Vec<_> = overrides.iter().filter(|(_, event)| event.this_and_future).collect();
        sort_by_key(&mut changes, |(from, _)| from.civil);
        let is_within_day =
            master.rules.iter().chain(&master.exception_rules).any(|rule| rule.frequency < Frequency::Daily);
        let mut search = if is_within_day && changes.is_empty() {
            self.narrow_search(span.length, clock)
        } else {
            self.search(span.length)
        };
        for (from, event) in &changes {
            // The later occurrences that it changes may be longer, and at other times.
            let from_then_on = self.resolver.span(event, &self.resolver.clock(event.start));
            let shift = from_then_on.start.civil.signed_duration_since(from.civil).num_seconds();
            let wider = self.search(from_then_on.length);
            search.first = search.first.min(civil_plus(wider.first, -shift.max(0)));
            search.last = search.last.max(civil_plus(wider.last, -shift.min(0)));
        }
        let except_rules: HashSet<_> = self
            .rule_times(master, &master.exception_rules, exceptions, span.start, search, clock)
            .into_iter()
            .map(|moment| moment.identity)
            .collect();
        let replaced: HashSet<_> = overrides.iter().map(|(moment, _)| moment.identity).collect();
        let mut count = 0;
        for (moment, length) in self.recurrence_set(master, clock, &span, search) {
            if excluded.contains(moment)
                || replaced.contains(&moment.identity)
                || except_rules.contains(&moment.identity)
            {
                continue;
            }
            let mut position = SeriesPosition {
                original_start: clock.original_start(moment),
                moved: false,
                in_series: master.is_series(),
            };
            let change = changes.partition_point(|(from, _)| from.civil <= moment.civil).checked_sub(1);
            let added = if let Some((from, event)) = change.and_then(|last| changes.get(last)) {
                let clock_now = self.resolver.clock(event.start);
                let from_now_on = self.resolver.span(event, &clock_now);
                let shift = from_now_on.start.civil.signed_duration_since(from.civil).num_seconds();
                let shifted = clock_now.moment(civil_plus(moment.civil, shift));
                position.moved = shifted.identity != moment.identity;
                self.add(event, &master.uid, position, clock_now.when(shifted, from_now_on.length))
            } else {
                self.add(master, &master.uid, position, clock.when(moment, length))
            };
            count += usize::from(added);
            if count >= self.limits.occurrences_of_a_series {
                let what = format!("a series with more than {count} occurrences in this period");
                self.report(master, what, "the later ones were left out");
                return;
            }
        }
    }

    /// The times of a series from its rules and `RDATE`s, before exceptions and overrides, sorted.
    fn recurrence_set(
        &mut self,
        master: &Event,
        clock: &WallClock,
        span: &Span,
        search: CivilWindow,
    ) -> Vec<(Moment, Length)> {
        let mut times = self.rule_times(master, &master.rules, recurrences, span.start, search, clock);
        if master.rules.is_empty() {
            times.push(span.start);
        }
        let mut times: Vec<_> = times.into_iter().map(|moment| (moment, span.length, true)).collect();
        for (time, end) in &master.dates {
            let moment = self.resolver.moment(*time, clock, master.start);
            let length = match end {
                EventEnd::Unsaid => span.length,
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
        times.into_iter().map(|(moment, length, _)| (moment, length)).collect()
    }

    /// Whether a series has this occurrence, by its rules and `RDATE`s.
    fn has(&mut self, master: &Event, moment: Moment, clock: &WallClock) -> bool {
        let span = self.resolver.span(master, clock);
        let only = CivilWindow { first: moment.civil, last: moment.civil };
        self.recurrence_set(master, clock, &span, only)
            .iter()
            .any(|(other, _)| other.identity == moment.identity)
    }

    /// The range in which a rule is searched for occurrences that touch the window.
    fn search(&self, length: Length) -> CivilWindow {
        CivilWindow { first: civil_plus(self.around.first, -length.in_seconds()), last: self.around.last }
    }

    /// The same range without [`SLACK`], within which a rule of seconds has too many times: with the offsets that the
    /// clock has around the window.
    fn narrow_search(&self, length: Length, clock: &WallClock) -> CivilWindow {
        let zone = match clock {
            WallClock::Dates(_) => return self.search(length),
            WallClock::Floating => self.resolver.reader,
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

    fn report(&mut self, event: &Event, what: impl Into<String>, done: &str) {
        let name = event.name(&self.feed.details(event).summary);
        self.problems.push(Problem::new(event.line, what, done).with_event(name));
    }

    fn rule_times(
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
            if times.len() > self.limits.times_of_a_series {
                let what =
                    format!("an event whose rules have more than {} times", self.limits.times_of_a_series);
                self.report(event, what, "the other rules were left out");
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
            let steps = self.limits.rule_steps.min(self.steps_left);
            let found = follow(&rule, start.civil, CivilWindow { last, ..search }, steps);
            self.steps_left -= steps - found.steps_left.min(steps);
            if found.was_limited {
                self.report(
                    event,
                    "a rule that takes more steps than allowed",
                    "it was not expanded further",
                );
            }
            // The start is exact, even if its local time occurs twice.
            let moment = |civil| if civil == start.civil { start } else { clock.moment(civil) };
            times.extend(found.times.into_iter().map(moment).filter(|moment| moment.identity <= until));
        }
        times
    }

    fn excluded(&self, master: &Event, clock: &WallClock) -> Excluded {
        let mut excluded = Excluded { times: HashSet::new(), dates: HashSet::new() };
        for time in &master.exception_dates {
            if let EventTime::Date(date) = time {
                excluded.dates.insert(*date);
            } else {
                excluded.times.insert(self.resolver.moment(*time, clock, master.start).identity);
            }
        }
        excluded
    }

    /// Adds an occurrence if it touches the window; returns whether it does.
    fn add(&mut self, event: &Event, uid: &Arc<str>, position: SeriesPosition, when: When) -> bool {
        let (start, end) = when.instants(self.resolver.reader);
        if !self.window.touches(start, end) {
            return false;
        }
        let when = match event.start {
            EventTime::Utc(_) if !position.in_series => self.in_the_feeds_zone(when),
            _ => when,
        };
        let list = if event.is_private { &mut self.private } else { &mut self.occurrences };
        list.push(Occurrence {
            uid: uid.clone(),
            original_start: position.original_start,
            when,
            status: event.status,
            moved: position.moved,
            in_series: position.in_series,
            details: self.feed.details(event),
        });
        true
    }

    /// Converts a time in UTC to the feed's zone, because Google writes single events in UTC.
    fn in_the_feeds_zone(&self, when: When) -> When {
        match (when, &self.resolver.floating) {
            (When::Timed { start, end, .. }, Some(zone)) => When::Timed {
                start,
                end,
                zone: zone.shared_name(),
                start_there: zone.civil_at(start),
                end_there: zone.civil_at(end),
            },
            (when, _) => when,
        }
    }
}

/// The `EXDATE`s of a series: times, and dates that exclude every time of their day.
struct Excluded {
    times: HashSet<Instant>,
    dates: HashSet<NaiveDate>,
}

impl Excluded {
    fn contains(&self, moment: Moment) -> bool {
        self.times.contains(&moment.identity) || self.dates.contains(&moment.civil.date())
    }
}

#[cfg(test)]
mod tests;
