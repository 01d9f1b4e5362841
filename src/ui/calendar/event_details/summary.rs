//! The expandable details of an occurrence.

use leptos::html;
use leptos::prelude::*;

use super::DetailsView;
use crate::browser::focus;
use crate::calendar::text::agenda_text::EntryText;
use crate::ui::calendar::description::description;
use crate::ui::calendar::join::strong_join;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::effect::effect;
use crate::ui::languages::{self, content_words};
use crate::ui::lazy_part::LazyPart;
use crate::ui::smart_link::smart_link;
use crate::ui::static_element::element;

/// The details of an occurrence. The description and the organiser are rendered from the start; the rest is
/// computed while the details are open.
#[component]
pub fn DetailsSummary(
    /// The texts of the occurrence.
    entry: EntryText,
) -> impl IntoView {
    let EntryText { key, link, title, join, description: text, links, organizer, .. } = entry;
    let open_event = use_context::<OpenEvent>();
    let details = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(false);
    // The address may name this event.
    let (own_key, own_link) = (key.clone(), link.clone());
    effect(move || {
        let (Some(open_event), Some(element)) = (open_event, details.get()) else { return };
        if open_event.is_open(&own_key, &own_link) {
            element.set_open(true);
            is_open.set(true);
            if open_event.take_scroll_request() {
                focus::scroll_and_move_to(&element);
            }
        }
    });
    let body_key = key.clone();
    let on_toggle = move |_| {
        // The event is asynchronous: the element may have been removed.
        let element = details.try_get_untracked().flatten();
        let (Some(open_event), Some(element)) = (open_event, element) else { return };
        is_open.set(element.open());
        open_event.note(&link, &key, element.open());
    };
    let part = use_context::<LazyPart<DetailsView>>();
    let opened = Memo::new(move |_| {
        let open_event = open_event.filter(|_| is_open.get())?;
        open_event.occurrence(&body_key)
    });
    let join_title = title.clone();
    let actions = move || {
        let (open_event, part, occurrence) = (open_event?, part?, opened.get()?);
        let join = join.clone().map(|join| strong_join(join, &join_title));
        let actions = part.view(|part| (part.actions)(open_event, occurrence));
        Some(view! { <div class="event-details-actions">{join} {actions}</div> })
    };
    let body = move || {
        let (open_event, occurrence, part) = (open_event?, opened.get()?, part?.get()?);
        Some((part.body)(open_event, occurrence))
    };
    let about = [
        (!text.is_empty()).then(|| description(element("div").class("occurrence-description"), text)),
        (!links.is_empty()).then(|| {
            let name = |name| element("bdi").attr("lang", languages::content()).child(name);
            let items =
                links.into_iter().map(|link| element("li").child(smart_link(link.url, name(link.name))));
            let items: Vec<_> = items.collect();
            element("ul").class("occurrence-links").attr("role", "list").child(items)
        }),
        (!organizer.is_empty()).then(|| {
            let name = element("bdi").attr("lang", languages::content()).child(organizer);
            element("p").class("occurrence-organizer").child("Organised by ").child(name)
        }),
    ];
    let about: Vec<_> = about.into_iter().flatten().collect();
    // Without the app, these details would be empty.
    let needs_script = about.is_empty().then_some("");
    let label = element("span").class("visually-hidden").child("Details of ").child(content_words(&title));
    view! {
        <details class="occurrence-more" node_ref=details data-needs-script=needs_script on:toggle=on_toggle>
            {element("summary").child(label)}
            {actions}
            {about}
            {body}
        </details>
    }
}
