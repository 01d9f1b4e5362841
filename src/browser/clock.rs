//! The machine's clock, timers and yielding.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::calendar::ics::yielding::Yield;
use crate::calendar::time::Instant;

const TICK_MILLISECONDS: i32 = 1000;

/// The current time.
pub fn now() -> Instant {
    // The clock counts milliseconds in a float; whole seconds of any date fit an i64.
    #[expect(clippy::cast_possible_truncation, reason = "seconds of a date are far below 2^53")]
    let seconds = (js_sys::Date::now() / 1000.0).floor() as i64;
    Instant::from_unix(seconds)
}

/// Calls `listener` with the time every second, and whenever the visibility of the page changes, for example
/// after it was hidden or the machine slept.
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

/// How long a task may run before it yields to the browser, in milliseconds.
const BUSY_MILLISECONDS: f64 = 12.0;

/// How often the progress of a task is reported, in milliseconds: each report renders the page again, and a
/// task that is finished sooner needs none.
const REPORT_MILLISECONDS: f64 = 250.0;

/// Yields to the browser whenever a task has run for a while.
pub struct YieldToBrowser<F> {
    since: f64,
    reported: f64,
    report: F,
}

impl<F: FnMut(f64)> YieldToBrowser<F> {
    /// Starts a task; `report` is called regularly with its progress, from 0 to 1.
    pub fn new(report: F) -> Self {
        let now = js_sys::Date::now();
        Self { since: now, reported: now, report }
    }
}

impl<F: FnMut(f64)> Yield for YieldToBrowser<F> {
    async fn pause(&mut self, done: f64) {
        let now = js_sys::Date::now();
        // If the clock was set back, time has passed as well.
        let has_passed = |milliseconds, since| !(0.0..milliseconds).contains(&(now - since));
        if !has_passed(BUSY_MILLISECONDS, self.since) {
            return;
        }
        if has_passed(REPORT_MILLISECONDS, self.reported) {
            self.reported = now;
            (self.report)(done);
        }
        yield_to_browser().await;
        self.since = js_sys::Date::now();
    }
}

/// Yields to the browser. It uses a message instead of a timer, because browsers delay consecutive timers.
pub async fn yield_to_browser() {
    let Ok(channel) = web_sys::MessageChannel::new() else { return };
    let heard = js_sys::Promise::new(&mut |resolve, _| channel.port1().set_onmessage(Some(&resolve)));
    if channel.port2().post_message(&JsValue::UNDEFINED).is_ok() {
        let _ = JsFuture::from(heard).await;
    }
    channel.port1().close();
}

/// Waits.
pub async fn sleep(milliseconds: i32) {
    let Some(window) = web_sys::window() else { return };
    let over = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds);
    });
    let _ = JsFuture::from(over).await;
}

/// How often [`until`] checks its condition.
const CHECK_MILLISECONDS: i32 = 20;

/// Waits until a condition holds.
pub async fn until(condition: impl Fn() -> bool) {
    while !condition() {
        sleep(CHECK_MILLISECONDS).await;
    }
}

/// Calls `then` before the next frame is rendered.
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
