//! The foot of the page.

use leptos::prelude::*;

use super::prose::Prose;
use crate::community::Paragraph;

/// The last words of the page.
#[component]
pub fn Footer(
    /// The words.
    text: Vec<Paragraph>,
) -> impl IntoView {
    view! {
        <footer class="footer">
            <Prose text />
        </footer>
    }
}
