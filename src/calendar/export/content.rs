//! Writes content lines (RFC 5545 section 3.1).

use crate::calendar::ics::encoding::fold;

/// The content lines of a feed.
#[derive(Default)]
pub(super) struct Content(String);

impl Content {
    /// Adds a line, folded if it is long. `head` is the name with its parameters.
    pub(super) fn line(&mut self, head: &str, value: &str) {
        // Control characters other than the tab are not allowed in a line.
        let letters = head.chars().chain([':']).chain(value.chars());
        let line: String = letters.filter(|letter| !letter.is_control() || *letter == '\t').collect();
        self.0.push_str(&fold(&line, "\r\n"));
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
