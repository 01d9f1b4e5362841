//! A community page: where an open-source community meets, and when, in the visitor's own time zone.
//!
//! The modules, in reading order, with the modules that each may use; `tests/it/layering.rs` checks this
//! table.
//!
//! | module | content | may use |
//! |---|---|---|
//! | [`community`] | the content of the page | nothing: pure |
//! | [`calendar`] | the calendar engine | nothing: pure |
//! | [`page`] | the data of the app | `community`, `calendar`: pure |
//! | `browser` | browser interfaces: clock, zone, `Intl`, feed, storage, address, focus | `calendar` |
//! | [`ui`] | the components | `browser`, `page`, `community`, `calendar` |
//! | `site` | the tool that builds the page (host only) | `ui`, `page`, `community`, `calendar` |
//!
//! Not included on purpose: a router (there is only one page), a date picker, a store, a design framework, a
//! web font, and requests to other hosts.

// The type of a view contains the types of all nested views.
#![recursion_limit = "256"]

pub mod small_sort;
pub mod web_address;

pub mod community;

pub mod calendar;

pub mod page;

pub mod browser;

pub mod ui;

#[cfg(not(target_arch = "wasm32"))]
pub mod site;
