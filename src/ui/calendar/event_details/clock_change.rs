//! Notices of occurrences whose local time differs from the previous one because a UTC offset has changed.

use leptos::prelude::*;

use super::phrase::phrase_text;
use crate::calendar::text::clock_change_text::ClockChangeText;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::calendar::view_state::ViewState;
use crate::ui::icon::icon;
use crate::ui::languages::interface_direction;
use crate::ui::static_element::{StaticElement, element};

/// A line that shows that an occurrence is at another local time for the visitor than the previous one.
pub fn clock_change_line(change: ClockChangeText, language: &str) -> StaticElement {
    let headline = element("strong").child(change.headline);
    let times = phrase_text(change.times, language).class("clock-change-times");
    let line = element("p").class("clock-change").attr("data-clock-change", "");
    line.child(icon("clock-change")).child(element("span").child(headline).child(times))
}

/// A line above the events if a series has such an occurrence in the coming weeks. It is shown only in the period of
/// today.
#[component]
pub fn ClockNotice(
    /// The view and date that are shown.
    view_state: ViewState,
    /// The event that is open.
    open_event: OpenEvent,
) -> impl IntoView {
    move || {
        let summary = open_event.changes_ahead().filter(|_| view_state.date.with(Option::is_none))?;
        let link = summary.first.link.clone();
        let (phrase, language) =
            open_event.visitor.words.with(|words| (summary.sentence(words.as_ref()), words.language()));
        Some(view! {
            <p class="clock-notice" dir=interface_direction() data-clock-notice>
                {icon("clock-change")}
                <span>
                    {phrase_text(phrase, &language)}
                    " "
                    <button type="button" class="clock-notice-show" on:click=move |_| open_event.show(&link)>
                        "Show the first"
                    </button>
                </span>
            </p>
        })
    }
}
