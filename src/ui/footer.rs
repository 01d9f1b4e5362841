//! The footer of the page.

use leptos::prelude::*;

use super::prose::Prose;
use super::static_html::static_html;
use crate::community::Paragraph;

/// The footer of the page.
#[component]
pub fn Footer(
    /// Its text.
    text: Vec<Paragraph>,
) -> impl IntoView {
    view! {
        <footer class="footer" inner_html=static_html(|| view! { <Prose text /> }) />
    }
}
