//! Paragraphs of text.

use leptos::prelude::*;

use super::smart_link::smart_link;
use crate::community::{Inline, Paragraph};

/// Paragraphs of text.
#[component]
pub fn Prose(
    /// The paragraphs.
    text: Vec<Paragraph>,
) -> impl IntoView {
    text.into_iter().map(|paragraph| view! { <p>{inline(paragraph)}</p> }).collect_view()
}

/// The inline elements of one paragraph as views.
pub fn inline(pieces: Vec<Inline>) -> Vec<AnyView> {
    pieces.into_iter().map(piece).collect()
}

fn piece(piece: Inline) -> AnyView {
    match piece {
        Inline::Text(words) => words.into_any(),
        Inline::Code(words) => view! { <code>{words}</code> }.into_any(),
        Inline::Emphasis(content) => view! { <em>{inline(content)}</em> }.into_any(),
        Inline::Strong(content) => view! { <strong>{inline(content)}</strong> }.into_any(),
        Inline::Link(link) => smart_link(link.url, inline(link.content)).into_any(),
    }
}
