//! A sentence about the source and age of the events.

use leptos::prelude::*;

use super::event_source::EventSource;
use crate::browser::connection;
use crate::calendar::time::{Instant, rfc3339};
use crate::calendar::views::freshness::FeedState;
use crate::ui::effect::effect;
use crate::ui::languages::interface_direction;
use crate::ui::static_element::{changing_words, element, untranslated};
use crate::ui::visitor::Visitor;

/// Shows the source and age of the events, and the problems of the feed.
#[component]
pub fn FeedStatus(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The source of the events.
    source: EventSource,
) -> impl IntoView {
    let moment = move |instant: Instant| {
        let (civil, offset) = visitor.zone.with(|zone| (zone.civil_at(instant), zone.offset_at(instant)));
        (rfc3339(civil, offset), visitor.words.with(|words| words.as_of(civil)))
    };
    // The sentence before the time, the time, and the sentence after it. A memo, because the state changes with each
    // percent, and screen readers would read the same sentence again.
    let parts = Memo::new(move |_| match source.state.get() {
        FeedState::Snapshot => ("Last updated ".to_owned(), Some(source.built_in), ""),
        FeedState::Loading => {
            ("Last updated ".to_owned(), Some(source.built_in), "; newer ones are loading.")
        }
        FeedState::Reading { .. } => {
            ("Last updated ".to_owned(), Some(source.built_in), "; newer ones are being read.")
        }
        FeedState::Live { fetched } => ("Last updated ".to_owned(), Some(fetched), ""),
        FeedState::Stale { fetched } => (
            "These events may be out of date: the calendar was last fetched on ".to_owned(),
            Some(fetched),
            ". The official calendar, below, is always current.",
        ),
        FeedState::Failed(reason) => (
            format!("The latest events could not be loaded: {reason}. The events shown are those of "),
            Some(source.built_in),
            "; the official calendar, below, is always current.",
        ),
        FeedState::Empty => (
            "The calendar holds no coming events.".to_owned(),
            None,
            " The official calendar, below, shows new ones first.",
        ),
    });
    let sentence = move || {
        let (before, time, after) = parts.get();
        let language = visitor.words.with(|words| words.language());
        let time = time.map(|time| {
            let (datetime, words) = moment(time);
            let time = untranslated("time").attr("dir", "auto").attr("lang", language);
            time.attr("datetime", datetime).attr("data-local", "asOf").child(words)
        });
        changing_words(before).child(time).child(after)
    };
    let is_offline = RwSignal::new(false);
    effect(move || connection::watch_offline(move |offline| is_offline.set(offline)));
    // Hidden from screen readers, which would announce each change of the number.
    let percent = move || match source.state.get() {
        FeedState::Reading { percent } => {
            Some(untranslated("span").child(format!(" {percent} %")).attr("aria-hidden", "true"))
        }
        _ => None,
    };
    let problems = move || source.problems.get();
    view! {
        <p class="feed-status" dir=interface_direction() role="status">
            {sentence}
            {percent}
            {move || is_offline.get().then(|| changing_words(" You are offline."))}
        </p>
        <Show when=move || !problems().is_empty()>
            <details class="feed-problems" dir=interface_direction()>
                <summary>"Events that may be missing or different: " {move || untranslated("span").child(problems().len().to_string())}</summary>
                <ul>{move || problems().into_iter().map(|problem| element("li").child(problem)).collect::<Vec<_>>()}</ul>
            </details>
        </Show>
    }
}

/// A note that the events are samples.
#[component]
pub fn SampleNote(
    /// The source of the events.
    source: EventSource,
) -> impl IntoView {
    view! {
        <Show when=move || source.is_sample.get()>
            <p class="sample-note" dir=interface_direction() data-sample>
                <strong>"These meetings are examples: "</strong>
                "nobody meets at these times. The real ones are in "
                <a href="#official-calendar" target="_self">"the official calendar"</a>
                "."
            </p>
        </Show>
    }
}
