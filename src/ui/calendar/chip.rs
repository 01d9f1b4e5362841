//! An event in a grid: a button with its time and title that opens the event.

use leptos::ev::MouseEvent;

use super::hues::Hues;
use crate::browser::document;
use crate::calendar::text::grid_text::{BarText, Chip as Text};
use crate::ui::languages;
use crate::ui::static_element::{StaticElement, element};

/// A small button with the time and title of an event. Its grid opens the event when it is pressed; see
/// [`pressed_chip`].
pub fn chip(text: Text) -> StaticElement {
    // A month has hundreds of chips. One accessible name, and the time as generated content, save elements.
    let label = [text.time.as_deref().unwrap_or_default(), &text.title, &text.rest].join(" ");
    let label = label.trim().to_owned();
    let title = element("bdi")
        .class("chip-title")
        .attr("lang", languages::content())
        .attr("data-time", text.short_time)
        .child(text.short_title);
    element("button")
        .attr("type", "button")
        .class("chip")
        .attr("data-occurrence", text.key)
        .attr("data-status", text.status.word())
        .attr("data-hue", Hues::of_event(&text.category, &text.color))
        .attr("title", label.clone())
        .attr("aria-haspopup", "dialog")
        .attr("aria-label", label)
        .child(title)
}

/// The key of the event whose chip was pressed.
pub fn pressed_chip(event: &MouseEvent) -> Option<String> {
    document::attribute_around(event, "data-occurrence")
}

/// An all-day event as a bar across its days. `class` is the CSS class of bars in this grid.
pub fn bar(bar: BarText, class: &'static str) -> StaticElement {
    element("span")
        .class(class)
        .style("--first", bar.first)
        .style("--span", bar.span)
        .style("--lane", bar.lane)
        .attr("data-before", bar.begins_before.then_some(""))
        .attr("data-after", bar.ends_after.then_some(""))
        .child(chip(bar.chip))
}
