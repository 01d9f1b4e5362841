//! An icon of `style/icons.svg`.

use super::static_element::{StaticElement, element};

/// An icon of `style/icons.svg`; it is hidden from screen readers, because a text next to it says the same.
pub fn icon(name: &'static str) -> StaticElement {
    let icon = element("use").attr("href", format!("icons.svg#{name}"));
    element("svg").class("icon").attr("viewBox", "0 0 24 24").attr("aria-hidden", "true").child(icon)
}
