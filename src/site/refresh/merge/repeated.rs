//! Events that are the same in several calendars.

use std::collections::{HashMap, HashSet};

use super::event_writer::zone_of;
use super::{Block, Calendar, Event, text_of};
use crate::calendar::ics::encoding::{Line, is_named, unfold};

/// The events that are in an earlier calendar too.
pub(super) struct Repeated<'a> {
    /// The number of these events.
    pub(super) count: usize,
    /// The calendar and `UID` of each series that is not the same in an earlier calendar.
    new_series: HashSet<(&'a str, &'a str)>,
    /// The names of the calendars that repeat an event, by its identity.
    names: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Repeated<'a> {
    /// Finds the events that are in an earlier calendar too. A series is repeated only with all its overrides.
    pub(super) fn find(calendars: &'a [Calendar<'a>]) -> Self {
        let mut repeated = Self { count: 0, new_series: HashSet::new(), names: HashMap::new() };
        let mut earlier = HashSet::new();
        for calendar in calendars {
            let new = calendar.events.iter().filter(|event| !earlier.contains(event.identity.as_str()));
            repeated.new_series.extend(new.map(|event| (calendar.name, event.uid.as_str())));
            for event in &calendar.events {
                if repeated.is_repeated(calendar, event) {
                    repeated.count += 1;
                    let names = repeated.names.entry(&event.identity).or_default();
                    if !names.contains(&calendar.name) {
                        names.push(calendar.name);
                    }
                }
            }
            earlier.extend(calendar.events.iter().map(|event| event.identity.as_str()));
        }
        repeated
    }

    /// Whether an event is in an earlier calendar too.
    pub(super) fn is_repeated(&self, calendar: &Calendar<'_>, event: &Event<'_>) -> bool {
        !self.new_series.contains(&(calendar.name, event.uid.as_str()))
    }

    /// The names of all calendars of an event that is written. Only the first event with its identity gets those of the
    /// calendars that repeat it.
    pub(super) fn take_names(&mut self, calendar: &Calendar<'a>, event: &Event<'_>) -> Vec<&'a str> {
        let mut names = vec![calendar.name];
        names.extend(self.names.remove(event.identity.as_str()).unwrap_or_default());
        names
    }
}

/// What makes an event the same one in two calendars. Its start has a zone, which two calendars may define differently, or
/// is in the calendar's own zone.
pub(super) fn identity(
    event: Block<'_>,
    renamed: &HashMap<String, String>,
    floating: Option<&String>,
) -> String {
    let start =
        event.iter().find(|line| is_named(line, "DTSTART")).map(|line| unfold(line)).unwrap_or_default();
    let zone = Line::split(&start).and_then(|line| zone_of(line.parameters));
    let zone = zone.or_else(|| floating.cloned()).unwrap_or_default();
    let zone = renamed.get(&zone).cloned().unwrap_or(zone);
    ["UID", "RECURRENCE-ID", "DTSTART", "RRULE", "SUMMARY", "SEQUENCE"]
        .map(|name| text_of(event, name))
        .into_iter()
        .fold(zone, |all, text| all + "\n" + &text)
}
