//! Saves files that are created in the page.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

use super::clock;

/// How long the browser may take to start a download before its object URL is revoked.
const BEGIN_MILLISECONDS: i32 = 10_000;

/// Offers the visitor a file with this name, type and text; returns whether the browser accepted it.
pub fn save(name: &str, kind: &str, text: &str) -> bool {
    offer(name, kind, text).is_some()
}

fn offer(name: &str, kind: &str, text: &str) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let link: HtmlElement = document.create_element("a").ok()?.dyn_into().ok()?;
    link.set_attribute("href", &address).ok()?;
    link.set_attribute("download", name).ok()?;
    link.click();
    clock::after(BEGIN_MILLISECONDS, move || {
        let _ = Url::revoke_object_url(&address);
    });
    Some(())
}
