//! A note that stands out.

use leptos::prelude::*;

use super::prose::Prose;
use crate::community;

/// A note that must not be overlooked.
#[component]
pub fn Note(
    /// Its title and text.
    note: community::Note,
) -> impl IntoView {
    let label = note.title.clone();
    view! {
        <aside class="note" aria-label=label>
            <p class="note-title">{note.title}</p>
            <Prose text=note.text />
        </aside>
    }
}
