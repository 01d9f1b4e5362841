//! A button with words that copies.

use leptos::prelude::*;

use crate::ui::announcer::Announcer;
use crate::ui::copy_button::{Copying, copy_and_tell};
use crate::ui::icon::Icon;

/// A button that copies `text` and says for a while what came of it.
#[component]
pub fn CopyAction(
    /// What goes onto the clipboard.
    text: String,
    /// What the button says.
    words: &'static str,
    /// What was copied, for the announcement.
    said: &'static str,
    /// Its symbol.
    icon: &'static str,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let state = RwSignal::new(Copying::Idle);
    view! {
        <button
            type="button"
            class="event-details-action"
            data-copying=move || state.get().name()
            on:click=move |_| copy_and_tell(text.clone(), said.to_owned(), state, announcer)
        >
            {move || match state.get() {
                Copying::Idle => view! { <Icon name=icon /> },
                Copying::Done => view! { <Icon name="check" /> },
                Copying::Refused => view! { <Icon name="close" /> },
            }}
            {move || match state.get() {
                Copying::Idle => words,
                Copying::Done => "Copied",
                Copying::Refused => "Not allowed",
            }}
        </button>
    }
}
