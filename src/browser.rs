//! Browser interfaces behind small functions: the only module that uses `web_sys`, `js_sys` and `gloo`.
//!
//! Nothing here throws or panics: if a browser refuses something, the result is `None`, `false` or a small
//! enum.

pub mod clock;
pub mod intl;
pub mod json;
pub mod zone;

pub mod connection;
pub mod feed;
pub mod location;
pub mod storage;
pub mod text_file;

pub mod console;
pub mod document;
pub mod media;
pub mod mount;

pub mod dialogs;
pub mod disclosure;
pub mod focus;
pub mod intersection;
pub mod scroll_anchor;
pub mod scroll_spy;
pub mod scrolling;

pub mod clipboard;
pub mod download;
pub mod printing;
pub mod share;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// Calls `listener` for each event with this name at `target`, for the lifetime of the page.
fn listen(target: &web_sys::EventTarget, event: &str, listener: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(listener);
    // Browsers accept every listener; there would also be nothing to do about an error.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}
