//! An icon of `style/icons.svg`.

use leptos::prelude::*;

/// An icon of `style/icons.svg`; it is hidden from screen readers, because a text next to it says the same.
#[component]
pub fn Icon(
    /// The icon's id.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("icons.svg#{name}") />
        </svg>
    }
}
