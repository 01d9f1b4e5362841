//! The next event, with a countdown.

use leptos::prelude::*;

use super::occurrence::{Join, There};
use crate::calendar::agenda::{AgendaDay, Entry, next_entry};
use crate::calendar::agenda_text::{EntryText, entry_text, when_words};
use crate::calendar::time::midnight;
use crate::calendar::words::length_parts;
use crate::ui::reader::Reader;

/// What is next, in words.
#[derive(Clone, PartialEq)]
struct NextText {
    entry: Entry,
    text: EntryText,
    when: String,
    language: String,
}

/// The next event, or the one that runs, and how long until it begins or ends.
#[component]
pub fn NextEvent(
    /// Who reads.
    reader: Reader,
    /// The days to come.
    days: Memo<Vec<AgendaDay>>,
) -> impl IntoView {
    let next = Memo::new(move |_| {
        let now = reader.minute.get();
        days.with(|days| {
            next_entry(days, now).map(|entry| {
                let (zone, words) = (reader.zone.get(), reader.words.get());
                NextText {
                    text: entry_text(entry, midnight(entry.start_here.date()), &zone, words.as_ref()),
                    when: when_words(entry, words.as_ref()),
                    language: words.language(),
                    entry: entry.clone(),
                }
            })
        })
    });
    move || next.get().map(|next| card(next, reader))
}

fn card(next: NextText, reader: Reader) -> impl IntoView {
    let NextText { entry, text, when, language } = next;
    let (start, end) = (entry.start, entry.end);
    let title = text.title.clone();
    let running = Memo::new(move |_| {
        let now = reader.now.get();
        start <= now && now < end
    });
    let label = move || match (reader.arrived.get(), running.get()) {
        (false, _) => "First in the list",
        (true, true) => "Happening now",
        (true, false) => "Next event",
    };
    // As built there is no countdown: nobody knows when the page will be read.
    let lead = move || match (reader.arrived.get(), running.get()) {
        (false, _) => "",
        (true, true) => "ends in ",
        (true, false) => "in ",
    };
    let length = move || {
        let left = if running.get() { end } else { start }.since(reader.now.get());
        reader.arrived.get().then(|| reader.words.with(|words| words.length(&length_parts(left))))
    };
    let there = text.there.map(|there| {
        let language = language.clone();
        view! { <p class="next-event-there"><There there language /></p> }
    });
    view! {
        <aside class="next-event" aria-label="Next event" >
            <p class="next-event-label">{label}</p>
            <p class="next-event-title"><bdi>{text.title}</bdi></p>
            <p class="next-event-when">
                <time datetime=text.start.datetime lang=language.clone()>{when}</time>
            </p>
            {there}
            <p class="next-event-countdown" role="timer">
                {lead} <bdi lang=language>{length}</bdi>
            </p>
            {text.join.map(|join| view! { <Join join title strong=true /> })}
        </aside>
    }
}
