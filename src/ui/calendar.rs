//! The calendar: the source of the events, the visitor's zone, the next event, the views and the filter.

mod engine;
pub mod event_source;
mod expansions;
pub mod filter_state;
pub mod view_state;

pub mod hues;
pub mod open_event;
pub mod shown_events;
pub mod state;

pub mod join;
pub mod next_event;

pub mod feed_status;
pub mod notices;
pub mod subscribe;

pub mod facets;
pub mod filter_bar;
pub mod filter_count;
pub mod legend;
pub mod preferences;
pub mod toolbar;
pub mod zone_dialog;
pub mod zone_list;
pub mod zone_picker;
pub mod zone_search;

pub mod agenda;
pub mod agenda_day;
pub mod days;
pub mod rendered_days;

pub mod chip;
pub mod month;
mod swipe;
pub mod time_grid;

pub mod grids;

pub mod add_menu;
pub mod description;
pub mod event_details;
pub mod event_dialog;
pub mod linked_event;
pub mod occurrence;

pub mod commands;
pub mod print_view;

use leptos::prelude::*;

use self::days::Days;
use self::event_details::clock_change::ClockNotice;
use self::event_dialog::EventDialog;
use self::feed_status::FeedStatus;
use self::filter_bar::FilterBar;
use self::filter_count::FilterCount;
use self::legend::Legend;
use self::linked_event::LinkedEvent;
use self::notices::{Notices, built_notices};
use self::print_view::{PrintView, print_calendar};
use self::state::CalendarState;
use self::subscribe::Subscribe;
use self::toolbar::{Title, ToolbarButtons};
use self::zone_dialog::{ZoneChooser, ZoneDialog};
use self::zone_picker::{ShownZones, ZoneButtons};
use super::languages::interface;
use crate::calendar::views::freshness::FeedState;
use crate::page::CalendarData;

/// The calendar of the community, in the visitor's zone and language. Most of its parts are islands of their own.
#[component]
pub fn Calendar(
    /// The links to the calendar.
    data: CalendarData,
    /// The events, and what is shown of them.
    state: CalendarState,
    /// What opens the zone dialog.
    chooser: ZoneChooser,
) -> impl IntoView {
    let CalendarState { visitor, source, view_state, open_event, .. } = state;
    view! {
        <div
            class="calendar"
            lang=interface()
            data-calendar
            data-view=view_state.view.get_untracked().name()
            data-feed=source.state.with_untracked(FeedState::name)
            data-zone=visitor.zone.with_untracked(|zone| zone.name().to_owned())
        >
            {built_notices()}
            <Notices visitor source />
            <div class="toolbar">
                <Title state />
                <ToolbarButtons state />
            </div>
            <FilterControls state />
            <Days state />
            <div class="calendar-foot">
                <div class="zone-picker">
                    <ShownZones visitor />
                    <ZoneButtons visitor chooser />
                </div>
                <p class="calendar-ways">
                    // A subscription is updated when events change; a copied event is not.
                    <a class="quiet-link" href="#official-calendar" target="_self">"Subscribe"</a>
                    <PrintButton />
                </p>
                <FeedStatus visitor source />
            </div>
            <EventDialog open_event view_state />
            <ZoneDialog chooser />
            <PrintView state />
            <Subscribe links=data.links page_url=data.page_url />
        </div>
    }
}

/// What is between the toolbar and the days: the filter, the categories, and what they lead to.
#[component]
pub fn FilterControls(
    /// The events, and what is shown of them.
    state: CalendarState,
) -> impl IntoView {
    let CalendarState { visitor, view_state, filter_state, events, open_event, rendered_days, .. } = state;
    let count = Memo::new(move |_| events.filtered.with(|all| all.len()));
    view! {
        <div class="filter-controls" data-island="filter">
            <FilterBar visitor filter_state occurrences=events.in_period shown=count />
            <Legend filter_state occurrences=events.in_period />
            <FilterCount state shown=count />
            <ClockNotice view_state open_event />
            <LinkedEvent open_event view_state days=rendered_days.days />
        </div>
    }
}

/// A button that prints the calendar.
#[component]
pub fn PrintButton() -> impl IntoView {
    view! {
        <button type="button" class="quiet-button" data-island="print" data-needs-script on:click=move |_| print_calendar()>
            "Print"
        </button>
    }
}
