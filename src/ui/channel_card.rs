//! A channel of the community, as a card.

use leptos::prelude::*;

use super::copy_button::{CopyButton, address_label};
use super::icon::icon;
use super::languages::interface;
use super::prose::inline;
use super::smart_link::named_link;
use super::static_element::{StaticElement, element};
use crate::community::{Channel, Link};

/// A channel where the community talks: its icon, name, address with a copy button, purpose, audience and links.
#[component]
pub fn ChannelCard(
    /// The channel.
    channel: Channel,
    /// Whether the card shows the channel's name; otherwise the heading of its section names it.
    is_named: bool,
) -> impl IntoView {
    let kind = channel.kind.icon();
    let thing = address_label(&channel.name);
    let (address, name) = (channel.address.clone(), channel.name.clone());
    let title = is_named.then(|| name.clone());
    let title = title.map(|title| view! { <p class="channel-card-name">{title}</p> });
    let audience = (!channel.audience.is_empty()).then(|| {
        view! {
            <p class="channel-card-audience">
                <span class="channel-card-label" lang=interface()>"For: "</span>
                {inline(channel.audience)}
            </p>
        }
    });
    let class = |index| if index == 0 { "channel-card-link" } else { "quiet-link" };
    let links = channel.links.into_iter().enumerate().map(|(index, link)| item(link, &name, class(index)));
    let mirrors = channel.mirrors.into_iter().map(|link| item(link, &name, "quiet-link"));
    let links: Vec<_> = links.chain(mirrors).collect();
    view! {
        <article class="channel-card" data-kind=kind>
            {title}
            <p class="channel-card-address">
                {icon(kind)}
                {breakable(&address)}
                <CopyButton text=channel.address thing=thing />
            </p>
            <p class="channel-card-purpose">{inline(channel.purpose)}</p>
            {audience}
            <ul class="channel-card-links" role="list">{links}</ul>
        </article>
    }
}

/// The longest address that fits into one line of a card on a phone.
const LINE: usize = 16;

/// An address. A long one can wrap after punctuation.
fn breakable(address: &str) -> StaticElement {
    let code = element("code").attr("dir", "ltr");
    if address.len() <= LINE {
        return code.child(address.to_owned());
    }
    let parts = address.split_inclusive(['@', ':', '.', '/']).enumerate();
    let parts = parts.map(|(index, part)| ((index > 0).then(|| element("wbr")), part.to_owned()));
    code.child(parts.collect::<Vec<_>>())
}

/// A link of the channel `of`, whose name screen readers read with the link.
fn item(link: Link, of: &str, class: &'static str) -> StaticElement {
    element("li").child(named_link(link.url, link.label, format!(", {of}")).class(class))
}
