//! The expandable details of an occurrence.

use leptos::prelude::*;

use crate::calendar::text::agenda_text::EntryText;
use crate::ui::calendar::description::description;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::languages::{self, content_words};
use crate::ui::smart_link::smart_link;
use crate::ui::static_element::{StaticElement, element};

/// The class of the details.
pub const DETAILS: &str = "occurrence-more";

/// The details of an occurrence, with its description, links and organiser. The rest is rendered while they are open
/// (see `opened`).
pub fn details(entry: EntryText) -> StaticElement {
    let EntryText { key, link, title, description: text, links, organizer, .. } = entry;
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
    if let Some(open_event) = use_context::<OpenEvent>() {
        open_event.note_rendered(&key, &link);
    }
    let label = element("span").class("visually-hidden").child("Details of ").child(content_words(&title));
    element("details")
        .class(DETAILS)
        .attr("data-needs-script", needs_script)
        .child(element("summary").child(label))
        .child(about)
}
