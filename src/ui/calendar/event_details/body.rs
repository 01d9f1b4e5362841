//! The content of the details that is computed when they are opened.

use leptos::prelude::*;

use super::actions::Actions;
use super::awake::Awake;
use super::phrase::PhraseText;
use super::{part, with_context};
use crate::browser::zone::BrowserZones;
use crate::calendar::Occurrence;
use crate::calendar::export::links::AddLinks;
use crate::calendar::text::event_details_text::EventDetailsText;
use crate::ui::calendar::open_event::OpenEvent;

/// How an event recurs, its next dates, where its times come from, the time in other zones, and actions.
#[component]
pub fn DetailsBody(
    /// The key of the occurrence.
    key: String,
) -> impl IntoView {
    let Some(open_event) = use_context::<OpenEvent>() else { return ().into_any() };
    let details = Memo::new(move |_| {
        let occurrence = open_event.occurrence(&key)?;
        let text = with_context(&open_event, &occurrence, |context| context.text());
        let feed = open_event.source.feed();
        let links = AddLinks::new(&occurrence, feed.as_deref(), &BrowserZones);
        Some((occurrence, text, links))
    });
    (move || {
        details.get().map(|(occurrence, text, links)| {
            view! { <div class="event-details">{parts(&open_event, occurrence, text, links)}</div> }
        })
    })
    .into_any()
}

fn parts(
    open_event: &OpenEvent,
    occurrence: Occurrence,
    text: EventDetailsText,
    links: AddLinks,
) -> impl IntoView {
    let language = text.language.clone();
    let repeats = text.repeats.clone().map(|words| part("Repeats", view! { <p>{words}</p> }.into_any()));
    let next = text.next.clone().into_iter().map(|time| {
        let language = language.clone();
        view! { <li><time datetime=time.datetime lang=language>{time.words}</time></li> }
    });
    let next = (!text.next.is_empty()).then(|| {
        part(
            "Next dates",
            view! { <ul class="event-details-dates" role="list">{next.collect_view()}</ul> }.into_any(),
        )
    });
    let why = text.why.clone().into_iter().map(|phrase| {
        let language = language.clone();
        view! { <li><PhraseText phrase language /></li> }
    });
    let why = part(
        "Why this time",
        view! { <ul class="event-details-why" role="list">{why.collect_view()}</ul> }.into_any(),
    );
    let awake = (!text.awake.is_empty()).then(|| {
        let content = view! { <Awake zones=text.awake.clone() language reader=open_event.reader /> };
        part("Who is awake", content.into_any())
    });
    view! {
        {repeats}
        {next}
        {why}
        {awake}
        <Actions open_event=*open_event occurrence links />
    }
}
