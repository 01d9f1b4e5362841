//! One occurrence, in the agenda and in the event dialog.

use leptos::prelude::*;

use super::description::Description;
use super::event_details::clock_change::ClockChangeLine;
use super::event_details::summary::DetailsSummary;
use super::hues::Hues;
use super::join::Join;
use crate::calendar::ics::event::Status;
use crate::calendar::text::agenda_text::{ClockText, EntryText};
use crate::ui::languages;

/// One occurrence as a row: its times, its title, where it is, and a link to join. The whole row opens its details.
#[component]
pub fn Occurrence(
    /// The texts of the occurrence.
    entry: EntryText,
    /// The day that it is listed under; screen readers read it with the title.
    day: String,
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
    let there = entry.there.map(|there| {
        let language = language.clone();
        view! { <span class="occurrence-place" translate="no"><There there language /></span> }
    });
    let place = (!entry.location.is_empty())
        .then(|| view! { <span class="occurrence-place"><Description runs=entry.location /></span> });
    let host = entry.join.as_ref().map(|join| {
        view! { <span class="occurrence-place" data-host><bdi>{join.host.clone()}</bdi></span> }
    });
    let has_places = there.is_some() || place.is_some() || host.is_some();
    let places = has_places.then(|| view! { <p class="occurrence-places">{there} {place} {host}</p> });
    let join = entry.join.clone().map(|join| view! { <Join join title=entry.title.clone() strong=false /> });
    let (row_key, change_key) = (entry.key.clone(), entry.key.clone());
    let times = Some(entry.time.words.as_str()).filter(|times| !times.is_empty());
    let hidden_time =
        [Some(day.as_str()), times].into_iter().flatten().fold(String::new(), |all, part| all + ", " + part);
    view! {
        <li
            class="occurrence"
            data-occurrence=row_key
            data-status=status
            data-over=entry.is_over.then_some("")
            data-hue=Hues::of_event(&entry.category, &entry.color)
        >
            <p class="occurrence-time" translate="no">
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
                    <bdi class="occurrence-title-words" lang=languages::content()>{entry.title.clone()}</bdi>
                    <span class="visually-hidden" lang=language.clone()>{hidden_time}</span>
                    {entry.is_over.then(|| view! { <span class="badge">"Over"</span> })}
                    {state.map(|state| view! { <span class="badge" data-kind=status>{state}</span> })}
                    {moved}
                </h5>
                {places}
                <ClockChangeLine key=change_key />
            </div>
            {join}
            <DetailsSummary
                key=entry.key
                link=entry.link
                title=entry.title
                join=entry.join
                description=entry.description
                links=entry.links
                organizer=entry.organizer
            />
        </li>
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
