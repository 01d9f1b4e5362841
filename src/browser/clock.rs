//! The machine's clock.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::calendar::ics::yielding::Yield;
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

/// How long the page may be kept busy before it sees to its reader, in milliseconds.
const BUSY_MILLISECONDS: f64 = 12.0;

/// How often it is told how far a work has come, in milliseconds: each time the page is drawn anew, and a work that is
/// done by then need not be spoken of.
const TELL_MILLISECONDS: f64 = 250.0;

/// Pauses in which the browser sees to its reader, whenever a work has kept it busy for a while.
pub struct YieldToBrowser<F> {
    since: f64,
    reported: f64,
    tell: F,
}

impl<F: FnMut(f64)> YieldToBrowser<F> {
    /// Begins a work; `tell` is told now and then how much of it is done.
    pub fn new(tell: F) -> Self {
        let now = js_sys::Date::now();
        Self { since: now, reported: now, tell }
    }
}

impl<F: FnMut(f64)> Yield for YieldToBrowser<F> {
    async fn pause(&mut self, done: f64) {
        let now = js_sys::Date::now();
        // A clock that was set back shows that time has passed, too.
        let has_passed = |milliseconds, since| !(0.0..milliseconds).contains(&(now - since));
        if !has_passed(BUSY_MILLISECONDS, self.since) {
            return;
        }
        if has_passed(TELL_MILLISECONDS, self.reported) {
            self.reported = now;
            (self.tell)(done);
        }
        yield_to_browser().await;
        self.since = js_sys::Date::now();
    }
}

/// Lets the browser see to its reader. By a message and not by a timer: browsers let timers that follow each other
/// wait.
pub async fn yield_to_browser() {
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let heard = js_sys::Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::UNDEFINED).is_ok() {
        let _ = JsFuture::from(heard).await;
    }
    channel.port1().close();
}

/// Calls `then` before the browser draws the next time.
pub fn next_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let call = Closure::once_into_js(then);
        let _ = window.request_animation_frame(call.unchecked_ref());
    }
}

/// Calls `then` once, after this many milliseconds.
pub fn after(milliseconds: i32, then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let call = Closure::once_into_js(then);
    let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(call.unchecked_ref(), milliseconds);
}
