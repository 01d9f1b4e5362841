//! Swiping from one period to the next.

use leptos::ev::PointerEvent;
use leptos::prelude::*;

use crate::browser::document;

/// The length of a swipe, in CSS pixels.
const LENGTH: i32 = 60;

/// Calls a function with the number of periods to move when a finger swipes sideways. `touch-action` of the element
/// leaves scrolling up and down, and zooming, to the browser.
#[derive(Clone, Copy)]
pub struct Swipe<F> {
    from: StoredValue<Option<(i32, i32)>>,
    turn: F,
}

impl<F: Fn(i32) + Copy> Swipe<F> {
    /// Calls `turn` after each swipe.
    pub fn new(turn: F) -> Self {
        Self { from: StoredValue::new(None), turn }
    }

    /// A finger touches the element.
    pub fn begin(self, event: &PointerEvent) {
        // Two fingers zoom.
        let is_swipe = event.pointer_type() == "touch" && event.is_primary();
        self.from.set_value(is_swipe.then(|| (event.client_x(), event.client_y())));
    }

    /// It leaves the element.
    pub fn end(self, event: &PointerEvent) {
        let Some((x, y)) = self.from.get_value() else { return };
        let (across, down) = (event.client_x() - x, event.client_y() - y);
        if across.abs() >= LENGTH && across.abs() > 2 * down.abs() {
            let is_forward = (across < 0) != document::is_right_to_left();
            (self.turn)(if is_forward { 1 } else { -1 });
        }
        self.from.set_value(None);
    }
}
