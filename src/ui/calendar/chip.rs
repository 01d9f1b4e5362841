//! An event in a grid: its time and its name, and the way to all that is told of it.

use leptos::prelude::*;

use super::meeting::Meetings;
use crate::calendar::grid_text::Chip as Text;

/// An event in little room; pressing it opens it.
#[component]
pub fn Chip(
    /// The event in words.
    text: Text,
    /// Where an event is opened.
    meetings: Meetings,
) -> impl IntoView {
    let key = text.key.clone();
    view! {
        <button
            type="button"
            class="chip"
            data-occurrence=text.key
            data-status=text.status.word()
            aria-haspopup="dialog"
            on:click=move |event| {
                event.stop_propagation();
                meetings.show(&key);
            }
        >
            {text.time.map(|time| view! { <span class="chip-time">{time}</span> " " })}
            <bdi class="chip-title">{text.title}</bdi>
            <span class="visually-hidden">" " {text.rest}</span>
        </button>
    }
}
