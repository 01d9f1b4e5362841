//! Expands series into occurrences: the recurrence sets of RFC 5545 section 3.8.5.
//!
//! A series is expanded in the wall-clock time of its own zone, and only around the window: the times of its
//! rules and its `RDATE`s, without its `EXDATE`s and the occurrences that have an override; then the
//! overrides themselves.

mod recurrence_set;
mod resolve;

use std::collections::HashSet;
use std::sync::Arc;

use super::occurrence::{Occurrence, OriginalStart, When};
use super::wall_clock::{Length, Moment, WallClock};
use crate::calendar::ics::event::{Details, Event, EventEnd, EventTime, Status};
use crate::calendar::ics::feed::{Feed, Series};
use crate::calendar::ics::limits::Limits;
use crate::calendar::ics::problem::{Problem, Problems, shortened};
use crate::calendar::ics::yielding::Yield;
use crate::calendar::rrule::recur::{CivilWindow, exceptions};
use crate::calendar::rrule::rule::Frequency;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::{DAY, Window, civil_plus};
use crate::small_sort::{sort, sort_by_key};
use resolve::TimeResolver;

/// The occurrences of a feed in a window.
#[derive(Debug, Default)]
pub struct Expansion {
    /// The public occurrences, sorted by start; cancelled ones are included.
    pub occurrences: Arc<[Occurrence]>,
    /// The occurrences of a class that is not public, which only their owner may see; sorted likewise.
    pub private: Arc<[Occurrence]>,
    /// The problems of the expansion, in addition to [`Feed::problems`].
    pub problems: Vec<Problem>,
}

/// How many steps are taken between two yields.
const STEPS_AT_ONCE: usize = 5_000;

/// The steps for each series, in addition to those of its rules.
const STEPS_OF_A_SERIES: usize = 20;

/// The steps for each occurrence: the details of its event may have to be parsed.
const STEPS_OF_AN_OCCURRENCE: usize = 30;

/// The steps for an `RDATE` or `EXDATE` that is not far from the window: its instant is looked up.
const STEPS_OF_A_DATE: usize = 4;

/// A series may use the remaining steps divided by this number.
const SHARES: usize = 32;

/// The steps that every series may use: enough for a few occurrences in a month.
const STEPS_OF_ANY_SERIES: usize = 100;

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
        let mut expander = Expander::new(self, viewer, window);
        for series in self.series.iter().filter(|series| wanted(&series.uid)) {
            expander.expand(series);
        }
        expander.finish()
    }

    /// Like [`expand_those`](Self::expand_those), but returns `None` if it takes more than this many steps, counted as in
    /// [`Limits::steps`] plus some for each series and each occurrence.
    pub fn expand_within(
        &self,
        viewer: Viewer<'_>,
        window: Window,
        wanted: impl Fn(&str) -> bool,
        steps: usize,
    ) -> Option<Expansion> {
        let mut expander = Expander::new(self, viewer, window);
        for series in self.series.iter().filter(|series| wanted(&series.uid)) {
            expander.expand(series);
            if expander.steps_taken() > steps {
                return None;
            }
        }
        Some(expander.finish())
    }

    /// Like [`expand_those`](Self::expand_those), but yields regularly between two series.
    pub async fn expand_yielding(
        &self,
        viewer: Viewer<'_>,
        window: Window,
        wanted: impl Fn(&str) -> bool,
        yielding: &mut impl Yield,
    ) -> Expansion {
        let mut expander = Expander::new(self, viewer, window);
        let mut paused_at = 0;
        for series in self.series.iter().filter(|series| wanted(&series.uid)) {
            expander.expand(series);
            if expander.steps_taken() - paused_at > STEPS_AT_ONCE {
                paused_at = expander.steps_taken();
                yielding.pause(0.0).await;
            }
        }
        yielding.pause(1.0).await;
        expander.finish()
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
    /// How many series have been expanded.
    series_done: usize,
    /// How many occurrences a series may have.
    most_of_a_series: usize,
    /// The steps left for the current series.
    steps_of_series: usize,
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

impl<'a> Expander<'a> {
    fn new(
        feed: &'a Feed,
        Viewer { zone: viewer_zone, zones: database }: Viewer<'a>,
        window: Window,
    ) -> Self {
        let limits = &feed.limits;
        let mut problems = Problems::new(limits.problems);
        let own = feed.own_zone(database);
        let mut resolve = |(name, line): &(String, usize)| {
            let (zone, of_definition) = (feed.named_zone(name, database), feed.zone_problems(name, database));
            if zone.is_none() {
                let what = match of_definition.first() {
                    Some(Problem { line, what, .. }) => format!("{what} (line {line}), so it cannot be used"),
                    None => format!("the time zone «{}» is unknown", shortened(name)),
                };
                let done = match &own {
                    Some(own) => format!("its times are read in {}", shortened(own.name())),
                    None => "its times are shown as if they were in the visitor's zone".to_owned(),
                };
                problems.push(Problem::new(*line, what, done));
            } else {
                for problem in of_definition {
                    problems.push(problem.clone());
                }
            }
            zone.or_else(|| own.clone())
        };
        let zones = feed.zone_names.iter().map(&mut resolve).collect();
        // If no time is floating, it does not matter that the zone is unknown.
        let floating = feed
            .floating_zone
            .as_ref()
            .and_then(|named| if feed.has_floating_times { resolve(named) } else { own.clone() });
        Self {
            feed,
            window,
            around: CivilWindow {
                first: civil_plus(window.start.utc(), -SLACK),
                last: civil_plus(window.end.utc(), SLACK),
            },
            resolver: TimeResolver { viewer_zone, zones, floating, days: own },
            limits,
            steps_left: limits.steps,
            series_done: 0,
            most_of_a_series: limits.occurrences_of_a_series,
            steps_of_series: 0,
            occurrences: Vec::new(),
            private: Vec::new(),
            problems,
        }
    }

    fn steps_taken(&self) -> usize {
        let occurrences = self.occurrences.len() + self.private.len();
        let besides = self.series_done * STEPS_OF_A_SERIES + occurrences * STEPS_OF_AN_OCCURRENCE;
        besides + self.limits.steps - self.steps_left
    }

    /// Uses up steps of the current series. Returns false if fewer were left.
    fn take_steps(&mut self, steps: usize) -> bool {
        let taken = steps.min(self.steps_of_series);
        self.steps_of_series -= taken;
        self.steps_left = self.steps_left.saturating_sub(taken);
        taken == steps
    }

    /// Adds the occurrences of a series. If there are too many in total, the longest series are cut, and no series is
    /// dropped.
    fn expand(&mut self, series: &Series) {
        self.series(series);
        self.series_done += 1;
        // Cutting takes a while, so the limit may be exceeded by a quarter until then.
        let most = self.limits.occurrences;
        self.cut_if_longer_than(most + most / 4);
    }

    /// Cuts the longest series to the limit of all occurrences if there are more than this many.
    fn cut_if_longer_than(&mut self, length: usize) {
        for list in [&mut self.occurrences, &mut self.private] {
            if list.len() > length {
                let longest = cut_longest_series(list, self.limits.occurrences);
                self.most_of_a_series = self.most_of_a_series.min(longest);
            }
        }
    }

    fn finish(mut self) -> Expansion {
        let most = self.limits.occurrences;
        self.cut_if_longer_than(most);
        if self.most_of_a_series < self.limits.occurrences_of_a_series {
            let what = format!("more than {most} occurrences in this period");
            let done = format!("each series has only its first {}", self.most_of_a_series);
            self.problems.push(Problem::new(1, what, done));
        }
        let viewer_zone = self.resolver.viewer_zone;
        let sorted = |mut occurrences: Vec<Occurrence>| {
            sort_by_key(&mut occurrences, |occurrence| {
                (occurrence.when.instants(viewer_zone), occurrence.uid.clone(), occurrence.original_start)
            });
            occurrences.into()
        };
        Expansion {
            occurrences: sorted(self.occurrences),
            private: sorted(self.private),
            problems: self.problems.into_vec(),
        }
    }

    fn series(&mut self, series: &Series) {
        let Some(defining_event) = series.defining_event() else { return };
        if series.overrides.is_empty() && !defining_event.is_series() && self.is_far(defining_event) {
            return;
        }
        // Costly series leave enough for those after them.
        let share = (self.steps_left / SHARES).max(STEPS_OF_ANY_SERIES);
        self.steps_of_series = share.min(self.limits.steps_of_a_series);
        let clock = self.resolver.clock(defining_event.start);
        let most = self.limits.overrides_of_a_series;
        if series.overrides.len() > most {
            let what = format!("a series with more than {most} changed occurrences");
            self.report(defining_event, what, "the later ones have no effect");
        }
        let mut overrides: Vec<_> = series
            .overrides
            .iter()
            .take(most)
            .filter_map(|event| {
                Some((self.resolver.moment(event.recurrence_id?, &clock, defining_event.start), event))
            })
            .collect();
        // Of two overrides of one occurrence, written in different forms, the newer one stays.
        sort_by_key(&mut overrides, |(moment, event)| (moment.identity, std::cmp::Reverse(event.version)));
        overrides.dedup_by_key(|(moment, _)| moment.identity);
        if let Some(master) = &series.master {
            // Unless an override is newer than the master, an EXDATE of the master removes it, and so does a
            // higher SEQUENCE of a master that no longer has the occurrence.
            let excluded = self.excluded(master, &clock, overrides.iter().map(|(moment, _)| *moment));
            let known = self.known_older(master, &overrides, &clock);
            overrides.retain(|(moment, event)| {
                let outdated = event.is_older_than(master) && !known.contains(&moment.identity);
                event.version > master.version || !(excluded.contains(*moment) || outdated)
            });
            self.master(master, &clock, &overrides);
        }
        for (original, event) in overrides {
            let clock_now = self.resolver.clock(event.start);
            let mut span = self.resolver.span(event, &clock_now);
            // A cancellation may leave out the properties that the series has (RFC 5546 section 3.2.5).
            let is_silent = |master: &&Event| event.status == Status::Cancelled && !master.is_private;
            let master = series.master.as_ref().filter(is_silent);
            if let Some(master) = master.filter(|_| event.end == EventEnd::Missing) {
                span.length = self.resolver.length(master.start, master.end, &clock_now);
            }
            let position = SeriesPosition {
                original_start: clock.original_start(original),
                moved: span.start.identity != original.identity,
                in_series: series.master.as_ref().is_some_and(Event::is_series),
            };
            self.add((event, master), &series.uid, position, clock_now.when(span.start, span.length));
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
            EventEnd::Missing => start,
        };
        start > self.around.last || end.max(start) < self.around.first
    }

    fn master(&mut self, master: &Event, clock: &WallClock, overrides: &[(Moment, &Event)]) {
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
        let (times, were_cut) = self.recurrence_set(master, clock, &span, search);
        if were_cut {
            self.report(
                master,
                "a series with more dates (RDATE) than allowed",
                "the later ones were left out",
            );
        }
        let excluded = self.excluded(master, clock, times.iter().map(|(moment, _)| *moment));
        let mut count = 0;
        for (moment, length) in times {
            if excluded.contains(moment)
                || replaced.contains(&moment.identity)
                || except_rules.contains(&moment.identity)
            {
                continue;
            }
            let position = SeriesPosition {
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
                self.add((event, None), &master.uid, position, clock_now.when(shifted, from_now_on.length))
            } else {
                self.add((master, None), &master.uid, position, clock.when(moment, length))
            };
            count += usize::from(added);
            if count >= self.most_of_a_series {
                // A limit that all series share is reported once, at the end.
                if count >= self.limits.occurrences_of_a_series {
                    let what = format!("a series with more than {count} occurrences in this period");
                    self.report(master, what, "the later ones were left out");
                }
                return;
            }
        }
    }

    fn report(&mut self, event: &Event, what: impl Into<String>, done: &str) {
        let name = event.name(&self.feed.details(event).summary);
        self.problems.push(Problem::new(event.line, what, done).with_event(name));
    }

    /// Adds an occurrence if it touches the window; returns whether it does. An event without a title has that of
    /// `series`, if there is one.
    fn add(
        &mut self,
        (event, series): (&Event, Option<&Event>),
        uid: &Arc<str>,
        position: SeriesPosition,
        when: When,
    ) -> bool {
        let (start, end) = when.instants(self.resolver.viewer_zone);
        if !self.window.touches(start, end) {
            return false;
        }
        let when = match event.start {
            EventTime::Utc(_) if !position.in_series => self.in_the_feeds_zone(when),
            _ => when,
        };
        let mut details = self.feed.details(event);
        if let Some(series) = series.filter(|_| details.summary.is_empty()) {
            let summary = shortened(&self.feed.details(series).summary);
            details = Arc::new(Details { summary, ..Details::clone(&details) });
        }
        let list = if event.is_private { &mut self.private } else { &mut self.occurrences };
        list.push(Occurrence {
            uid: uid.clone(),
            original_start: position.original_start,
            when,
            status: event.status,
            moved: position.moved,
            in_series: position.in_series,
            details,
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

/// Cuts the series with the most occurrences, so that all together have at most this many. The occurrences of a series are
/// next to each other. Returns how many occurrences each series may have.
fn cut_longest_series(list: &mut Vec<Occurrence>, most: usize) -> usize {
    let mut lengths: Vec<_> = list.chunk_by(|one, next| one.uid == next.uid).map(<[_]>::len).collect();
    sort(&mut lengths);
    let (mut left, mut series) = (most, lengths.len());
    let mut lengths = lengths.into_iter();
    while let Some(length) = lengths.next().filter(|length| *length <= left / series) {
        left -= length;
        series -= 1;
    }
    let longest = left / series.max(1);
    let (mut uid, mut count) = (None, 0);
    list.retain(|occurrence| {
        if uid.as_ref() != Some(&occurrence.uid) {
            (uid, count) = (Some(occurrence.uid.clone()), 0);
        }
        count += 1;
        count <= longest
    });
    longest
}

#[cfg(test)]
mod tests;
