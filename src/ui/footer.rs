//! The foot of the page.

use leptos::prelude::*;

use super::as_built::as_built;
use super::prose::Prose;
use crate::community::Paragraph;

/// The last words of the page.
#[component]
pub fn Footer(
    /// The words.
    text: Vec<Paragraph>,
) -> impl IntoView {
    view! {
        <footer class="footer" inner_html=as_built(|| view! { <Prose text /> }) />
    }
}
