//! The channels of the community as a grid of links, on the first screen.

use leptos::prelude::*;

use super::icon::icon;
use crate::community::{Community, Section};

/// A channel, or several of one kind in one section.
struct ChannelLink {
    icon: &'static str,
    name: String,
    hint: String,
    section: String,
}

/// A link to each channel's section, with the channel's mark, name and address.
#[component]
pub fn ChannelLinks(
    /// The content of the page.
    community: Community,
) -> impl IntoView {
    let sections = community.all_sections();
    let links: Vec<_> = sections.into_iter().flat_map(links_of).collect();
    let items = links.into_iter().map(item).collect_view();
    view! { <ul class="channel-links" role="list" aria-label="Channels">{items}</ul> }
}

/// One link for a section whose channels are all of one kind, otherwise one for each channel.
fn links_of(section: &Section) -> Vec<ChannelLink> {
    let Some((first, others)) = section.channels.split_first() else { return Vec::new() };
    let link = |name: &str, hint: &str, icon| ChannelLink {
        icon,
        name: name.to_owned(),
        hint: hint.to_owned(),
        section: section.id.clone(),
    };
    if others.iter().all(|other| other.kind == first.kind) {
        let names: Vec<_> = section.channels.iter().map(|channel| channel.name.as_str()).collect();
        let hint = if others.is_empty() { first.address.clone() } else { names.join(", ") };
        return vec![link(&section.short_title, &hint, first.kind.icon())];
    }
    section
        .channels
        .iter()
        .map(|channel| link(&channel.name, &channel.address, channel.kind.icon()))
        .collect()
}

fn item(link: ChannelLink) -> impl IntoView {
    view! {
        <li>
            <a class="channel-link" href=format!("#{}", link.section)>
                {icon(link.icon)}
                <span class="channel-link-name">{link.name}</span>
                <bdi class="channel-link-hint">{link.hint}</bdi>
            </a>
        </li>
    }
}
