//! A parsed feed: its events grouped into series, its zones, and its problems.

mod grouping;
mod reading;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::content_line::UnfoldedText;
use super::encoding::{is_complete, utf8};
use super::event::{Details, Event};
use super::limits::Limits;
use super::problem::{NotACalendar, Problem};
use super::vtimezone::ZoneDefinition;
use super::zone_names;
use crate::calendar::time::Instant;
use crate::calendar::time::zone::{Zone, ZoneDatabase};
pub use reading::{read, read_yielding};

/// A parsed feed; see [`read`].
#[derive(Debug)]
pub struct Feed {
    /// The calendar's own name (`X-WR-CALNAME` or RFC 7986's `NAME`).
    pub name: Option<String>,
    /// Whether its events are invented samples that only show what a calendar looks like
    /// (`X-COMMUNITY-SAMPLE`).
    pub is_sample: bool,
    /// When the site's maintainer fetched it (`X-COMMUNITY-FETCHED`).
    pub fetched: Option<Instant>,
    /// The parts that could not be used as they are.
    pub problems: Vec<Problem>,
    pub(in crate::calendar) series: Vec<Series>,
    /// The unfolded text, from which the details of events are parsed.
    text: UnfoldedText,
    /// The names of the zones that its times are in, each with the line of its first use.
    pub(in crate::calendar) zone_names: Vec<(String, usize)>,
    pub(in crate::calendar) zone_definitions: BTreeMap<String, ZoneDefinition>,
    /// The feed's own zone, for floating times (`X-WR-TIMEZONE`), with its line.
    pub(in crate::calendar) floating_zone: Option<(String, usize)>,
    /// Whether a time of an event is floating.
    pub(in crate::calendar) has_floating_times: bool,
    /// The limits that it was read under, which hold for its expansions too.
    pub(in crate::calendar) limits: Limits,
}

/// All events with the same `UID`: the master of a series and its overrides.
#[derive(Debug)]
pub(in crate::calendar) struct Series {
    pub(in crate::calendar) uid: Arc<str>,
    /// The event that defines the series; `None` if the feed has only overrides.
    pub(in crate::calendar) master: Option<Event>,
    /// The overrides, identified by their `RECURRENCE-ID`.
    pub(in crate::calendar) overrides: Vec<Event>,
}

impl Series {
    /// The event whose start determines the series' zone and kind of time: the master, or the first override
    /// if there is no master.
    pub(in crate::calendar) fn defining_event(&self) -> Option<&Event> {
        self.events().next()
    }

    /// The master, if there is one, then the overrides.
    pub(in crate::calendar) fn events(&self) -> impl Iterator<Item = &Event> {
        self.master.iter().chain(&self.overrides)
    }
}

impl Feed {
    /// The `UID`s of the series that recur.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn recurring(&self) -> impl Iterator<Item = &str> {
        let recurs = |series: &&Series| series.master.as_ref().is_some_and(Event::is_series);
        self.series.iter().filter(recurs).map(|series| &*series.uid)
    }

    /// The series with this `UID`.
    pub(in crate::calendar) fn series_with(&self, uid: &str) -> Option<&Series> {
        self.series.iter().find(|series| &*series.uid == uid)
    }

    /// All events, in the order of the series.
    fn events(&self) -> impl Iterator<Item = &Event> {
        self.series.iter().flat_map(Series::events)
    }

    /// The zone that the feed means by a name; for an unknown one the feed's own zone, if it has one.
    pub fn zone(&self, name: &str, database: &dyn ZoneDatabase) -> Option<Zone> {
        self.named_zone(name, database).or_else(|| self.own_zone(database))
    }

    /// The zone that the feed means by a name, if it is known.
    pub(in crate::calendar) fn named_zone(&self, name: &str, database: &dyn ZoneDatabase) -> Option<Zone> {
        zone_names::resolve(name, database, &self.zone_definitions)
    }

    /// The feed's own zone: that of its floating times, else the only one that it defines. An instant means a date in it.
    pub(in crate::calendar) fn own_zone(&self, database: &dyn ZoneDatabase) -> Option<Zone> {
        let only = || self.zone_definitions.keys().next().filter(|_| self.zone_definitions.len() == 1);
        let name = self.floating_zone.as_ref().map(|(name, _)| name).or_else(only)?;
        self.named_zone(name, database)
    }

    /// The problems of the feed's own definition of a zone, if the zone is taken from it.
    pub(in crate::calendar) fn zone_problems(&self, name: &str, database: &dyn ZoneDatabase) -> &[Problem] {
        match self.zone_definitions.get(name) {
            Some(definition) if zone_names::well_known(name, database, Some(definition)).is_none() => {
                &definition.problems
            }
            _ => &[],
        }
    }

    /// The names of the zones that its times are in, as written.
    pub fn zones_named(&self) -> impl Iterator<Item = &str> {
        self.zone_names.iter().map(|(name, _)| name.as_str())
    }

    /// The details of an event that visitors see.
    pub(in crate::calendar) fn details(&self, event: &Event) -> Arc<Details> {
        event.details(&self.text)
    }

    /// The line of the first event that is not public.
    pub fn first_private(&self) -> Option<usize> {
        self.events().filter(|event| event.is_private).map(|event| event.line).min()
    }

    /// The first category of each public event, sorted and without duplicates; at most 100.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn categories(&self) -> Vec<String> {
        let public = self.events().filter(|event| !event.is_private);
        let first = public.filter_map(|event| self.details(event).category().map(ToOwned::to_owned));
        first.collect::<std::collections::BTreeSet<_>>().into_iter().take(100).collect()
    }

    /// Whether a time is floating and the feed has no zone of its own.
    pub const fn has_floating_times_without_a_zone(&self) -> bool {
        self.has_floating_times && self.floating_zone.is_none()
    }

    /// The number of events in the feed, including overrides.
    pub fn event_count(&self) -> usize {
        self.events().count()
    }
}

/// Whether a received feed may replace events that are known already: it is complete and has events.
///
/// # Errors
/// Returns what it lacks.
pub fn check_received(bytes: &[u8], feed: &Feed) -> Result<(), NotACalendar> {
    if !is_complete(&utf8(bytes)) {
        Err(NotACalendar::CutOff)
    } else if feed.event_count() == 0 {
        Err(NotACalendar::NoEvents)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests;
