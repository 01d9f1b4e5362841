//! Scroll anchoring: keeps the section of the fragment in place while the page above it changes height.

use std::cell::{Cell, RefCell};

use super::clock::next_frame;
use super::document::{html_element, root};
use super::scrolling::bring_to_top;

/// Where an element is, in CSS pixels.
#[derive(Clone, Copy)]
struct Position {
    /// How far the page is scrolled.
    scrolled: i32,
    /// How far the element is from the top of the viewport.
    top: f64,
}

thread_local! {
    /// The section that the fragment named when the page opened, until the visitor scrolls, presses or types.
    static ANCHOR: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Where the anchor was after the last scroll to it.
    static LAST_POSITION: Cell<Option<Position>> = const { Cell::new(None) };
}

/// Keeps the section of the fragment at the top while images, fonts and the calendar change the height of the page.
/// Ends when the visitor scrolls, presses or types.
pub fn hold() {
    let Some(window) = web_sys::window() else { return };
    ANCHOR.set(super::location::fragment().filter(|id| is_at_top(id)));
    for event in ["wheel", "touchmove", "keydown", "pointerdown", "hashchange"] {
        super::listen(&window, event, || ANCHOR.set(None));
    }
    super::listen(&window, "load", restore_soon);
    restore_soon();
}

/// Scrolls back to the anchor if the page above it has changed height, in the next frame and again 400 ms later.
pub fn restore_soon() {
    next_frame(restore);
    super::clock::after(400, restore);
}

fn restore() {
    let Some(id) = ANCHOR.with_borrow(Clone::clone) else { return };
    if let (Some(last), Some(now)) = (LAST_POSITION.get(), position_of(&id))
        && now.scrolled != last.scrolled
        && (now.top - last.top).abs() > 1.0
    {
        // Something else has scrolled the page, such as the scroll bar. (The browser's own scroll anchoring also
        // changes the scroll position, but leaves the section where it is.)
        ANCHOR.set(None);
        return;
    }
    if let Some(element) = html_element(&id) {
        bring_to_top(&element);
    }
    LAST_POSITION.set(position_of(&id));
}

/// The distance from the top of the viewport within which the browser scrolls to a fragment, below the header.
const NEAR_TOP: f64 = 160.0;

/// Whether an element is at the top of the viewport, or the page is at its end or its beginning, as the browser leaves it
/// after opening the address. Otherwise, the visitor has scrolled already.
fn is_at_top(id: &str) -> bool {
    let Some((position, root)) = position_of(id).zip(root()) else { return false };
    let end = root.scroll_height() - root.client_height();
    position.top.abs() < NEAR_TOP || position.scrolled >= end - 1 || position.scrolled == 0
}

fn position_of(id: &str) -> Option<Position> {
    let top = html_element(id)?.get_bounding_client_rect().top();
    Some(Position { scrolled: root()?.scroll_top(), top })
}
