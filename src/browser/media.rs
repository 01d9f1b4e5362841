//! Media queries.

use wasm_bindgen::JsCast as _;

/// Calls `listener` with whether a media query matches, now and whenever that changes.
pub fn watch(query: &str, mut listener: impl FnMut(bool) + 'static) {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok().flatten());
    let Some(list) = list else { return };
    listener(list.matches());
    let target = list.clone();
    super::listen(target.unchecked_ref(), "change", move || listener(list.matches()));
}
