//! From series to occurrences: the set arithmetic of RFC 5545 section 3.8.5.
//!
//! A series is worked through in the wall-clock time of its own zone, and only around the window: its rules' times and
//! its `RDATE`s, less its `EXDATE`s and the occurrences that an override stands for; then the overrides themselves.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::event::{Event, EventEnd, EventTime, ZoneIndex};
use super::feed::{Feed, Series};
use super::occurrence::{Occurrence, OriginalStart, When};
use super::recur::{CivilWindow, Recurrences, exceptions, recurrences};
use super::rule::{End, Rule};
use super::time::{DAY, Instant, Window, civil_plus, date_plus, midnight};
use super::zone::{Zone, ZoneDatabase};
use super::zone_names;
use super::{Limits, Problem};

/// The occurrences of a feed in a window.
#[derive(Debug, Default)]
pub struct Expansion {
    /// Sorted by start, cancelled ones included.
    pub occurrences: Vec<Occurrence>,
    /// What could not be followed, in addition to [`Feed::problems`].
    pub problems: Vec<Problem>,
}

/// How far a wall clock can be from UTC, twice, and a day more: what the search is wider than the window.
const SLACK: i64 = 3 * DAY;

impl Feed {
    /// The occurrences that touch `window`. Dates and floating times are those of a reader in `reader`'s zone.
    pub fn expand(
        &self,
        window: Window,
        reader: &Zone,
        database: &dyn ZoneDatabase,
        limits: &Limits,
    ) -> Expansion {
        let mut problems = Vec::new();
        let mut resolve = |name: &str| {
            zone_names::resolve(name, database, &self.zone_definitions).unwrap_or_else(|| {
                let what = format!("the time zone «{name}» is not known");
                problems.push(Problem::new(1, what, "its times are shown as if in the reader's zone"));
                reader.clone()
            })
        };
        let zones = self.zone_names.iter().map(|name| resolve(name)).collect();
        let floating_zone = self.floating_zone.as_deref().map(&mut resolve);
        let mut work = Work {
            window,
            reader,
            zones,
            floating_zone,
            limits,
            steps_left: limits.steps,
            answer: Expansion { occurrences: Vec::new(), problems },
        };
        for series in &self.series {
            work.series(series);
            if work.answer.occurrences.len() >= limits.occurrences {
                let what = format!("more than {} occurrences in this time", limits.occurrences);
                work.answer.occurrences.truncate(limits.occurrences);
                work.answer.problems.push(Problem::new(1, what, "the rest was left out"));
                break;
            }
        }
        let mut answer = work.answer;
        answer.occurrences.sort_by_cached_key(|occurrence| {
            (occurrence.when.instants(reader), occurrence.uid.clone(), occurrence.original_start)
        });
        answer
    }
}

struct Work<'a> {
    window: Window,
    reader: &'a Zone,
    zones: Vec<Zone>,
    floating_zone: Option<Zone>,
    limits: &'a Limits,
    steps_left: usize,
    answer: Expansion,
}

/// What the wall-clock times of a series mean.
#[derive(Clone)]
enum Clock {
    Dates,
    Floating,
    In(Zone),
}

/// An event's start and length in the wall-clock time of its series.
struct Shape {
    start: NaiveDateTime,
    length: Length,
}

/// How long an occurrence lasts.
#[derive(Clone, Copy)]
struct Length {
    days: i64,
    seconds: i64,
}

impl Work<'_> {
    fn series(&mut self, series: &Series) {
        let Some(stated_by) = series.master.as_ref().or(series.overrides.first()) else { return };
        let clock = self.clock(stated_by.start);
        let standing_for: Vec<_> = series
            .overrides
            .iter()
            .filter_map(|event| Some((self.civil(event.recurrence_id?, &clock, stated_by.start), event)))
            .collect();
        if let Some(master) = &series.master {
            self.master(master, &clock, &standing_for);
        }
        for (original, event) in standing_for {
            let clock_now = self.clock(event.start);
            let shape = self.shape(event, &clock_now);
            let moved = identity(shape.start, &clock_now) != identity(original, &clock);
            let is_series = series.master.as_ref().is_some_and(Event::is_series);
            let original = original_start(original, &clock);
            self.add(
                event,
                &series.uid,
                original,
                (shape.start, shape.length),
                &clock_now,
                (moved, is_series),
            );
        }
    }

    fn master(&mut self, master: &Event, clock: &Clock, standing_for: &[(NaiveDateTime, &Event)]) {
        let shape = self.shape(master, clock);
        let search = self.search(shape.length);
        let mut times: Vec<_> = self
            .rule_times(master, &master.rules, recurrences, shape.start, search, clock)
            .into_iter()
            .chain(master.rules.is_empty().then_some(shape.start))
            .map(|civil| (civil, shape.length))
            .collect();
        for (time, end) in &master.dates {
            let civil = self.civil(*time, clock, master.start);
            let length =
                if *end == EventEnd::Unsaid { shape.length } else { self.length(*time, *end, clock) };
            times.push((civil, length));
        }
        // Two times of the clock may be one instant, where one of them is skipped; and whole days have no times.
        times.sort_by_key(|(civil, _)| (identity(*civil, clock), *civil));
        times.dedup_by_key(|(civil, _)| identity(*civil, clock));
        let excluded: HashSet<_> = self
            .rule_times(master, &master.exception_rules, exceptions, shape.start, search, clock)
            .into_iter()
            .map(|civil| identity(civil, clock))
            .collect();
        let (except_times, except_dates) = self.exceptions(master, clock);
        let replaced: HashSet<_> = standing_for.iter().map(|(civil, _)| identity(*civil, clock)).collect();
        let mut changes: Vec<_> = standing_for.iter().filter(|(_, event)| event.this_and_future).collect();
        changes.sort_by_key(|(civil, _)| *civil);
        let mut count = 0;
        for (civil, length) in times {
            let identity = identity(civil, clock);
            if except_times.contains(&identity)
                || except_dates.contains(&civil.date())
                || replaced.contains(&identity)
                || excluded.contains(&identity)
            {
                continue;
            }
            let original = original_start(civil, clock);
            let is_series = master.is_series();
            let change = changes.partition_point(|(from, _)| *from <= civil).checked_sub(1);
            let change = change.and_then(|last| changes.get(last));
            let added = if let Some((from, event)) = change {
                let clock_now = self.clock(event.start);
                let from_now_on = self.shape(event, &clock_now);
                let shifted = civil_plus(civil, from_now_on.start.signed_duration_since(*from).num_seconds());
                self.add(
                    event,
                    &master.uid,
                    original,
                    (shifted, from_now_on.length),
                    &clock_now,
                    (shifted != civil, is_series),
                )
            } else {
                self.add(master, &master.uid, original, (civil, length), clock, (false, is_series))
            };
            count += usize::from(added);
            if count >= self.limits.occurrences_of_a_series {
                let what = format!("a series with more than {count} occurrences in this time");
                self.answer.problems.push(Problem::new(master.line, what, "the later ones were left out"));
                return;
            }
        }
    }

    /// Where a rule is searched for occurrences that touch the window.
    fn search(&self, length: Length) -> CivilWindow {
        let longest = length.days.saturating_mul(DAY).saturating_add(length.seconds);
        CivilWindow {
            first: civil_plus(self.window.start.utc(), (-SLACK).saturating_sub(longest)),
            last: civil_plus(self.window.end.utc(), SLACK),
        }
    }

    fn rule_times(
        &mut self,
        event: &Event,
        rules: &[Rule],
        follow: fn(&Rule, NaiveDateTime, CivilWindow, usize) -> Recurrences,
        start: NaiveDateTime,
        search: CivilWindow,
        clock: &Clock,
    ) -> Vec<NaiveDateTime> {
        let mut times = Vec::new();
        for rule in rules {
            let mut search = search;
            if let End::UntilInstant(until) = rule.end {
                search.last = search.last.min(civil_plus(until.utc(), SLACK));
            }
            let steps = self.limits.rule_steps.min(self.steps_left);
            let found = follow(rule, start, search, steps);
            self.steps_left -= steps - found.steps_left.min(steps);
            if found.was_limited {
                let what = "a rule that takes more work than is allowed";
                self.answer.problems.push(Problem::new(event.line, what, "it was not followed further"));
            }
            times.extend(found.times.into_iter().filter(|civil| match rule.end {
                End::UntilInstant(until) => identity(*civil, clock) <= until,
                _ => true,
            }));
        }
        times
    }

    fn exceptions(&self, master: &Event, clock: &Clock) -> (HashSet<Instant>, HashSet<NaiveDate>) {
        let (mut times, mut dates) = (HashSet::new(), HashSet::new());
        for time in &master.exception_dates {
            if let EventTime::Date(date) = time {
                dates.insert(*date);
            } else {
                times.insert(identity(self.civil(*time, clock, master.start), clock));
            }
        }
        (times, dates)
    }

    fn add(
        &mut self,
        event: &Event,
        uid: &str,
        original_start: OriginalStart,
        (civil, length): (NaiveDateTime, Length),
        clock: &Clock,
        (moved, in_series): (bool, bool),
    ) -> bool {
        let when = when(civil, length, clock);
        let (start, end) = when.instants(self.reader);
        let inside = self.window.touches(start, end);
        if inside {
            self.answer.occurrences.push(Occurrence {
                uid: uid.to_owned(),
                original_start,
                when,
                status: event.status,
                moved,
                in_series,
                details: event.details.clone(),
            });
        }
        inside
    }

    fn clock(&self, start: EventTime) -> Clock {
        match start {
            EventTime::Date(_) => Clock::Dates,
            EventTime::Floating(_) => self.floating_zone.clone().map_or(Clock::Floating, Clock::In),
            EventTime::Utc(_) => Clock::In(Zone::utc()),
            EventTime::Zoned(_, index) => Clock::In(self.zone(index)),
        }
    }

    fn zone(&self, ZoneIndex(index): ZoneIndex) -> Zone {
        self.zones.get(index).unwrap_or(self.reader).clone()
    }

    /// A time of the feed's in the wall-clock time of a series; a date takes the series' own time of day.
    fn civil(&self, time: EventTime, clock: &Clock, series_start: EventTime) -> NaiveDateTime {
        let here = |instant: Instant| match clock {
            Clock::Dates => midnight(instant.utc().date()),
            Clock::Floating => self.reader.civil_at(instant),
            Clock::In(zone) => zone.civil_at(instant),
        };
        match (time, clock) {
            (EventTime::Date(date), Clock::Dates) => midnight(date),
            (EventTime::Date(date), _) => match series_start {
                EventTime::Date(_) => midnight(date),
                other => date.and_time(self.civil(other, clock, other).time()),
            },
            (EventTime::Floating(civil) | EventTime::Zoned(civil, _), Clock::Dates) => midnight(civil.date()),
            (EventTime::Floating(civil), _) => civil,
            (EventTime::Utc(instant), _) => here(instant),
            (EventTime::Zoned(civil, index), Clock::In(zone)) if self.zones.get(index.0) == Some(zone) => {
                civil
            }
            (EventTime::Zoned(civil, index), _) => here(self.zone(index).instant_of(civil)),
        }
    }

    fn shape(&self, event: &Event, clock: &Clock) -> Shape {
        Shape {
            start: self.civil(event.start, clock, event.start),
            length: self.length(event.start, event.end, clock),
        }
    }

    fn length(&self, start: EventTime, end: EventEnd, clock: &Clock) -> Length {
        let from_start = self.civil(start, clock, start);
        match (end, clock) {
            (EventEnd::After { days, seconds }, Clock::Dates) => {
                Length { days: days.saturating_add(seconds / DAY).max(1), seconds: 0 }
            }
            (EventEnd::After { days, seconds }, _) => Length { days, seconds },
            (EventEnd::At(end), Clock::Dates) => {
                let days = self.civil(end, clock, end).signed_duration_since(from_start).num_days();
                Length { days: days.max(1), seconds: 0 }
            }
            (EventEnd::At(end), _) => {
                let until = identity(self.civil(end, clock, end), clock);
                let until = if let EventTime::Utc(instant) = end { instant } else { until };
                Length { days: 0, seconds: until.since(identity(from_start, clock)).max(0) }
            }
            (EventEnd::Unsaid, Clock::Dates) => Length { days: 1, seconds: 0 },
            (EventEnd::Unsaid, _) => Length { days: 0, seconds: 0 },
        }
    }
}

/// What an occurrence is known by: its instant, or for dates and floating times what the clock shows.
fn identity(civil: NaiveDateTime, clock: &Clock) -> Instant {
    match clock {
        Clock::Dates => Instant::from_utc(midnight(civil.date())),
        Clock::Floating => Instant::from_utc(civil),
        Clock::In(zone) => zone.instant_of(civil),
    }
}

fn original_start(civil: NaiveDateTime, clock: &Clock) -> OriginalStart {
    match clock {
        Clock::Dates => OriginalStart::Date(civil.date()),
        Clock::Floating => OriginalStart::Floating(civil),
        Clock::In(zone) => OriginalStart::At(zone.instant_of(civil)),
    }
}

fn when(civil: NaiveDateTime, length: Length, clock: &Clock) -> When {
    let day_later = date_plus(civil.date(), length.days).and_time(civil.time());
    match clock {
        Clock::Dates => When::AllDay { start: civil.date(), end: day_later.date() },
        Clock::Floating => When::Floating { start: civil, end: civil_plus(day_later, length.seconds) },
        Clock::In(zone) => {
            let start = zone.instant_of(civil);
            let end = zone.instant_of(day_later).plus(length.seconds).max(start);
            When::Timed {
                start,
                end,
                zone: zone.name().to_owned(),
                start_there: zone.civil_at(start),
                end_there: zone.civil_at(end),
            }
        }
    }
}

#[cfg(test)]
mod tests;
