//! The series of the merged file. A series that several calendars have is written once.

use std::collections::{HashMap, HashSet};

use super::{Block, Calendar, Event, changed_uid};

/// The series of all calendars.
pub(super) struct AllSeries<'a> {
    series: Vec<Series<'a>>,
    /// The position of a series, by the name of a calendar that has it and its `UID` there.
    positions: HashMap<(&'a str, &'a str), usize>,
}

/// A series of the merged file: all events with one `UID`.
pub(super) struct Series<'a> {
    /// The names of the calendars that have it.
    pub(super) names: Vec<&'a str>,
    /// Its `UID` in the file, if an earlier calendar has another series with its own.
    pub(super) changed_uid: Option<String>,
    /// The events to write, by their identity.
    events: HashMap<&'a str, Written<'a>>,
}

/// An event that is written.
struct Written<'a> {
    /// The name of the calendar whose event is written.
    calendar: &'a str,
    event: &'a Event<'a>,
}

impl<'a> AllSeries<'a> {
    /// Finds the series of the calendars. Series of two calendars are the same if they have one `UID`, and the second one
    /// has only overrides, or starts of the first one, or the first one has only overrides. Of an event that both have,
    /// the later version counts, and of equal versions that of the first calendar.
    pub(super) fn of(calendars: &'a [Calendar<'a>]) -> Self {
        let (mut all, mut positions) = (Vec::<Series<'_>>::new(), HashMap::new());
        let mut by_uid: HashMap<&str, Vec<usize>> = HashMap::new();
        for calendar in calendars {
            let mut uids: HashMap<&str, Vec<&Event<'_>>> = HashMap::new();
            for event in &calendar.events {
                uids.entry(&event.uid).or_default().push(event);
            }
            for (uid, events) in uids {
                let known = by_uid.entry(uid).or_default();
                let is_same = |position: &&usize| all.get(**position).is_some_and(|it| it.is_same(&events));
                let position = known.iter().find(is_same).copied().unwrap_or_else(|| {
                    let changed_uid = (!known.is_empty()).then(|| changed_uid(uid, calendar.name));
                    all.push(Series { names: Vec::new(), changed_uid, events: HashMap::new() });
                    known.push(all.len() - 1);
                    all.len() - 1
                });
                if let Some(series) = all.get_mut(position) {
                    series.add(calendar.name, events);
                    positions.insert((calendar.name, uid), position);
                }
            }
        }
        Self { series: all, positions }
    }

    fn series(&self, calendar: &Calendar<'_>, uid: &str) -> Option<&Series<'a>> {
        self.series.get(*self.positions.get(&(calendar.name, uid))?)
    }

    /// The series of an event of a calendar, if the event is to be written.
    pub(super) fn to_write(&self, calendar: &Calendar<'_>, event: &Event<'_>) -> Option<&Series<'a>> {
        let series = self.series(calendar, &event.uid)?;
        (series.events.get(&*event.identity)?.calendar == calendar.name).then_some(series)
    }

    /// Whether the series of a calendar are written with other events than it has.
    pub(super) fn differ_in(&self, calendar: &Calendar<'_>) -> bool {
        let own: HashSet<(&str, &str, Block<'_>)> =
            calendar.events.iter().map(|it| (&*it.uid, &*it.identity, it.lines)).collect();
        let uids: HashSet<_> = calendar.events.iter().map(|it| &*it.uid).collect();
        let shared = uids.iter().filter_map(|uid| self.series(calendar, uid)).filter(|it| it.names.len() > 1);
        shared
            .flat_map(|series| series.events.values())
            .any(|Written { event, .. }| !own.contains(&(&*event.uid, &*event.identity, event.lines)))
    }
}

impl<'a> Series<'a> {
    /// Whether events with its `UID`, in another calendar, are events of this series.
    fn is_same(&self, events: &[&Event<'_>]) -> bool {
        let mut starts = events.iter().filter(|event| !event.is_override);
        self.events.values().all(|written| written.event.is_override)
            || starts.all(|event| self.events.contains_key(&*event.identity))
    }

    fn add(&mut self, calendar: &'a str, events: Vec<&'a Event<'a>>) {
        self.names.push(calendar);
        for event in events {
            let known = self.events.get(&*event.identity);
            if known.is_none_or(|known| known.event.sequence < event.sequence) {
                self.events.insert(&event.identity, Written { calendar, event });
            }
        }
    }
}
