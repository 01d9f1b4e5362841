//! One occurrence, in the agenda and in the event dialog.

use leptos::prelude::*;

use super::description::Description;
use super::event_details::clock_change::ClockChangeLine;
use super::event_details::summary::DetailsSummary;
use crate::calendar::ics::event::Status;
use crate::calendar::text::agenda_text::{ClockText, EntryText, JoinLink};
use crate::ui::icon::Icon;
use crate::ui::smart_link::SmartLink;

/// One occurrence: its times, also in other zones, its title, location, conference link and details.
#[component]
pub fn Occurrence(
    /// The texts of the occurrence.
    entry: EntryText,
    /// The language of its times.
    language: String,
) -> impl IntoView {
    let state = match entry.status {
        Status::Cancelled => Some("Cancelled"),
        Status::Tentative => Some("Tentative"),
        Status::Confirmed => None,
    };
    let status = entry.status.word();
    let began_earlier = !entry.time.words.is_empty();
    let all_day = entry.is_all_day.then_some(if began_earlier { "All day since " } else { "All day" });
    // The format in which `src/boot/local_times.js` writes the time before the app is loaded.
    let local = if entry.is_all_day { began_earlier.then_some("shortDay") } else { Some("time") };
    let floating = entry.is_floating.then_some("");
    let last_day = entry.last_day.map(|last| {
        view! { " – " <time datetime=last.datetime lang=language.clone() data-local="shortDay">{last.words}</time> }
    });
    let second = entry.second.map(|second| {
        view! {
            <span class="occurrence-second" data-second-time>
                <There there=second language=language.clone() />
            </span>
        }
    });
    let there = entry.there.map(|there| {
        let language = language.clone();
        fact("globe", view! { <There there language /> }.into_any())
    });
    let moved = entry.moved_from.map(|from| {
        view! {
            <span class="badge" data-kind="moved">
                "Moved from "
                <time
                    dir="auto"
                    lang=language.clone()
                    datetime=from.datetime
                    data-local=if entry.is_all_day { "shortDay" } else { "moment" }
                    data-floating=floating
                >
                    {from.words}
                </time>
            </span>
        }
    });
    let location = (!entry.location.is_empty())
        .then(|| fact("place", view! { <Description runs=entry.location /> }.into_any()));
    let join = entry.join.map(|join| view! { <Join join title=entry.title.clone() strong=false /> });
    let (key, more_key) = (entry.key.clone(), entry.key.clone());
    view! {
        <li class="occurrence" data-occurrence=entry.key data-status=status>
            <p class="occurrence-time">
                <time
                    datetime=entry.time.datetime
                    data-until=entry.time.until
                    data-local=local
                    data-floating=floating
                >
                    {all_day} <bdi lang=language.clone()>{entry.time.words}</bdi>
                </time>
                {last_day}
                {second}
            </p>
            <div class="occurrence-body">
                <h5 class="occurrence-title">
                    <bdi class="occurrence-title-words">{entry.title.clone()}</bdi>
                    {state.map(|state| view! { <span class="badge" data-kind=status>{state}</span> })}
                    {moved}
                </h5>
                <ClockChangeLine key />
                {there}
                {location}
                {join}
                <DetailsSummary
                    key=more_key
                    link=entry.link
                    title=entry.title
                    description=entry.description
                    organizer=entry.organizer
                />
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

/// The times in another zone.
#[component]
pub fn There(
    /// The times and the city.
    there: ClockText,
    /// The language of the times.
    language: String,
) -> impl IntoView {
    view! { <span><bdi lang=language>{there.times}</bdi> " in " {there.city}</span> }
}

/// The link to an online meeting, with its host name.
#[component]
pub fn Join(
    /// The link.
    join: JoinLink,
    /// The title of the event, for screen readers.
    title: String,
    /// Whether it is rendered as a button.
    strong: bool,
) -> impl IntoView {
    view! {
        <p class="join" data-strong=strong.then_some("")>
            <SmartLink url=join.url class=if strong { "button-link" } else { "join-link" }>
                <Icon name="video" />
                <span>
                    "Join " <span class="visually-hidden">{title} " "</span> "on " <bdi>{join.host}</bdi>
                </span>
            </SmartLink>
        </p>
    }
}
