//! What only a browser can do, behind small functions: the one room that touches `web_sys`, `js_sys` and `gloo`.
//!
//! Nothing here throws and nothing panics: what a browser refuses comes back as `None`, `false` or a small enum.

pub mod clipboard;
pub mod clock;
pub mod console;
pub mod document;
pub mod download;
pub mod feed;
pub mod intl;
pub mod location;
pub mod media;
pub mod printing;
pub mod reading;
pub mod share;
pub mod sight;
pub mod storage;
pub mod zone;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// Calls `listener` for each event of this name at `target`, for as long as the page lives.
fn listen(target: &web_sys::EventTarget, event: &str, listener: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(listener);
    // A browser refuses no listener; there would be nothing to do about it either.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}
