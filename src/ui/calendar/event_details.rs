//! The details of one occurrence, which open in the agenda or in the event dialog.

pub mod summary;

pub mod opened;

pub mod body;

pub mod actions;
pub mod awake;
pub mod clock_change;
pub mod copy_action;
pub mod phrase;

use leptos::prelude::*;

use self::actions::Actions;
use self::body::DetailsBody;
use super::open_event::OpenEvent;
use crate::browser::zone::BrowserZones;
use crate::calendar::Occurrence;
use crate::calendar::text::event_details_text::EventContext;
use crate::calendar::time::zone::Viewer;
use crate::ui::lazy_part::lazy_part;

/// Renders what an opened event shows.
#[derive(Clone, Copy)]
pub struct DetailsView {
    /// Renders the buttons to add it to a calendar and to share it.
    pub actions: fn(OpenEvent, Occurrence) -> AnyView,
    /// Renders what is computed.
    pub body: fn(OpenEvent, Occurrence) -> AnyView,
}

lazy_part!(event_details: DetailsView = DetailsView {
    actions: |open_event, occurrence| view! { <Actions open_event occurrence /> }.into_any(),
    body: |open_event, occurrence| view! { <DetailsBody open_event occurrence /> }.into_any(),
});

/// Calls `read` with an occurrence and everything that its details depend on.
pub(super) fn with_context<T>(
    open_event: &OpenEvent,
    occurrence: &Occurrence,
    read: impl Fn(EventContext<'_>) -> T,
) -> T {
    let visitor = open_event.visitor;
    let (zone, own_zone, words) = (visitor.zone.get(), visitor.own_zone.get(), visitor.words.get());
    let feed = open_event.source.feed();
    let awake_zones = open_event.awake_zones();
    let change = open_event.change_of(&occurrence.key(&zone));
    open_event.source.occurrences.with(|known| {
        read(EventContext {
            occurrence,
            feed: feed.as_deref(),
            known,
            viewer: Viewer::new(&zone, &BrowserZones),
            own_zone: own_zone.as_ref(),
            awake_zones: &awake_zones,
            change: change.as_ref(),
            fetched: open_event.fetched(),
            now: visitor.minute.get(),
            words: words.as_ref(),
        })
    })
}

/// A part of the details, with its heading.
pub(super) fn titled(heading: &'static str, content: AnyView) -> impl IntoView {
    view! {
        <div class="event-details-part">
            <h6 class="event-details-heading">{heading}</h6>
            {content}
        </div>
    }
}
