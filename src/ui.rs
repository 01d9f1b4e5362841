//! The components, usually one public component per file.
//!
//! A parent derives the data, and a child renders it. A component gets what it shows as properties or from a
//! context. [`app_state`] provides [`Announcer`](announcer::Announcer), [`Visitor`](visitor::Visitor),
//! [`Navigation`](section_nav::Navigation) and [`Palette`](palette::Palette); the calendar provides
//! [`OpenEvent`](calendar::open_event::OpenEvent) and [`ZoneChooser`](calendar::zone_dialog::ZoneChooser).

pub mod app;
pub mod app_state;

pub mod address;
pub mod announcer;
pub mod effect;
pub mod languages;
pub mod lazy_part;
pub mod visitor;

pub mod channel_links;
pub mod header;
pub mod intro;
pub mod section_nav;
pub mod theme_switch;

pub mod channel_card;
pub mod note;
pub mod section;

pub mod command;

pub mod calendar;

pub mod palette;

pub mod footer;

pub mod copy_button;
pub mod date_tile;
pub mod dialog;
pub mod finder;
pub mod heading;
pub mod icon;
pub mod menu;
pub mod picture;
pub mod prose;
pub mod smart_link;
pub mod static_element;

pub mod controls;
pub mod disclosures;
#[cfg(target_arch = "wasm32")]
pub mod islands;
pub mod whole_page;

#[cfg(not(target_arch = "wasm32"))]
use leptos::prelude::*;

#[cfg(not(target_arch = "wasm32"))]
use self::app_state::AppState;
#[cfg(target_arch = "wasm32")]
use crate::browser::document;
#[cfg(not(target_arch = "wasm32"))]
use crate::community::Community;
use crate::page::AppData;
#[cfg(not(target_arch = "wasm32"))]
use crate::page::Page;

/// Mounts the islands of the page that the site tool has rendered, from the data embedded in it. Without that data, it
/// throws an error; the page stays as it is, and can still be read.
#[cfg(target_arch = "wasm32")]
pub fn mount() {
    #[cfg(debug_assertions)]
    crate::browser::console::report_panics();
    let data = document::text_of(crate::page::DATA_ID);
    match data.and_then(|data| crate::browser::json::read::<AppData>(&data)) {
        Some(data) => islands::mount(data),
        None => document::throw("the data of the page cannot be read"),
    }
}

/// Renders the page to HTML.
#[cfg(not(target_arch = "wasm32"))]
pub fn page_html(page: Page) -> String {
    html(page, |community, data, state| view! { <app::App community data state /> }.into_any())
}

/// Renders the calendar alone to HTML, from a page with nothing else.
#[cfg(not(target_arch = "wasm32"))]
pub fn embed_html(page: Page) -> String {
    html(page, |community, data, state| view! { <app::Embed community data state /> }.into_any())
}

#[cfg(not(target_arch = "wasm32"))]
fn html(page: Page, view: impl FnOnce(Community, AppData, AppState) -> AnyView) -> String {
    let html = Owner::new().with(|| {
        let data = page.app_data();
        let state = AppState::provide(&data, app_state::provide_calendar(&data));
        view(page.community, data, state).to_html()
    });
    // Nothing hydrates this HTML, so it needs no hydration markers.
    html.replace("<!>", "").replace("<!--<() />-->", "")
}
