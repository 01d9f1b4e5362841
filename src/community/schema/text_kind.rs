//! The kinds of texts in the data file, each with what is allowed in it.

use serde::Deserialize as _;
use serde::de::value::{Error, StrDeserializer};
use serde_json::{Value, json};

use super::link::{self, Rule, hidden_character};
use crate::community::ChannelKind;
use crate::community::accent::Colour;
use crate::community::markup::{self, Markup};
use crate::community::mistake::{Location, Mistakes};

/// The kinds of texts, as explained in `docs/community-toml.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Plain text.
    Words,
    /// Markdown.
    Markdown,
    /// Markdown of one paragraph.
    Paragraph,
    /// Any link: an address, a path of the site, or the `#id` of a section.
    Link,
    /// An absolute web address.
    Address,
    /// A file below the community's folder.
    File,
    /// The id of a section.
    Id,
    /// `#rrggbb`.
    Colour,
    /// A BCP 47 tag.
    Language,
    /// A name in the IANA time zone database.
    Zone,
    /// A kind of channel.
    ChannelKind,
}

impl TextKind {
    /// The JSON Schema of a text of this kind. It allows a little more than [`check`](Self::check).
    pub(super) fn json_schema(self) -> Value {
        let pattern = match self {
            Self::ChannelKind => {
                return json!({ "type": "string", "enum": ChannelKind::ALL.map(ChannelKind::name) });
            }
            Self::Words | Self::Markdown | Self::Paragraph | Self::Zone => r"\S",
            Self::Link => "^([A-Za-z]+:|/|#)",
            Self::Address => "^[A-Za-z]+://",
            Self::File => "^[^/]",
            Self::Id => "^[a-z0-9]+(-[a-z0-9]+)*$",
            Self::Colour => "^#[0-9A-Fa-f]{6}$",
            Self::Language => "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
        };
        json!({ "type": "string", "pattern": pattern })
    }

    /// Adds what is wrong with a text of this kind. Whether a zone is known and whether the section of an `#id` exists
    /// is checked elsewhere.
    pub(super) fn check(self, text: &str, location: &Location, mistakes: &mut Mistakes) {
        match self {
            Self::Words => check_words(text, location, mistakes),
            Self::Markdown | Self::Paragraph => {
                self.read_markdown(text, location, mistakes);
            }
            Self::Link => link::check(text, location, Rule::AnyLink, mistakes),
            Self::Address => link::check(text, location, Rule::WebAddress, mistakes),
            Self::File => check_file(text, location, mistakes),
            Self::Id => check_id(text, location, mistakes),
            Self::Colour => check_colour(text, location, mistakes),
            Self::Language => check_language(text, location, mistakes),
            Self::ChannelKind => check_channel_kind(text, location, mistakes),
            Self::Zone => {}
        }
    }

    /// Parses a Markdown text, and adds what is wrong with it and with its links.
    pub(super) fn read_markdown(self, text: &str, location: &Location, mistakes: &mut Mistakes) -> Markup {
        check_words(text, location, mistakes);
        let markup = markup::read(text);
        let below = |lines: usize| Location { line: location.line + lines, field: location.field.clone() };
        for refused in &markup.refused {
            let reason = format!("{} is not allowed in a text", refused.what);
            mistakes.error(&below(refused.lines_down), reason, refused.instead);
        }
        if self == Self::Paragraph && markup.paragraphs.len() > 1 {
            mistakes.error(location, "this has several paragraphs", "remove the blank lines");
        }
        for found in &markup.links {
            link::check(&found.url, &below(found.lines_down), Rule::AnyLink, mistakes);
        }
        markup
    }
}

/// The kind of channel with this name, or an error that lists all kinds.
///
/// # Errors
/// If there is no such kind.
pub fn channel_kind(name: &str) -> Result<ChannelKind, Error> {
    ChannelKind::deserialize(StrDeserializer::new(name))
}

fn check_words(text: &str, location: &Location, mistakes: &mut Mistakes) {
    if text.trim().is_empty() {
        mistakes.error(location, "this is empty", "write it, or remove the field if it is optional");
    } else if let Some(name) = hidden_character(&text.replace(['\n', '\r', '\t'], " "), false) {
        mistakes.error(location, format!("it contains {name}"), "type it instead of copying it");
    }
}

fn check_file(path: &str, location: &Location, mistakes: &mut Mistakes) {
    let is_below = path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    let is_plain = !path.contains([':', '\\', '?', '#', '%']);
    if !is_below || !is_plain || hidden_character(path, true).is_some() {
        let reason = format!("`{}` is not a path in `public`", path.escape_debug());
        mistakes.error(location, reason, "write the path relative to `public`, such as `logos/name.svg`");
    }
}

fn check_id(id: &str, location: &Location, mistakes: &mut Mistakes) {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if !id.split('-').all(is_word) {
        mistakes.error(
            location,
            format!("`{}` is not a valid id", id.escape_debug()),
            "use words of a-z and 0-9 with single hyphens between them, as in `user-mailing-lists`",
        );
    }
}

fn check_colour(colour: &str, location: &Location, mistakes: &mut Mistakes) {
    if Colour::parse(colour).is_none() {
        let reason = format!("`{}` is not a colour", colour.escape_debug());
        mistakes.error(location, reason, "write a `#` and six hexadecimal digits, as in `#e6522c`");
    }
}

fn check_language(tag: &str, location: &Location, mistakes: &mut Mistakes) {
    let is_letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag =
        |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let mut parts = tag.split('-');
    let has_language = parts.next().is_some_and(|part| matches!(part.len(), 2..=3) && is_letters(part));
    if !has_language || !parts.all(is_subtag) {
        let reason = format!("`{}` is not a language tag", tag.escape_debug());
        mistakes.error(location, reason, "write a BCP 47 tag, as in `en` or `pt-BR`");
    }
}

fn check_channel_kind(name: &str, location: &Location, mistakes: &mut Mistakes) {
    if let Err(error) = channel_kind(name) {
        let remedy = format!("write the kind that fits best, or `{}`", ChannelKind::Other.name());
        mistakes.error(location, error.to_string(), remedy);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_channel_is_listed() {
        let error = channel_kind("none").unwrap_err().to_string();
        let known: Vec<_> = error.split('`').skip(3).step_by(2).collect();
        assert_eq!(known, ChannelKind::ALL.map(ChannelKind::name), "{error}");
    }

    #[test]
    fn addresses_have_no_joiners_and_words_may() {
        let count = |kind: TextKind, text: &str| {
            let mut mistakes = Mistakes::of("f");
            kind.check(text, &Location::default(), &mut mistakes);
            mistakes.into_sorted().len()
        };
        assert_eq!(count(TextKind::Words, "می\u{200c}خواهم"), 0);
        assert_eq!(count(TextKind::Words, "a\u{202e}b"), 1);
        assert_eq!(count(TextKind::Address, "https://example.org/a\u{200d}b"), 1);
        assert_eq!(count(TextKind::Markdown, "[a](https://example.org/a\u{200d}b)"), 1);
        assert_eq!(count(TextKind::Paragraph, "a\n\nb"), 1);
    }
}
