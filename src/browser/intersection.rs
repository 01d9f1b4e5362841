//! Detects when elements come near the viewport.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::document::html_element;

/// The margins of the viewport in which an element is near. At its top and above it, none is: the browser keeps what
/// follows such an element in place, so that it would stay near however much is added before it.
const NEAR: &str = "-160px 0px 1200px";

/// Calls `then` once, when the element with this id is shown or near below the viewport, which may be at once.
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
