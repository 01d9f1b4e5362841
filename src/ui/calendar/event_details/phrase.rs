//! A sentence with times in it.

use crate::calendar::time::phrase::{Phrase, Piece};
use crate::ui::static_element::{StaticElement, element, untranslated};

/// A sentence in the page's language, with times in the visitor's `language`.
pub fn phrase_text(phrase: Phrase, language: &str) -> StaticElement {
    phrase.0.into_iter().fold(element("span"), |sentence, piece| match piece {
        Piece::Words(words) => sentence.child(words),
        Piece::Time(time) => {
            sentence.child(untranslated("bdi").attr("lang", language.to_owned()).child(time))
        }
    })
}
