//! The foot of the page.

use leptos::prelude::*;

use super::prose::Prose;
use super::static_html::static_html;
use crate::community::Paragraph;

/// The last words of the page.
#[component]
pub fn Footer(
    /// The words.
    text: Vec<Paragraph>,
) -> impl IntoView {
    view! {
        <footer class="footer" inner_html=static_html(|| view! { <Prose text /> }) />
    }
}
