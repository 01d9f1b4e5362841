//! Writes content lines (RFC 5545 section 3.1).

use std::fmt::Write as _;

/// The maximum number of octets of a line, without its end.
const WIDTH: usize = 75;

/// The content lines of a feed.
#[derive(Default)]
pub(super) struct Content(String);

impl Content {
    /// Adds a line, folded if it is long. `head` is the name with its parameters.
    pub(super) fn line(&mut self, head: &str, value: &str) {
        let mut width = 0;
        // Control characters other than the tab are not allowed in a line (RFC 5545 section 3.1).
        let letters = head.chars().chain(":".chars()).chain(value.chars());
        for letter in letters.filter(|letter| !letter.is_control() || *letter == '\t') {
            if width + letter.len_utf8() > WIDTH {
                self.0.push_str("\r\n ");
                width = 1;
            }
            self.0.push(letter);
            width += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Appends the lines of another content.
    pub(super) fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// Formats a text as the value of a parameter (RFC 5545 section 3.2, RFC 6868).
pub(super) fn parameter(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        match letter {
            '\n' => escaped.push_str("^n"),
            '^' => escaped.push_str("^^"),
            '"' => escaped.push_str("^'"),
            _ => escaped.push(letter),
        }
    }
    if !escaped.contains([':', ';', ',']) && escaped == escaped.trim() {
        return escaped;
    }
    let mut quoted = String::with_capacity(escaped.len() + 2);
    let _ = write!(quoted, "\"{escaped}\"");
    quoted
}
