//! Fetches a small file next to the page.

use gloo_net::http::Request;

use super::connection;

const TIME_LIMIT_MILLISECONDS: i32 = 20_000;

/// Fetches a text file by its address relative to the page; `None` if it cannot be loaded.
pub async fn fetch(address: &str) -> Option<String> {
    let signal = connection::abort_after(TIME_LIMIT_MILLISECONDS);
    let response = Request::get(address).abort_signal(signal.as_ref()).send().await.ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}
