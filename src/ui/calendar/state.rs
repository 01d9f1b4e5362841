//! What the islands of the calendar share.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::event_source::EventSource;
use super::filter_state::FilterState;
use super::grids::Grids;
use super::hues::Hues;
use super::legend;
use super::open_event::OpenEvent;
use super::rendered_days::RenderedDays;
use super::shown_events::ShownEvents;
use super::view_state::ViewState;
use crate::calendar::Snapshot;
use crate::page::CalendarData;
use crate::ui::effect::effect;
use crate::ui::visitor::Visitor;

/// The events of the calendar, and what is shown of them.
#[derive(Clone, Copy)]
pub struct CalendarState {
    /// The visitor's zone, clock and language.
    pub visitor: Visitor,
    /// The source of the events.
    pub source: EventSource,
    /// The view and date that are shown.
    pub view_state: ViewState,
    /// The filter that is set.
    pub filter_state: FilterState,
    /// The events that are shown.
    pub events: ShownEvents,
    /// The event that is open.
    pub open_event: OpenEvent,
    /// The parts that render the grids.
    pub grids: Grids,
    /// The days of the agenda that are rendered.
    pub rendered_days: RenderedDays,
    /// The categories of the built-in events.
    built_categories: StoredValue<BTreeSet<String>>,
}

impl CalendarState {
    /// The calendar with the built-in events; it loads the feed once the app runs.
    pub fn provide(visitor: Visitor, snapshot: Snapshot, data: &CalendarData) -> Self {
        let built = snapshot.occurrences.len();
        let built_categories = legend::categories(&snapshot.occurrences);
        Hues::provide(&snapshot.categories);
        let source = EventSource::new(snapshot, data.links.stale_after_days, visitor);
        effect(move || source.load());
        let open_event = OpenEvent::provide(visitor, source, data);
        let (view_state, filter_state) = (ViewState::new(visitor), FilterState::new(visitor));
        let events = ShownEvents::new(visitor, source, view_state, filter_state);
        let rendered_days = RenderedDays::new(events.agenda_days, built, visitor, view_state, filter_state);
        let grids = Grids::default();
        Self {
            visitor,
            source,
            view_state,
            filter_state,
            events,
            open_event,
            grids,
            rendered_days,
            built_categories: StoredValue::new(built_categories),
        }
    }

    /// Whether the controls have to show something else than the built HTML.
    pub fn differs_from_built(self) -> bool {
        let Self { visitor, view_state, filter_state, open_event, source, .. } = self;
        let is_own_zone =
            visitor.own_zone.with(|own| own.as_ref().is_none_or(|own| visitor.zone.with(|zone| zone == own)));
        !is_own_zone
            || visitor.clocks.with(|clocks| clocks.second().is_some())
            || !view_state.is_ahead()
            || filter_state.is_set()
            || open_event.settled().is_some()
            || open_event.changes.with(|changes| !changes.is_empty())
            || source.occurrences.with(|shown| legend::categories(shown)) != self.built_categories.get_value()
    }
}
