//! A copy button with a text.

use leptos::prelude::*;

use crate::ui::announcer::Announcer;
use crate::ui::copy_button::{Copying, copy_and_tell};
use crate::ui::icon::Icon;

/// A button that copies `text` and shows the result for a while.
#[component]
pub fn CopyAction(
    /// The text to copy.
    text: String,
    /// The text of the button.
    words: &'static str,
    /// What was copied, for the announcement.
    said: &'static str,
    /// The id of its icon.
    icon: &'static str,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let state = RwSignal::new(Copying::Idle);
    view! {
        <button
            type="button"
            class="button-link"
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
