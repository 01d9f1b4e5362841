//! Events that are the same in several calendars.

use std::collections::{HashMap, HashSet};

use super::{Block, Calendar, Event};

/// The events that an earlier calendar also has.
#[derive(Default)]
pub(super) struct Repeated<'a> {
    /// The number of these events.
    pub(super) count: usize,
    /// The names of the calendars in which some of these events are the same but not equal, for example in their end or
    /// their description.
    pub(super) differing: HashSet<&'a str>,
    /// The calendars and `UID`s of the series that are in an earlier calendar.
    series: HashSet<(&'a str, &'a str)>,
    /// The names of the calendars that repeat a series, by the calendar that has it first and its `UID`.
    names: HashMap<(&'a str, &'a str), Vec<&'a str>>,
}

/// One series in a calendar: the lines of each event, by its identity.
struct Series<'a> {
    calendar: &'a str,
    events: HashMap<&'a str, Block<'a>>,
}

impl<'a> Repeated<'a> {
    /// Finds each series that one earlier calendar has with all its events.
    pub(super) fn find(calendars: &'a [Calendar<'a>]) -> Self {
        let mut found = Self::default();
        let mut earlier: HashMap<&str, Vec<Series<'_>>> = HashMap::new();
        for calendar in calendars {
            let mut own: HashMap<&str, Vec<&Event<'_>>> = HashMap::new();
            for event in &calendar.events {
                own.entry(&event.uid).or_default().push(event);
            }
            for (uid, events) in own {
                let known = earlier.entry(uid).or_default();
                let has_all =
                    |it: &&Series<'_>| events.iter().all(|event| it.events.contains_key(&*event.identity));
                if let Some(first) = known.iter().find(has_all) {
                    found.count += events.len();
                    found.series.insert((calendar.name, uid));
                    found.names.entry((first.calendar, uid)).or_default().push(calendar.name);
                    if events.iter().any(|event| first.events.get(&*event.identity) != Some(&event.lines)) {
                        found.differing.insert(calendar.name);
                    }
                } else {
                    let events = events.into_iter().map(|event| (&*event.identity, event.lines));
                    known.push(Series { calendar: calendar.name, events: events.collect() });
                }
            }
        }
        found
    }

    /// Whether an earlier calendar also has an event.
    pub(super) fn is_repeated(&self, calendar: &Calendar<'_>, event: &Event<'_>) -> bool {
        self.series.contains(&(calendar.name, event.uid.as_str()))
    }

    /// The names of all calendars that an event is in, first that of its own.
    pub(super) fn names<'b>(&'b self, calendar: &'b Calendar<'_>, event: &Event<'_>) -> Vec<&'b str> {
        let others = self.names.get(&(calendar.name, event.uid.as_str()));
        [calendar.name].into_iter().chain(others.into_iter().flatten().copied()).collect()
    }
}
