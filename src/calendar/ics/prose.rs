//! Parses a description into plain text, line breaks and links, without its markup.
//!
//! Google writes HTML into `DESCRIPTION`, Outlook plain text with addresses in angle brackets, others plain text; all
//! are parsed the same way. The tags of HTML elements are dropped, together with the content of `script` and `style`;
//! only the addresses of links are kept. Text in angle brackets that is not an HTML element is kept.

mod elements;

use std::borrow::Cow;
use std::collections::HashMap;

use super::html_entities;
use crate::web_address::{is_unseen, is_web, without_redirect};
use elements::{Element, element};

/// A part of a description.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Run {
    /// Text.
    Words(String),
    /// A line break.
    Break,
    /// A link with its text.
    Link {
        /// An `http`, `https` or `mailto` address.
        url: String,
        /// The text shown for it; the address itself if the text looks like another address.
        label: String,
    },
}

/// Parses a description without Google's own block about its meeting, which the page shows as a link to join; there are
/// at most two breaks in a row, and none at the ends.
pub fn read(description: &str) -> Vec<Run> {
    runs(&without_meet_block(description))
}

/// The start and the end of the two lines around Google Calendar's block about a meeting.
const MEET_LINE: (&str, &str) = ("-::~:~::", "::-");

fn without_meet_block(description: &str) -> Cow<'_, str> {
    let line = |text: &str| {
        let start = text.find(MEET_LINE.0)?;
        let end = text.get(start..)?.find(MEET_LINE.1)? + start + MEET_LINE.1.len();
        Some((start, end))
    };
    let block = || {
        let (start, first_end) = line(description)?;
        let after = description.get(first_end..)?;
        let end = line(after).map_or(first_end, |(_, end)| first_end + end);
        Some(format!("{}{}", description.get(..start)?, description.get(end..)?))
    };
    block().map_or(Cow::Borrowed(description), Cow::Owned)
}

/// Parses a text with markup.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut reader = Reader::default();
    let mut rest = text;
    while !rest.is_empty() {
        let plain = memchr::memchr3(b'<', b'&', b'\n', rest.as_bytes()).unwrap_or(rest.len());
        let (words, markup) = rest.split_at(plain);
        reader.words.extend(words.split('\r'));
        let after = markup.get(1..).unwrap_or_default();
        rest = match markup.chars().next() {
            Some('<') => {
                if let Some((url, after_link)) = autolink(after) {
                    reader.take_autolink(url);
                    after_link
                } else if let Some((tag, element, after_tag)) = reader.tag(after) {
                    reader.take_tag(tag, element, after_tag)
                } else {
                    reader.words.push('<');
                    after
                }
            }
            Some('&') => {
                let (character, after_entity) = entity(after).unwrap_or(('&', after));
                reader.words.push(character);
                after_entity
            }
            Some(_) => {
                reader.new_line();
                after
            }
            None => break,
        };
    }
    reader.finish()
}

/// How many parts of a text one link can have.
const LINK_PARTS: usize = 20;

#[derive(Default)]
struct Reader {
    runs: Vec<Run>,
    words: String,
    /// The address of the link whose text is being read.
    link: Option<String>,
    /// The number of parts that the link has so far: each line is a link of its own.
    link_parts: usize,
    ahead: Ahead,
}

/// Where the next one of a text is, so that it is searched for only once: the number of bytes from there to the end of the
/// description, or `None` if there is none.
#[derive(Default)]
struct Ahead(HashMap<String, Option<usize>>);

impl Ahead {
    /// The position of the next one in the rest of the description.
    fn find(&mut self, key: &str, rest: &str, search: impl Fn(&str) -> Option<usize>) -> Option<usize> {
        let known = self.0.get(key).filter(|known| known.is_none_or(|left| left <= rest.len()));
        if let Some(known) = known {
            return known.map(|left| rest.len() - left);
        }
        let found = search(rest);
        self.0.insert(key.to_owned(), found.map(|position| rest.len() - position));
        found
    }

    /// The position of the next end tag of an element.
    fn end_tag(&mut self, name: &str, rest: &str) -> Option<usize> {
        let name = name.to_ascii_lowercase();
        self.find(&name, rest, |rest| {
            let is_of_element = |start: &usize| {
                let found = rest.get(start + 2..start + 2 + name.len());
                found.is_some_and(|found| found.eq_ignore_ascii_case(&name))
            };
            rest.match_indices("</").map(|(start, _)| start).find(is_of_element)
        })
    }
}

/// How long a tag may be, and how far from its start tag an end tag.
const LONGEST_TAG: usize = 8192;

impl Reader {
    /// Splits `name attributes>rest` into the tag, its element and the rest. A comment or a declaration has no element.
    /// `None` if the `<` does not start any of these.
    fn tag<'a>(&mut self, text: &'a str) -> Option<(&'a str, Option<Element>, &'a str)> {
        if let Some(comment) = text.strip_prefix("!--") {
            let end = self.ahead.find("-->", comment, |rest| rest.find("-->"));
            let end = end.filter(|end| *end <= LONGEST_TAG)?;
            return Some(("", None, comment.get(end + 3..)?));
        }
        let (tag, rest) = split_at_bracket(text)?;
        if tag.starts_with(['!', '?']) {
            return Some((tag, None, rest));
        }
        let element = element(tag)?;
        let may_be_word = matches!(element, Element::Word | Element::Hidden(_));
        (!may_be_word || self.is_markup(tag, rest)).then_some((tag, Some(element), rest))
    }

    /// Whether a tag is an end tag, has attributes, or has an end tag, so that it is not a word in angle brackets.
    fn is_markup(&mut self, tag: &str, rest: &str) -> bool {
        let name = elements::name(tag);
        let is_alone = !tag.starts_with('/') && tag.trim_end().len() <= name.len();
        !is_alone || self.ahead.end_tag(name, rest).is_some_and(|end| end <= LONGEST_TAG)
    }

    fn take_tag<'a>(&mut self, tag: &'a str, element: Option<Element>, after: &'a str) -> &'a str {
        let is_end = tag.starts_with('/');
        match element {
            Some(Element::Block) => self.new_line(),
            Some(Element::Item) if !is_end => {
                self.new_line();
                self.words.push_str("• ");
            }
            // Consecutive blank cells add only one space.
            Some(Element::Cell) if self.words.trim().is_empty() => {
                self.words = self.words.chars().take(1).collect();
            }
            Some(Element::Cell) => {
                // An address in a cell must not run into the next one.
                self.split_link();
                self.words.push(' ');
            }
            Some(Element::Link) if is_end => self.flush(),
            Some(Element::Link) => {
                self.flush();
                self.link =
                    attribute(tag, "href").filter(|url| may_follow(url)).map(|url| without_redirect(&url));
            }
            Some(Element::Hidden(name)) if !is_end => return self.skip_until_end(after, name),
            _ => {}
        }
        after
    }

    /// The text after the end tag of an element; the whole text if there is none.
    fn skip_until_end<'a>(&mut self, text: &'a str, name: &'static str) -> &'a str {
        let end = self.ahead.end_tag(name, text).and_then(|end| text.get(end..)?.split_once('>'));
        end.map_or(text, |(_, rest)| rest)
    }

    /// Adds a link for an address in angle brackets, with a space between it and the word before.
    fn take_autolink(&mut self, url: &str) {
        if self.words.chars().next_back().is_some_and(|letter| !letter.is_whitespace()) {
            self.words.push(' ');
        }
        self.flush();
        let target = without_redirect(url);
        let label = target.strip_prefix("mailto:").unwrap_or(&target).to_owned();
        self.runs.push(Run::Link { url: target, label });
    }

    fn new_line(&mut self) {
        if self.words.trim().is_empty() {
            self.words.clear();
        }
        self.split_link();
        let breaks = self.runs.iter().rev().take_while(|run| **run == Run::Break).count();
        if breaks < 2 && !self.runs.is_empty() {
            self.runs.push(Run::Break);
        }
    }

    /// Ends a part of the text; the next part belongs to the same link. A link without an end does not go on forever, so
    /// that its address is not copied for each line of a long text.
    fn split_link(&mut self) {
        let link = self.link.clone().filter(|_| self.link_parts < LINK_PARTS);
        let parts = self.link_parts + 1;
        self.flush();
        (self.link, self.link_parts) = (link, parts);
    }

    fn flush(&mut self) {
        self.link_parts = 0;
        let words = std::mem::take(&mut self.words);
        let link = self.link.take();
        match link {
            Some(url) if !words.trim().is_empty() => {
                // A text that looks like another address must not hide where the link leads.
                let shown = words.to_ascii_lowercase();
                let shows_address = shown.contains("://") || shown.contains("www.");
                let label = if shows_address { url.clone() } else { words.trim().to_owned() };
                self.runs.push(Run::Link { url, label });
            }
            _ => self.runs.extend(with_links(&words)),
        }
    }

    fn finish(mut self) -> Vec<Run> {
        self.flush();
        while self.runs.last() == Some(&Run::Break) {
            self.runs.pop();
        }
        self.runs
    }
}

/// Turns the addresses in plain text into links.
fn with_links(words: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = words;
    while let Some(start) = find_address(rest) {
        let (before, address) = rest.split_at(start);
        let end = address
            .find(|letter: char| is_unseen(letter) || "<>\"«»".contains(letter))
            .unwrap_or(address.len());
        let url = without_punctuation(address.get(..end).unwrap_or(address));
        if !before.is_empty() {
            runs.push(Run::Words(before.to_owned()));
        }
        let target = without_redirect(url);
        runs.push(Run::Link { label: target.clone(), url: target });
        rest = address.get(url.len()..).unwrap_or_default();
    }
    if !rest.is_empty() {
        runs.push(Run::Words(rest.to_owned()));
    }
    runs
}

/// An address without the punctuation of the sentence that it ends. A closing bracket stays if it was opened.
fn without_punctuation(url: &str) -> &str {
    // How many brackets are closed and were not opened.
    let unopened =
        |open: char, close: char| url.matches(close).count().saturating_sub(url.matches(open).count());
    let (mut round, mut square) = (unopened('(', ')'), unopened('[', ']'));
    let is_removed = |letter: char| match letter {
        '.' | ',' | ';' | ':' | '!' | '?' | '\'' => true,
        ')' if round > 0 => {
            round -= 1;
            true
        }
        ']' if square > 0 => {
            square -= 1;
            true
        }
        _ => false,
    };
    url.trim_end_matches(is_removed)
}

fn find_address(text: &str) -> Option<usize> {
    text.match_indices("http").map(|(start, _)| start).find(|start| {
        let after = text.get(start + 4..).unwrap_or_default();
        let host = after.strip_prefix("://").or_else(|| after.strip_prefix("s://"));
        host.and_then(|host| host.chars().next()).is_some_and(may_start_a_host)
    })
}

/// Whether a host can start with this character: an ASCII letter or digit, or a letter of another script. The ranges
/// leave out the blocks of punctuation and symbols.
const fn may_start_a_host(character: char) -> bool {
    match character {
        '\u{c0}'..='\u{1fff}'
        | '\u{2c00}'..='\u{2dff}'
        | '\u{2e80}'..='\u{2fff}'
        | '\u{3040}'..='\u{feff}'
        | '\u{ff21}'.. => true,
        _ => character.is_ascii_alphanumeric(),
    }
}

/// Splits `https://address>rest`, also with `mailto:`.
fn autolink(text: &str) -> Option<(&str, &str)> {
    let (url, rest) = split_at_bracket(text)?;
    may_follow(url).then_some((url, rest))
}

/// Splits a text at the `>` that ends a tag; a `<` before it starts another tag.
fn split_at_bracket(text: &str) -> Option<(&str, &str)> {
    let end = text.bytes().take(LONGEST_TAG).position(|byte| matches!(byte, b'<' | b'>'))?;
    Some((text.get(..end)?, text.get(end..)?.strip_prefix('>')?))
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let name = format!("{name}=");
    let mut found = lower.match_indices(&name).map(|(start, _)| start);
    // The name must not be the end of another attribute's name, such as `data-href`.
    let start = found.find(|start| {
        lower.get(..*start).is_some_and(|before| before.ends_with([' ', '\t', '\n', '\r', '"', '\'', '/']))
    })?;
    let value = tag.get(start + name.len()..)?;
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next()?,
        _ => value.split_ascii_whitespace().next()?,
    };
    Some(decode_entities(value))
}

fn may_follow(url: &str) -> bool {
    let is_mail = url.split_at_checked(7).is_some_and(|(scheme, address)| {
        scheme.eq_ignore_ascii_case("mailto:") && !address.trim().is_empty()
    });
    !url.chars().any(is_unseen) && (is_web(url) || is_mail)
}

/// Replaces the character references of HTML.
pub(super) fn decode_entities(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        decoded.push_str(before);
        if let Some((character, after_entity)) = entity(after) {
            decoded.push(character);
            rest = after_entity;
        } else {
            decoded.push('&');
            rest = after;
        }
    }
    decoded + rest
}

/// Parses a character reference after its `&`.
fn entity(text: &str) -> Option<(char, &str)> {
    let end = text.bytes().take(10).position(|byte| byte == b';')?;
    let (name, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let character = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control() || *character == '\n')?
        }
        None => html_entities::character(name)?,
    };
    Some((character, rest))
}

/// A description as plain text: its text, its line breaks, and the addresses of its links.
pub fn plain(description: &str) -> String {
    let pieces = read(description).into_iter().map(|run| match run {
        Run::Words(words) => words,
        Run::Break => "\n".to_owned(),
        Run::Link { url, label } if url == label || !is_web(&url) => label,
        Run::Link { url, label } => format!("{label} ({url})"),
    });
    pieces.collect()
}

#[cfg(test)]
mod tests;
