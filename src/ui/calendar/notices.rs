//! Notices about what does not work in this browser.

use leptos::prelude::*;

use super::event_source::EventSource;
use crate::browser::storage;
use crate::calendar::views::freshness::is_clock_behind;
use crate::ui::languages::{interface, interface_direction};
use crate::ui::static_element::{StaticElement, changing, element};
use crate::ui::visitor::Visitor;

/// What the visitor should know about this browser, or about the events.
enum Notice {
    NoZone,
    UnknownZone(String),
    /// The clock is wrong; with the time that it shows.
    WrongClock(String),
    NoStorage,
    SampleEvents,
}

/// Notices about what does not work in this browser, and that the events are samples.
#[component]
pub fn Notices(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The source of the events.
    source: EventSource,
) -> impl IntoView {
    let of_browser = move || {
        let now = visitor.minute.get();
        let zone = visitor.zone.get();
        let has_no_zone = visitor.own_zone.with(Option::is_none) && zone.name() == "UTC";
        let wrong_clock = is_clock_behind(now, source.built_in);
        [
            has_no_zone.then_some(Notice::NoZone),
            visitor.unknown_zone().map(Notice::UnknownZone),
            wrong_clock
                .then(|| Notice::WrongClock(visitor.words.with(|words| words.as_of(zone.civil_at(now))))),
            (!storage::is_there()).then_some(Notice::NoStorage),
        ]
    };
    changing(move || {
        let of_browser = visitor.is_live.get().then(of_browser).unwrap_or_default();
        let of_events = source.is_sample().then_some(Notice::SampleEvents);
        let notices: Vec<_> = of_browser.into_iter().chain([of_events]).flatten().map(notice).collect();
        element("div").class("notices").attr("data-island", "notices").child(notices).into()
    })
}

fn notice(notice: Notice) -> StaticElement {
    match notice {
        Notice::NoZone => {
            status("This browser does not tell its time zone, so times are in UTC until you choose another.")
        }
        Notice::UnknownZone(name) => status("This browser does not know the time zone ")
            .child(element("bdi").child(name))
            .child(", which this address asks for."),
        Notice::WrongClock(time) => {
            status("This device’s clock is wrong, so the next meeting is not shown: it says ")
                .child(element("bdi").child(time))
                .child(", which is long before these events were fetched.")
        }
        Notice::NoStorage => {
            status("This browser stores no settings for this page, so they are lost when you leave.")
        }
        Notice::SampleEvents => sample_note(),
    }
}

/// Notices for when the app does not run, in the built HTML; style sheets show them.
pub fn built_notices() -> [StaticElement; 3] {
    [
        shown_when(
            "scripts-are-off",
            "Without scripts, times stay in UTC and events are those that were built into this page; the official calendar, below, is always current.",
        ),
        shown_when(
            "not-started",
            "The live calendar could not start, so events are those that were built into this page; reload the page, or see the official calendar, below. ",
        )
        .child(reload_link()),
        shown_when(
            "stopped",
            "The live calendar has stopped, so what it shows may no longer be right; reload the page, or see the official calendar, below. ",
        )
        .child(reload_link()),
    ]
}

/// A note that the events are samples.
fn sample_note() -> StaticElement {
    let link = element("a")
        .attr("href", "#official-calendar")
        .attr("target", "_self")
        .child("the official calendar");
    element("p")
        .class("sample-note")
        .attr("dir", interface_direction())
        .attr("data-sample", "")
        .child(element("strong").child("These meetings are examples: "))
        .child("nobody meets at these times. The real ones are in ")
        .child(link)
        .child(".")
}

/// A notice.
fn status(text: &'static str) -> StaticElement {
    element("p").class("notice").attr("dir", interface_direction()).attr("role", "status").child(text)
}

/// A notice that style sheets show.
fn shown_when(state: &'static str, text: &'static str) -> StaticElement {
    status(text).attr("data-shown-when", state)
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
