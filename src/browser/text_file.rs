//! Fetches a small file next to the page.

use gloo_net::http::Request;
use web_sys::AbortController;

use super::clock;

const TIME_LIMIT_MILLISECONDS: i32 = 20_000;

/// Fetches a text file by its address relative to the page; `None` if it cannot be loaded.
pub async fn fetch(address: &str) -> Option<String> {
    let abort = AbortController::new().ok()?;
    let signal = abort.signal();
    clock::after(TIME_LIMIT_MILLISECONDS, move || abort.abort());
    let response = Request::get(address).abort_signal(Some(&signal)).send().await.ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}
