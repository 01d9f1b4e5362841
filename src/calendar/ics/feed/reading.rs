//! Parses a feed: its zones, then its events, which are grouped into series.

use std::collections::BTreeMap;

use super::Feed;
use super::grouping::group;
use crate::calendar::ics::component::Component;
use crate::calendar::ics::content_line::UnfoldedText;
use crate::calendar::ics::encoding::is_web_page;
use crate::calendar::ics::event::{Event, ZoneNames, name_of};
use crate::calendar::ics::limits::Limits;
use crate::calendar::ics::problem::{NotACalendar, Problem, Problems};
use crate::calendar::ics::property::Property;
use crate::calendar::ics::vtimezone::ZoneDefinition;
use crate::calendar::ics::yielding::{Never, Yield, block_on};
use crate::calendar::time::{Instant, read_basic_civil};

/// The number of events parsed between two yields.
const EVENTS_AT_ONCE: usize = 64;

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
    let text = UnfoldedText::unfold(bytes, yielding).await;
    yielding.pause(0.0).await;
    let mut problems = Problems::new(limits.problems);
    if let Some(line) = text.first_not_utf8() {
        let done = "such lines are read as Windows-1252, which includes ISO-8859-1";
        problems.push(Problem::new(line, "the file is not in UTF-8", done).invisible());
    }
    let root = Component::read(&text, limits, &mut problems, &mut HalfOf(yielding, 0.0)).await;
    let calendars = calendars_in(&root, &mut problems);
    if calendars.is_empty() {
        return Err(why_not(bytes));
    }
    let mut yielding = HalfOf(yielding, 0.5);
    let zone_definitions = read_zones(&calendars, limits, &mut yielding).await;
    let feed_zone = calendars.iter().find_map(|calendar| floating_zone(calendar));
    let (events, zone_names) =
        read_events(&calendars, feed_zone.as_ref(), limits, &mut problems, &mut yielding).await;
    let property = |name: Property| calendars.iter().find_map(|calendar| calendar.text(name));
    let name = property(Property::CalendarName).or_else(|| property(Property::Name));
    let is_sample = property(Property::Sample).is_some_and(|value| value.trim().eq_ignore_ascii_case("TRUE"));
    let fetched = property(Property::Fetched)
        .and_then(|value| read_basic_civil(value.trim().trim_end_matches('Z')))
        .map(Instant::from_utc);
    drop(root);
    yielding.pause(1.0).await;
    let has_floating_times = events.iter().any(Event::has_floating_times);
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
        floating_zone: feed_zone,
        has_floating_times,
        limits: *limits,
        text,
    })
}

/// The calendars of a feed, and the feed itself if events are outside of them; none if it has no calendar.
fn calendars_in<'a, 'b>(root: &'b Component<'a>, problems: &mut Problems) -> Vec<&'b Component<'a>> {
    let mut calendars = Vec::new();
    add_calendars(root, &mut calendars);
    if let Some(stray) = root.children_named("VEVENT").next().filter(|_| !calendars.is_empty()) {
        problems
            .push(Problem::new(stray.line, "an event outside of VCALENDAR", "it was read too").invisible());
        calendars.push(root);
    }
    calendars
}

/// Adds the calendars in a component, at any depth.
fn add_calendars<'a, 'b>(component: &'b Component<'a>, calendars: &mut Vec<&'b Component<'a>>) {
    for calendar in component.children_named("VCALENDAR") {
        calendars.push(calendar);
        add_calendars(calendar, calendars);
    }
}

/// The name of a calendar's own zone, for floating times, and its line.
fn floating_zone(calendar: &Component<'_>) -> Option<(String, usize)> {
    let names = [Property::FloatingZone, Property::CalendarZone];
    let line = names.into_iter().find_map(|name| calendar.property(name))?;
    let name = line.text().trim().trim_matches('"').to_owned();
    (!name.is_empty()).then(|| (name, line.line()))
}

/// The zones that the calendars define; of several with one name, the first.
async fn read_zones(
    calendars: &[&Component<'_>],
    limits: &Limits,
    yielding: &mut impl Yield,
) -> BTreeMap<String, ZoneDefinition> {
    let (mut definitions, mut steps) = (BTreeMap::new(), limits.steps_of_zones);
    for component in calendars.iter().flat_map(|calendar| calendar.children_named("VTIMEZONE")) {
        if let Some((name, definition)) = ZoneDefinition::read(component, limits, &mut steps) {
            definitions.entry(name).or_insert(definition);
        }
        yielding.pause(0.0).await;
    }
    definitions
}

/// The events of the calendars, and the names of the zones that they use. `feed_zone` is the zone of the feed's
/// floating times. If a calendar has another zone, that one applies to its events.
async fn read_events(
    calendars: &[&Component<'_>],
    feed_zone: Option<&(String, usize)>,
    limits: &Limits,
    problems: &mut Problems,
    yielding: &mut impl Yield,
) -> (Vec<Event>, ZoneNames) {
    let total: usize = calendars.iter().map(|calendar| calendar.children.len()).sum();
    let (mut events, mut zone_names, mut left_out) = (Vec::new(), ZoneNames::default(), Vec::new());
    let mut count = 0_usize;
    for calendar in calendars {
        // Each of several joined calendars can have a zone of its own for floating times.
        let own_zone =
            floating_zone(calendar).filter(|own| feed_zone.is_some_and(|(name, _)| own.0 != *name));
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
                #[expect(clippy::cast_precision_loss, reason = "the progress need not be exact")]
                yielding.pause(count as f64 / total as f64).await;
            }
        }
    }
    if let Some(line) = left_out.first() {
        let what = format!("more than {} events", limits.events);
        problems.push(Problem::new(*line, what, format!("{} events were left out", left_out.len())));
    }
    (events, zone_names)
}

/// Reports the progress of one half of a task: the first half starts at 0, the second at 0.5.
struct HalfOf<'a, P>(&'a mut P, f64);

impl<P: Yield> Yield for HalfOf<'_, P> {
    async fn pause(&mut self, done: f64) {
        self.0.pause(self.1 + done / 2.0).await;
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
