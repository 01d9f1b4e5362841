//! A link that says when it leads away.

use leptos::prelude::*;

use crate::web_address::is_web;

/// A link. One to another site is marked for the eye by an arrow and for the ear by words; it does not tell that site
/// where the reader came from.
#[component]
pub fn SmartLink(
    /// Where it leads.
    url: String,
    /// Its looks, where they are not those of running text.
    #[prop(optional)]
    class: &'static str,
    /// Whether it is a picture, beside which an arrow would float.
    #[prop(optional)]
    pictured: bool,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let leads_away = is_web(&url);
    let has_arrow = leads_away && !pictured;
    view! {
        <a class=class href=url rel=leads_away.then_some("noopener noreferrer")>
            {children()}
            {leads_away
                .then(|| {
                    view! {
                        <span class="external" data-arrow=has_arrow.then_some("")>
                            // Joined to the last word, so that the arrow does not begin a line of its own.
                            "\u{2060}"
                            <span class="visually-hidden">" (external link)"</span>
                        </span>
                    }
                })}
        </a>
    }
}
