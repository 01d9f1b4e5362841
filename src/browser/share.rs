//! Shares something with the Web Share API.

use js_sys::{Function, Object, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

fn share_function() -> Option<(JsValue, Function)> {
    let navigator: JsValue = web_sys::window()?.navigator().into();
    let share = Reflect::get(&navigator, &"share".into()).ok()?.dyn_into().ok()?;
    Some((navigator, share))
}

/// Whether the browser supports sharing.
pub fn is_there() -> bool {
    share_function().is_some()
}

/// Opens the system's share dialog for a title, a text and an address; its result is ignored.
pub async fn share(title: &str, text: &str, url: &str) {
    let Some((navigator, share)) = share_function() else { return };
    let what = Object::new();
    for (name, value) in [("title", title), ("text", text), ("url", url)] {
        let _ = Reflect::set(&what, &name.into(), &value.into());
    }
    if let Ok(promise) = share.call1(&navigator, &what) {
        let _ = JsFuture::from(js_sys::Promise::resolve(&promise)).await;
    }
}
