//! A symbol of `style/icons.svg`.

use leptos::prelude::*;

/// A symbol of `style/icons.svg` by its id; it is for the eye only, the words stand beside it.
#[component]
pub fn Icon(
    /// The symbol's id.
    name: &'static str,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true">
            <use href=format!("icons.svg#{name}") />
        </svg>
    }
}
