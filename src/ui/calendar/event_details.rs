//! The details of one occurrence, which open in the agenda or in the event dialog.

pub mod summary;

pub mod body;

pub mod actions;
pub mod awake;
pub mod clock_change;
pub mod copy_action;
pub mod phrase;

use leptos::prelude::*;

use super::open_event::OpenEvent;
use crate::browser::clock;
use crate::browser::zone::BrowserZones;
use crate::calendar::Occurrence;
use crate::calendar::text::event_details_text::EventContext;
use crate::calendar::time::zone::Viewer;

/// Calls `read` with an occurrence and everything that its details depend on.
pub(super) fn with_context<T>(
    open_event: &OpenEvent,
    occurrence: &Occurrence,
    read: impl Fn(EventContext<'_>) -> T,
) -> T {
    let reader = open_event.reader;
    let (zone, own_zone, words) = (reader.zone.get(), reader.own_zone.get(), reader.words.get());
    let feed = open_event.source.feed();
    let usual_zones = open_event.awake_zones();
    let change = open_event.change_of(&occurrence.key(&zone));
    open_event.source.occurrences.with(|known| {
        read(EventContext {
            occurrence,
            feed: feed.as_deref(),
            known,
            viewer: Viewer::new(&zone, &BrowserZones),
            own_zone: own_zone.as_ref(),
            usual_zones: &usual_zones,
            change: change.as_ref(),
            fetched: open_event.fetched(),
            now: clock::now(),
            words: words.as_ref(),
        })
    })
}

/// A part of the details, with its heading.
pub(super) fn part(heading: &'static str, content: AnyView) -> impl IntoView {
    view! {
        <div class="event-details-part">
            <h6 class="event-details-heading">{heading}</h6>
            {content}
        </div>
    }
}
