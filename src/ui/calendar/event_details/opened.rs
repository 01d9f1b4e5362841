//! What the details of an event show while they are open.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::DetailsView;
use super::summary::DETAILS;
use crate::browser::disclosure::{self, Details};
use crate::browser::focus;
use crate::calendar::text::agenda_text::{join_link, title};
use crate::calendar::views::agenda::Entry;
use crate::ui::calendar::join::strong_join;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::disclosures::{Mounted, mount_while_open};
use crate::ui::effect::effect;
use crate::ui::lazy_part::LazyPart;

/// Renders the rest of the details of each event while they are open, and opens those of the event in the address.
pub fn follow(open_event: OpenEvent) {
    let part = LazyPart::new(super::load);
    mount_while_open(&selector(), move |details, is_open| {
        let key = disclosure::attribute_around(details, "data-occurrence")?;
        let occurrence = untrack(|| open_event.occurrence(&key))?;
        open_event.note(&occurrence.link_key(), &key, is_open);
        is_open.then(|| mount(&open_event, part, details, key))
    });
    effect(move || {
        let visitor = open_event.visitor;
        if !visitor.has_controls.get() {
            return;
        }
        let Some(key) = open_event.settled() else { return };
        let zone = visitor.zone.get_untracked();
        let key = untrack(|| open_event.occurrence(&key)).map_or(key, |occurrence| occurrence.key(&zone));
        spawn_local(async move {
            // The event may be about to be rendered.
            tick().await;
            let Some(details) = disclosure::with_attribute_around(&selector(), "data-occurrence", &key)
            else {
                return;
            };
            details.set_open(true);
            if untrack(|| open_event.take_scroll_request()) {
                focus::scroll_and_move_to(&details);
            }
        });
    });
}

fn selector() -> String {
    format!("details.{DETAILS}")
}

/// Mounts the actions before the description, and what is computed after it.
fn mount(
    open_event: &OpenEvent,
    part: LazyPart<DetailsView>,
    details: &Details,
    key: String,
) -> Vec<Mounted> {
    let open_event = *open_event;
    let visitor = open_event.visitor;
    let shown_key = key.clone();
    let shown = Memo::new(move |_| open_event.occurrence(&shown_key));
    let occurrence = Memo::new(move |_| open_event.occurrence_with_feed(&key));
    let join = Memo::new(move |_| {
        let now = visitor.minute.get();
        let entry = visitor.zone.with(|zone| Some(Entry::new(&shown.get()?, zone)))?;
        Some((join_link(&entry, now)?, title(&entry)))
    });
    let actions = move || {
        let join = join.get().map(|(join, title)| strong_join(join, &title));
        let occurrence = occurrence.get();
        (join, occurrence.map(|occurrence| part.view(|part| (part.actions)(open_event, occurrence))))
    };
    let body = move || Some((part.get()?.body)(open_event, occurrence.get()?));
    let actions_place = disclosure::insert_after_summary(details, "event-details-actions");
    let body_place = disclosure::append(details, "event-details-place");
    [Mounted::new(actions_place, actions.into_any()), Mounted::new(body_place, body.into_any())]
        .into_iter()
        .flatten()
        .collect()
}
