//! Whether the browser is online.

use std::cell::Cell;
use std::rc::Rc;

/// Calls `listener` with whether the browser is offline, now and whenever that changes.
pub fn watch_offline(listener: impl Fn(bool) + Copy + 'static) {
    let Some(window) = web_sys::window() else { return };
    listener(!window.navigator().on_line());
    super::listen(&window, "offline", move || listener(true));
    super::listen(&window, "online", move || listener(false));
}

/// Calls `then` once: when the visitor presses something while the browser is online, or when it is online again.
pub fn on_next_input(then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let then = Rc::new(Cell::new(Some(then)));
    for event in ["pointerdown", "keydown", "online"] {
        let (then, navigator) = (then.clone(), window.navigator());
        super::listen(&window, event, move || {
            if navigator.on_line()
                && let Some(then) = then.take()
            {
                then();
            }
        });
    }
}
