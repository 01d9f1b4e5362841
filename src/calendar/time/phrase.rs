//! Sentences of the page's own English with times of the reader's language in them.

/// A piece of a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Piece {
    /// The page's own words.
    Words(String),
    /// A date or a time, in the reader's language.
    Time(String),
}

/// A sentence, piece after piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Phrase(pub Vec<Piece>);

impl Phrase {
    /// Goes on with words.
    #[must_use]
    pub fn words(mut self, words: impl Into<String>) -> Self {
        self.0.push(Piece::Words(words.into()));
        self
    }

    /// Goes on with a date or a time.
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
