//! Announcements to screen readers, for changes that do not move the focus.

use super::languages::{interface, interface_direction};
use leptos::prelude::*;

/// Announces short sentences to screen readers.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Provides the announcer as a context.
    pub fn provide() -> Self {
        let announcer = Self(RwSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer of the page.
    pub fn of_page() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Announces a sentence politely, even if it is the same as the last one.
    pub fn say(self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.0.update(|current| {
            // Screen readers ignore a live region that does not change, so a repeated sentence gets a trailing space.
            *current = if *current == sentence { format!("{sentence}\u{a0}") } else { sentence };
        });
    }
}

/// The live region of the announcer.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Announcer(sentence) = Announcer::of_page();
    view! { <p class="visually-hidden" lang=interface() dir=interface_direction() role="status" data-announcer data-island="announcer">{sentence}</p> }
}
