//! Actions for an event: add it to a calendar, or share it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copy_action::CopyAction;
use super::with_context;
use crate::browser::{location, share};
use crate::calendar::Occurrence;
use crate::page::address::Address;
use crate::ui::calendar::add_menu::add_menu;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::icon::icon;

/// Buttons to add an event to a calendar and to share it.
#[component]
pub fn Actions(
    /// The event that is open.
    open_event: OpenEvent,
    /// The occurrence.
    occurrence: Occurrence,
) -> impl IntoView {
    let link_key = occurrence.link_key();
    let address = location::address_with(&Address::of_event(&occurrence.link_key()).query());
    let plain = |with: Option<&str>| {
        untrack(|| with_context(&open_event, &occurrence, |context| context.plain_text(with)))
    };
    let text = plain(address.as_deref());
    let share = address.clone().filter(|_| share::is_there()).map(|address| {
        let (title, text) = (occurrence.details.summary.clone(), plain(None));
        let on_click = move |_| {
            let (title, text, address) = (title.clone(), text.clone(), address.clone());
            spawn_local(async move { share::share(&title, &text, &address).await });
        };
        view! {
            <button type="button" class="button-link" on:click=on_click>
                {icon("share")}
                "Share"
            </button>
        }
    });
    let link = address.map(|address| {
        view! { <CopyAction text=address words="Copy link" thing="The link" idle="link" /> }
    });
    view! {
        {add_menu(link_key)}
        {link}
        <CopyAction text words="Copy as text" thing="The event" idle="copy" />
        {share}
    }
}
