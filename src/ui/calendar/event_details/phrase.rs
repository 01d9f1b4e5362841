//! A sentence with times in it.

use leptos::prelude::*;

use crate::calendar::time::phrase::{Phrase, Piece};

/// A sentence in the page's language, with times in the visitor's language.
#[component]
pub fn PhraseText(
    /// The sentence.
    phrase: Phrase,
    /// The language of its times.
    language: String,
) -> impl IntoView {
    let pieces = phrase.0.into_iter().map(|piece| match piece {
        Piece::Words(words) => words.into_any(),
        Piece::Time(time) => view! { <bdi lang=language.clone()>{time}</bdi> }.into_any(),
    });
    pieces.collect_view()
}
