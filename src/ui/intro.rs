//! The introduction of the page, with links to the calendar and to the channels.

use leptos::prelude::*;

use super::prose::Prose;
use super::static_html::static_html;
use crate::community::Community;

/// The page's title and first paragraphs, with links to the calendar and to the channels.
#[component]
pub fn Intro(
    /// The content of the page.
    community: Community,
) -> impl IntoView {
    let sections = community.all_sections();
    let calendar = sections.iter().find(|section| section.calendar).map(|section| section.id.clone());
    let channels = community
        .sections
        .iter()
        .find(|section| {
            !section.channels.is_empty() || section.sections.iter().any(|inner| !inner.channels.is_empty())
        })
        .map(|section| section.id.clone());
    let words = || {
        view! {
            <h1 class="intro-title">{community.title.clone()}</h1>
            <div class="intro-lead">
                <Prose text=community.lead.clone() />
            </div>
            <p class="intro-ways">
                {calendar.map(|id| view! { <a class="button-link" data-strong href=format!("#{id}")>"See what is on"</a> })}
                {channels.map(|id| view! { <a class="button-link" href=format!("#{id}")>"Find a place to talk"</a> })}
            </p>
        }
    };
    view! { <div class="intro" inner_html=static_html(words) /> }
}
