//! The current events, or the next ones, with a countdown.

use leptos::prelude::*;

use super::occurrence::{Join, There};
use crate::calendar::text::agenda_text::{self, EntryText, entry_text, when_words};
use crate::calendar::time::midnight;
use crate::calendar::time::words::length_parts;
use crate::calendar::views::agenda::{AgendaDay, Entry, next_entries};
use crate::ui::reader::Reader;

/// The maximum number of events that are shown.
const AT_ONCE: usize = 4;

/// The texts of one of these events.
#[derive(Clone, PartialEq)]
struct NextText {
    entry: Entry,
    text: EntryText,
    when: String,
    until: Option<String>,
    language: String,
}

/// The current events, or the next ones, and the time until they end or start.
#[component]
pub fn NextEvent(
    /// The visitor's zone, clock and language.
    reader: Reader,
    /// The days from now on.
    days: Memo<Vec<AgendaDay>>,
) -> impl IntoView {
    let next = Memo::new(move |_| {
        let (now, clocks, words) = (reader.minute.get(), reader.clocks.get(), reader.words.get());
        let text = |entry: &Entry| NextText {
            text: entry_text(entry, midnight(entry.start_here.date()), &clocks, words.as_ref()),
            when: when_words(entry, words.as_ref()),
            until: agenda_text::until(entry, &clocks.zone),
            language: words.language(),
            entry: entry.clone(),
        };
        days.with(|days| next_entries(days, now).into_iter().take(AT_ONCE).map(text).collect::<Vec<_>>())
    });
    move || {
        let next = next.get();
        (!next.is_empty()).then(|| {
            let cards = next.into_iter().map(|next| card(next, reader)).collect_view();
            view! { <aside class="next-events" aria-label="Next event">{cards}</aside> }
        })
    }
}

fn card(next: NextText, reader: Reader) -> impl IntoView {
    let NextText { entry, text, when, until, language } = next;
    let (start, end) = (entry.start, entry.end);
    let title = text.title.clone();
    let local = if text.is_all_day { "day" } else { "when" };
    let floating = text.is_floating.then_some("");
    let running = Memo::new(move |_| {
        let now = reader.now.get();
        start <= now && now < end
    });
    let label = move || match (reader.is_live.get(), running.get()) {
        (false, _) => "First in the list",
        (true, true) => "Happening now",
        (true, false) => "Next event",
    };
    // The built HTML has no countdown, because the time of the visit is not known.
    let prefix = move || match (reader.is_live.get(), running.get()) {
        (false, _) => "",
        (true, true) => "ends in ",
        (true, false) => "in ",
    };
    let length = move || {
        let left = if running.get() { end } else { start }.since(reader.now.get());
        reader.is_live.get().then(|| reader.words.with(|words| words.length(&length_parts(left))))
    };
    let others = text.second.into_iter().chain(text.there).map(|there| {
        let language = language.clone();
        view! { <p class="next-event-there"><There there language /></p> }
    });
    let others = others.collect_view();
    view! {
        <div class="next-event">
            <p class="next-event-label">{label}</p>
            <p class="next-event-title"><bdi>{text.title}</bdi></p>
            <p class="next-event-when">
                <time
                    datetime=text.time.datetime
                    lang=language.clone()
                    data-until=until
                    data-local=local
                    data-floating=floating
                >
                    {when}
                </time>
            </p>
            {others}
            <p class="next-event-countdown" role="timer">
                {prefix} <bdi lang=language>{length}</bdi>
            </p>
            {text.join.map(|join| view! { <Join join title strong=true /> })}
        </div>
    }
}
