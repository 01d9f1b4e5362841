//! What the events are shown from, in a sentence.

use leptos::prelude::*;

use super::source::Source;
use crate::calendar::freshness::FeedState;
use crate::calendar::time::Instant;
use crate::ui::icon::Icon;
use crate::ui::reader::Reader;

/// Says what the events are shown from and how old they are; plainly, when they are samples.
#[component]
pub fn FeedStatus(
    /// Where the events come from.
    source: Source,
) -> impl IntoView {
    let reader = use_context::<Reader>();
    let moment = move |instant: Instant| {
        reader.map(|reader| {
            let civil = reader.zone.with(|zone| zone.civil_at(instant));
            reader.words.with(|words| words.moment(civil))
        })
    };
    let sentence = move || {
        let built = moment(source.as_of()).unwrap_or_default();
        match source.state.get() {
            FeedState::Snapshot => format!("These are the events as known on {built}."),
            FeedState::Loading => {
                format!("Loading the latest events. Until they are here: those known on {built}.")
            }
            FeedState::Live { fetched } => format!("Events as of {}.", moment(fetched).unwrap_or_default()),
            FeedState::Stale { fetched } => format!(
                "These events may be out of date: the calendar was last fetched on {}. The official calendar, below, \
                 is always current.",
                moment(fetched).unwrap_or_default()
            ),
            FeedState::Failed(reason) => format!(
                "The latest events could not be loaded: {reason}. These are the events as known on {built}; the \
                 official calendar, below, is always current."
            ),
            FeedState::Empty => {
                "The calendar holds no coming events. The official calendar, below, would show new \
                                 ones first."
                    .to_owned()
            }
        }
    };
    let is_sample = move || source.is_sample.get();
    let problems = move || source.problems.get();
    view! {
        <Show when=is_sample>
            <aside class="note" aria-label="Sample events" data-sample>
                <p class="note-title">"These are sample events"</p>
                <p>
                    "They show what this calendar looks like; nobody meets at these times. The maintainer of this page \
                    puts the community's real events here with " <code>"make refresh"</code>
                    ". Until then, the official calendar is linked below."
                </p>
            </aside>
        </Show>
        <p class="feed-status" role="status">
            <Icon name="clock" />
            <span>{sentence}</span>
        </p>
        <Show when=move || !problems().is_empty()>
            <details class="feed-problems">
                <summary>"What could not be read in the calendar file: " {move || problems().len()}</summary>
                <ul>{move || problems().into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view()}</ul>
            </details>
        </Show>
    }
}
