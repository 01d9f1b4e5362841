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
        '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{feff}' => Some(Hidden::Invisible),
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

#[cfg(test)]
mod tests {
    use super::*;

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
