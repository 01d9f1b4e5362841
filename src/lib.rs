//! A community page: where an open-source community meets, and when, in the reader's own time zone.
//!
//! The rooms, in reading order. Each says what it may use; `tests/it/layering.rs` holds them to it.
//!
//! | room | what is in it | may use |
//! |---|---|---|
//! | [`community`] | what the page says | nothing: pure |
//! | [`calendar`] | when things happen | nothing: pure |
//! | [`page`] | all that the app is handed | `community`, `calendar`: pure |
//! | `browser` | the browser's own: clock, zone, words, feed, storage, address, focus | `calendar` |
//! | [`ui`] | the components | `browser`, `page`, `community`, `calendar` |
//! | `site` | the tool that builds the page (host only) | `ui`, `page`, `community`, `calendar` |
//!
//! Absent on purpose: a router (the page is one page), a date picker, a store, a design framework, a web font, and any
//! request to another host.

// The type of a view holds the types of all views inside it.
#![recursion_limit = "256"]

pub mod small_sort;

pub mod community;

pub mod calendar;

pub mod page;

pub mod browser;

pub mod ui;

#[cfg(not(target_arch = "wasm32"))]
pub mod site;
