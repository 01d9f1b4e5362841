//! Fetches the calendar file beside the page.

use gloo_net::http::Request;
use web_sys::AbortController;

use super::clock;
use crate::calendar::views::freshness::FeedFailure;

/// The address of the calendar file, relative to the page; `src/boot/load_app.js` preloads it.
pub const ADDRESS: &str = "calendar.ics";

/// The time limit for fetching the calendar file.
const TIME_LIMIT_MILLISECONDS: i32 = 20_000;

/// Fetches the calendar file.
///
/// # Errors
/// Returns why it could not be loaded.
pub async fn fetch() -> Result<Vec<u8>, FeedFailure> {
    let abort = AbortController::new().ok();
    let signal = abort.as_ref().map(AbortController::signal);
    if let Some(abort) = abort.clone() {
        clock::after(TIME_LIMIT_MILLISECONDS, move || abort.abort());
    }
    let failure = || {
        if signal.as_ref().is_some_and(web_sys::AbortSignal::aborted) {
            FeedFailure::TooSlow
        } else {
            FeedFailure::Unreachable
        }
    };
    let response = Request::get(ADDRESS).abort_signal(signal.as_ref()).send().await.map_err(|_| failure())?;
    if !response.ok() {
        return Err(FeedFailure::Status(response.status()));
    }
    response.binary().await.map_err(|_| failure())
}
