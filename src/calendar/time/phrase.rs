//! Sentences in the page's own English that contain times in the visitor's language.

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// Text of the page itself.
    Words(String),
    /// A date or a time, in the visitor's language.
    Time(String),
}

/// A sentence as a list of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Phrase(pub Vec<Piece>);

impl Phrase {
    /// Appends text.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.0.push(Piece::Words(words.into()));
        self
    }

    /// Appends a date or a time.
    #[must_use]
    pub fn time(mut self, time: impl Into<String>) -> Self {
        self.0.push(Piece::Time(time.into()));
        self
    }

    /// The sentence as plain text.
    pub fn text(&self) -> String {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Words(text) | Piece::Time(text) => text.as_str(),
        });
        pieces.collect()
    }
}
