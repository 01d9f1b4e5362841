//! Links to the official calendars.

use leptos::prelude::*;

use crate::community::{CalendarLinks, FeedLinks};
use crate::page::EMBED_FILE;
use crate::ui::copy_button::CopyButton;
use crate::ui::heading::heading_id;
use crate::ui::icon::icon;
use crate::ui::languages::{self, interface_direction};
use crate::ui::smart_link::smart_link;
use crate::ui::static_element::element;
use crate::web_address::{sibling, webcal};

/// The id of the links.
pub const SUBSCRIBE: &str = "official-calendar";

/// Links to the official calendars: to view them on the web, and to subscribe in Google Calendar or another program.
#[component]
pub fn Subscribe(
    /// The links.
    links: CalendarLinks,
    /// The address of this page.
    page_url: String,
) -> impl IntoView {
    let frame = frame(&page_url);
    let heading = if links.feeds.len() == 1 { "The official calendar" } else { "The official calendars" };
    view! {
        <div role="group" class="subscribe" id=SUBSCRIBE aria-labelledby=heading_id(SUBSCRIBE)>
            <h3 id=heading_id(SUBSCRIBE) class="subscribe-heading" tabindex="-1">{heading}</h3>
            {links.feeds.into_iter().map(|feed| view! { <FeedSection feed /> }).collect_view()}
            <p class="subscribe-address embed">
                <span>"On your own page"</span>
                <code dir="ltr">{frame.clone()}</code>
                <CopyButton text=frame thing=FRAME.to_owned() />
            </p>
        </div>
    }
}

/// The copy buttons of the links.
pub fn copy_buttons(links: CalendarLinks, page_url: &str) -> impl IntoView + use<> {
    let addresses = links.feeds.into_iter().map(|feed| (address_of(&feed), feed.url));
    let buttons = addresses.chain([(FRAME.to_owned(), frame(page_url))]);
    buttons.map(|(thing, text)| view! { <CopyButton text thing /> }).collect_view()
}

/// What the markup of the frame is called.
const FRAME: &str = "the markup of a frame with this calendar";

/// The markup of a frame with the calendar.
fn frame(page_url: &str) -> String {
    let embed = sibling(page_url, EMBED_FILE);
    format!(
        "<iframe src=\"{embed}\" title=\"Calendar\" width=\"100%\" height=\"720\" loading=\"lazy\"></iframe>"
    )
}

/// What the address of a feed is called.
fn address_of(feed: &FeedLinks) -> String {
    let name = feed.name.as_ref();
    name.map_or_else(|| "the .ics address".to_owned(), |name| format!("the .ics address of {name}"))
}

/// The links to one calendar, with its name if there are several.
#[component]
fn FeedSection(feed: FeedLinks) -> impl IntoView {
    let item = |name, words: &'static str, does: &'static str, url: String| {
        let link = smart_link(url, (icon(name), words)).class("subscribe-link");
        let does = element("p").class("subscribe-does").attr("dir", interface_direction()).child(does);
        element("li").class("subscribe-way").child(link).child(does)
    };
    let webcal = webcal(&feed.url);
    let thing = address_of(&feed);
    let ways = [
        feed.add_to_google.map(|url| {
            let does = "Shown next to your own calendars. Changes appear within a day, most of them at once.";
            item("calendar", "Add to Google Calendar", does, url)
        }),
        webcal.map(|url| {
            let does = "Opens the program that keeps your calendar. It asks for changes by itself: most do every few \
                        hours, some once a day.";
            item("rss", "Subscribe in your calendar", does, url)
        }),
        feed.web_view.map(|url| {
            item("globe", "Open on the web", "Always up to date, in the time zone of your browser.", url)
        }),
    ];
    let ways: Vec<_> = ways.into_iter().flatten().collect();
    view! {
        {feed.name.map(|name| view! { <h4 class="subscribe-name" lang=languages::content()>{name}</h4> })}
        {element("ul").class("subscribe-ways").attr("role", "list").child(ways)}
        <p class="subscribe-address">
            {smart_link(feed.url.clone(), "The .ics address")}
            <code dir="ltr">{feed.url.clone()}</code>
            <CopyButton text=feed.url thing />
        </p>
    }
}
