//! The part of the details that is computed when they are opened.

use leptos::prelude::*;

use super::awake::Awake;
use super::phrase::phrase_text;
use super::{titled, with_context};
use crate::calendar::Occurrence;
use crate::calendar::text::event_details_text::EventDetailsText;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::static_element::{StaticElement, element, untranslated};
use crate::ui::visitor::Visitor;

/// How an event recurs and its next dates; folded, where its times come from and the time in other zones.
#[component]
pub fn DetailsBody(
    /// The event that is open.
    open_event: OpenEvent,
    /// The occurrence.
    occurrence: Occurrence,
) -> impl IntoView {
    let text = Memo::new(move |_| with_context(&open_event, &occurrence, |context| context.text()));
    move || texts(open_event.visitor, text.get())
}

fn texts(visitor: Visitor, text: EventDetailsText) -> impl IntoView {
    let EventDetailsText { language, repeats, next, why, awake } = text;
    let repeats = repeats.map(|words| titled("Repeats", element("p").child(words).into_any()));
    let has_next = !next.is_empty();
    let next = next.into_iter().map(|time| {
        let date = untranslated("time").attr("datetime", time.datetime).attr("lang", language.clone());
        element("li").child(date.child(time.words))
    });
    let next = list("event-details-dates", next);
    let next = has_next.then(|| titled("Next dates", next));
    let why = why.into_iter().map(|phrase| element("li").child(phrase_text(phrase, &language)));
    let why = list("event-details-why", why);
    let has_awake = !awake.is_empty();
    let awake = has_awake.then(|| {
        folded("Who is awake", view! { <Awake zones=awake language=language.clone() visitor /> }.into_any())
    });
    view! {
        <div class="event-details">{repeats} {next} {folded("Why this time", why)} {awake}</div>
    }
}

fn list(class: &'static str, items: impl Iterator<Item = StaticElement>) -> AnyView {
    let items: Vec<_> = items.collect();
    element("ul").class(class).attr("role", "list").child(items).into_any()
}

fn folded(heading: &'static str, content: AnyView) -> impl IntoView {
    view! {
        <details class="event-details-folded">
            <summary>{heading}</summary>
            {content}
        </details>
    }
}
