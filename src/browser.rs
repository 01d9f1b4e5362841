//! What only a browser can do, behind small functions: the one room that touches `web_sys`, `js_sys` and `gloo`.
//!
//! Nothing here throws and nothing panics: what a browser refuses comes back as `None`, `false` or a small enum.

pub mod clock;
pub mod intl;
pub mod zone;

pub mod feed;
pub mod location;
pub mod storage;

pub mod console;
pub mod document;
pub mod intersection;
pub mod media;
pub mod scroll_anchor;
pub mod scroll_spy;

pub mod clipboard;
pub mod download;
pub mod printing;
pub mod share;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// Calls `listener` for each event of this name at `target`, for as long as the page lives.
fn listen(target: &web_sys::EventTarget, event: &str, listener: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(listener);
    // A browser refuses no listener; there would be nothing to do about it either.
    let _ = target.add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
    closure.forget();
}
