//! The islands: the parts of the page that the app renders in the browser. Everything else is only HTML.
//!
//! The host renders the whole page ([`App`](super::app::App)). In the browser, each island is rendered outside of the
//! document, with the visitor's zone, clock and language from the start, and then replaces the element with the same
//! `data-island`. So it does not matter what a translator or an extension has changed in the page.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::announcer::LiveRegion;
use super::app::AppState;
use super::calendar::Calendar;
use super::calendar::next_event::NextEvent;
use super::channel_card::address_of;
use super::copy_button::CopyButton;
use super::header::FindButton;
use super::heading::HeadingLink;
use super::palette::PaletteDialog;
use super::section_nav::SectionNav;
use super::theme_switch::ThemeSwitch;
use crate::browser::{clock, document};
use crate::page::Page;

/// Renders the islands and puts them into the page.
pub fn mount(page: Page) {
    let Some(container) = document::new_element() else { return };
    mount_to(container.clone(), || view! { <Islands page /> }).forget();
    document::put_islands(&container);
    spawn_local(async {
        // First `replay_input.js` restores the state of the new elements, and the effects of the first render run.
        clock::yield_to_browser().await;
        tick().await;
        document::mark_live();
    });
}

/// All islands, in any order.
#[component]
fn Islands(page: Page) -> impl IntoView {
    let app = AppState::provide(page);
    app.calendar.reader.go_live();
    let data = app.calendar_data();
    let AppState { community, theme, palette, calendar } = app;
    let sections = community.all_sections();
    let links = sections.iter().map(|section| {
        view! { <HeadingLink section=section.id.clone() title=section.title.clone() /> }
    });
    let links = links.collect_view();
    let channels = sections.iter().flat_map(|section| &section.channels);
    let copies = channels.map(|channel| {
        view! { <CopyButton text=channel.address.clone() thing=address_of(channel) /> }
    });
    let copies = copies.collect_view();
    // Next to the embedded calendar there is nothing else.
    let others = (!document::is_embedded()).then(|| {
        view! {
            <FindButton palette />
            <ThemeSwitch theme />
            <SectionNav sections=community.sections.clone() />
            <NextEvent state=calendar />
            <PaletteDialog palette />
        }
    });
    view! {
        {others}
        <Calendar data state=calendar />
        {links}
        {copies}
        <LiveRegion />
    }
}
