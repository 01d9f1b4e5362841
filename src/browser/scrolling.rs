//! Scrolling the page, and frames inside it.

use super::clock;
use super::document::{html_element, is_right_to_left};

/// Scrolls an element into the viewport if it is outside, as little as needed.
pub fn reveal(id: &str) {
    if let Some(element) = html_element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls to an element that is about to be rendered, as little as needed.
pub fn reveal_soon(id: String) {
    clock::after(0, move || reveal(&id));
}

/// Scrolls a list just far enough to show an element inside it; nothing else scrolls.
pub fn reveal_inside(list: &str, id: &str) {
    let (Some(list), Some(element)) = (html_element(list), html_element(id)) else { return };
    let (visible, bounds) = (list.get_bounding_client_rect(), element.get_bounding_client_rect());
    let beyond = (bounds.bottom() - visible.bottom()).max(0.0) + (bounds.top() - visible.top()).min(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page are few")]
    list.set_scroll_top(list.scroll_top() + beyond as i32);
}

/// Scrolls an element to the top of the viewport, without animation.
pub(super) fn bring_to_top(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    options.set_block(web_sys::ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls a frame to a fraction of the width of its content, from the side where its text starts, and of its
/// height; nothing else scrolls.
#[expect(clippy::cast_possible_truncation, reason = "pixels of a page are few")]
pub fn scroll_inside(frame: &str, content: &str, across: f64, down: f64) {
    if let (Some(frame), Some(content)) = (html_element(frame), html_element(content)) {
        let forward = if is_right_to_left() { -1.0 } else { 1.0 };
        let size = content.get_bounding_client_rect();
        frame.set_scroll_left((size.width() * across * forward) as i32);
        frame.set_scroll_top((size.height() * down) as i32);
    }
}

/// The part of a content's height that a frame shows, below what is above the content in the frame.
pub fn visible_part(frame: &str, content: &str) -> Option<(f64, f64)> {
    let (frame, content) = (html_element(frame)?, html_element(content)?);
    let (visible, whole) = (frame.get_bounding_client_rect(), content.get_bounding_client_rect());
    let above = f64::from(content.offset_top());
    let part = |at: f64| (at - whole.top()) / whole.height();
    (whole.height() > 0.0).then(|| (part(visible.top() + above), part(visible.bottom())))
}
