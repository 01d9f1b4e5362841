//! From series to occurrences: the set arithmetic of RFC 5545 section 3.8.5.
//!
//! A series is worked through in the wall-clock time of its own zone, and only around the window: its rules' times and
//! its `RDATE`s, less its `EXDATE`s and the occurrences that an override stands for; then the overrides themselves.

use std::collections::HashSet;

use chrono::{NaiveDate, NaiveDateTime};

use super::event::{Event, EventEnd, EventTime, ZoneIndex};
use super::feed::{Feed, Series};
use super::occurrence::{Occurrence, OriginalStart};
use super::recur::{CivilWindow, Recurrences, exceptions, recurrences};
use super::rule::{End, Rule};
use super::time::{DAY, Instant, Window, civil_plus, midnight};
use super::wall_clock::{Length, WallClock};
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

/// An event's start and length in the wall-clock time of its series.
struct Shape {
    start: NaiveDateTime,
    length: Length,
}

impl Work<'_> {
    fn series(&mut self, series: &Series) {
        let Some(stated_by) = series.master.as_ref().or(series.overrides.first()) else { return };
        let clock = self.clock(stated_by.start);
        let mut standing_for: Vec<_> = series
            .overrides
            .iter()
            .filter_map(|event| Some((self.civil(event.recurrence_id?, &clock, stated_by.start), event)))
            .collect();
        // Of two that stand for one occurrence, each in its own form, the newer stays.
        standing_for.sort_by_key(|(civil, event)| (clock.identity(*civil), std::cmp::Reverse(event.version)));
        standing_for.dedup_by_key(|(civil, _)| clock.identity(*civil));
        if let Some(master) = &series.master {
            // What the series, in a version as new, leaves out is gone, however it had been moved before.
            let (times, dates) = self.exceptions(master, &clock);
            standing_for.retain(|(civil, event)| {
                let excluded = times.contains(&clock.identity(*civil)) || dates.contains(&civil.date());
                let outdated = event.version.0 < master.version.0 && !self.has(master, *civil, &clock);
                event.version > master.version || !(excluded || outdated)
            });
            self.master(master, &clock, &standing_for);
        }
        for (original, event) in standing_for {
            let clock_now = self.clock(event.start);
            let shape = self.shape(event, &clock_now);
            let moved = clock_now.identity(shape.start) != clock.identity(original);
            let is_series = series.master.as_ref().is_some_and(Event::is_series);
            let original = clock.original_start(original);
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

    fn master(&mut self, master: &Event, clock: &WallClock, standing_for: &[(NaiveDateTime, &Event)]) {
        let shape = self.shape(master, clock);
        let mut search = self.search(shape.length);
        for (from, event) in standing_for.iter().filter(|(_, event)| event.this_and_future) {
            // What it makes of the later ones may be longer, and stand elsewhere.
            let changed = self.shape(event, &self.clock(event.start));
            let shift = changed.start.signed_duration_since(*from).num_seconds();
            let wider = self.search(changed.length);
            search.first = search.first.min(civil_plus(wider.first, -shift.max(0)));
            search.last = search.last.max(civil_plus(wider.last, -shift.min(0)));
        }
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
        times.sort_by_key(|(civil, _)| (clock.identity(*civil), *civil));
        times.dedup_by_key(|(civil, _)| clock.identity(*civil));
        let excluded: HashSet<_> = self
            .rule_times(master, &master.exception_rules, exceptions, shape.start, search, clock)
            .into_iter()
            .map(|civil| clock.identity(civil))
            .collect();
        let (except_times, except_dates) = self.exceptions(master, clock);
        let replaced: HashSet<_> = standing_for.iter().map(|(civil, _)| clock.identity(*civil)).collect();
        let mut changes: Vec<_> = standing_for.iter().filter(|(_, event)| event.this_and_future).collect();
        changes.sort_by_key(|(civil, _)| *civil);
        let mut count = 0;
        for (civil, length) in times {
            let identity = clock.identity(civil);
            if except_times.contains(&identity)
                || except_dates.contains(&civil.date())
                || replaced.contains(&identity)
                || excluded.contains(&identity)
            {
                continue;
            }
            let original = clock.original_start(civil);
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

    /// Whether a series by its own words holds this occurrence.
    fn has(&mut self, master: &Event, civil: NaiveDateTime, clock: &WallClock) -> bool {
        let start = self.civil(master.start, clock, master.start);
        let only = CivilWindow { first: civil, last: civil };
        civil == start
            || master.dates.iter().any(|(time, _)| self.civil(*time, clock, master.start) == civil)
            || self.rule_times(master, &master.rules, recurrences, start, only, clock).contains(&civil)
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
        clock: &WallClock,
    ) -> Vec<NaiveDateTime> {
        let mut times = Vec::new();
        for rule in rules {
            if times.len() > self.limits.times_of_a_series {
                let what =
                    format!("an event whose rules have more than {} times", self.limits.times_of_a_series);
                self.answer.problems.push(Problem::new(event.line, what, "the other rules were left out"));
                break;
            }
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
                End::UntilInstant(until) => clock.identity(*civil) <= until,
                _ => true,
            }));
        }
        times
    }

    fn exceptions(&self, master: &Event, clock: &WallClock) -> (HashSet<Instant>, HashSet<NaiveDate>) {
        let (mut times, mut dates) = (HashSet::new(), HashSet::new());
        for time in &master.exception_dates {
            if let EventTime::Date(date) = time {
                dates.insert(*date);
            } else {
                times.insert(self.instant(*time, clock, master.start));
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
        clock: &WallClock,
        (moved, in_series): (bool, bool),
    ) -> bool {
        let when = clock.when(civil, length);
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

    fn clock(&self, start: EventTime) -> WallClock {
        match start {
            EventTime::Date(_) => WallClock::Dates,
            EventTime::Floating(_) => self.floating_zone.clone().map_or(WallClock::Floating, WallClock::In),
            EventTime::Utc(_) => WallClock::In(Zone::utc()),
            EventTime::Zoned(_, index) => WallClock::In(self.zone(index)),
        }
    }

    fn zone(&self, ZoneIndex(index): ZoneIndex) -> Zone {
        self.zones.get(index).unwrap_or(self.reader).clone()
    }

    /// A time of the feed's in the wall-clock time of a series; a date takes the series' own time of day.
    fn civil(&self, time: EventTime, clock: &WallClock, series_start: EventTime) -> NaiveDateTime {
        let here = |instant: Instant| match clock {
            WallClock::Dates => midnight(instant.utc().date()),
            WallClock::Floating => self.reader.civil_at(instant),
            WallClock::In(zone) => zone.civil_at(instant),
        };
        match (time, clock) {
            (EventTime::Date(date), WallClock::Dates) => midnight(date),
            (EventTime::Date(date), _) => match series_start {
                EventTime::Date(_) => midnight(date),
                other => date.and_time(self.civil(other, clock, other).time()),
            },
            (EventTime::Floating(civil) | EventTime::Zoned(civil, _), WallClock::Dates) => {
                midnight(civil.date())
            }
            (EventTime::Floating(civil), _) => civil,
            (EventTime::Utc(instant), _) => here(instant),
            (EventTime::Zoned(civil, index), WallClock::In(zone))
                if self.zones.get(index.0) == Some(zone) =>
            {
                civil
            }
            (EventTime::Zoned(civil, index), _) => here(self.zone(index).instant_of(civil)),
        }
    }

    /// The identity of a time of the feed's in a series; one stated in another zone is exact where the series' own
    /// clock shows it twice.
    fn instant(&self, time: EventTime, clock: &WallClock, series_start: EventTime) -> Instant {
        match (time, clock) {
            (EventTime::Utc(instant), WallClock::In(_)) => instant,
            (EventTime::Zoned(civil, index), WallClock::In(_)) => self.zone(index).instant_of(civil),
            _ => clock.identity(self.civil(time, clock, series_start)),
        }
    }

    fn shape(&self, event: &Event, clock: &WallClock) -> Shape {
        Shape {
            start: self.civil(event.start, clock, event.start),
            length: self.length(event.start, event.end, clock),
        }
    }

    fn length(&self, start: EventTime, end: EventEnd, clock: &WallClock) -> Length {
        let from_start = self.civil(start, clock, start);
        match (end, clock) {
            (EventEnd::After { days, seconds }, WallClock::Dates) => {
                Length { days: days.saturating_add(seconds / DAY).max(1), seconds: 0 }
            }
            (EventEnd::After { days, seconds }, _) => Length { days, seconds },
            (EventEnd::At(end), WallClock::Dates) => {
                let days = self.civil(end, clock, end).signed_duration_since(from_start).num_days();
                Length { days: days.max(1), seconds: 0 }
            }
            (EventEnd::At(end), _) => {
                let until = self.instant(end, clock, end);
                Length { days: 0, seconds: until.since(clock.identity(from_start)).max(0) }
            }
            (EventEnd::Unsaid, WallClock::Dates) => Length { days: 1, seconds: 0 },
            (EventEnd::Unsaid, _) => Length { days: 0, seconds: 0 },
        }
    }
}

#[cfg(test)]
mod tests;
