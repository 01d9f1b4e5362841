//! The agenda: occurrences day by day, in the visitor's zone.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime};

use crate::calendar::ics::event::Status;
use crate::calendar::occurrences::occurrence::{Occurrence, When, is_over};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, Instant, Offset, civil_plus, date_text, midnight, rfc3339};
use crate::small_sort::sort_by_key;

/// A day of the agenda with its entries.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaDay {
    /// The day, in the visitor's zone.
    pub date: NaiveDate,
    /// Its occurrences, all-day ones first, then by start.
    pub entries: Vec<Entry>,
}

/// An occurrence in the visitor's zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The occurrence.
    pub occurrence: Occurrence,
    /// The start.
    pub start: Instant,
    /// The end.
    pub end: Instant,
    /// The start in the visitor's local time.
    pub start_here: NaiveDateTime,
    /// The end in the visitor's local time.
    pub end_here: NaiveDateTime,
    /// The visitor's UTC offset at the start.
    pub offset: Offset,
}

/// The organiser's local time, if it differs from the visitor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThereTime {
    /// The organiser's zone.
    pub zone: Arc<str>,
    /// The local time of the start.
    pub start: NaiveDateTime,
    /// The local time of the end.
    pub end: NaiveDateTime,
}

impl Entry {
    /// Converts an occurrence to the visitor's zone.
    pub fn new(occurrence: &Occurrence, zone: &Zone) -> Self {
        let (start, end) = occurrence.when.instants(zone);
        let offset = zone.offset_at(start);
        let (start_here, end_here) = match occurrence.when {
            When::AllDay { start, end } => (midnight(start), midnight(end)),
            When::Floating { .. } | When::Timed { .. } => {
                (civil_plus(start.utc(), offset.seconds()), zone.civil_at(end))
            }
        };
        Self { occurrence: occurrence.clone(), start, end, start_here, end_here, offset }
    }

    /// The start for HTML's `datetime`: RFC 3339 in the visitor's offset, or the date of an all-day
    /// occurrence.
    pub fn datetime(&self) -> String {
        match self.occurrence.when {
            When::AllDay { start, .. } => date_text(start),
            _ => rfc3339(self.start_here, self.offset),
        }
    }

    /// The last day that it touches.
    pub fn last_day(&self) -> NaiveDate {
        if self.end_here > self.start_here {
            (self.end_here - chrono::TimeDelta::seconds(1)).date()
        } else {
            self.start_here.date()
        }
    }

    /// Whether it touches a day.
    pub fn is_on(&self, date: NaiveDate) -> bool {
        (self.start_here.date()..=self.last_day()).contains(&date)
    }

    /// Whether it touches more than one day.
    pub fn is_many_days(&self) -> bool {
        self.last_day() > self.start_here.date()
    }

    /// The organiser's local time, if it differs from the visitor's.
    pub fn there(&self) -> Option<ThereTime> {
        match &self.occurrence.when {
            When::Timed { zone, start_there, end_there, .. } if *start_there != self.start_here => {
                Some(ThereTime { zone: zone.clone(), start: *start_there, end: *end_there })
            }
            _ => None,
        }
    }

    /// Whether it is over at `now`.
    pub fn is_over(&self, now: Instant) -> bool {
        is_over((self.start, self.end), now)
    }

    /// Whether it is running at `now`.
    pub fn is_running(&self, now: Instant) -> bool {
        self.start <= now && now < self.end
    }
}

/// The occurrences that are running or coming at `now`, by day; one that began earlier is listed under today.
pub fn agenda(occurrences: &[Occurrence], zone: &Zone, now: Instant) -> Vec<AgendaDay> {
    let today = zone.civil_at(now).date();
    let mut days: Vec<AgendaDay> = Vec::new();
    for entry in occurrences.iter().map(|occurrence| Entry::new(occurrence, zone)) {
        if entry.is_over(now) {
            continue;
        }
        let date = entry.start_here.date().max(today);
        let position = days.partition_point(|day| day.date < date);
        match days.get_mut(position) {
            Some(day) if day.date == date => day.entries.push(entry),
            _ => days.insert(position, AgendaDay { date, entries: vec![entry] }),
        }
    }
    for day in &mut days {
        sort_by_key(&mut day.entries, |Entry { occurrence, start, end, .. }| {
            (!occurrence.when.is_all_day(), *start, *end, occurrence.uid.clone())
        });
        // Two times of a rule that fall on one instant are listed once.
        day.entries.dedup_by(|later, first| {
            later.start == first.start && later.occurrence.identity(zone) == first.occurrence.identity(zone)
        });
    }
    days
}

/// The number of entries on these days.
pub fn count(days: &[AgendaDay]) -> usize {
    days.iter().map(|day| day.entries.len()).sum()
}

/// The first `wanted` entries, with their days.
pub fn first(days: &[AgendaDay], wanted: usize) -> Vec<AgendaDay> {
    let mut left = wanted;
    let cut = |day: &AgendaDay| {
        let entries: Vec<_> = day.entries.iter().take(left).cloned().collect();
        left -= entries.len();
        (!entries.is_empty()).then_some(AgendaDay { date: day.date, entries })
    };
    days.iter().map_while(cut).collect()
}

/// The entries that touch a day, all-day ones first.
pub fn on_day(entries: &[Entry], date: NaiveDate) -> Vec<Entry> {
    let mut touching: Vec<_> = entries.iter().filter(|entry| entry.is_on(date)).cloned().collect();
    sort_by_key(&mut touching, |entry| (!entry.occurrence.when.is_all_day(), entry.start));
    touching
}

/// The events to join next: all that are running, with the latest start first; otherwise the next one, with
/// those that start at the same time. Cancelled events are skipped, and so are all-day and longer ones unless
/// there is nothing else.
pub fn next_entries(days: &[AgendaDay], now: Instant) -> Vec<&Entry> {
    let open = || {
        days.iter().flat_map(|day| &day.entries).filter(|entry| entry.occurrence.status != Status::Cancelled)
    };
    let timed =
        || open().filter(|entry| !entry.occurrence.when.is_all_day() && entry.end.since(entry.start) < DAY);
    let mut running: Vec<_> = timed().filter(|entry| entry.is_running(now)).collect();
    if !running.is_empty() {
        sort_by_key(&mut running, |entry| Reverse(entry.start));
        return running;
    }
    let ahead = || timed().filter(|entry| entry.start > now);
    match ahead().map(|entry| entry.start).min() {
        Some(first) => ahead().filter(|entry| entry.start == first).collect(),
        None => open().min_by_key(|entry| entry.start).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests;
