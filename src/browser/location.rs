//! The address of the page.

use web_sys::{Url, Window};

fn url() -> Option<(Window, Url)> {
    let window = web_sys::window()?;
    let url = Url::new(&window.location().href().ok()?).ok()?;
    Some((window, url))
}

/// The query of the address, with its `?`; empty where there is none.
pub fn query() -> String {
    url().map(|(_, url)| url.search()).unwrap_or_default()
}

/// The value of a query parameter.
pub fn parameter(name: &str) -> Option<String> {
    url()?.1.search_params().get(name)
}

/// Puts a query into the address, as a new entry of the history or in the current one.
pub fn set_query(query: &str, is_new_entry: bool) {
    let Some((window, url)) = url() else { return };
    url.set_search(query);
    let href = url.href();
    if window.location().href().is_ok_and(|current| current == href) {
        return;
    }
    if let Ok(history) = window.history() {
        let state = wasm_bindgen::JsValue::NULL;
        let _ = if is_new_entry {
            history.push_state_with_url(&state, "", Some(&href))
        } else {
            history.replace_state_with_url(&state, "", Some(&href))
        };
    }
}

/// The address of this page with another query and no fragment, to be shared.
pub fn address_with(query: &str) -> Option<String> {
    let (_, url) = url()?;
    url.set_hash("");
    url.set_search(query);
    Some(url.href())
}

/// Goes to the previous entry of the history.
pub fn back() {
    if let Some(Ok(history)) = web_sys::window().map(|window| window.history()) {
        let _ = history.back();
    }
}

/// Navigates to another address, or to a section of this page with `#id`.
pub fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}

/// Calls `listener` whenever Back or Forward has changed the address.
pub fn on_pop_state(listener: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        super::listen(&window, "popstate", listener);
    }
}

/// The id after the `#` of the address.
pub fn fragment() -> Option<String> {
    let (_, url) = url()?;
    let id = url.hash().strip_prefix('#')?.to_owned();
    js_sys::decode_uri_component(&id).ok().map(String::from).filter(|id| !id.is_empty())
}

/// Calls `listener` with the new fragment whenever the fragment of the address changes.
pub fn on_fragment(listener: impl Fn(String) + 'static) {
    if let Some(window) = web_sys::window() {
        super::listen(&window, "hashchange", move || {
            if let Some(id) = fragment() {
                listener(id);
            }
        });
    }
}

/// The address of a section of this page, for sharing.
pub fn address_of(id: &str) -> Option<String> {
    let (_, url) = url()?;
    url.set_hash(id);
    Some(url.href())
}
