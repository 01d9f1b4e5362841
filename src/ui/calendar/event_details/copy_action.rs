//! A copy button with a text.

use leptos::prelude::*;

use crate::ui::announcer::Announcer;
use crate::ui::copy_button::{Copying, copy_and_announce};
use crate::ui::icon::icon;
use crate::ui::static_element::changing_words;

/// A button that copies `text` and shows the result for a while.
#[component]
pub fn CopyAction(
    /// The text to copy.
    text: String,
    /// The text of the button.
    words: &'static str,
    /// What the text is, for the announcement.
    thing: &'static str,
    /// The icon of the button.
    idle: &'static str,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let state = RwSignal::new(Copying::Idle);
    view! {
        <button
            type="button"
            class="button-link"
            data-copying=move || state.get().name()
            on:click=move |_| copy_and_announce(text.clone(), thing.to_owned(), state, announcer)
        >
            {move || icon(state.get().icon(idle))}
            {move || changing_words(state.get().words(words))}
        </button>
    }
}
