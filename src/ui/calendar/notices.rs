//! Notices about what does not work in this browser.

use leptos::prelude::*;

use super::event_source::EventSource;
use crate::browser::storage;
use crate::calendar::time::Instant;
use crate::calendar::views::freshness::is_clock_behind;
use crate::ui::languages::{interface, interface_direction};
use crate::ui::static_element::{StaticElement, element};
use crate::ui::visitor::Visitor;

/// Notices about what does not work in this browser. The first three are for when the app does not run. They are
/// in the built HTML, and style sheets show them.
#[component]
pub fn Notices(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The source of the events.
    source: EventSource,
) -> impl IntoView {
    let has_no_storage = move || visitor.is_live.get() && !storage::is_there();
    let has_no_zone = move || {
        visitor.is_live.get()
            && visitor.own_zone.with(Option::is_none)
            && visitor.zone.with(|it| it.name() == "UTC")
    };
    let wrong_clock = move || {
        let now = visitor.minute.get();
        Some(now).filter(|now| visitor.is_live.get() && is_clock_behind(*now, source.built_in))
    };
    let unknown_zone = move || visitor.is_live.get().then(|| visitor.unknown_zone()).flatten();
    let moment = move |instant: Instant| {
        let civil = visitor.zone.with(|zone| zone.civil_at(instant));
        visitor.words.with(|words| words.as_of(civil))
    };
    view! {
        {notice(
            "scripts-are-off",
            "Without scripts, times stay in UTC and events are those that were built into this page; the official calendar, below, is always current.",
        )}
        {notice(
            "not-started",
            "The live calendar could not start, so events are those that were built into this page; reload the page, or see the official calendar, below. ",
        )
            .child(reload_link())}
        {notice(
            "stopped",
            "The live calendar has stopped, so what it shows may no longer be right; reload the page, or see the official calendar, below. ",
        )
            .child(reload_link())}
        {move || {
            has_no_zone().then(|| status("This browser does not tell its time zone, so times are in UTC until you choose another."))
        }}
        {move || {
            unknown_zone().map(|name| {
                status("This browser does not know the time zone ")
                    .child(element("bdi").child(name))
                    .child(", which this address asks for.")
            })
        }}
        {move || {
            wrong_clock().map(|now| {
                status("This device’s clock is wrong, so the next meeting is not shown: it says ")
                    .child(element("bdi").child(moment(now)))
                    .child(", which is long before these events were fetched.")
            })
        }}
        {move || {
            has_no_storage().then(|| status("This browser stores no settings for this page, so they are lost when you leave."))
        }}
    }
}

/// A notice.
fn status(text: &'static str) -> StaticElement {
    element("p").class("notice").attr("dir", interface_direction()).attr("role", "status").child(text)
}

/// A notice that style sheets show.
fn notice(shown_when: &'static str, text: &'static str) -> StaticElement {
    status(text).attr("data-shown-when", shown_when)
}

/// A link works without the app, a button would not.
fn reload_link() -> StaticElement {
    element("a").class("button-link").attr("href", "").attr("target", "_self").child("Reload")
}

/// The notice of a page whose calendar has been removed and cannot be rendered.
#[component]
pub fn CalendarMissing() -> impl IntoView {
    element("p")
        .class("loading-note toast")
        .attr("role", "alert")
        .attr("lang", interface())
        .attr("dir", interface_direction())
        .child("The calendar of this page is missing. ")
        .child(reload_link())
}
