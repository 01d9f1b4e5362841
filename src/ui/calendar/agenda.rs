//! The agenda: days with their events.

use leptos::prelude::*;

use super::event_source::EventSource;
use super::occurrence::occurrence;
use super::rendered_days::END;
use super::view_state::ViewState;
use crate::browser::focus::FocusedControl;
use crate::calendar::text::agenda_text::{DayText, day_text};
use crate::calendar::time::date_text;
use crate::calendar::views::agenda;
use crate::ui::announcer::Announcer;
use crate::ui::date_tile::date_tile;
use crate::ui::languages::interface_direction;
use crate::ui::static_element::{StaticElement, changing_words, element, untranslated};
use crate::ui::visitor::Visitor;

/// The agenda. A day whose texts do not change keeps its elements, and so its details stay open.
#[component]
pub fn Agenda(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The source of the events.
    source: EventSource,
    /// The view and date that are shown.
    view_state: ViewState,
    /// Whether a filter is set.
    is_filtered: Memo<bool>,
    /// The days that are rendered.
    days: Memo<Vec<agenda::AgendaDay>>,
) -> impl IntoView {
    let texts = Memo::new(move |_| {
        // A day whose texts change is rendered again; the focus stays in its event.
        if let Some(control) = visitor.is_live.get_untracked().then(FocusedControl::current).flatten() {
            control.restore();
        }
        let (clocks, words, is_live) = (visitor.clocks.get(), visitor.words.get(), visitor.is_live.get());
        let now = visitor.minute.get();
        days.with(|days| {
            let texts = days.iter().map(|day| {
                let text = day_text(day, &clocks, now, words.as_ref());
                // When the page is built, the date of the visit is not known, so no day is "today".
                DayText { near: text.near.filter(|_| is_live), is_today: text.is_today && is_live, ..text }
            });
            texts.collect::<Vec<_>>()
        })
    });
    let announcer = Announcer::of_page();
    let last_day = move || visitor.words.with(|words| words.short_day(source.last_day.get()));
    let last_day_element = move || {
        let date = date_text(source.last_day.get());
        untranslated("time").attr("datetime", date).attr("data-local", "shortDay").child(last_day())
    };
    let nothing = move || {
        if is_filtered.get() {
            "No meeting in these days passes the filter.".to_owned()
        } else if view_state.date.get().is_some_and(|date| date < visitor.today.get()) {
            "Nothing was planned in these days.".to_owned()
        } else if !view_state.is_ahead() {
            "Nothing is planned in these days.".to_owned()
        } else if source.can_show_more() {
            format!("Nothing is planned until {}.", last_day())
        } else {
            "The list that was built into this page has run out.".to_owned()
        }
    };
    view! {
        <Show
            when=move || texts.with(|texts| !texts.is_empty())
            fallback=move || view! { <p class="agenda-empty" dir=interface_direction()>{move || changing_words(nothing())}</p> }
        >
            <ol class="agenda" role="list">
                <For each=move || texts.get() key=Clone::clone children=agenda_day />
            </ol>
        </Show>
        <i id=END></i>
        <p class="agenda-more" data-needs-script hidden=move || !view_state.is_ahead()>
            <button
                type="button"
                class="button-link"
                hidden=move || visitor.is_live.get() && !source.can_show_more()
                on:click=move |_| {
                    source.show_more();
                    announcer.say(format!("Events are shown until {}", last_day()));
                }
            >
                "Show four more weeks"
            </button>
            <span>
                "Shown until "
                {last_day_element}
            </span>
        </p>
    }
}

/// A day with its events.
pub fn agenda_day(day: DayText) -> StaticElement {
    let DayText { heading, language, .. } = day;
    let date =
        element("time").class("visually-hidden").attr("datetime", day.datetime).attr("data-local", "day");
    let near = day.near.map(|near| element("span").class("agenda-day-near").child(near));
    let title = untranslated("h4")
        .class("agenda-day-heading")
        .attr("lang", language.clone())
        .child(date.child(heading.clone()))
        .child(date_tile(day.tile, &language))
        .child(near);
    let rows: Vec<_> = day.entries.into_iter().map(|entry| occurrence(entry, &heading, &language)).collect();
    element("li")
        .class("agenda-day")
        .attr("data-today", day.is_today.then_some(""))
        .child(title)
        .child(element("ol").class("agenda-day-list").attr("role", "list").child(rows))
}
