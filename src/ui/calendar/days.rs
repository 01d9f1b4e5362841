//! The days that are shown: the agenda, or a grid.

use leptos::prelude::*;

use super::agenda::Agenda;
use super::month::MonthProps;
use super::state::CalendarState;
use super::time_grid::TimeGridProps;
use crate::browser::{document, media};
use crate::calendar::views::freshness::FeedState;
use crate::calendar::views::period::View;
use crate::ui::effect::effect;
use crate::ui::languages::interface;

/// The name of the island.
pub const ISLAND: &str = "days";

/// Viewports in which a day of the month is too narrow for the titles of its events; the same as in
/// `style/components/month.css`.
pub const NARROW: &str = "(max-width: 45.99rem)";

/// The days of the agenda, or the grid of the view.
#[component]
pub fn Days(
    /// The events, and what is shown of them.
    state: CalendarState,
) -> impl IntoView {
    let CalendarState { visitor, source, view_state, events, open_event, grids, rendered_days, .. } = state;
    rendered_days.follow();
    let is_narrow = RwSignal::new(false);
    effect(move || media::watch(NARROW, move |narrow| is_narrow.set(narrow)));
    effect(move || {
        let (view, feed) = (view_state.view.get().name(), source.state.with(FeedState::name));
        let zone = visitor.zone.get();
        if visitor.is_mounted.get() {
            document::mark_calendar([("data-view", view), ("data-feed", feed), ("data-zone", zone.name())]);
        }
    });
    let shown = move || match view_state.view.get() {
        View::Agenda => view! { <Agenda state /> }.into_any(),
        View::Month => grids
            .month
            .view(move |month| month(MonthProps { visitor, view_state, events, open_event, is_narrow })),
        View::Week | View::Day => grids
            .time_grid
            .view(move |time_grid| time_grid(TimeGridProps { visitor, view_state, events, open_event })),
    };
    view! { <div class="days" lang=interface() data-island=ISLAND>{shown}</div> }
}
