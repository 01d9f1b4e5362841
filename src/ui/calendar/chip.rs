//! An event in a grid: a button with its time and title that opens the event.

use leptos::prelude::*;

use super::hues::Hues;
use super::open_event::OpenEvent;
use crate::calendar::text::grid_text::{BarText, Chip as Text};
use crate::ui::languages;

/// A small button with the time and title of an event, which opens the event.
#[component]
pub fn Chip(
    /// The texts of the event.
    text: Text,
    /// The event that is open.
    open_event: OpenEvent,
) -> impl IntoView {
    let key = text.key.clone();
    // A month has hundreds of chips. One accessible name, and the time as generated content, save elements.
    let label = [text.time.as_deref().unwrap_or_default(), &text.title, &text.rest].join(" ");
    let label = label.trim().to_owned();
    view! {
        <button
            type="button"
            class="chip"
            data-occurrence=text.key
            data-status=text.status.word()
            data-hue=Hues::of_event(&text.category, &text.color)
            title=label.clone()
            aria-haspopup="dialog"
            aria-label=label
            on:click=move |event| {
                event.stop_propagation();
                open_event.show(&key);
            }
        >
            <bdi class="chip-title" lang=languages::content() data-time=text.short_time>{text.short_title}</bdi>
        </button>
    }
}

/// An all-day event as a bar across its days.
#[component]
pub fn Bar(
    /// The texts and position of the bar.
    bar: BarText,
    /// The class for bars in this grid.
    class: &'static str,
    /// The event that is open.
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
