//! The connection: whether the browser is online, timeouts of requests, and retries of failed ones.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::{AbortController, AbortSignal};

use super::clock;

/// Calls `listener` with whether the browser is offline, now and whenever that changes.
pub fn watch_offline(listener: impl Fn(bool) + Copy + 'static) {
    let Some(window) = web_sys::window() else { return };
    listener(!window.navigator().on_line());
    super::listen(&window, "offline", move || listener(true));
    super::listen(&window, "online", move || listener(false));
}

/// A signal that aborts a request after this time; `None` if the browser does not support `AbortController`.
pub fn abort_after(milliseconds: i32) -> Option<AbortSignal> {
    let abort = AbortController::new().ok()?;
    let signal = abort.signal();
    clock::after(milliseconds, move || abort.abort());
    Some(signal)
}

/// Calls `retry` once: at the next input while the browser is online, or when it is online again.
pub fn retry_later(retry: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let retry = Rc::new(Cell::new(Some(retry)));
    // Voice control causes only clicks.
    for event in ["pointerdown", "keydown", "click", "online"] {
        let (retry, navigator) = (retry.clone(), window.navigator());
        super::listen(&window, event, move || {
            if navigator.on_line()
                && let Some(retry) = retry.take()
            {
                retry();
            }
        });
    }
}
