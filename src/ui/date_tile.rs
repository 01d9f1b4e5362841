//! A date as a small calendar sheet.

use leptos::prelude::*;

use crate::calendar::text::agenda_text::TileText;

/// A date as a small calendar sheet: weekday, day and month. Screen readers ignore it, because a text next to it says
/// the same.
#[component]
pub fn DateTile(
    /// The texts.
    tile: TileText,
    /// The language of the texts.
    language: String,
) -> impl IntoView {
    let part = |form: &'static str, words: String| {
        let (datetime, language) = (tile.datetime.clone(), language.clone());
        view! { <time class="date-tile-part" data-local=form datetime=datetime lang=language>{words}</time> }
    };
    view! {
        <span class="date-tile" translate="no" aria-hidden="true">
            {part("weekday", tile.weekday.clone())} {part("dayNumber", tile.day.clone())}
            {part("shortMonth", tile.month.clone())}
        </span>
    }
}
