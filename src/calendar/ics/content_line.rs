//! Content lines: `NAME;PARAMETER=value:VALUE` (RFC 5545 section 3.1).

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memchr2};

use super::encoding::{Line, decode, parameters, quoted_printable, unescape, unquote, utf8};
use super::limits::Limits;
use super::problem::Problem;
use super::property::Property;
use super::yielding::{Never, Yield, block_on};

/// A feed as unfolded content lines. UTF-16 is converted. Folds are removed from the bytes before decoding; a line that
/// is not UTF-8 is decoded as Windows-1252.
#[derive(Debug)]
pub struct UnfoldedText {
    text: String,
    /// For each content line, the number of the physical line that it starts on, counted from 1.
    numbers: Vec<u32>,
    /// The number of the first line that is not UTF-8.
    first_not_utf8: Option<u32>,
}

/// The number of content lines unfolded between two yields.
const LINES_AT_ONCE: usize = 1 << 14;

impl UnfoldedText {
    /// Unfolds a feed; see [`Self::unfold`].
    pub fn new(bytes: &[u8]) -> Self {
        block_on(Self::unfold(bytes, &mut Never))
    }

    /// Unfolds a feed with yields in between; lines may end in CRLF, LF, a lone CR, or the CRCRLF of a file that was
    /// written in text mode.
    pub async fn unfold(bytes: &[u8], yielding: &mut impl Yield) -> Self {
        let bytes = utf8(bytes);
        let mut rest = &*bytes;
        let mut joined = Vec::with_capacity(rest.len());
        let (mut numbers, mut number, mut line_start) = (vec![1], 1, 0);
        // Whether the current content line is in QUOTED-PRINTABLE, once that is known.
        let mut is_encoded = None;
        while let Some((line, after)) = memchr2(b'\r', b'\n', rest).map(|end| rest.split_at(end)) {
            joined.extend_from_slice(line);
            let ends: [&[u8]; 2] = [b"\r\r\n", b"\r\n"];
            let long_end = ends.into_iter().find_map(|end| after.strip_prefix(end));
            rest = long_end.or_else(|| after.get(1..)).unwrap_or_default();
            number += 1;
            if let Some((b' ' | b'\t', folded)) = rest.split_first() {
                rest = folded;
            } else if joined.get(line_start..).is_some_and(|line| {
                line.ends_with(b"=") && *is_encoded.get_or_insert_with(|| is_in_quoted_printable(line))
            }) {
                // The line continues on the next one.
                joined.pop();
            } else {
                joined.push(b'\n');
                (line_start, is_encoded) = (joined.len(), None);
                numbers.push(number);
                if numbers.len().is_multiple_of(LINES_AT_ONCE) {
                    yielding.pause(0.0).await;
                }
            }
        }
        joined.extend_from_slice(rest);
        let (text, first_not_utf8) = match String::from_utf8(joined) {
            Ok(text) => (text, None),
            Err(error) => {
                let bytes = error.as_bytes();
                let before = bytes.get(..error.utf8_error().valid_up_to()).unwrap_or_default();
                let first = numbers.get(memchr_iter(b'\n', before).count()).copied();
                let lines: Vec<_> =
                    bytes.split(|byte| *byte == b'\n').map(|line| decode(line.to_vec())).collect();
                (lines.join("\n"), first)
            }
        };
        Self { text, numbers, first_not_utf8 }
    }

    /// The content lines, each parsed or as its problem. `None` is a blank line, or the rest of an unknown property
    /// whose value has line breaks, as iCloud writes addresses.
    pub fn lines(&self, limits: &Limits) -> impl Iterator<Item = Option<Result<ContentLine<'_>, Problem>>> {
        let (mut start, mut is_after_unknown) = (0, false);
        let ends = memchr_iter(b'\n', self.text.as_bytes()).chain([self.text.len()]);
        ends.zip(&self.numbers).map(move |(end, &number)| {
            let range = start..end;
            start = end + 1;
            let text = self.text.get(range.clone()).unwrap_or_default();
            let left_out = |what: String| Problem::new(number as usize, what, "the line was left out");
            let line = ContentLine::read(text, number, range);
            if text.len() > limits.line_bytes {
                let (length, allowed) = (text.len(), limits.line_bytes);
                let problem = left_out(format!("a line of {length} bytes, more than the {allowed} allowed"));
                let is_invisible = line.is_some_and(|line| line.property.may_embed_a_file());
                Some(Err(if is_invisible { problem.invisible() } else { problem }))
            } else if let Some(line) = line {
                is_after_unknown = line.property == Property::Other;
                Some(Ok(line))
            } else if text.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("X-")) {
                is_after_unknown = true;
                None
            } else if is_after_unknown || text.bytes().all(|byte| byte.is_ascii_whitespace()) {
                None
            } else {
                Some(Err(left_out("a line without a colon".to_owned())))
            }
        })
    }

    /// The number of the first line that is not UTF-8.
    pub fn first_not_utf8(&self) -> Option<usize> {
        self.first_not_utf8.map(|number| number as usize)
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
        // Joined files can have byte order marks in the middle.
        let line = Line::split(text.trim_start_matches('\u{feff}'))?;
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
        if self.parameters.is_empty() || !is_quoted_printable(self.parameters.as_bytes()) {
            return unescape(self.value);
        }
        unescape(&quoted_printable(self.value))
    }

    /// The range of the line, cut to this many bytes at a character boundary. The part before the value is never cut.
    pub fn beginning(&self, bytes: usize) -> Range<usize> {
        let before_value = self.range.len() - self.value.len();
        let in_value = self.value.floor_char_boundary(bytes.saturating_sub(before_value));
        self.range.start..self.range.start + before_value + in_value
    }

    /// Whether the line has no value.
    pub fn is_blank(&self) -> bool {
        self.value.trim_ascii().is_empty()
    }

    /// The line number, for problems.
    pub fn line(&self) -> usize {
        self.number as usize
    }
}

/// Whether the value of a content line is in QUOTED-PRINTABLE.
fn is_in_quoted_printable(line: &[u8]) -> bool {
    is_quoted_printable(line.split(|byte| *byte == b':').next().unwrap_or_default())
}

fn is_quoted_printable(parameters: &[u8]) -> bool {
    const ENCODING: &[u8] = b"QUOTED-PRINTABLE";
    parameters.windows(ENCODING.len()).any(|part| part.eq_ignore_ascii_case(ENCODING))
}

#[cfg(test)]
mod tests;
