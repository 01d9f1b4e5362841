//! Announcements to screen readers, for changes that do not move the focus.

use leptos::prelude::*;

use super::languages::{interface, interface_direction};
use super::static_element::{StaticElement, changing, changing_words, element};
use crate::browser::clock;

/// The delay of an announcement that a later one may replace, in milliseconds.
const PAUSE: i32 = 1000;

/// Announces short sentences to screen readers.
#[derive(Clone, Copy, Default)]
pub struct Announcer {
    /// The text of the live region.
    sentence: RwSignal<String>,
    /// The number of announcements so far; a delayed one is dropped if the number has changed since.
    count: StoredValue<usize>,
}

impl Announcer {
    /// Provides the announcer of the page as a context.
    pub fn provide() -> Self {
        let announcer = Self::default();
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
        self.count.update_value(|count| *count += 1);
        self.sentence.update(|current| {
            // Screen readers ignore a live region that does not change, so a repeated sentence gets a trailing space.
            *current = if *current == sentence { format!("{sentence}\u{a0}") } else { sentence };
        });
    }

    /// The sentence, in an element of its own.
    pub fn words(self) -> Option<StaticElement> {
        let sentence = self.sentence.get();
        (!sentence.is_empty()).then(|| changing_words(sentence))
    }

    /// Announces a sentence after a pause, unless something else is announced in the meantime.
    pub fn say_after_a_pause(self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        self.count.update_value(|count| *count += 1);
        let count = self.count.get_value();
        clock::after(PAUSE, move || {
            if self.count.try_get_value() == Some(count) {
                self.say(sentence);
            }
        });
    }
}

/// The live region of the announcer.
#[component]
pub fn LiveRegion() -> impl IntoView {
    let announcer = Announcer::of_page();
    changing(move || {
        element("p")
            .class("visually-hidden")
            .attr("lang", interface())
            .attr("dir", interface_direction())
            .attr("role", "status")
            .attr("data-announcer", "")
            .attr("data-island", "announcer")
            .child(announcer.words())
            .into()
    })
}
