//! The first screen: the community, its next meeting and its channels.

use leptos::prelude::*;

use super::calendar::next_event::NextEvent;
use super::calendar::state::CalendarState;
use super::channel_links::ChannelLinks;
use super::prose::Prose;
use crate::community::Community;

/// The page's title and first paragraphs, the next meeting, and a link to each channel.
#[component]
pub fn Intro(
    /// The content of the page.
    community: Community,
    /// The events of the calendar.
    calendar: CalendarState,
) -> impl IntoView {
    let (title, lead) = (community.title.clone(), community.lead.clone());
    view! {
        <div class="intro">
            <div class="intro-words">
                <h1 class="intro-title">{title}</h1>
                <div class="intro-lead">
                    <Prose text=lead />
                </div>
            </div>
            <NextEvent state=calendar />
            <ChannelLinks community />
        </div>
    }
}
