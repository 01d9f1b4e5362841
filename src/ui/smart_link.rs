//! A link that says when it leads away.

use leptos::prelude::*;

use super::icon::Icon;

/// A link. One to another site is marked for the eye by an arrow and for the ear by words; it does not tell that site
/// where the reader came from.
#[component]
pub fn SmartLink(
    /// Where it leads.
    url: String,
    /// Its looks, where they are not those of running text.
    #[prop(optional)]
    class: &'static str,
    /// Its words.
    children: Children,
) -> impl IntoView {
    let leads_away = url.starts_with("https://") || url.starts_with("http://");
    view! {
        <a class=class href=url rel=leads_away.then_some("noopener noreferrer")>
            {children()}
            {leads_away
                .then(|| {
                    view! {
                        <span class="external">
                            <Icon name="external" />
                            <span class="visually-hidden">" (external link)"</span>
                        </span>
                    }
                })}
        </a>
    }
}
