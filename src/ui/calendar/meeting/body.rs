//! The inside of an opened occurrence.

use leptos::prelude::*;

use super::Meetings;
use super::actions::Actions;
use super::awake::Awake;
use super::said::Said;
use crate::browser::clock;
use crate::browser::zone::BrowserZones;
use crate::calendar::Occurrence;
use crate::calendar::meeting::{MeetingText, Sight};

/// When a meeting comes again, why it is at this time, who is awake then, and what can be done with it.
#[component]
pub fn Body(
    /// The key of the occurrence.
    key: String,
) -> impl IntoView {
    let Some(meetings) = use_context::<Meetings>() else { return ().into_any() };
    let seen = Memo::new(move |_| {
        let occurrence = meetings.occurrence(&key)?;
        let text = with_sight(&meetings, &occurrence, |sight| sight.text());
        Some((occurrence, text))
    });
    (move || {
        seen.get().map(
            |(occurrence, text)| view! { <div class="meeting">{parts(&meetings, occurrence, text)}</div> },
        )
    })
    .into_any()
}

/// Looks at an occurrence with all that is known now.
pub(super) fn with_sight<T>(meetings: &Meetings, occurrence: &Occurrence, see: impl Fn(Sight<'_>) -> T) -> T {
    let reader = meetings.reader;
    let (zone, own_zone, words) = (reader.zone.get(), reader.own_zone.get(), reader.words.get());
    let feed = meetings.source.feed();
    let usual_zones = meetings.awake_zones();
    let change = meetings.change_of(&occurrence.key(&zone));
    meetings.source.occurrences.with(|known| {
        see(Sight {
            occurrence,
            feed: feed.as_deref(),
            known,
            zone: &zone,
            own_zone: own_zone.as_ref(),
            usual_zones: &usual_zones,
            change: change.as_ref(),
            fetched: meetings.fetched(),
            now: clock::now(),
            words: words.as_ref(),
            database: &BrowserZones,
        })
    })
}

fn parts(meetings: &Meetings, occurrence: Occurrence, text: MeetingText) -> impl IntoView {
    let language = text.language.clone();
    let repeats = text.repeats.clone().map(|words| part("Repeats", view! { <p>{words}</p> }.into_any()));
    let next = text.next.clone().into_iter().map(|time| {
        let language = language.clone();
        view! { <li><time datetime=time.datetime lang=language>{time.words}</time></li> }
    });
    let next = (!text.next.is_empty()).then(|| {
        part(
            "Next dates",
            view! { <ul class="meeting-dates" role="list">{next.collect_view()}</ul> }.into_any(),
        )
    });
    let why = text.why.clone().into_iter().map(|phrase| {
        let language = language.clone();
        view! { <li><Said phrase language /></li> }
    });
    let why = part(
        "Why this time",
        view! { <ul class="meeting-why" role="list">{why.collect_view()}</ul> }.into_any(),
    );
    let awake = (!text.awake.is_empty()).then(|| {
        let content = view! { <Awake zones=text.awake.clone() language reader=meetings.reader /> };
        part("Who is awake", content.into_any())
    });
    view! {
        {repeats}
        {next}
        {why}
        {awake}
        <Actions meetings=*meetings occurrence text />
    }
}

/// A part of the inside, with its heading.
pub(super) fn part(heading: &'static str, content: AnyView) -> impl IntoView {
    view! {
        <div class="meeting-part">
            <h6 class="meeting-heading">{heading}</h6>
            {content}
        </div>
    }
}
