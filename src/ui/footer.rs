//! The footer of the page.

use leptos::prelude::*;

use super::prose::Prose;
use crate::community::Paragraph;

/// The footer of the page.
#[component]
pub fn Footer(
    /// Its text.
    text: Vec<Paragraph>,
) -> impl IntoView {
    view! {
        <footer class="footer">
            <Prose text />
        </footer>
    }
}
