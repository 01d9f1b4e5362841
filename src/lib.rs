//! A community page: where an open-source community meets, and when, in the visitor's own time zone.
//!
//! The modules, in reading order, with the modules that each may use besides the helpers; `tests/it/layering.rs` checks
//! that, and ARCHITECTURE.md explains it.
//!
//! | module | content | may use |
//! |---|---|---|
//! | [`small_sort`], [`web_address`] | helpers: sorting with little code, and web addresses | nothing: pure |
//! | [`community`] | the content of the page | helpers: pure |
//! | [`calendar`] | the calendar engine | helpers: pure |
//! | [`page`] | the data of the app | `community`, `calendar`: pure |
//! | `browser` | browser interfaces: clock, zone, `Intl`, feed, storage, address, focus | `calendar` |
//! | [`ui`] | the components | `browser`, `page`, `community`, `calendar` |
//! | `site` | the tool that builds the page (host only) | `ui`, `page`, `community`, `calendar` |

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
