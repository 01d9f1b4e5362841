//! The content lines of a feed as bytes, so that lines that are not changed can be copied exactly.

/// The maximum number of octets of a line, without its line break (RFC 5545, section 3.1).
pub(super) const MAX_LINE: usize = 75;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// The content lines with their folds and line breaks; together they are the whole feed.
pub(super) fn content_lines(feed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = feed;
    std::iter::from_fn(move || {
        let is_end = |pair: &[u8]| matches!(pair, [b'\n', next] if !matches!(next, b' ' | b'\t'));
        let length = rest.windows(2).position(is_end).map_or(rest.len(), |position| position + 1);
        let (line, after) = rest.split_at_checked(length)?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

pub(super) fn is_called(line: &[u8], name: &str) -> bool {
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
    line.split_at_checked(name.len()).is_some_and(|(start, rest)| {
        start.eq_ignore_ascii_case(name.as_bytes()) && matches!(rest.first(), Some(b':' | b';'))
    })
}

/// A content line without folds and line break.
pub(super) fn unfolded(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line).replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    text.trim_end_matches('\n').to_owned()
}

/// The text after the colon, unfolded and unescaped.
pub(super) fn value(line: &[u8]) -> String {
    let line = unfolded(line);
    let value = line.split_once(':').map_or("", |(_, value)| value);
    let mut unescaped = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        let unescaped_character = if character == '\\' { characters.next() } else { Some(character) };
        unescaped.extend(unescaped_character);
    }
    unescaped
}

/// A content line with its line break, folded at 75 octets, between characters.
pub(super) fn folded(line: &str, line_end: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > MAX_LINE {
            folded.push_str(line_end);
            folded.push(' ');
            length = 1;
        }
        folded.push(character);
        length += character.len_utf8();
    }
    folded.push_str(line_end);
    folded
}
