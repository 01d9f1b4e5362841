//! The link to an online meeting.

use leptos::prelude::*;

use crate::calendar::text::agenda_text::JoinLink;
use crate::ui::icon::Icon;
use crate::ui::smart_link::SmartLink;

/// The link to an online meeting. Its host name is its accessible name, or stands beside it.
#[component]
pub fn Join(
    /// The link.
    join: JoinLink,
    /// The title of the event, for screen readers.
    title: String,
    /// Whether it is rendered as a strong button with its host name.
    strong: bool,
) -> impl IntoView {
    view! {
        <p class="join" data-strong=strong.then_some("")>
            <SmartLink url=join.url class="button-link">
                <Icon name="video" />
                <span>
                    "Join "
                    <span class="visually-hidden">{title} " "</span>
                    <span class:visually-hidden=!strong>"on " <bdi>{join.host}</bdi></span>
                </span>
            </SmartLink>
        </p>
    }
}
