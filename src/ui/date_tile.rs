//! A date as a small calendar sheet.

use super::static_element::{StaticElement, element, untranslated};
use crate::calendar::text::agenda_text::TileText;

/// A date as a small calendar sheet: weekday, day and month, with the language of the texts. Screen readers ignore it,
/// because a text next to it says the same.
pub fn date_tile(tile: TileText, language: &str) -> StaticElement {
    let part = |form: &'static str, words: String| {
        element("time")
            .class("date-tile-part")
            .attr("data-local", form)
            .attr("datetime", tile.datetime.clone())
            .attr("lang", language.to_owned())
            .child(words)
    };
    untranslated("span")
        .class("date-tile")
        .attr("aria-hidden", "true")
        .child(part("weekday", tile.weekday))
        .child(part("dayNumber", tile.day))
        .child(part("shortMonth", tile.month))
}
