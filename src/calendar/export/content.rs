//! Content lines as they are written (RFC 5545 section 3.1).

use std::fmt::Write as _;

/// The most octets of a line, its end aside.
const WIDTH: usize = 75;

/// Lines of a feed.
#[derive(Default)]
pub(super) struct Content(String);

impl Content {
    /// Adds a line, folded where it is long. `head` is the name with its parameters.
    pub(super) fn line(&mut self, head: &str, value: &str) {
        let mut width = 0;
        // A control character has no place in a line (RFC 5545 section 3.1), the tab aside.
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

    /// Adds all lines of another.
    pub(super) fn append(&mut self, other: Self) {
        self.0.push_str(&other.0);
    }

    /// The text.
    pub(super) fn into_text(self) -> String {
        self.0
    }
}

/// A text as the value of a parameter (RFC 5545 section 3.2, RFC 6868).
pub(super) fn parameter(text: &str) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        match letter {
            '\n' => written.push_str("^n"),
            '^' => written.push_str("^^"),
            '"' => written.push_str("^'"),
            _ => written.push(letter),
        }
    }
    if !written.contains([':', ';', ',']) && written == written.trim() {
        return written;
    }
    let mut quoted = String::with_capacity(written.len() + 2);
    let _ = write!(quoted, "\"{written}\"");
    quoted
}
