//! Which addresses are allowed on the page.

use crate::community::mistake::{Location, Mistakes};
use crate::web_address::{Hidden, hidden};

/// The use of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// A link of the page: https, mailto, webcal, site-relative, or `#id` of a section.
    AnyLink,
    /// An address for other programs: https.
    WebAddress,
}

impl Rule {
    fn remedy(self) -> &'static str {
        match self {
            Self::AnyLink => {
                "use https:, mailto:, webcal:, a path of the site such as `/governance/`, or `#id`"
            }
            Self::WebAddress => "write the whole address, beginning with https://",
        }
    }
}

/// Adds to `mistakes` what is wrong with an address; whether the section of an `#id` exists is checked
/// elsewhere.
pub(super) fn check(url: &str, location: &Location, rule: Rule, mistakes: &mut Mistakes) {
    let shown = url.escape_debug();
    if url.is_empty() {
        mistakes.error(location, "the address is empty", rule.remedy());
        return;
    }
    if let Some(name) = hidden_character(url, true) {
        let remedy = "type it again, or write the character as %XX";
        mistakes.error(location, format!("the address `{shown}` contains {name}"), remedy);
        return;
    }
    if let Some(character) = url.chars().find(|character| character.is_whitespace() || *character == '\\') {
        let remedy = "write a space as %20 and a backslash as %5C";
        mistakes.error(location, format!("the address `{shown}` contains {character:?}"), remedy);
        return;
    }
    match Form::of(url) {
        Form::Web { host, .. } | Form::Webcal { host } if !is_host(host) => {
            let remedy = "write a host name after `//`, without a user name";
            mistakes.error(location, format!("the address `{shown}` has no valid host name"), remedy);
        }
        Form::Web { is_secure: false, .. } => {
            let remedy = "use https:// if the site supports it";
            mistakes.warning(location, format!("`{shown}` is an unencrypted address"), remedy);
        }
        Form::Web { .. } => {}
        Form::Mail { to } if rule == Rule::AnyLink => {
            if !to.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host)) {
                let remedy = "write mailto:name@example.org";
                mistakes.error(location, format!("`{shown}` is not an e-mail address"), remedy);
            }
        }
        Form::Webcal { .. } | Form::OfSite | Form::Section if rule == Rule::AnyLink => {}
        Form::Mail { .. } | Form::Webcal { .. } | Form::OfSite | Form::Section | Form::Other => {
            mistakes.error(location, format!("the address `{shown}` is not allowed here"), rule.remedy());
        }
    }
}

/// The first character in `text` that is hidden, in words; joiners count only if `with_joiners`.
pub(super) fn hidden_character(text: &str, with_joiners: bool) -> Option<&'static str> {
    text.chars().find_map(|letter| match hidden(letter)? {
        Hidden::Direction => Some("a character that changes the writing direction"),
        Hidden::Control => Some("a control character"),
        Hidden::Joiner if !with_joiners => None,
        Hidden::Joiner | Hidden::Invisible => Some("an invisible character"),
    })
}

/// The forms of an address.
enum Form<'a> {
    Web { is_secure: bool, host: &'a str },
    Webcal { host: &'a str },
    Mail { to: &'a str },
    OfSite,
    Section,
    Other,
}

impl<'a> Form<'a> {
    fn of(url: &'a str) -> Self {
        if url.starts_with('#') {
            return Self::Section;
        }
        if url.starts_with('/') {
            // `//host/` would be another site.
            return if url.starts_with("//") { Self::Other } else { Self::OfSite };
        }
        let Some((scheme, rest)) = url.split_once(':') else { return Self::Other };
        let host = rest.strip_prefix("//").map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
        match (scheme.to_ascii_lowercase().as_str(), host) {
            ("https", Some(host)) => Self::Web { is_secure: true, host },
            ("http", Some(host)) => Self::Web { is_secure: false, host },
            ("webcal", Some(host)) => Self::Webcal { host },
            ("mailto", _) => Self::Mail { to: rest.split('?').next().unwrap_or_default() },
            _ => Self::Other,
        }
    }
}

/// Whether a text is a host name, with or without a port, and without a user name.
fn is_host(text: &str) -> bool {
    let name = text.split(':').next().unwrap_or_default();
    !name.is_empty()
        && !text.contains('@')
        && name.split('.').all(|label| {
            !label.is_empty()
                && label
                    .chars()
                    .all(|character| character.is_alphanumeric() || matches!(character, '-' | '_'))
        })
}
