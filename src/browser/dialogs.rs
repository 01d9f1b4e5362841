//! Dialogs and popovers.

use wasm_bindgen::JsCast as _;

use super::document::html_element;

/// Opens a modal dialog, which keeps the focus until it is closed.
pub fn show_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Closes an open dialog.
pub fn close_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(web_sys::HtmlDialogElement::open) {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    html_element(id)?.dyn_into().ok()
}

/// Whether an element is open as a popover.
pub fn is_popover_open(id: &str) -> bool {
    html_element(id).is_some_and(|element| element.matches(":popover-open").unwrap_or(false))
}

/// Closes an open popover.
pub fn hide_popover(id: &str) {
    if let Some(element) = html_element(id).filter(|_| is_popover_open(id)) {
        let _ = element.hide_popover();
    }
}

/// Whether a dialog is open, or the visitor is typing.
pub fn is_busy() -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let busy = "dialog[open], :is(input:not([type=radio], [type=checkbox]), textarea, select):focus";
    document.query_selector(busy).is_ok_and(|found| found.is_some())
}
