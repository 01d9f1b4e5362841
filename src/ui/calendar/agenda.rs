//! The agenda: days with their events.

use leptos::prelude::*;

use super::agenda_day::agenda_day;
use super::rendered_days::END;
use super::state::CalendarState;
use crate::browser::document;
use crate::browser::focus::FocusedControl;
use crate::calendar::text::agenda_text::{DayText, day_text};
use crate::calendar::time::date_text;
use crate::calendar::views::agenda::AgendaDay;
use crate::ui::announcer::Announcer;
use crate::ui::languages::interface_direction;
use crate::ui::static_element::{changing, element, untranslated};

/// The agenda. A day whose texts do not change keeps its elements, and so its details stay open.
#[component]
pub fn Agenda(
    /// The events, and what is shown of them.
    state: CalendarState,
) -> impl IntoView {
    let CalendarState { visitor, source, view_state, open_event, rendered_days, .. } = state;
    let list = move || {
        // An event whose texts change is rendered again; the focus stays in it.
        if let Some(control) = visitor.is_live.get_untracked().then(FocusedControl::current).flatten() {
            control.restore();
        }
        let (now, changes) = (visitor.minute.get(), open_event.changes.get());
        let (clocks, words, is_live) = (visitor.clocks.get(), visitor.words.get(), visitor.is_live.get());
        let day = |day: &AgendaDay| {
            let text = day_text(day, &clocks, &changes, now, words.as_ref());
            // When the page is built, the date of the visit is not known, so no day is "today".
            let near = text.near.filter(|_| is_live);
            agenda_day(DayText { near, is_today: text.is_today && is_live, ..text })
        };
        let days: Vec<_> = rendered_days.days.with(|days| days.iter().map(day).collect());
        Some(if days.is_empty() {
            element("p").class("agenda-empty").attr("dir", interface_direction()).child(nothing(&state))
        } else {
            element("ol").class("agenda").attr("role", "list").child(days)
        })
    };
    let more = move || {
        let is_ahead = view_state.is_ahead();
        let can_show_more = !visitor.is_live.get() || source.can_show_more();
        let date = date_text(source.last_day.get());
        let last_day = untranslated("time").attr("datetime", date).attr("data-local", "shortDay");
        let button = element("button")
            .attr("type", "button")
            .class("button-link")
            .attr("hidden", (!can_show_more).then_some(""))
            .child("Show four more weeks");
        let until = element("span").child("Shown until ").child(last_day.child(last_day_text(&state)));
        element("p")
            .class("agenda-more")
            .attr("data-needs-script", "")
            .attr("hidden", (!is_ahead).then_some(""))
            .child(button)
            .child(until)
            .into()
    };
    (changing(list), element("i").attr("id", END), changing(more))
}

fn last_day_text(state: &CalendarState) -> String {
    state.visitor.words.with(|words| words.short_day(state.source.last_day.get()))
}

/// Why the agenda is empty.
fn nothing(state: &CalendarState) -> String {
    let CalendarState { visitor, source, view_state, filter_state, .. } = *state;
    if filter_state.is_set() {
        "No meeting in these days passes the filter.".to_owned()
    } else if view_state.date.get().is_some_and(|date| date < visitor.today.get()) {
        "Nothing was planned in these days.".to_owned()
    } else if !view_state.is_ahead() {
        "Nothing is planned in these days.".to_owned()
    } else if source.can_show_more() {
        format!("Nothing is planned until {}.", last_day_text(state))
    } else {
        "The list that was built into this page has run out.".to_owned()
    }
}

/// Shows more days when the button below the agenda is pressed.
pub fn follow(state: CalendarState) {
    let announcer = Announcer::of_page();
    document::on_click_in(".agenda-more button", move |_| {
        state.source.show_more();
        announcer.say(format!("Events are shown until {}", untrack(|| last_day_text(&state))));
    });
}
