//! Groups the events of a feed into series.

use std::collections::HashMap;
use std::sync::Arc;

use super::Series;
use crate::calendar::ics::content_line::UnfoldedText;
use crate::calendar::ics::event::{Event, EventTime};
use crate::calendar::ics::limits::Limits;
use crate::calendar::ics::problem::{Problem, Problems};
use crate::small_sort::sort_by_key;

/// Groups events by `UID`, in the feed's order; the newer of two versions is kept. Events with the same `SEQUENCE` and
/// different starts share a `UID` by mistake. They are kept as different events, and an override belongs to the event that
/// has a time equal to its `RECURRENCE-ID`.
pub(super) fn group(
    events: Vec<Event>,
    text: &UnfoldedText,
    limits: &Limits,
    problems: &mut Problems,
) -> Vec<Series> {
    let (overrides, masters): (Vec<_>, Vec<_>) =
        events.into_iter().partition(|event| event.recurrence_id.is_some());
    let mut groups = Groups::default();
    for event in masters {
        if groups.has_other(&event) {
            let problem = Problem::new(event.line, "an event with the UID of another one", "both are kept");
            problems.push(problem.invisible().with_event(event.name(&event.details(text).summary)));
            groups.add_under_own_uid(event);
        } else {
            groups.add(event);
        }
    }
    let mut steps = limits.steps_of_a_series;
    let mut first_unsearched = None;
    for event in overrides {
        let line = event.line;
        let is_searched = groups.add_override(event, &mut steps);
        first_unsearched = first_unsearched.or((!is_searched).then_some(line));
    }
    if let Some(line) = first_unsearched {
        let what = "too many events and changed occurrences with one UID";
        problems.push(Problem::new(line, what, "the later changes belong to the first of these events"));
    }
    groups.into_series()
}

/// The series so far.
#[derive(Default)]
struct Groups {
    series: Vec<Series>,
    indices: HashMap<Arc<str>, usize>,
    /// For each `UID` that several events share, the series of those after the first.
    others: HashMap<Arc<str>, Vec<usize>>,
    /// The overrides, by their series and their times.
    overrides: HashMap<(usize, EventTime), usize>,
}

impl Groups {
    /// Whether the `UID` of an event is already that of another event.
    fn has_other(&self, event: &Event) -> bool {
        let first = self.indices.get(&event.uid).and_then(|index| self.series.get(*index));
        first.and_then(|series| series.master.as_ref()).is_some_and(|master| event.is_other_than(master))
    }

    /// Adds a master, unless its series has a newer version, and returns the index of the series.
    fn add(&mut self, event: Event) -> usize {
        let index = self.index_of(&event.uid);
        if let Some(series) = self.series.get_mut(index)
            && series.master.as_ref().is_none_or(|other| event.version >= other.version)
        {
            series.master = Some(event);
        }
        index
    }

    /// Adds a master under a `UID` of its own.
    fn add_under_own_uid(&mut self, mut event: Event) {
        let own = format!("{}-{}", event.uid, event.start.text()).into();
        let shared = std::mem::replace(&mut event.uid, own);
        let known = self.series.len();
        let index = self.add(event);
        if index == known {
            self.others.entry(shared).or_default().push(index);
        }
    }

    /// Adds an override. If several events share its `UID`, the search for the one with its time uses up `steps`. Returns
    /// false if no steps were left for that.
    fn add_override(&mut self, event: Event, steps: &mut usize) -> bool {
        let Some(time) = event.recurrence_id else { return true };
        let first = self.index_of(&event.uid);
        let others = self.others.get(&event.uid).map(Vec::as_slice).unwrap_or_default();
        let is_searched = others.is_empty() || *steps > 0;
        let index = if others.is_empty() || !is_searched {
            first
        } else {
            let has_time = |index: &usize| {
                let master = self.series.get(*index).and_then(|series| series.master.as_ref());
                master.is_some_and(|master| master.has_time(time, steps))
            };
            std::iter::once(&first).chain(others).copied().find(has_time).unwrap_or(first)
        };
        let Some(series) = self.series.get_mut(index) else { return true };
        let index = *self.overrides.entry((index, time)).or_insert(series.overrides.len());
        match series.overrides.get_mut(index) {
            Some(other) if event.version >= other.version => *other = event,
            Some(_) => {}
            None => series.overrides.push(event),
        }
        is_searched
    }

    /// The series in the feed's order.
    fn into_series(mut self) -> Vec<Series> {
        sort_by_key(&mut self.series, |series| series.defining_event().map(|event| event.line));
        self.series
    }

    fn index_of(&mut self, uid: &Arc<str>) -> usize {
        *self.indices.entry(uid.clone()).or_insert_with(|| {
            self.series.push(Series { uid: uid.clone(), master: None, overrides: Vec::new() });
            self.series.len() - 1
        })
    }
}
