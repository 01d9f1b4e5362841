//! The address of the page.

use web_sys::{Url, Window};

fn url() -> Option<(Window, Url)> {
    let window = web_sys::window()?;
    let url = Url::new(&window.location().href().ok()?).ok()?;
    Some((window, url))
}

/// A slash needs no escape in a query, and an address is easier to read and share without it.
fn leave_slashes(url: &Url) {
    url.set_search(&url.search().replace("%2F", "/"));
}

/// A parameter of the address.
pub fn parameter(name: &str) -> Option<String> {
    url()?.1.search_params().get(name).filter(|value| !value.is_empty())
}

/// How a change of the address affects the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new history entry, so that back undoes the change.
    New,
    /// The current history entry is replaced.
    InPlace,
}

/// Sets or removes a parameter of the address, with a new history entry.
pub fn set_parameter(name: &str, value: Option<&str>) {
    set_parameters(&[(name, value)], Step::New);
}

/// Sets or removes several parameters of the address at once.
pub fn set_parameters(all: &[(&str, Option<&str>)], step: Step) {
    let Some((window, url)) = url() else { return };
    let parameters = url.search_params();
    for (name, value) in all {
        match value {
            Some(value) => parameters.set(name, value),
            None => parameters.delete(name),
        }
    }
    leave_slashes(&url);
    let href = url.href();
    if window.location().href().is_ok_and(|now| now == href) {
        return;
    }
    if let Ok(history) = window.history() {
        let state = wasm_bindgen::JsValue::NULL;
        let _ = match step {
            Step::New => history.push_state_with_url(&state, "", Some(&href)),
            Step::InPlace => history.replace_state_with_url(&state, "", Some(&href)),
        };
    }
}

/// The address of this page with only this parameter, for sharing.
pub fn address_with(name: &str, value: &str) -> Option<String> {
    let (_, url) = url()?;
    url.set_hash("");
    url.set_search("");
    url.search_params().set(name, value);
    leave_slashes(&url);
    Some(url.href())
}

/// Navigates to another address, or to a section of this page with `#id`.
pub fn go(address: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign(address);
    }
}

/// Calls `listener` whenever back or forward has changed the address.
pub fn on_change(listener: impl FnMut() + 'static) {
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

/// The address of a section of this page, for sharing.
pub fn address_of(id: &str) -> Option<String> {
    let (_, url) = url()?;
    url.set_hash(id);
    Some(url.href())
}
