//! A link that marks external addresses.

use leptos::prelude::*;

use super::languages::interface;
use crate::web_address::is_web;

/// A link. A link to another site has an arrow, and a text for screen readers; it does not send the address of this
/// page to that site.
#[component]
pub fn SmartLink(
    /// Its address.
    url: String,
    /// Its class, if it is not a link in running text.
    #[prop(optional)]
    class: &'static str,
    /// Whether a link to another site has an arrow.
    #[prop(default = true)]
    has_arrow: bool,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let leads_away = is_web(&url);
    view! {
        <a class=class href=url rel=leads_away.then_some("noopener noreferrer")>
            {children()}
            {leads_away
                .then(|| {
                    view! {
                        <span class="external" data-arrow=has_arrow.then_some("")>
                            // A word joiner keeps the arrow on the line of the last word.
                            "\u{2060}"
                            <span class="visually-hidden" lang=interface()>" (external link)"</span>
                        </span>
                    }
                })}
        </a>
    }
}
