//! A callout.

use leptos::prelude::*;

use super::prose::Prose;
use super::static_html::static_html;
use crate::community;

/// Something that must not be overlooked.
#[component]
pub fn Note(
    /// Its heading and words.
    note: community::Note,
) -> impl IntoView {
    let label = note.title.clone();
    let words = || view! { <p class="note-title">{note.title}</p> <Prose text=note.text /> };
    view! {
        <aside class="note" aria-label=label inner_html=static_html(words) />
    }
}
