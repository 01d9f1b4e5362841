//! Fetches the calendar file beside the page.

use gloo_net::http::{Request, Response};
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CustomEvent, CustomEventInit, ReadableStreamDefaultReader};

use super::connection;
use crate::calendar::views::freshness::FeedFailure;
use crate::calendar::{Limits, NotACalendar};

/// The address of the calendar file, relative to the page; `src/boot/load_app.js` preloads it.
const ADDRESS: &str = "calendar.ics";

/// The address for a second attempt, which the service worker answers with the events that it has kept.
const ADDRESS_AGAIN: &str = "calendar.ics?again";

/// The time limits for both attempts.
const TIME_LIMIT_MILLISECONDS: i32 = 20_000;
const TIME_LIMIT_AGAIN_MILLISECONDS: i32 = 8_000;

/// Which attempt to fetch the file is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attempt {
    /// The first one.
    First,
    /// Another one, after the first has failed.
    Again,
}

/// Fetches the calendar file.
///
/// # Errors
/// Returns why it could not be loaded.
pub async fn fetch(attempt: Attempt) -> Result<Vec<u8>, FeedFailure> {
    let (address, limit) = match attempt {
        Attempt::First => (ADDRESS, TIME_LIMIT_MILLISECONDS),
        Attempt::Again => (ADDRESS_AGAIN, TIME_LIMIT_AGAIN_MILLISECONDS),
    };
    let signal = connection::abort_after(limit);
    let failure = |_| {
        if signal.as_ref().is_some_and(web_sys::AbortSignal::aborted) {
            FeedFailure::TooSlow
        } else {
            FeedFailure::Unreachable
        }
    };
    let response = Request::get(address).abort_signal(signal.as_ref()).send().await;
    let response = response.map_err(|_| failure(JsValue::UNDEFINED))?;
    // Other successful responses, such as 206, do not have the whole file.
    if response.status() != 200 {
        return Err(FeedFailure::Status(response.status()));
    }
    let bytes = receive(&response, Limits::DEFAULT.feed_bytes).await.map_err(failure)?;
    bytes.ok_or(FeedFailure::Unreadable(NotACalendar::TooLarge))
}

/// Reads the body of a response; `None` if it is longer than `limit` bytes.
async fn receive(response: &Response, limit: usize) -> Result<Option<Vec<u8>>, JsValue> {
    let Some(body) = response.body() else { return Ok(Some(Vec::new())) };
    let reader = ReadableStreamDefaultReader::new(&body)?;
    let mut bytes = Vec::new();
    loop {
        let part = JsFuture::from(reader.read()).await?;
        let Ok(chunk) = Reflect::get(&part, &"value".into())?.dyn_into::<Uint8Array>() else {
            return Ok(Some(bytes));
        };
        bytes.extend(chunk.to_vec());
        if bytes.len() > limit {
            let _ = reader.cancel();
            return Ok(None);
        }
    }
}

/// Dispatches the event `feed` with the accepted file, which `src/boot/new_version.js` stores for offline use.
pub fn report_accepted(bytes: &[u8]) {
    let init = CustomEventInit::new();
    init.set_detail(&Uint8Array::from(bytes));
    if let (Some(window), Ok(event)) =
        (web_sys::window(), CustomEvent::new_with_event_init_dict("feed", &init))
    {
        let _ = window.dispatch_event(&event);
    }
}
