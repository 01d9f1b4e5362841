//! Content lines: `NAME;PARAMETER=value:VALUE` (RFC 5545 section 3.1).

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr2};

use super::limits::Limits;
use super::problem::Problem;
use super::property::Property;

/// A feed as unfolded content lines: folds are removed from the bytes before decoding, and invalid UTF-8 is
/// replaced.
#[derive(Debug)]
pub struct UnfoldedText {
    text: String,
    /// For each content line, the number of the physical line that it starts on, counted from 1.
    numbers: Vec<u32>,
}

impl UnfoldedText {
    /// Unfolds a feed; lines may end in CRLF, LF or a lone CR.
    pub fn new(bytes: &[u8]) -> Self {
        let mut rest = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut joined = Vec::with_capacity(rest.len());
        let (mut numbers, mut number) = (vec![1], 1);
        while let Some((line, after)) = memchr2(b'\r', b'\n', rest).map(|end| rest.split_at(end)) {
            joined.extend_from_slice(line);
            rest = after.strip_prefix(b"\r\n").or_else(|| after.get(1..)).unwrap_or_default();
            number += 1;
            if let Some((b' ' | b'\t', folded)) = rest.split_first() {
                rest = folded;
            } else {
                joined.push(b'\n');
                numbers.push(number);
            }
        }
        joined.extend_from_slice(rest);
        let text = String::from_utf8(joined)
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Self { text, numbers }
    }

    /// The content lines, each parsed or as its problem; blank ones are skipped.
    pub fn lines(&self, limits: &Limits) -> impl Iterator<Item = Result<ContentLine<'_>, Problem>> {
        let mut start = 0;
        let ends = memchr_iter(b'\n', self.text.as_bytes()).chain([self.text.len()]);
        ends.zip(&self.numbers).filter_map(move |(end, &number)| {
            let range = start..end;
            start = end + 1;
            let text = self.text.get(range.clone()).unwrap_or_default();
            let left_out =
                |what: String| Some(Err(Problem::new(number as usize, what, "the line was left out")));
            if text.len() > limits.line_bytes {
                let (length, allowed) = (text.len(), limits.line_bytes);
                left_out(format!("a line of {length} bytes, more than the {allowed} allowed"))
            } else if let Some(line) = ContentLine::read(text, number, range) {
                Some(Ok(line))
            } else if text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                None
            } else {
                left_out("a line without a colon".to_owned())
            }
        })
    }

    /// The number of bytes of the unfolded text.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    /// Parses the line at a range that [`Self::lines`] has returned; its line number is lost.
    pub fn line_at(&self, range: Range<usize>) -> Option<ContentLine<'_>> {
        ContentLine::read(self.text.get(range.clone())?, 0, range)
    }
}

/// A content line, with its parts still as they are written.
#[derive(Clone, Debug)]
pub struct ContentLine<'a> {
    /// The physical line that it starts on, counted from 1.
    pub number: u32,
    /// Its range in the unfolded text, in bytes.
    pub range: Range<usize>,
    /// The property.
    pub property: Property,
    name: &'a str,
    parameters: &'a str,
    /// Everything after the colon.
    pub value: &'a str,
}

impl<'a> ContentLine<'a> {
    fn read(text: &'a str, number: u32, range: Range<usize>) -> Option<Self> {
        let name_end = text.bytes().position(|byte| matches!(byte, b':' | b';'))?;
        let name = text.get(..name_end)?.trim_ascii();
        let rest = text.get(name_end..)?;
        let mut quoted = false;
        let colon = rest
            .bytes()
            .position(|byte| {
                quoted ^= byte == b'"';
                byte == b':' && !quoted
            })
            .or_else(|| rest.find(':'))?;
        let parameters = rest.get(1..colon).unwrap_or_default();
        Some(Self {
            number,
            range,
            property: Property::named(name),
            name,
            parameters,
            value: rest.get(colon + 1..)?,
        })
    }

    /// The name in capitals.
    pub fn name(&self) -> String {
        self.name.to_ascii_uppercase()
    }

    /// The first value of a parameter, without quotes and with RFC 6868 escapes undone.
    pub fn parameter(&self, name: &str) -> Option<Cow<'a, str>> {
        let mut rest = self.parameters;
        while !rest.is_empty() {
            let mut quoted = false;
            let end = rest.bytes().position(|byte| {
                quoted ^= byte == b'"';
                byte == b';' && !quoted
            });
            let (parameter, after) = match end {
                Some(end) => (rest.get(..end)?, rest.get(end + 1..)?),
                None => (rest, ""),
            };
            if let Some((key, value)) = parameter.split_once('=')
                && key.trim().eq_ignore_ascii_case(name)
            {
                return Some(unquote(value));
            }
            rest = after;
        }
        None
    }

    /// The value as text, with its escapes undone (RFC 5545 section 3.3.11).
    pub fn text(&self) -> String {
        unescape(self.value)
    }

    /// The line number, for problems.
    pub fn line(&self) -> usize {
        self.number as usize
    }
}

fn unquote(value: &str) -> Cow<'_, str> {
    let bare = match value.trim().strip_prefix('"') {
        Some(inner) => inner.split('"').next().unwrap_or(inner),
        None => value.trim(),
    };
    if !bare.contains('^') {
        return Cow::Borrowed(bare);
    }
    let mut text = String::with_capacity(bare.len());
    let mut rest = bare;
    while let Some((before, after)) = rest.split_once('^') {
        text.push_str(before);
        let (letter, length) = match after.chars().next() {
            Some('n') => ('\n', 1),
            Some('\'') => ('"', 1),
            Some('^') => ('^', 1),
            _ => ('^', 0),
        };
        text.push(letter);
        rest = after.get(length..).unwrap_or_default();
    }
    Cow::Owned(text + rest)
}

/// Undoes the escapes of a text value; an unknown escape is replaced by its letter.
pub fn unescape(value: &str) -> String {
    if !value.contains('\\') {
        return value.to_owned();
    }
    let mut text = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('\\') {
        text.push_str(before);
        let mut letters = after.chars();
        match letters.next() {
            Some('n' | 'N') => text.push('\n'),
            Some(other) => text.push(other),
            None => text.push('\\'),
        }
        rest = letters.as_str();
    }
    text.push_str(rest);
    text
}

/// Escapes text as a property value (RFC 5545 section 3.3.11).
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => escaped.push_str("\\n"),
            '\\' | ';' | ',' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// Splits a value at its unescaped commas and undoes the escapes of each part; blank parts are dropped.
pub fn text_list(value: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (index, byte) in value.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b',' => {
                parts.extend(value.get(start..index).map(unescape));
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.extend(value.get(start..).map(unescape));
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests;
