//! The search terms of time zones: names, offsets, and the places and abbreviations in `zone_places.json`.

use serde::Deserialize;

use super::search::{Name, SearchTerms};
use crate::calendar::ics::zone_names::label;

/// The name of the file with the places, next to the page.
pub const PLACES_FILE: &str = "zone-places.json";

/// The content of that file. Each entry is a zone and, after a colon, its countries, abbreviations and cities, separated
/// by commas. If several zones have a name, the file lists the most common meaning first.
#[cfg(not(target_arch = "wasm32"))]
pub const PLACES: &str = include_str!("zone_places.json");

/// The number of recently chosen zones that are kept.
const RECENT_ZONES: usize = 5;

/// The places of each zone.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Places(Vec<String>);

impl Places {
    /// The zones with their names, in the order of the file.
    fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|entry| entry.split_once(": ").unwrap_or((entry, "")))
    }

    /// The position of a zone in the file, and its names.
    fn of(&self, zone: &str) -> Option<(usize, &str)> {
        self.entries()
            .enumerate()
            .find(|(_, (name, _))| *name == zone)
            .map(|(index, (_, names))| (index, names))
    }
}

/// The search terms of a zone: its IANA name, the city in that name, its name in the visitor's language, its offset in
/// seconds, and its places. `fold` converts text to lower case without accents.
pub fn search_terms(
    zone: &str,
    in_words: Option<String>,
    offset: i64,
    places: Option<&Places>,
    fold: fn(&str) -> String,
) -> SearchTerms {
    let of_title = |name: &str| Name { folded: fold(name), shown: None };
    let other = |name: String| Name { folded: fold(&name), shown: Some(name) };
    let title = label(zone);
    let mut names = vec![of_title(&title)];
    names.extend(title.rsplit_once('/').map(|(_, city)| of_title(city)));
    let known = places.and_then(|places| places.of(zone));
    let place_names = known.map_or("", |(_, names)| names).split(", ").filter(|name| !name.is_empty());
    names.extend(place_names.map(|name| other(name.to_owned())));
    names.extend(in_words.map(other));
    SearchTerms { names, offset: Some(offset), order: known.map_or(usize::MAX, |(index, _)| index + 1) }
}

/// The stored list of recently chosen zones, after one more was chosen: the last one is first.
pub fn with_recent(stored: &str, chosen: &str) -> String {
    let others = stored.split(',').filter(|other| !other.is_empty() && *other != chosen);
    let names: Vec<_> = std::iter::once(chosen).chain(others).take(RECENT_ZONES).collect();
    names.join(",")
}

#[cfg(test)]
mod tests;
