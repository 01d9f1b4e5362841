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
    let name = channel.name;
    view! {
        <article class="channel-card" data-kind=channel.kind.icon()>
            <div class="channel-card-head">
                <span class="channel-card-mark">
                    <Icon name=channel.kind.icon() />
                </span>
                <p class="channel-card-name">{name}</p>
            </div>
            <p class="channel-card-address">
                <code>{channel.address.clone()}</code>
                <CopyButton text=channel.address thing=thing />
            </p>
            <p class="channel-card-purpose">{inline(channel.purpose)}</p>
            {audience}
            <ul class="channel-card-links" role="list">
                {channel.links.into_iter().map(|link| item(link, "button-link")).collect_view()}
                {channel.mirrors.into_iter().map(|link| item(link, "quiet-link")).collect_view()}
            </ul>
        </article>
    }
}

fn item(link: Link, class: &'static str) -> impl IntoView {
    view! {
        <li>
            <SmartLink url=link.url class=class>
                {link.label}
            </SmartLink>
        </li>
    }
}
