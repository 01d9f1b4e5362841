//! Addresses of files next to the page, and of its events.

use crate::page::address::Address;

/// The address of a file next to the page.
pub fn sibling_url(page_url: &str, file: &str) -> String {
    let bare = without_query(page_url);
    let host = bare.find("://").map_or(0, |scheme| scheme + "://".len());
    match bare.rfind('/').filter(|slash| *slash >= host) {
        Some(slash) => format!("{}/{file}", bare.get(..slash).unwrap_or(bare)),
        None => format!("{bare}/{file}"),
    }
}

/// The address of the page with one event open, as the app writes it.
pub fn event_url(page_url: &str, key: &str) -> String {
    let page = page_url.split('#').next().unwrap_or(page_url);
    let sign = if page.contains('?') { '&' } else { '?' };
    format!("{page}{sign}{}", Address::of_event(key).query())
}

fn without_query(url: &str) -> &str {
    url.split(['?', '#']).next().unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sibling_url_replaces_the_file_name_and_query() {
        for page in ["https://a.example/b/", "https://a.example/b/index.html", "https://a.example/b/?c=/d#e/"]
        {
            assert_eq!(sibling_url(page, "f.xml"), "https://a.example/b/f.xml", "{page}");
        }
        assert_eq!(sibling_url("https://a.example", "f.xml"), "https://a.example/f.xml");
    }

    #[test]
    fn event_url_escapes_the_key() {
        assert_eq!(
            event_url("https://a.example/b/#c", "a&b @é/20261125"),
            "https://a.example/b/?event=a%26b%20%40%C3%A9/20261125"
        );
        assert_eq!(event_url("https://a.example/?b", "c"), "https://a.example/?b&event=c");
    }
}
