//! Content lines: `NAME;PARAMETER=value:VALUE` (RFC 5545 section 3.1).

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr2};

use super::encoding::{Line, parameters, unescape, unquote};
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
        let line = Line::split(text)?;
        Some(Self {
            number,
            range,
            property: Property::named(line.name),
            name: line.name,
            parameters: line.parameters,
            value: line.value,
        })
    }

    /// The name in capitals.
    pub fn name(&self) -> String {
        self.name.to_ascii_uppercase()
    }

    /// The first value of a parameter, without quotes and with RFC 6868 escapes undone.
    pub fn parameter(&self, name: &str) -> Option<Cow<'a, str>> {
        parameters(self.parameters)
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| unquote(value))
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

#[cfg(test)]
mod tests;
