//! The events that the calendar shows, derived from the source, the view and the filter.

use std::sync::Arc;

use leptos::prelude::*;

use super::event_source::EventSource;
use super::filter_state::FilterState;
use super::view_state::ViewState;
use crate::calendar::Occurrence;
use crate::calendar::time::Instant;
use crate::calendar::views::agenda::{AgendaDay, Entry, agenda};
use crate::calendar::views::period::View;
use crate::ui::visitor::Visitor;

/// The events that the calendar shows, in the order in which they are derived.
#[derive(Clone, Copy)]
pub struct ShownEvents {
    /// The occurrences of the period, before the filter.
    pub in_period: Memo<Arc<[Occurrence]>>,
    /// Those of them that pass the filter.
    pub filtered: Memo<Arc<[Occurrence]>>,
    /// The days from now on, without the filter.
    pub days_ahead: Memo<Arc<[AgendaDay]>>,
    /// The days of the agenda view; none in other views.
    pub agenda_days: Memo<Arc<[AgendaDay]>>,
}

impl ShownEvents {
    /// The events for a view and a filter.
    pub fn new(
        visitor: Visitor,
        source: EventSource,
        view_state: ViewState,
        filter_state: FilterState,
    ) -> Self {
        // While the events of a period are computed, those before stay.
        let in_period = Memo::new(move |before: Option<&Arc<[Occurrence]>>| {
            if view_state.is_ahead() {
                return source.occurrences.get();
            }
            let week_start = visitor.words.with(|words| words.week().start);
            let window = visitor.zone.with(|zone| view_state.period.get().window(week_start, zone));
            source.at(window).or_else(|| before.cloned()).unwrap_or_default()
        });
        let filtered = Memo::new(move |_| {
            let passing = in_period.with(|all| filter_state.passing(all));
            if !(filter_state.is_set() && view_state.is_ahead()) {
                return passing;
            }
            // The agenda from now on does not list what is over.
            let (now, zone) = (visitor.minute.get(), visitor.zone.get());
            passing.iter().filter(|occurrence| !occurrence.when.is_over(now, &zone)).cloned().collect()
        });
        let days_from = move |occurrences: &[Occurrence], from: Instant| {
            visitor.zone.with(|zone| Arc::from(agenda(occurrences, zone, from)))
        };
        let days_ahead = Memo::new(move |_| {
            let now = visitor.minute.get();
            source.occurrences.with(|all| days_from(all, now))
        });
        let agenda_days = Memo::new(move |_| match view_state.date.get() {
            _ if view_state.view.get() != View::Agenda => Arc::default(),
            None if !filter_state.is_set() => days_ahead.get(),
            date => {
                let start_of = |date| visitor.zone.with(|zone| zone.start_of(date));
                let from = date.map_or_else(|| visitor.minute.get(), start_of);
                filtered.with(|all| days_from(all, from))
            }
        });
        Self { in_period, filtered, days_ahead, agenda_days }
    }

    /// The filtered occurrences in the visitor's zone, for the grids.
    pub fn entries(self, visitor: Visitor) -> Memo<Vec<Entry>> {
        Memo::new(move |_| {
            let zone = visitor.zone.get();
            self.filtered.with(|all| all.iter().map(|occurrence| Entry::new(occurrence, &zone)).collect())
        })
    }
}
