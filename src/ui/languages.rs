//! The languages of the page: the interface's words are English, and the community writes in a language of its own.
//!
//! On an English page nothing is marked. On another page each part with the interface's words has `lang="en"`, its
//! sentences `dir="ltr"`, and the community's texts inside of it have the community's `lang`. Times have the `lang` of
//! their words.

use std::borrow::Cow;

use leptos::prelude::*;

use super::static_element::{Child, element};

/// The language of the interface.
const INTERFACE: &str = "en";

/// The language of the community's texts, if it is not English.
#[derive(Clone)]
struct Content(Option<String>);

/// Provides the language of the community's texts, a BCP 47 tag.
pub fn provide(content: &str) {
    let primary = content.split('-').next().unwrap_or_default();
    let is_english = primary.eq_ignore_ascii_case(INTERFACE);
    provide_context(Content((!is_english).then(|| content.to_owned())));
}

/// The `lang` attribute for the community's texts inside of the interface; `None` in an English page.
pub fn content() -> Option<String> {
    use_context::<Content>().and_then(|content| content.0)
}

/// A text of the community inside of the interface's words, for screen readers.
pub fn content_words(text: &str) -> Child {
    let text = Cow::<str>::Owned(text.to_owned());
    content().map_or(Child::Text(text.clone()), |language| {
        Child::Element(element("bdi").attr("lang", language).child(text))
    })
}

/// The `lang` attribute for the interface's words; `None` in an English page.
pub fn interface() -> Option<&'static str> {
    content().map(|_| INTERFACE)
}

/// The `dir` attribute for the interface's sentences; `None` in an English page.
pub fn interface_direction() -> Option<&'static str> {
    content().map(|_| "ltr")
}
