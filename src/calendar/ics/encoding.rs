//! The text form of iCalendar: folds, escapes and parameters (RFC 5545 section 3.1, RFC 6868).
//!
//! The engine parses with it; the export and the site tool's `refresh` write with it.

use std::borrow::Cow;

use crate::web_address::hex_decoded;

/// The maximum number of octets of a physical line, without its end.
pub const MAX_LINE: usize = 75;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// A content line, split into its parts as they are written: `NAME;PARAMETERS:VALUE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// The name of the property.
    pub name: &'a str,
    /// The parameters, without the semicolon before them; see [`parameters`].
    pub parameters: &'a str,
    /// Everything after the colon.
    pub value: &'a str,
}

impl<'a> Line<'a> {
    /// Splits an unfolded line; `None` without a colon.
    pub fn split(line: &'a str) -> Option<Self> {
        let name_end = line.bytes().position(|byte| matches!(byte, b':' | b';'))?;
        let name = line.get(..name_end)?.trim_ascii();
        let rest = line.get(name_end..)?;
        let mut colon = position_unquoted(rest, b':').or_else(|| rest.find(':'))?;
        if is_time(name) && !starts_with_date(rest.get(colon + 1..)?) {
            colon = rest
                .rmatch_indices(':')
                .map(|(at, _)| at)
                .find(|at| after_is_date(rest, *at))
                .unwrap_or(colon);
        }
        Some(Self { name, parameters: rest.get(1..colon).unwrap_or_default(), value: rest.get(colon + 1..)? })
    }
}

/// The properties whose values are dates and times. Their `TZID` may contain colons that should have been quoted.
const TIMES: [&str; 6] = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE", "DUE"];

fn is_time(name: &str) -> bool {
    TIMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn starts_with_date(value: &str) -> bool {
    value.trim_ascii_start().bytes().take_while(u8::is_ascii_digit).count() >= 8
}

fn after_is_date(text: &str, colon: usize) -> bool {
    text.get(colon + 1..).is_some_and(starts_with_date)
}

/// The parameters of a line, each with its name and its value as written; see [`unquote`].
pub fn parameters(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = text;
    let parts = std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = position_unquoted(rest, b';').unwrap_or(rest.len());
        let parameter = rest.get(..end)?;
        rest = rest.get(end + 1..).unwrap_or_default();
        Some(parameter)
    });
    parts.filter_map(|parameter| parameter.split_once('=')).map(|(name, value)| (name.trim(), value))
}

/// The position of a byte outside quotes.
fn position_unquoted(text: &str, wanted: u8) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == wanted && !quoted
    })
}

/// The content lines of a feed as raw bytes, with their folds and line ends.
pub fn raw_lines(feed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = feed;
    std::iter::from_fn(move || {
        let is_end = |pair: &[u8]| matches!(pair, [b'\n', next] if !matches!(next, b' ' | b'\t'));
        let length = rest.windows(2).position(is_end).map_or(rest.len(), |position| position + 1);
        let (line, after) = rest.split_at_checked(length)?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

/// A raw line without its folds, its end and a byte order mark.
pub fn unfold(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line)
        .replace("\r\r\n", "\n")
        .replace("\r\n", "\n")
        .replace("\n ", "")
        .replace("\n\t", "");
    text.trim_end_matches('\n').trim_start_matches('\u{feff}').to_owned()
}

/// Whether a raw line is of this property.
pub fn is_named(line: &[u8], name: &str) -> bool {
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
    line.split_at_checked(name.len()).is_some_and(|(start, rest)| {
        start.eq_ignore_ascii_case(name.as_bytes()) && matches!(rest.first(), Some(b':' | b';'))
    })
}

/// The value of a raw line as text, unfolded and unescaped.
pub fn value_of(line: &[u8]) -> String {
    Line::split(&unfold(line)).map(|line| unescape(line.value)).unwrap_or_default()
}

/// A line in pieces of at most [`MAX_LINE`] octets, with its end, without splitting a character.
pub fn fold(line: &str, line_end: &str) -> String {
    let mut folded = String::with_capacity(line.len() + line_end.len());
    let mut width = 0;
    for letter in line.chars() {
        if width + letter.len_utf8() > MAX_LINE {
            folded.push_str(line_end);
            folded.push(' ');
            width = 1;
        }
        folded.push(letter);
        width += letter.len_utf8();
    }
    folded.push_str(line_end);
    folded
}

/// Writes a text as the value of a parameter, in quotes if it needs them.
pub fn quote(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        match letter {
            '\n' => escaped.push_str("^n"),
            '^' => escaped.push_str("^^"),
            '"' => escaped.push_str("^'"),
            _ => escaped.push(letter),
        }
    }
    if escaped.contains([':', ';', ',']) || escaped != escaped.trim() {
        escaped.insert(0, '"');
        escaped.push('"');
    }
    escaped
}

/// The value of a parameter without its quotes and with RFC 6868 escapes undone.
pub fn unquote(value: &str) -> Cow<'_, str> {
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

/// The text of a feed as UTF-8: UTF-16 is converted, and a byte order mark is removed. Anything else is returned as
/// it is.
pub fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).filter_map(|pair| Some(unit(pair.try_into().ok()?)));
        let text: String =
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        Cow::Owned(text.into_bytes())
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'B', 0, b'E', 0, ..] => utf16(bytes, u16::from_le_bytes),
        [0, b'B', 0, b'E', ..] => utf16(bytes, u16::from_be_bytes),
        _ => Cow::Borrowed(bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes)),
    }
}

/// Decodes Windows-1252, which includes ISO-8859-1.
fn windows_1252(bytes: &[u8]) -> String {
    /// The characters of 0x80 to 0x9F; the five unassigned bytes are control characters.
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    let letter = |byte: u8| match byte {
        0x80..=0x9F => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER),
        byte => char::from(byte),
    };
    bytes.iter().map(|byte| letter(*byte)).collect()
}

/// Decodes a text that should be UTF-8. If it is invalid and has no valid multibyte sequence, it is in Windows-1252;
/// otherwise its invalid bytes are replaced.
pub fn decode(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let bytes = error.as_bytes();
        if bytes.utf8_chunks().all(|chunk| chunk.valid().is_ascii()) {
            windows_1252(bytes)
        } else {
            String::from_utf8_lossy(bytes).into_owned()
        }
    })
}

/// Decodes QUOTED-PRINTABLE (RFC 2045 section 6.7), which vCalendar 1.0 uses; invalid escapes are kept.
pub fn quoted_printable(text: &str) -> String {
    decode(hex_decoded(text, b'=')).replace("\r\n", "\n")
}

/// Whether the last `BEGIN:VCALENDAR` or `END:VCALENDAR` of a calendar is an end; what follows it does not matter.
pub fn is_complete(feed: &[u8]) -> bool {
    let is = |line: &[u8], edge: &[u8]| line.trim_ascii().eq_ignore_ascii_case(edge);
    let mut from_end = feed.rsplit(|byte| *byte == b'\n');
    let edge = from_end.find(|line| is(line, b"END:VCALENDAR") || is(line, b"BEGIN:VCALENDAR"));
    edge.is_some_and(|edge| is(edge, b"END:VCALENDAR"))
}

/// Whether bytes are a web page, such as an error page or a login page, where a feed was expected.
pub fn is_web_page(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(1024)).unwrap_or_default().to_ascii_lowercase();
    let holds = |needle: &[u8]| start.windows(needle.len()).any(|part| part == needle);
    holds(b"<html") || holds(b"<!doctype")
}

#[cfg(test)]
mod tests;
