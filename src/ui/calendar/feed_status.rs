//! A sentence about the source and age of the events.

use leptos::prelude::*;

use super::event_source::EventSource;
use crate::browser::connection;
use crate::calendar::time::{Instant, rfc3339};
use crate::calendar::views::freshness::FeedState;
use crate::ui::effect::effect;
use crate::ui::languages::interface_direction;
use crate::ui::static_element::{StaticElement, changing, changing_words, element, untranslated};
use crate::ui::visitor::Visitor;

/// Shows the source and age of the events, and the problems of the feed.
#[component]
pub fn FeedStatus(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The source of the events.
    source: EventSource,
) -> impl IntoView {
    let is_offline = RwSignal::new(false);
    effect(move || connection::watch_offline(move |offline| is_offline.set(offline)));
    changing(move || {
        let now_offline = is_offline.get();
        let state = source.state.get();
        let percent = match state {
            // Hidden from screen readers, which would announce each change of the number.
            FeedState::Reading { percent } => {
                Some(untranslated("span").child(format!(" {percent} %")).attr("aria-hidden", "true"))
            }
            _ => None,
        };
        let (before, time, after) = sentence(state, source.built_in);
        let sentence =
            element("span").child(before).child(time.map(|time| moment(visitor, time))).child(after);
        let status = element("p")
            .class("feed-status")
            .attr("dir", interface_direction())
            .attr("role", "status")
            .child(sentence)
            .child(percent)
            .child(now_offline.then(|| changing_words(" You are offline.")));
        let problems = source.problems();
        let list = (!problems.is_empty()).then(|| {
            let count = untranslated("span").child(problems.len().to_string());
            let summary = element("summary").child("Events that may be missing or different: ").child(count);
            let items: Vec<_> = problems.into_iter().map(|problem| element("li").child(problem)).collect();
            let list = element("details").class("feed-problems").attr("dir", interface_direction());
            list.child(summary).child(element("ul").child(items))
        });
        let place = element("div").class("feed-place").attr("data-island", "feed");
        place.child(status).child(list).into()
    })
}

/// A time in the sentence.
fn moment(visitor: Visitor, instant: Instant) -> StaticElement {
    let (civil, offset) = visitor.zone.with(|zone| (zone.civil_at(instant), zone.offset_at(instant)));
    let (language, words) = visitor.words.with(|words| (words.language(), words.as_of(civil)));
    let time = untranslated("time").attr("dir", "auto").attr("lang", language);
    time.attr("datetime", rfc3339(civil, offset)).attr("data-local", "asOf").child(words)
}

/// The sentence before its time, the time, and the sentence after it.
fn sentence(state: FeedState, built_in: Instant) -> (String, Option<Instant>, &'static str) {
    const UPDATED: &str = "Last updated ";
    let text = str::to_owned;
    match state {
        FeedState::Snapshot => (text(UPDATED), Some(built_in), ""),
        FeedState::Loading => (text(UPDATED), Some(built_in), "; newer ones are loading."),
        FeedState::Reading { .. } => (text(UPDATED), Some(built_in), "; newer ones are being read."),
        FeedState::Live { fetched } => (text(UPDATED), Some(fetched), ""),
        FeedState::Stale { fetched } => (
            text("These events may be out of date: the calendar was last fetched on "),
            Some(fetched),
            ". The official calendar, below, is always current.",
        ),
        FeedState::Failed(reason) => (
            format!("The latest events could not be loaded: {reason}. The events shown are those of "),
            Some(built_in),
            "; the official calendar, below, is always current.",
        ),
        FeedState::Empty => (
            text("The calendar holds no coming events."),
            None,
            " The official calendar, below, shows new ones first.",
        ),
    }
}
