//! A link that marks external addresses.

use super::languages::interface;
use super::static_element::{Child, IntoChildren, StaticElement, element};
use crate::web_address::is_web;

/// Tells screen readers that a link leads to another site.
pub const EXTERNAL: &str = " (external link)";

/// A link. If it leads to another site, it has an arrow, which `style/components/icon.css` draws, and screen readers read
/// that it does.
pub fn smart_link(url: String, content: impl IntoChildren) -> StaticElement {
    named_link(url, content, String::new())
}

/// A link with more text for screen readers after its content, such as the name of the channel.
pub fn named_link(url: String, content: impl IntoChildren, more: String) -> StaticElement {
    let arrow = is_web(&url).then_some("");
    link(url, content, more).attr("data-arrow", arrow)
}

/// A link without the arrow, for pictures.
pub fn link_without_arrow(url: String, content: impl IntoChildren) -> StaticElement {
    link(url, content, String::new())
}

fn link(url: String, content: impl IntoChildren, more: String) -> StaticElement {
    let is_external = is_web(&url);
    let external = is_external.then(|| match interface() {
        Some(language) => Child::Element(element("span").attr("lang", language).child(EXTERNAL)),
        None => Child::Text(EXTERNAL.into()),
    });
    let has_hint = is_external || !more.is_empty();
    let hint = has_hint.then(|| element("span").class("visually-hidden").child((more, external)));
    bare_link(url).child((content, hint))
}

/// A link without a text for screen readers. It does not send the address of this page to another site.
pub fn bare_link(url: String) -> StaticElement {
    let rel = is_web(&url).then_some("noopener noreferrer");
    element("a").attr("href", url).attr("rel", rel)
}
