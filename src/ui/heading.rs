//! A section's heading with a link to itself.

use leptos::html::{h2, h3};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::copy_button::{Copying, copy_and_announce};
use super::languages::interface;
use super::static_element::element;
use crate::browser::location;

/// The level of a heading in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A section of the page.
    Section,
    /// A section inside a section.
    Subsection,
}

/// The id of the heading of a section, for labels and focus.
pub fn heading_id(section: &str) -> String {
    format!("{section}-heading")
}

/// A section's heading. The link next to it goes to the section and copies its address.
#[component]
pub fn Heading(
    /// The section's id.
    section: String,
    /// The section's title.
    title: String,
    /// The level of the heading.
    level: Level,
) -> impl IntoView {
    let id = heading_id(&section);
    let label = title.clone();
    let words = match level {
        Level::Section => h2().class("heading-words").id(id).attr("tabindex", "-1").child(title).into_any(),
        Level::Subsection => {
            h3().class("heading-words").id(id).attr("tabindex", "-1").child(title).into_any()
        }
    };
    view! { <div class="heading">{words} <HeadingLink section title=label /></div> }
}

/// The link of a section's heading.
#[component]
pub fn HeadingLink(
    /// The section's id.
    section: String,
    /// The section's title.
    title: String,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let state = RwSignal::new(Copying::Idle);
    let label = format!("Link to «{title}»");
    let id = section.clone();
    let copy = move |_| {
        if let Some(address) = location::address_of(&id) {
            copy_and_announce(address, "Link".to_owned(), state, announcer);
        }
    };
    view! {
        <a
            class="heading-link"
            lang=interface()
            data-island=format!("link {section}")
            href=format!("#{section}")
            aria-label=label
            data-copying=move || state.get().name()
            on:click=copy
        >
            {move || {
                let answer = match state.get() {
                    Copying::Idle => return None,
                    Copying::Done => "Link copied",
                    Copying::Refused => "Copy it from the address bar",
                };
                Some(element("span").attr("aria-hidden", "true").child(answer))
            }}
        </a>
    }
}
