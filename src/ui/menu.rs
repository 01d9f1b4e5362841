//! A button that opens a small panel.

use super::static_element::{IntoChildren, StaticElement, element};

/// The class of menus.
pub const MENU: &str = "menu";

/// A button that opens a small panel, as `<details>`, so that it also opens before the app is loaded. Escape, or moving
/// the focus out of it, closes it. The panel is rendered while it is open (see `disclosures`).
pub fn menu(
    label: impl IntoChildren,
    button_class: &'static str,
    name: Option<&'static str>,
) -> StaticElement {
    let button = element("summary").class(button_class).attr("aria-label", name).child(label);
    element("details").class(MENU).child(button).child(element("div").class("menu-panel"))
}
