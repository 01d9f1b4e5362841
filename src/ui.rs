//! The components, one public component a file, named as the file.
//!
//! A parent derives, a child renders: what a component shows it is handed, or reads from one of the contexts that
//! [`app`] provides, [`Announcer`](announcer::Announcer), [`Reader`](reader::Reader),
//! [`Navigation`](section_nav::Navigation) and [`Palette`](palette::Palette), or the calendar,
//! [`OpenEvent`](calendar::meeting::Meetings) and [`ZoneChooser`](calendar::zone_dialog::ZoneChooser).

pub mod app;

pub mod address;
pub mod announcer;
pub mod reader;

pub mod header;
pub mod intro;
pub mod section_nav;
pub mod theme_switch;

pub mod channel_card;
pub mod note;
pub mod section;

pub mod calendar;

pub mod palette;

pub mod footer;

pub mod copy_button;
pub mod dialog;
pub mod finder;
pub mod heading;
pub mod icon;
pub mod picture;
pub mod prose;
pub mod smart_link;
pub mod static_html;

#[cfg(target_arch = "wasm32")]
use leptos::mount::hydrate_body;
use leptos::prelude::*;

#[cfg(target_arch = "wasm32")]
use crate::browser::document;
use crate::page::Page;

/// Takes over the page that the site tool has rendered, from the data that stands in it. Without that data the page
/// stays as it is, which is readable.
#[cfg(target_arch = "wasm32")]
pub fn hydrate() {
    #[cfg(debug_assertions)]
    crate::browser::console::report_panics();
    let data = document::text_of(crate::page::DATA_ID);
    if let Some(page) = data.and_then(|data| serde_json::from_str::<Page>(&data).ok()) {
        hydrate_body(|| view! { <app::App page /> });
    }
}

/// The page as HTML, as it stands in the document before the app takes over.
#[cfg(not(target_arch = "wasm32"))]
pub fn to_html(page: Page) -> String {
    let owner = Owner::new();
    owner.with(|| view! { <app::App page /> }.to_html())
}
