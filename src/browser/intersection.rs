//! What comes into sight.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::document::html_element;

/// How far beyond the window something is near, as CSS has it.
const NEAR: &str = "1200px";

/// Calls `then` once, when the element with this id is near what is seen, which may be at once.
pub fn when_near(id: &str, then: impl FnOnce() + 'static) {
    let Some(element) = html_element(id) else { return };
    let mut then = Some(then);
    let look = Closure::<dyn FnMut(Array, IntersectionObserver)>::new(
        move |entries: Array, observer: IntersectionObserver| {
            let is_near = entries.iter().any(|entry| {
                entry
                    .dyn_ref::<IntersectionObserverEntry>()
                    .is_some_and(IntersectionObserverEntry::is_intersecting)
            });
            if is_near {
                observer.disconnect();
                if let Some(then) = then.take() {
                    then();
                }
            }
        },
    );
    let options = IntersectionObserverInit::new();
    options.set_root_margin(NEAR);
    if let Ok(observer) = IntersectionObserver::new_with_options(look.as_ref().unchecked_ref(), &options) {
        observer.observe(&element);
        look.forget();
    }
}
