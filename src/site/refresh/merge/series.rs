//! The series of the merged file. A series that several calendars have is written once.

use std::collections::HashMap;

use super::{Calendar, Event, changed_uid};

/// The series of all calendars.
pub(super) struct AllSeries<'a> {
    series: Vec<Series<'a>>,
    /// The index of each series in `series`. The key is the name of a calendar and the `UID` that the series has there.
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
    event: &'a Event<'a>,
    /// The name of the calendar whose version is written.
    calendar: &'a str,
    /// The names of all calendars that have the event.
    owners: Vec<&'a str>,
}

impl<'a> AllSeries<'a> {
    /// Finds the series of the calendars. Two calendars have the same series if its `UID` is the same, and one of them
    /// has only overrides, or the first has all masters of the second. If both have an event, the later version is
    /// written; if the versions are equal, that of the first calendar.
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

    fn find(&self, calendar: &Calendar<'_>, event: &Event<'_>) -> Option<(&Series<'a>, &Written<'a>)> {
        let series = self.series.get(*self.positions.get(&(calendar.name, &*event.uid))?)?;
        Some((series, series.events.get(&*event.identity)?))
    }

    /// The series of an event of a calendar and the names of the calendars that have the event, if this calendar's
    /// version is the one to write.
    pub(super) fn to_write(
        &self,
        calendar: &Calendar<'_>,
        event: &Event<'_>,
    ) -> Option<(&Series<'a>, &[&'a str])> {
        let (series, written) = self.find(calendar, event)?;
        (written.calendar == calendar.name).then_some((series, &*written.owners))
    }

    /// Whether some events of a calendar are written as another calendar has them.
    pub(super) fn differ_in(&self, calendar: &Calendar<'_>) -> bool {
        let is_other = |event: &Event<'_>| {
            let written = self.find(calendar, event).map(|(_, written)| written);
            written.is_some_and(|it| it.calendar != calendar.name && it.event.lines != event.lines)
        };
        calendar.events.iter().any(is_other)
    }
}

impl<'a> Series<'a> {
    /// Whether events with its `UID`, in another calendar, are events of this series.
    fn is_same(&self, events: &[&Event<'_>]) -> bool {
        let mut masters = events.iter().filter(|event| !event.is_override);
        self.events.values().all(|written| written.event.is_override)
            || masters.all(|event| self.events.contains_key(&*event.identity))
    }

    fn add(&mut self, calendar: &'a str, events: Vec<&'a Event<'a>>) {
        self.names.push(calendar);
        for event in events {
            let written = self.events.entry(&event.identity);
            let written = written.or_insert_with(|| Written { event, calendar, owners: Vec::new() });
            if written.event.version < event.version {
                (written.event, written.calendar) = (event, calendar);
            }
            if written.owners.last() != Some(&calendar) {
                written.owners.push(calendar);
            }
        }
    }
}
