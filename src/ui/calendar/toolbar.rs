//! The toolbar of the calendar: its title, earlier, today and later, the views, the filter, and a menu.

use leptos::prelude::*;

use super::event_source::EventSource;
use super::filter_bar::FILTER;
use super::filter_state::FilterState;
use super::preferences::Preferences;
use super::view_state::{TITLE, ViewState};
use crate::calendar::time::{date_plus, date_text};
use crate::calendar::views::period::{Period, View};
use crate::page::address::read_date;
use crate::ui::address::Step;
use crate::ui::announcer::Announcer;
use crate::ui::icon::icon;
use crate::ui::menu::Menu;
use crate::ui::static_element::element;
use crate::ui::visitor::Visitor;

/// The toolbar of the calendar, with the period that is shown as its title.
#[component]
pub fn Toolbar(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The view and date that are shown.
    view_state: ViewState,
    /// The source of the events.
    source: EventSource,
    /// The filter that is set.
    filter_state: FilterState,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    // The agenda from today on ends with the last day that is shown.
    let dates = move || view_state.is_ahead().then(|| (view_state.period.get().date, source.last_day.get()));
    let title = move || {
        visitor.words.with(|words| match dates() {
            Some((first, last)) => words.dates(first, last),
            None => view_state.period.get().title(words.week().start, words.as_ref()),
        })
    };
    let first = move || dates().map(|(first, _)| date_text(first));
    let last = move || dates().map(|(_, last)| date_text(last));
    let go = move |period: Period| {
        view_state.show(period, Step::New);
        announcer.say(untrack(title));
    };
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
    let time = move || {
        element("time")
            .attr("datetime", first())
            .attr("data-until", last())
            .attr("data-local", "days")
            .child(title())
    };
    let language = move || visitor.words.with(|words| words.language());
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
    let more = move || {
        view! {
            <DateField view_state go />
            <Preferences visitor />
        }
    };
    let FilterState { is_set, is_open, .. } = filter_state;
    let filter_label = move || if is_set.get() { "Filter events (a filter is set)" } else { "Filter events" };
    view! {
        <div class="toolbar">
            <h3 class="toolbar-title" translate="no" id=TITLE lang=language tabindex="-1">
                {time}
            </h3>
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
                    data-set=move || is_set.get().then_some("")
                    on:click=move |_| filter_state.toggle_panel()
                >
                    {icon("search")}
                </button>
                <Menu label=|| view! { {icon("more")} } button_class="toolbar-step" name="More" panel=more />
            </div>
        </div>
    }
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
