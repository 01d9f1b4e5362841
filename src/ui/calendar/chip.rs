//! An event in a grid: its time and its name, and the way to all that is told of it.

use leptos::prelude::*;

use super::open_event::OpenEvent;
use crate::calendar::text::grid_text::{BarText, Chip as Text};

/// An event in little room; pressing it opens it.
#[component]
pub fn Chip(
    /// The event in words.
    text: Text,
    /// Where an event is opened.
    open_event: OpenEvent,
) -> impl IntoView {
    let key = text.key.clone();
    // All of it in one name, and the time from the style sheet: a month holds hundreds of these.
    let label = [text.time.as_deref().unwrap_or_default(), &text.title, &text.rest].join(" ");
    let label = label.trim().to_owned();
    view! {
        <button
            type="button"
            class="chip"
            data-occurrence=text.key
            data-status=text.status.word()
            data-time=text.time
            aria-haspopup="dialog"
            aria-label=label
            on:click=move |event| {
                event.stop_propagation();
                open_event.show(&key);
            }
        >
            <bdi class="chip-title">{text.title}</bdi>
        </button>
    }
}

/// An event of whole days, as a bar across them.
#[component]
pub fn Bar(
    /// The bar in words.
    bar: BarText,
    /// What the grid calls its bars.
    class: &'static str,
    /// Where an event is opened.
    open_event: OpenEvent,
) -> impl IntoView {
    view! {
        <span
            class=class
            style=("--first", bar.first.to_string())
            style=("--span", bar.span.to_string())
            style=("--lane", bar.lane.to_string())
            data-before=bar.begins_before.then_some("")
            data-after=bar.ends_after.then_some("")
        >
            <Chip text=bar.chip open_event />
        </span>
    }
}
