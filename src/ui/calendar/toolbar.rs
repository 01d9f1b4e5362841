//! The toolbar of the calendar: its title, and buttons for earlier, today and later, the views, the filter, and a menu.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::filter_bar::FILTER;
use super::preferences::Preferences;
use super::state::CalendarState;
use super::view_state::{TITLE, ViewState};
use crate::browser::disclosure::panel;
use crate::calendar::time::{date_plus, date_text};
use crate::calendar::views::period::{Period, View};
use crate::page::address::read_date;
use crate::ui::address::Step;
use crate::ui::announcer::Announcer;
use crate::ui::disclosures::{Mounted, mount_while_open};
use crate::ui::icon::icon;
use crate::ui::menu::menu;
use crate::ui::static_element::{changing, element, untranslated};

/// The period that is shown, as the title of the calendar.
#[component]
pub fn Title(
    /// The events, and what is shown of them.
    state: CalendarState,
) -> impl IntoView {
    changing(move || {
        let dates = dates_ahead(&state);
        let time = element("time")
            .attr("datetime", dates.map(|(first, _)| date_text(first)))
            .attr("data-until", dates.map(|(_, last)| date_text(last)))
            .attr("data-local", "days")
            .child(title(&state));
        untranslated("h3")
            .class("toolbar-title")
            .attr("data-island", "title")
            .attr("id", TITLE)
            .attr("lang", state.visitor.words.with(|words| words.language()))
            .attr("tabindex", "-1")
            .child(time)
            .into()
    })
}

/// The first and last day of the agenda from today on, if that is shown.
fn dates_ahead(state: &CalendarState) -> Option<(NaiveDate, NaiveDate)> {
    let CalendarState { view_state, source, .. } = state;
    view_state.is_ahead().then(|| (view_state.period.get().date, source.last_day.get()))
}

fn title(state: &CalendarState) -> String {
    state.visitor.words.with(|words| match dates_ahead(state) {
        Some((first, last)) => words.dates(first, last),
        None => state.view_state.period.get().title(words.week().start, words.as_ref()),
    })
}

/// The buttons of the toolbar: earlier, today and later, the views, the filter, and a menu.
#[component]
pub fn ToolbarButtons(
    /// The events, and what is shown of them.
    state: CalendarState,
) -> impl IntoView {
    let CalendarState { view_state, source, filter_state, .. } = state;
    let announcer = Announcer::of_page();
    let title = move || title(&state);
    let go = move |period| go(&state, announcer, period);
    let step = move |steps| {
        let period = view_state.period.get_untracked();
        // What follows the agenda from today on begins after its last day.
        let is_after = steps > 0 && untrack(|| view_state.is_ahead());
        go(if is_after {
            Period { date: date_plus(source.last_day.get_untracked(), 1), ..period }
        } else {
            period.moved(steps)
        });
    };
    let is_now = move || view_state.date.with(Option::is_none);
    let views = View::ALL.map(|view| {
        let chosen = move || view_state.view.get() == view;
        view! {
            <button
                type="button"
                class="toolbar-view"
                aria-pressed=move || chosen().to_string()
                on:click=move |_| {
                    view_state.choose(view);
                    announcer.say(format!("{} view, {}", view.label(), untrack(title)));
                }
            >
                {view.label()}
            </button>
        }
    });
    let is_open = filter_state.is_open;
    let filter_label =
        move || if filter_state.is_set() { "Filter events (a filter is set)" } else { "Filter events" };
    view! {
        <div class="toolbar-buttons" data-island="toolbar">
            <div class="toolbar-ways" role="group" aria-label="Date" data-needs-script>
                <button type="button" class="toolbar-step" data-back aria-label="Earlier" on:click=move |_| step(-1)>
                    {icon("chevron")}
                </button>
                <button
                    type="button"
                    class="toolbar-now"
                    aria-disabled=move || is_now().to_string()
                    on:click=move |_| {
                        view_state.show_today();
                        announcer.say(untrack(title));
                    }
                >
                    "Today"
                </button>
                <button type="button" class="toolbar-step" aria-label="Later" on:click=move |_| step(1)>
                    {icon("chevron")}
                </button>
            </div>
            <div class="toolbar-views" role="group" aria-label="View" data-needs-script>
                {views.collect_view()}
            </div>
            <div class="toolbar-more" data-needs-script>
                <button
                    type="button"
                    class="toolbar-step"
                    aria-label=filter_label
                    aria-controls=FILTER
                    aria-expanded=move || is_open.get().to_string()
                    data-set=move || filter_state.is_set().then_some("")
                    on:click=move |_| filter_state.toggle_panel()
                >
                    {icon("search")}
                </button>
                {menu(icon("more"), "toolbar-step", Some("More"))}
            </div>
        </div>
    }
}

/// Renders the panel of the menu while it is open.
pub fn follow(state: CalendarState) {
    let CalendarState { visitor, view_state, .. } = state;
    let announcer = Announcer::of_page();
    let go = move |period| go(&state, announcer, period);
    mount_while_open(".toolbar-more > .menu", move |details, is_open| {
        let fields = || {
            view! {
                <DateField view_state go />
                <Preferences visitor />
            }
        };
        is_open.then(|| Mounted::inside(panel(details), fields().into_any()).into_iter().collect())
    });
}

/// Shows a period, and announces it.
fn go(state: &CalendarState, announcer: Announcer, period: Period) {
    state.view_state.show(period, Step::New);
    announcer.say(untrack(|| title(state)));
}

/// A field for the date to go to.
#[component]
fn DateField(
    view_state: ViewState,
    /// Shows a period.
    go: impl Fn(Period) + Copy + Send + 'static,
) -> impl IntoView {
    view! {
        <label class="menu-field">
            <span>"Go to date"</span>
            <input
                type="date"
                min="1900-01-01"
                max="2200-12-31"
                prop:value=move || date_text(view_state.period.get().date)
                on:change=move |event| {
                    if let Some(date) = read_date(&event_target_value(&event)) {
                        go(Period { date, ..view_state.period.get_untracked() });
                    }
                }
            />
        </label>
    }
}
