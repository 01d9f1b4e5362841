//! Fetches a small file next to the page.

use gloo_net::http::Request;

/// Fetches a text file by its address relative to the page; `None` if it cannot be loaded.
pub async fn fetch(address: &str) -> Option<String> {
    let response = Request::get(address).send().await.ok()?;
    if !response.ok() {
        return None;
    }
    response.text().await.ok()
}
