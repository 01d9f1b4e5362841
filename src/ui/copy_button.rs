//! A button that copies a text and shows the result.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::announcer::Announcer;
use super::languages::interface;
use super::static_element::changing_words;
use crate::browser::{clipboard, clock};

/// How long the button shows the result.
const RESULT_MILLISECONDS: i32 = 2500;

/// The result of copying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Copying {
    /// Nothing was copied lately.
    Idle,
    /// The text is on the clipboard.
    Done,
    /// The browser did not allow it.
    Refused,
}

impl Copying {
    /// The value of `data-copying`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }

    /// The icon that shows the result; `idle` is the icon of the button itself.
    pub const fn icon(self, idle: &'static str) -> &'static str {
        match self {
            Self::Idle => idle,
            Self::Done => "check",
            Self::Refused => "close",
        }
    }

    /// The text of the button; `idle` is its own.
    pub const fn words(self, idle: &'static str) -> &'static str {
        match self {
            Self::Idle => idle,
            Self::Done => "Copied",
            Self::Refused => "Not allowed",
        }
    }
}

/// Copies a text, announces the result, and keeps it in `state` for a while; `thing` names the text in the
/// announcement.
pub fn copy_and_announce(text: String, thing: String, state: RwSignal<Copying>, announcer: Announcer) {
    spawn_local(async move {
        let result = if clipboard::copy(&text).await { Copying::Done } else { Copying::Refused };
        // The button may have been removed by then.
        state.try_set(result);
        announcer.say(match result {
            Copying::Refused => format!("{thing} could not be copied: the browser does not allow it here"),
            _ => format!("{thing} copied"),
        });
        clock::after(RESULT_MILLISECONDS, move || {
            state.try_set(Copying::Idle);
        });
    });
}

/// A button that copies `text`. Style sheets hide it without scripts.
#[component]
pub fn CopyButton(
    /// The text to copy.
    text: String,
    /// What the text is, such as "address of Slack".
    thing: String,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let state = RwSignal::new(Copying::Idle);
    let label = format!("Copy {thing}");
    let announced_thing = thing.clone();
    view! {
        <button
            type="button"
            class="copy-button"
            lang=interface()
            data-island=label.clone()
            aria-label=label
            data-copying=move || state.get().name()
            on:click=move |_| copy_and_announce(text.clone(), announced_thing.clone(), state, announcer)
        >
            <span aria-hidden="true">
                {move || changing_words(state.get().words("Copy"))}
            </span>
        </button>
    }
}

/// What the copy button of a channel copies.
pub fn address_label(channel: &str) -> String {
    format!("address of {channel}")
}
