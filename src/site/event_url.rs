//! The addresses of events on the page.

use crate::page::address::Address;

/// The address of the page with one event open, as the app writes it.
pub fn event_url(page_url: &str, key: &str) -> String {
    let page = page_url.split('#').next().unwrap_or(page_url);
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{}", Address::of_event(key).query())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_url_escapes_the_key() {
        assert_eq!(
            event_url("https://a.example/b/#c", "a&b @é/20261125"),
            "https://a.example/b/?event=a%26b%20%40%C3%A9/20261125"
        );
        assert_eq!(event_url("https://a.example/?b", "c"), "https://a.example/?b&event=c");
    }
}
