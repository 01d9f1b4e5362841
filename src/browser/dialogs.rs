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

/// Whether a press on a dialog is on its backdrop, and not on its content or its scroll bar.
pub fn is_on_backdrop(press: &web_sys::PointerEvent) -> bool {
    let dialog = press.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let is_inside = |dialog: &web_sys::Element| {
        let (edges, x, y) =
            (dialog.get_bounding_client_rect(), f64::from(press.client_x()), f64::from(press.client_y()));
        (edges.left()..=edges.right()).contains(&x) && (edges.top()..=edges.bottom()).contains(&y)
    };
    press.target() == press.current_target() && dialog.is_some_and(|dialog| !is_inside(&dialog))
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
