//! Text from a feed.

use leptos::prelude::*;

use crate::calendar::ics::prose::Run;
use crate::ui::languages;
use crate::ui::smart_link::SmartLink;

/// Text from a feed, as words, line breaks and links; never as HTML of the feed.
#[component]
pub fn Description(
    /// The pieces.
    runs: Vec<Run>,
) -> impl IntoView {
    let pieces = runs.into_iter().map(|run| match run {
        Run::Words(words) => words.into_any(),
        Run::Break => view! { <br /> }.into_any(),
        Run::Link { url, label } if label == url => {
            // Printed without its address, which is its text.
            view! { <span class="feed-address"><SmartLink url>{label}</SmartLink></span> }.into_any()
        }
        Run::Link { url, label } => view! { <SmartLink url>{label}</SmartLink> }.into_any(),
    });
    view! { <span class="feed-words" dir="auto" lang=languages::content()>{pieces.collect_view()}</span> }
}
