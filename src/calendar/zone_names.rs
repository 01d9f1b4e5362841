//! The names that zones go by.

use std::collections::BTreeMap;

use super::vtimezone::ZoneDefinition;
use super::zone::{Zone, ZoneDatabase};

/// Names that browsers still use, each with the name that the IANA database prefers now.
const RENAMED: &[(&str, &str)] = &[
    ("Africa/Asmera", "Africa/Asmara"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("America/Catamarca", "America/Argentina/Catamarca"),
    ("America/Coral_Harbour", "America/Atikokan"),
    ("America/Cordoba", "America/Argentina/Cordoba"),
    ("America/Godthab", "America/Nuuk"),
    ("America/Indianapolis", "America/Indiana/Indianapolis"),
    ("America/Jujuy", "America/Argentina/Jujuy"),
    ("America/Louisville", "America/Kentucky/Louisville"),
    ("America/Mendoza", "America/Argentina/Mendoza"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Atlantic/Faeroe", "Atlantic/Faroe"),
    ("Etc/GMT", "UTC"),
    ("Etc/UCT", "UTC"),
    ("Etc/UTC", "UTC"),
    ("Europe/Kiev", "Europe/Kyiv"),
    ("GMT", "UTC"),
    ("Pacific/Enderbury", "Pacific/Kanton"),
    ("Pacific/Ponape", "Pacific/Pohnpei"),
    ("Pacific/Truk", "Pacific/Chuuk"),
];

/// The name that the IANA database prefers now.
pub fn current(name: &str) -> &str {
    RENAMED.iter().find(|(old, _)| *old == name).map_or(name, |(_, new)| new)
}

/// A name for people: its place, without underscores, as in "New York".
pub fn place(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).replace('_', " ")
}

/// The zone that a feed means by a name: the database's of that name, or of the name at its end (`/vendor/Europe/Paris`);
/// else the feed's own definition.
pub(super) fn resolve(
    name: &str,
    database: &dyn ZoneDatabase,
    definitions: &BTreeMap<String, ZoneDefinition>,
) -> Option<Zone> {
    if let Some(zone) = database.find(current(name)) {
        return Some(zone);
    }
    let prefixed = name.match_indices('/').filter_map(|(slash, _)| name.get(slash + 1..));
    if let Some(zone) =
        prefixed.filter(|tail| tail.contains('/')).find_map(|tail| database.find(current(tail)))
    {
        return Some(zone);
    }
    definitions.get(name).map(|definition| Zone::new(name, definition.clone()))
}
