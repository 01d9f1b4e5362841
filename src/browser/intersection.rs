//! Detects when elements come near the viewport.

use js_sys::Array;
use send_wrapper::SendWrapper;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

use super::document::html_element;

/// The root margin: an element is near up to 1200 px below the viewport, but not in its first 160 px. There, scroll
/// anchoring keeps the element in place while content is added before it, so it would stay near and the content would
/// grow without end.
const NEAR: &str = "-160px 0px 1200px";

/// Calls `then` once, when the element with this id is in the viewport or near its lower edge; immediately if it already
/// is. Returns a function that ends the observation.
pub fn when_near(id: &str, then: impl FnOnce() + 'static) -> impl FnOnce() + Send + Sync {
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
    let observer = IntersectionObserver::new_with_options(look.as_ref().unchecked_ref(), &options).ok();
    if let Some((observer, element)) = observer.as_ref().zip(html_element(id)) {
        observer.observe(&element);
    }
    let watch = SendWrapper::new((observer, look));
    move || {
        if let (Some(observer), _) = watch.take() {
            observer.disconnect();
        }
    }
}
