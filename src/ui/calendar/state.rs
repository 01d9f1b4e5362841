//! What the calendar shares with the first screen.

use leptos::prelude::*;

use super::event_details;
use super::event_source::EventSource;
use super::filter_state::FilterState;
use super::grids::Grids;
use super::hues::Hues;
use super::open_event::OpenEvent;
use super::shown_events::ShownEvents;
use super::view_state::ViewState;
use super::zone_list::ZoneList;
use crate::calendar::Snapshot;
use crate::page::CalendarData;
use crate::ui::effect::effect;
use crate::ui::lazy_part::LazyPart;
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
    /// The zones to choose from.
    pub zone_list: ZoneList,
    /// How many events are in the built HTML.
    pub built: usize,
}

impl CalendarState {
    /// The calendar with the built-in events; it loads the feed once the app runs.
    pub fn provide(visitor: Visitor, snapshot: Snapshot, data: &CalendarData) -> Self {
        let built = snapshot.occurrences.len();
        Hues::provide(&snapshot.categories);
        let source = EventSource::new(snapshot, data.links.stale_after_days, visitor);
        effect(move || source.load());
        provide_context(LazyPart::new(event_details::load));
        let open_event = OpenEvent::provide(visitor, source, data);
        let (view_state, filter_state) = (ViewState::new(visitor), FilterState::new(visitor));
        let events = ShownEvents::new(visitor, source, view_state, filter_state);
        let (grids, zone_list) = (Grids::default(), ZoneList::new(visitor, data.links.usual_zones.clone()));
        Self { visitor, source, view_state, filter_state, events, open_event, grids, zone_list, built }
    }
}
