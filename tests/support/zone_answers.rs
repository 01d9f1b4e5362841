//! What names of zones mean: the names of IANA's database, those that only ICU knows, and descriptions. The host and the
//! browser must give the same answers.

use std::collections::BTreeMap;

use hearth::calendar::ics::zone_names::resolve;
use hearth::calendar::time::Instant;
use hearth::calendar::time::zone::ZoneDatabase;

/// The names with the answers to them, one a line: `NAME|OFFSET IN JANUARY|OFFSET IN JULY`, or `NAME|unknown`.
pub const ANSWERS: &str = include_str!("../fixtures/zone-answers.txt");

/// 2025-01-01T00:00:00Z and 2025-07-01T00:00:00Z
const INSTANTS: [i64; 2] = [1_735_689_600, 1_751_328_000];

/// The line for a name, with the zone that a feed means by it if it does not define one.
pub fn answer(name: &str, database: &dyn ZoneDatabase) -> String {
    match resolve(name, database, &BTreeMap::new()) {
        Some(zone) => {
            let [january, july] = INSTANTS.map(|unix| zone.offset_at(Instant::from_unix(unix)).text());
            format!("{name}|{january}|{july}")
        }
        None => format!("{name}|unknown"),
    }
}

/// The names in the answers.
pub fn names() -> impl Iterator<Item = &'static str> {
    ANSWERS.lines().filter_map(|line| Some(line.split_once('|')?.0))
}
