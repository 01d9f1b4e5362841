//! Parses a description into plain text, line breaks and links, without its markup.
//!
//! Google writes HTML into `DESCRIPTION`, others plain text; both are parsed the same way. Tags are dropped,
//! together with the content of `script` and `style`; only the addresses of links are kept.

use crate::web_address::{is_unseen, is_web};

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

/// Parses a description; there are at most two breaks in a row, and none at the ends.
pub fn read(description: &str) -> Vec<Run> {
    let mut reader = Reader::default();
    let mut rest = description;
    while let Some(character) = rest.chars().next() {
        let after = rest.get(character.len_utf8()..).unwrap_or_default();
        match character {
            '<' => match tag(after) {
                Some((tag, after_tag)) => {
                    rest = reader.take_tag(tag, after_tag);
                    continue;
                }
                None => reader.words.push('<'),
            },
            '&' => {
                if let Some((character, after_entity)) = entity(after) {
                    reader.words.push(character);
                    rest = after_entity;
                    continue;
                }
                reader.words.push('&');
            }
            '\n' => reader.new_line(),
            '\r' => {}
            _ => reader.words.push(character),
        }
        rest = after;
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    runs: Vec<Run>,
    words: String,
    /// The address of the link whose text is being read.
    link: Option<String>,
}

impl Reader {
    fn take_tag<'a>(&mut self, tag: &'a str, after: &'a str) -> &'a str {
        let name: String =
            tag.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '/').collect();
        match name.to_ascii_lowercase().trim_end_matches('/') {
            "br" | "/p" | "p" | "div" | "/div" | "/ul" | "/ol" | "tr" | "/h1" | "/h2" | "/h3" => {
                self.new_line();
            }
            "li" => {
                self.new_line();
                self.words.push_str("• ");
            }
            "a" => {
                self.flush();
                self.link = attribute(tag, "href").filter(|url| may_follow(url));
            }
            "/a" => self.flush(),
            hidden @ ("script" | "style" | "head" | "title" | "template") => {
                return skip_until_end(after, hidden);
            }
            _ => {}
        }
        after
    }

    fn new_line(&mut self) {
        let link = self.link.clone();
        self.flush();
        self.link = link;
        let breaks = self.runs.iter().rev().take_while(|run| **run == Run::Break).count();
        if breaks < 2 && !self.runs.is_empty() {
            self.runs.push(Run::Break);
        }
    }

    fn flush(&mut self) {
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
        let url = address
            .get(..end)
            .unwrap_or(address)
            .trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        if !before.is_empty() {
            runs.push(Run::Words(before.to_owned()));
        }
        runs.push(Run::Link { url: url.to_owned(), label: url.to_owned() });
        rest = address.get(url.len()..).unwrap_or_default();
    }
    if !rest.is_empty() {
        runs.push(Run::Words(rest.to_owned()));
    }
    runs
}

fn find_address(text: &str) -> Option<usize> {
    text.match_indices("http").map(|(start, _)| start).find(|start| {
        let after = text.get(start + 4..).unwrap_or_default();
        let host = after.strip_prefix("://").or_else(|| after.strip_prefix("s://"));
        host.and_then(|host| host.chars().next()).is_some_and(char::is_alphanumeric)
    })
}

/// Splits `name attributes>rest`; `None` if the `<` does not start a tag.
fn tag(text: &str) -> Option<(&str, &str)> {
    let first = text.chars().next()?;
    if !(first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?')) {
        return None;
    }
    if let Some(comment) = text.strip_prefix("!--") {
        let end = near_start(comment).find("-->")?;
        return Some(("", comment.get(end + 3..)?));
    }
    // Plain text marks an address as `<https://a.example.org>` or `<someone@example.org>`.
    let after_name = text
        .trim_start_matches(['/', '!', '?'])
        .trim_start_matches(|letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':'));
    let ends =
        after_name.starts_with(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '>' | '?'));
    if is_web(text) || !ends {
        return None;
    }
    let end = near_start(text).find('>')?;
    Some((text.get(..end)?, text.get(end + 1..)?))
}

/// The part of a text that a tag may take up, so that a text with many unclosed tags is not searched to its
/// end for each of them.
fn near_start(text: &str) -> &str {
    const LONGEST_TAG: usize = 8192;
    let end = (0..=LONGEST_TAG.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or(0)).unwrap_or(text)
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
    Some(decode(value))
}

fn may_follow(url: &str) -> bool {
    !url.chars().any(is_unseen)
        && (is_web(url) || url.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:")))
}

fn skip_until_end<'a>(text: &'a str, name: &str) -> &'a str {
    let ends = text.match_indices("</").filter_map(|(start, _)| text.get(start + 2..));
    let end = ends
        .into_iter()
        .find(|end| end.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)));
    end.and_then(|text| text.split_once('>')).map_or("", |(_, rest)| rest)
}

fn decode(text: &str) -> String {
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
    let end = text.bytes().take(9).position(|byte| byte == b';')?;
    let (name, rest) = (text.get(..end)?, text.get(end + 1..)?);
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| !character.is_control() || *character == '\n')?
        }
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
