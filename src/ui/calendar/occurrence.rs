//! One occurrence in the agenda.

use leptos::prelude::*;

use super::description::Description;
use crate::calendar::agenda_text::{EntryText, JoinLink};
use crate::ui::icon::Icon;
use crate::ui::smart_link::SmartLink;

/// One occurrence: its times here and at the organiser's, its name, where to go, and what it is about.
#[component]
pub fn Occurrence(
    /// The occurrence in words.
    entry: EntryText,
    /// The language of its times.
    language: String,
) -> impl IntoView {
    let state = match entry.status {
        "cancelled" => Some("Cancelled"),
        "tentative" => Some("Tentative"),
        _ => None,
    };
    let end = entry.end.map(|end| view! { " – " <time datetime=end.datetime>{end.words}</time> });
    let there = entry
        .there
        .map(|there| fact("globe", view! { <span lang=language.clone()>{there}</span> }.into_any()));
    let moved = entry.moved_from.map(|from| {
        view! { <span class="badge" data-kind="moved">"Moved from " <span lang=language.clone()>{from}</span></span> }
    });
    let place = (!entry.place.is_empty())
        .then(|| fact("place", view! { <Description runs=entry.place /> }.into_any()));
    let join = entry.join.map(|join| view! { <Join join strong=false /> });
    let organizer = (!entry.organizer.is_empty())
        .then(|| view! { <p class="occurrence-organizer">"Organised by " <bdi>{entry.organizer}</bdi></p> });
    let has_more = !entry.description.is_empty() || organizer.is_some();
    let more = has_more.then(|| {
        view! {
            <details class="occurrence-more">
                <summary>
                    "Details" <span class="visually-hidden">" of " {entry.title.clone()}</span>
                </summary>
                <div class="occurrence-description">
                    <Description runs=entry.description />
                </div>
                {organizer}
            </details>
        }
    });
    view! {
        <li class="occurrence" data-occurrence=entry.key data-status=entry.status>
            <p class="occurrence-time" lang=language.clone()>
                <time datetime=entry.start.datetime>{entry.start.words}</time>
                {end}
            </p>
            <div class="occurrence-body">
                <h5 class="occurrence-title">
                    <span class="occurrence-title-words" dir="auto">{entry.title}</span>
                    {state.map(|state| view! { <span class="badge" data-kind=entry.status>{state}</span> })}
                    {moved}
                </h5>
                {there}
                {place}
                {join}
                {more}
            </div>
        </li>
    }
}

fn fact(icon: &'static str, content: AnyView) -> impl IntoView {
    view! {
        <p class="occurrence-fact">
            <Icon name=icon />
            {content}
        </p>
    }
}

/// The way into a meeting on the web, with the host that it leads to.
#[component]
pub fn Join(
    /// Where it leads.
    join: JoinLink,
    /// Whether it is the thing to do here.
    strong: bool,
) -> impl IntoView {
    view! {
        <p class="join" data-strong=strong.then_some("")>
            <SmartLink url=join.url class=if strong { "button-link" } else { "join-link" }>
                <Icon name="video" />
                <span>"Join on " <bdi>{join.host}</bdi></span>
            </SmartLink>
        </p>
    }
}
