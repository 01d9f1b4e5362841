//! Web addresses, and the characters that are not allowed in one.

/// The kind of a character that is not visible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hidden {
    /// A control character.
    Control,
    /// It changes the writing direction, so that a text looks like another one.
    Direction,
    /// It has no width.
    Invisible,
    /// It joins or separates letters and has no width; Persian, Hindi and emoji need it in words.
    Joiner,
}

/// The kind of a hidden character; `None` for one that is visible or white space.
pub fn hidden(letter: char) -> Option<Hidden> {
    match letter {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            Some(Hidden::Direction)
        }
        '\u{200c}' | '\u{200d}' => Some(Hidden::Joiner),
        '\u{ad}' | '\u{200b}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2065}' | '\u{feff}' => {
            Some(Hidden::Invisible)
        }
        _ if letter.is_control() => Some(Hidden::Control),
        _ => None,
    }
}

/// Whether a character must not be in an address: it is hidden or white space.
pub fn is_unseen(letter: char) -> bool {
    letter.is_whitespace() || hidden(letter).is_some()
}

/// Whether an address is a web address (`http:` or `https:`) without characters that browsers silently drop.
pub fn is_web(url: &str) -> bool {
    let starts_with =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (starts_with("https://") || starts_with("http://")) && !url.chars().any(is_unseen)
}

/// The host of a web address, as browsers understand it.
pub fn host(url: &str) -> &str {
    let after_scheme = url.split_once("//").map_or(url, |(_, rest)| rest);
    // Browsers treat a backslash as a slash.
    let authority = after_scheme.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    // The part before an @ is not the host, however much it looks like one.
    authority.rsplit('@').next().unwrap_or_default()
}

/// The path of a web address, with its slash, without query and fragment.
pub fn path(url: &str) -> &str {
    let after_scheme = url.split_once("//").map_or("", |(_, rest)| rest);
    let path = after_scheme.find('/').and_then(|slash| after_scheme.get(slash..)).unwrap_or_default();
    path.split(['?', '#']).next().unwrap_or_default()
}

/// The `webcal:` form of a web address, with which calendar programs subscribe to a feed; `None` without a scheme.
pub fn webcal(url: &str) -> Option<String> {
    url.split_once("://").map(|(_, rest)| format!("webcal://{rest}"))
}

/// The address of a file next to a page.
pub fn sibling(page_url: &str, file: &str) -> String {
    let bare = page_url.split(['?', '#']).next().unwrap_or(page_url);
    let host = bare.find("://").map_or(0, |scheme| scheme + "://".len());
    match bare.rfind('/').filter(|slash| *slash >= host) {
        Some(slash) => format!("{}/{file}", bare.get(..slash).unwrap_or(bare)),
        None => format!("{bare}/{file}"),
    }
}

/// Redirect services: the end of the host with the start of the path, and the parameter with the target.
const REDIRECTS: [(&str, &str); 8] = [
    ("google.com/url", "q"),
    ("google.com/url", "url"),
    ("safelinks.protection.outlook.com/", "url"),
    ("statics.teams.cdn.office.net/evergreen-assets/safelinks/", "url"),
    ("l.facebook.com/l.php", "u"),
    ("slack-redir.net/link", "url"),
    ("linkprotect.cudasvc.com/url", "a"),
    ("steamcommunity.com/linkfilter/", "url"),
];

/// The target of an address of a redirect service; any other address is returned as it is.
pub fn without_redirect(url: &str) -> String {
    let Some((_, query)) = url.split_once('?') else { return url.to_owned() };
    let (host, path) = (host(url).to_ascii_lowercase(), path(url));
    let target = REDIRECTS.iter().find_map(|(service, parameter)| {
        let (service_host, service_path) = service.split_once('/')?;
        let is_service =
            host.strip_suffix(service_host).is_some_and(|start| start.is_empty() || start.ends_with('.'));
        if !is_service || !path.trim_start_matches('/').starts_with(service_path) {
            return None;
        }
        let mut pairs = query.split('#').next()?.split('&');
        let value = pairs.find_map(|pair| pair.strip_prefix(parameter)?.strip_prefix('='))?;
        Some(percent_decoded(value)).filter(|target| is_web(target))
    });
    target.unwrap_or_else(|| url.to_owned())
}

/// Decodes percent-encoding; a percent sign that starts no escape is kept.
pub fn percent_decoded(text: &str) -> String {
    String::from_utf8_lossy(&hex_decoded(text, b'%')).into_owned()
}

/// Decodes escapes of a marker and two hexadecimal digits, such as `%20`. A marker without two digits is kept.
pub fn hex_decoded(text: &str, marker: u8) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escape = after.split_at_checked(2).filter(|_| byte == marker).and_then(|(digits, after)| {
            let digits = std::str::from_utf8(digits).ok()?;
            let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
            Some((u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?, after))
        });
        let (decoded, after) = escape.unwrap_or((byte, after));
        bytes.push(decoded);
        rest = after;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sibling_replaces_the_file_name_and_query() {
        for page in ["https://a.example/b/", "https://a.example/b/index.html", "https://a.example/b/?c=/d#e/"]
        {
            assert_eq!(sibling(page, "f.xml"), "https://a.example/b/f.xml", "{page}");
        }
        assert_eq!(sibling("https://a.example", "f.xml"), "https://a.example/f.xml");
    }

    #[test]
    fn a_redirect_is_replaced_by_where_it_leads() {
        for (url, expected) in [
            (
                "https://www.google.com/url?q=https://a.example.org/x?y%3D1&sa=D&usg=0",
                "https://a.example.org/x?y=1",
            ),
            (
                "https://eur03.safelinks.protection.outlook.com/ap/t-0/?url=https%3A%2F%2Fteams.microsoft.com%2Fl%2F19%253a&data=02",
                "https://teams.microsoft.com/l/19%3a",
            ),
            (
                "https://www.google.com/url?q=javascript:alert(1)",
                "https://www.google.com/url?q=javascript:alert(1)",
            ),
            (
                "https://notgoogle.com/url?q=https://a.example.org",
                "https://notgoogle.com/url?q=https://a.example.org",
            ),
            (
                "https://www.google.com/search?q=https://a.example.org",
                "https://www.google.com/search?q=https://a.example.org",
            ),
        ] {
            assert_eq!(without_redirect(url), expected);
        }
    }

    #[test]
    fn an_address_has_a_host_and_a_path() {
        for (url, expected_host, expected_path) in [
            ("https://a.example.org", "a.example.org", ""),
            ("https://a.example.org/x/y?z#w", "a.example.org", "/x/y"),
            ("https://good.example@evil.example/x", "evil.example", "/x"),
            ("https://evil.example\\@good.example/x", "evil.example", "/x"),
        ] {
            assert_eq!((host(url), path(url)), (expected_host, expected_path), "{url}");
        }
    }

    #[test]
    fn a_web_address_has_a_web_scheme_and_no_hidden_character() {
        for url in ["https://example.org/", "HTTP://example.org", "https://example.org/é"] {
            assert!(is_web(url), "{url}");
        }
        for url in [
            "",
            "example.org",
            "javascript:alert(1)",
            "ftp://example.org",
            "https://example.org/a b",
            "https://example.org/a\u{200d}b",
            "https://example.org/\u{202e}gpj",
            "https://example.org/\u{ad}",
            "https://example.org/\u{7}",
        ] {
            assert!(!is_web(url), "{url:?}");
        }
    }
}
