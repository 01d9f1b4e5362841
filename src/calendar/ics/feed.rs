//! A parsed feed: its events grouped into series, its zones, and its problems.

mod grouping;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::component::Component;
use super::content_line::UnfoldedText;
use super::encoding::{is_complete, is_web_page, utf8};
use super::event::{Details, Event, ZoneNames, name_of};
use super::limits::Limits;
use super::problem::{NotACalendar, Problem, Problems};
use super::property::Property;
use super::vtimezone::ZoneDefinition;
use super::yielding::{Never, Yield, block_on};
use super::zone_names;
use crate::calendar::time::zone::{Zone, ZoneDatabase};
use crate::calendar::time::{Instant, read_basic_civil};
use grouping::group;

/// The number of events parsed between two yields.
const EVENTS_AT_ONCE: usize = 64;

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
        self.master.as_ref().or(self.overrides.first())
    }
}

impl Feed {
    /// The `UID`s of the series that recur.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn recurring(&self) -> impl Iterator<Item = &str> {
        let recurs = |series: &&Series| series.master.as_ref().is_some_and(Event::is_series);
        self.series.iter().filter(recurs).map(|series| &*series.uid)
    }

    /// The zone that the feed means by a name, if it is known.
    pub fn zone(&self, name: &str, database: &dyn ZoneDatabase) -> Option<Zone> {
        zone_names::resolve(name, database, &self.zone_definitions)
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

    /// The line of the first private or confidential event.
    pub fn first_private(&self) -> Option<usize> {
        let events = self.series.iter().flat_map(|series| series.master.iter().chain(&series.overrides));
        events.filter(|event| event.is_private).map(|event| event.line).min()
    }

    /// The first categories of its public events, sorted.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn categories(&self) -> Vec<String> {
        let events = self.series.iter().flat_map(|series| series.master.iter().chain(&series.overrides));
        let public = events.filter(|event| !event.is_private);
        let first = public.filter_map(|event| self.details(event).category().map(ToOwned::to_owned));
        first.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    /// Whether a time is floating and the feed has no zone of its own.
    pub const fn has_floating_times_without_a_zone(&self) -> bool {
        self.has_floating_times && self.floating_zone.is_none()
    }

    /// The number of events in the feed, including overrides.
    pub fn event_count(&self) -> usize {
        self.series.iter().map(|series| usize::from(series.master.is_some()) + series.overrides.len()).sum()
    }
}

/// Parses a feed. An invalid event never affects the others: what could not be parsed is reported in
/// [`Feed::problems`].
///
/// # Errors
/// Only if the bytes are not a calendar at all.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Feed, NotACalendar> {
    block_on(read_yielding(bytes, limits, &mut Never))
}

/// Parses a feed with yields in between; see [`read`].
///
/// # Errors
/// Only if the bytes are not a calendar at all.
pub async fn read_yielding(
    bytes: &[u8],
    limits: &Limits,
    yielding: &mut impl Yield,
) -> Result<Feed, NotACalendar> {
    if bytes.len() > limits.feed_bytes {
        return Err(NotACalendar::TooLarge);
    }
    let text = UnfoldedText::new(bytes);
    yielding.pause(0.0).await;
    let mut problems = Problems::new(limits.problems);
    if let Some(line) = text.first_not_utf8() {
        let done = "such lines are read as Windows-1252, which includes ISO-8859-1";
        problems.push(Problem::new(line, "the file is not in UTF-8", done).invisible());
    }
    let root = Component::read(&text, limits, &mut problems, &mut HalfOf(yielding, 0.0)).await;
    let mut calendars = Vec::new();
    add_calendars(&root, &mut calendars);
    if calendars.is_empty() {
        return Err(why_not(bytes));
    }
    if let Some(stray) = root.children_named("VEVENT").next() {
        problems
            .push(Problem::new(stray.line, "an event outside of VCALENDAR", "it was read too").invisible());
        calendars.push(&root);
    }
    let zone_of = |calendar: &Component<'_>| {
        let line = [Property::FloatingZone, Property::CalendarZone]
            .into_iter()
            .find_map(|name| calendar.property(name))?;
        let name = line.text().trim().trim_matches('"').to_owned();
        (!name.is_empty()).then(|| (name, line.line()))
    };
    let floating_zone = calendars.iter().find_map(|calendar| zone_of(calendar));
    let property = |name: Property| calendars.iter().find_map(|calendar| calendar.text(name));
    let mut zone_names = ZoneNames::default();
    let (mut zone_definitions, mut steps_of_zones) = (BTreeMap::new(), limits.steps_of_zones);
    let mut events = Vec::new();
    let mut left_out = Vec::new();
    let total: usize = calendars.iter().map(|calendar| calendar.children.len()).sum();
    let mut count = 0_usize;
    for calendar in &calendars {
        for definition in calendar.children_named("VTIMEZONE") {
            if let Some((name, definition)) = ZoneDefinition::read(definition, limits, &mut steps_of_zones) {
                zone_definitions.entry(name).or_insert(definition);
            }
            HalfOf(yielding, 0.5).pause(0.0).await;
        }
        // Each of several joined calendars can have a zone of its own for floating times.
        let own_zone =
            zone_of(calendar).filter(|own| floating_zone.as_ref().is_some_and(|(name, _)| own.0 != *name));
        for component in calendar.children_named("VEVENT") {
            if events.len() < limits.events {
                let read =
                    |problems: &mut Problems| Event::read(component, &mut zone_names, limits, problems);
                let mut event = problems.of_event(|| name_of(component), read);
                if let (Some(event), Some((name, line))) = (&mut event, &own_zone) {
                    event.set_floating_zone(zone_names.index_of(name, *line));
                }
                events.extend(event);
            } else {
                left_out.push(component.line);
            }
            count += 1;
            if count.is_multiple_of(EVENTS_AT_ONCE) {
                #[expect(clippy::cast_precision_loss, reason = "how much is done need not be exact")]
                HalfOf(yielding, 0.5).pause(count as f64 / total as f64).await;
            }
        }
    }
    if let Some(line) = left_out.first() {
        let what = format!("more than {} events", limits.events);
        problems.push(Problem::new(*line, what, format!("{} events were left out", left_out.len())));
    }
    let name = property(Property::CalendarName).or_else(|| property(Property::Name));
    let is_sample = property(Property::Sample).is_some_and(|value| value.trim().eq_ignore_ascii_case("TRUE"));
    let fetched = property(Property::Fetched)
        .and_then(|value| read_basic_civil(value.trim().trim_end_matches('Z')))
        .map(Instant::from_utc);
    let has_floating_times = events.iter().any(Event::has_floating_times);
    drop(root);
    yielding.pause(1.0).await;
    let series = group(events, &text, limits, &mut problems);
    yielding.pause(1.0).await;
    Ok(Feed {
        name,
        is_sample,
        fetched,
        problems: problems.into_vec(),
        series,
        zone_names: zone_names.into_names(),
        zone_definitions,
        floating_zone,
        has_floating_times,
        limits: *limits,
        text,
    })
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

/// Reports the progress of one half of a task: the first half starts at 0, the second at 0.5.
struct HalfOf<'a, P>(&'a mut P, f64);

impl<P: Yield> Yield for HalfOf<'_, P> {
    async fn pause(&mut self, done: f64) {
        self.0.pause(self.1 + done / 2.0).await;
    }
}

/// Adds the calendars in a component, at any depth.
fn add_calendars<'a, 'b>(component: &'b Component<'a>, calendars: &mut Vec<&'b Component<'a>>) {
    for calendar in component.children_named("VCALENDAR") {
        calendars.push(calendar);
        add_calendars(calendar, calendars);
    }
}

fn why_not(bytes: &[u8]) -> NotACalendar {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        NotACalendar::Empty
    } else if is_web_page(bytes) {
        NotACalendar::WebPage
    } else {
        NotACalendar::NoCalendar
    }
}

#[cfg(test)]
mod tests;
