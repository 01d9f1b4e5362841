//! The link to an online meeting.

use leptos::prelude::*;

use crate::calendar::text::agenda_text::JoinLink;
use crate::ui::icon::Icon;
use crate::ui::languages;
use crate::ui::smart_link::SmartLink;

/// The link to an online meeting. A strong one is a button with an icon and the host name; otherwise only screen readers
/// get the host name.
#[component]
pub fn Join(
    /// The link.
    join: JoinLink,
    /// The title of the event, for screen readers.
    title: String,
    /// Whether it is strong.
    strong: bool,
) -> impl IntoView {
    view! {
        <p class="join" data-strong=strong.then_some("")>
            <SmartLink url=join.url class="button-link" has_arrow=strong>
                {strong.then(|| view! { <Icon name="video" /> })}
                <span>
                    "Join "
                    <span class="visually-hidden" lang=languages::content()>{title} " "</span>
                    <span class="join-host" class:visually-hidden=!strong>"on " <bdi>{join.host}</bdi></span>
                </span>
            </SmartLink>
        </p>
    }
}
