//! What a screen reader is told of things that happen without the focus moving.

use leptos::prelude::*;

/// Says short sentences to screen readers.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// Provides the announcer to everything below.
    pub fn provide() -> Self {
        let announcer = Self(RwSignal::new(String::new()));
        provide_context(announcer);
        announcer
    }

    /// The announcer of the page.
    pub fn of_page() -> Self {
        use_context().unwrap_or_else(Self::provide)
    }

    /// Says a sentence, politely, also when it is the same as the last one.
    pub fn say(self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.0.update(|said| {
            // A live region that does not change is not read: a trailing space makes the difference.
            *said = if *said == sentence { format!("{sentence}\u{a0}") } else { sentence };
        });
    }
}

/// The live region that the announcer speaks through.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let Announcer(sentence) = Announcer::of_page();
    view! { <p class="visually-hidden" role="status" data-announcer>{sentence}</p> }
}
