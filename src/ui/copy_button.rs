//! A button that copies and says so.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::announcer::Announcer;
use super::icon::Icon;
use crate::browser::{clipboard, clock};

/// How long the button says what came of it.
const ANSWER_MILLISECONDS: i32 = 2500;

/// What came of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copying {
    /// Nothing was copied lately.
    Idle,
    /// It is on the clipboard.
    Done,
    /// The browser did not let it.
    Refused,
}

impl Copying {
    /// The state's name, as `data-copying` has it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

/// Copies text and keeps what came of it in the signal for a while; `thing` is what was copied, for the announcement.
pub fn copy_and_tell(text: String, thing: String, state: RwSignal<Copying>, announcer: Announcer) {
    spawn_local(async move {
        let came_of_it = if clipboard::copy(&text).await { Copying::Done } else { Copying::Refused };
        state.set(came_of_it);
        announcer.say(match came_of_it {
            Copying::Refused => format!("{thing} could not be copied: the browser does not allow it here"),
            _ => format!("{thing} copied"),
        });
        clock::after(ANSWER_MILLISECONDS, move || {
            state.try_set(Copying::Idle);
        });
    });
}

/// A button that copies `text`. It shows only where the script runs.
#[component]
pub fn CopyButton(
    /// What goes onto the clipboard.
    text: String,
    /// What that is, as in "address of Slack".
    thing: String,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let state = RwSignal::new(Copying::Idle);
    let label = format!("Copy {thing}");
    let said = thing.clone();
    view! {
        <button
            type="button"
            class="copy-button"
            aria-label=label
            data-copying=move || state.get().name()
            on:click=move |_| copy_and_tell(text.clone(), said.clone(), state, announcer)
        >
            {move || match state.get() {
                Copying::Idle => view! { <Icon name="copy" /> },
                Copying::Done => view! { <Icon name="check" /> },
                Copying::Refused => view! { <Icon name="close" /> },
            }}
            <span class="copy-button-word" aria-hidden="true">
                {move || match state.get() {
                    Copying::Idle => "Copy",
                    Copying::Done => "Copied",
                    Copying::Refused => "Not allowed",
                }}
            </span>
        </button>
    }
}
