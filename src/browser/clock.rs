//! The machine's clock.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use crate::calendar::time::Instant;

const TICK_MILLISECONDS: i32 = 1000;

/// The time now.
pub fn now() -> Instant {
    // The clock counts milliseconds in a float; whole seconds of any date fit an i64.
    #[expect(clippy::cast_possible_truncation, reason = "seconds of a date are far below 2^53")]
    let seconds = (js_sys::Date::now() / 1000.0).floor() as i64;
    Instant::from_unix(seconds)
}

/// Tells `listener` the time every second, and at once when the page is looked at again after it was hidden or the
/// machine slept.
pub fn every_second(listener: impl Fn(Instant) + Clone + 'static) {
    let Some(window) = web_sys::window() else { return };
    if let Some(document) = window.document() {
        let listener = listener.clone();
        super::listen(&document, "visibilitychange", move || listener(now()));
    }
    let tick = Closure::<dyn FnMut()>::new(move || listener(now()));
    let _ = window.set_interval_with_callback_and_timeout_and_arguments_0(
        tick.as_ref().unchecked_ref(),
        TICK_MILLISECONDS,
    );
    tick.forget();
}

/// Calls `then` once, after this many milliseconds.
pub fn after(milliseconds: i32, then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let call = Closure::once_into_js(then);
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds);
}
