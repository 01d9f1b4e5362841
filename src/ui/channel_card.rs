//! A channel as a card.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::icon::Icon;
use super::prose::inline;
use super::smart_link::SmartLink;
use crate::community::{Channel, Link};

/// A place where the community talks: its mark, its address to copy, what it is for, and the ways in.
#[component]
pub fn ChannelCard(
    /// The channel.
    channel: Channel,
) -> impl IntoView {
    let audience = (!channel.audience.is_empty()).then(|| {
        view! {
            <p class="channel-card-audience">
                <span class="channel-card-label">"For: "</span>
                {inline(channel.audience)}
            </p>
        }
    });
    let thing = format!("address of {}", channel.name);
    let name = channel.name.clone();
    view! {
        <article class="channel-card" data-kind=channel.kind.icon()>
            <div class="channel-card-head">
                <span class="channel-card-mark">
                    <Icon name=channel.kind.icon() />
                </span>
                <p class="channel-card-name">{channel.name}</p>
            </div>
            <p class="channel-card-address">
                <code dir="ltr">{breakable(&channel.address)}</code>
                <CopyButton text=channel.address thing=thing />
            </p>
            <p class="channel-card-purpose">{inline(channel.purpose)}</p>
            {audience}
            <ul class="channel-card-links" role="list">
                {channel.links.into_iter().map(|link| item(link, &name, "button-link")).collect_view()}
                {channel.mirrors.into_iter().map(|link| item(link, &name, "quiet-link")).collect_view()}
            </ul>
        </article>
    }
}

/// An address that breaks after its signs rather than inside its words.
fn breakable(address: &str) -> Vec<impl IntoView + use<>> {
    let parts = address.split_inclusive(['@', ':', '.', '/']);
    parts.map(|part| view! { {part.to_owned()} <wbr /> }).collect()
}

/// A link of the channel `of`, which those who hear the link alone are told.
fn item(link: Link, of: &str, class: &'static str) -> impl IntoView + use<> {
    let of = format!(", {of}");
    view! {
        <li>
            <SmartLink url=link.url class=class>
                {link.label}
                <span class="visually-hidden">{of}</span>
            </SmartLink>
        </li>
    }
}
