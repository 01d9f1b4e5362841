//! The calendar: the source of the events, the visitor's zone, the next event, the views and the filter.

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
pub mod legend;
pub mod preferences;
pub mod toolbar;
pub mod zone_dialog;
pub mod zone_list;
pub mod zone_picker;
pub mod zone_search;

pub mod agenda;
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

use self::agenda::Agenda;
use self::event_details::clock_change::ClockNotice;
use self::event_dialog::EventDialog;
use self::feed_status::{FeedStatus, SampleNote};
use self::filter_bar::{FilterBar, FilterCount};
use self::legend::Legend;
use self::linked_event::LinkedEvent;
use self::month::MonthProps;
use self::notices::Notices;
use self::print_view::{PrintView, print_calendar};
use self::rendered_days::{Rendered, RenderedDays};
use self::state::CalendarState;
use self::subscribe::Subscribe;
use self::time_grid::TimeGridProps;
use self::toolbar::Toolbar;
use self::zone_dialog::{ZoneChooser, ZoneDialog};
use self::zone_picker::ZonePicker;
use super::languages::interface;
use super::lazy_part::LazyPart;
use crate::browser::media;
use crate::calendar::views::freshness::FeedState;
use crate::calendar::views::period::View;
use crate::page::CalendarData;
use crate::ui::effect::effect;

/// The name of the island.
pub const ISLAND: &str = "calendar";

/// Viewports in which a day of the month is too narrow for the titles of its events; the same as in
/// `style/components/month.css`.
pub const NARROW: &str = "(max-width: 45.99rem)";

/// The calendar of the community, in the visitor's zone and language.
#[component]
pub fn Calendar(
    /// The links to the calendar.
    data: CalendarData,
    /// The events, and what is shown of them.
    state: CalendarState,
    /// The parts of the calendar to render.
    rendered: RwSignal<Rendered>,
) -> impl IntoView {
    let CalendarState {
        visitor,
        source,
        view_state,
        filter_state,
        events,
        open_event,
        grids,
        zone_list,
        built,
    } = state;
    let chooser = ZoneChooser::provide(visitor, zone_list, LazyPart::new(zone_search::load));
    let rendered_days =
        RenderedDays::new(events.agenda_days, built, visitor, view_state, filter_state, rendered);
    rendered_days.follow(visitor);
    let count = Memo::new(move |_| events.filtered.with(|all| all.len()));
    let is_narrow = RwSignal::new(false);
    effect(move || media::watch(NARROW, move |narrow| is_narrow.set(narrow)));
    let has_dialogs = Memo::new(move |_| rendered.get() >= Rendered::Dialogs);
    let has_events = Memo::new(move |_| rendered.get() > Rendered::Dialogs);
    let (is_filtered, days) = (filter_state.is_set, rendered_days.days);
    let body = move || match view_state.view.get() {
        _ if !has_events.get() => ().into_any(),
        View::Agenda => view! { <Agenda visitor source view_state is_filtered days /> }.into_any(),
        View::Month => grids.month.view(move |month| {
            month(MonthProps { visitor, view_state, entries: events.entries, open_event, is_narrow })
        }),
        View::Week | View::Day => grids.time_grid.view(move |time_grid| {
            time_grid(TimeGridProps { visitor, view_state, entries: events.entries, open_event })
        }),
    };
    let foot_and_dialogs = move || {
        has_dialogs.get().then(|| {
            view! {
                <div class="calendar-foot">
                    <ZonePicker visitor chooser />
                    <p class="calendar-ways">
                        // A subscription is updated when events change; a copied event is not.
                        <a class="quiet-link" href="#official-calendar" target="_self">"Subscribe"</a>
                        <button type="button" class="quiet-button" data-needs-script on:click=move |_| print_calendar()>
                            "Print"
                        </button>
                    </p>
                    <FeedStatus visitor source />
                </div>
                <EventDialog open_event view_state />
                <ZoneDialog chooser />
                <PrintView visitor source view_state filter_state />
                <Subscribe links=data.links.clone() page_url=data.page_url.clone() />
            }
        })
    };
    view! {
        <div
            class="calendar"
            lang=interface()
            data-island=ISLAND
            data-calendar
            data-view=move || view_state.view.get().name()
            data-feed=move || source.state.with(FeedState::name)
            data-zone=move || visitor.zone.with(|zone| zone.name().to_owned())
        >
            <Notices visitor source />
            <SampleNote source />
            <Toolbar visitor view_state source filter_state />
            <FilterBar visitor filter_state occurrences=events.in_period shown=count />
            <Legend filter_state occurrences=events.in_period />
            <FilterCount visitor filter_state next_match=events.next_match open_event shown=count />
            <ClockNotice view_state />
            <LinkedEvent open_event view_state days />
            {body}
            {foot_and_dialogs}
        </div>
    }
}
