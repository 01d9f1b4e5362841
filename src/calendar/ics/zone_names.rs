//! The names of zones.

use std::collections::BTreeMap;

use super::vtimezone::ZoneDefinition;
use super::windows_zones;
use super::zone_description::{self, standard_offset};
use crate::calendar::time::zone::{Zone, ZoneDatabase};

/// Old names that browsers still use, each with the name that the IANA database prefers now.
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
    // Names without a city, from the database's own list of links.
    ("CET", "Europe/Brussels"),
    ("CST6CDT", "America/Chicago"),
    ("Cuba", "America/Havana"),
    ("EET", "Europe/Athens"),
    ("EST", "America/Panama"),
    ("EST5EDT", "America/New_York"),
    ("Egypt", "Africa/Cairo"),
    ("Eire", "Europe/Dublin"),
    ("GB", "Europe/London"),
    ("GB-Eire", "Europe/London"),
    ("GMT+0", "UTC"),
    ("GMT-0", "UTC"),
    ("GMT0", "UTC"),
    ("Greenwich", "UTC"),
    ("HST", "Pacific/Honolulu"),
    ("Hongkong", "Asia/Hong_Kong"),
    ("Iceland", "Atlantic/Reykjavik"),
    ("Iran", "Asia/Tehran"),
    ("Israel", "Asia/Jerusalem"),
    ("Jamaica", "America/Jamaica"),
    ("Japan", "Asia/Tokyo"),
    ("Kwajalein", "Pacific/Kwajalein"),
    ("Libya", "Africa/Tripoli"),
    ("MET", "Europe/Brussels"),
    ("MST", "America/Phoenix"),
    ("MST7MDT", "America/Denver"),
    ("NZ", "Pacific/Auckland"),
    ("NZ-CHAT", "Pacific/Chatham"),
    ("Navajo", "America/Denver"),
    ("PRC", "Asia/Shanghai"),
    ("PST8PDT", "America/Los_Angeles"),
    ("Poland", "Europe/Warsaw"),
    ("Portugal", "Europe/Lisbon"),
    ("ROC", "Asia/Taipei"),
    ("ROK", "Asia/Seoul"),
    ("Singapore", "Asia/Singapore"),
    ("Turkey", "Europe/Istanbul"),
    ("UCT", "UTC"),
    ("Universal", "UTC"),
    ("UTC", "UTC"),
    ("W-SU", "Europe/Moscow"),
    ("WET", "Europe/Lisbon"),
    ("Zulu", "UTC"),
];

/// The old names of cities that browsers still use, each with the present name.
pub fn renamed_cities() -> impl Iterator<Item = (&'static str, &'static str)> {
    RENAMED.iter().copied().filter(|(old, _)| old.contains('/'))
}

/// The name that the IANA database prefers now.
pub fn current(name: &str) -> &str {
    RENAMED.iter().find(|(old, _)| old.eq_ignore_ascii_case(name)).map_or(name, |(_, new)| new)
}

/// A zone name for people: without underscores, such as "America/New York". `Etc/GMT+8` is 8 hours behind UTC, so it is
/// called "UTC−8".
pub fn label(name: &str) -> String {
    match name.strip_prefix("Etc/GMT").and_then(|offset| Some((offset.get(..1)?, offset.get(1..)?))) {
        Some(("+", hours)) => format!("UTC−{hours}"),
        Some(("-", hours)) => format!("UTC+{hours}"),
        _ => name.replace('_', " "),
    }
}

/// The longest name that is looked up, in bytes; the longest description that Windows uses has about 100.
const LONGEST: usize = 250;

/// The city of a zone name, such as "New York".
pub fn city(name: &str) -> String {
    let label = label(name);
    label.rsplit('/').next().unwrap_or_default().to_owned()
}

/// The zone that a feed means by a name: the database's zone; otherwise the feed's own definition; otherwise what the
/// name describes.
pub fn resolve(
    name: &str,
    database: &dyn ZoneDatabase,
    definitions: &BTreeMap<String, ZoneDefinition>,
) -> Option<Zone> {
    let definition = definitions.get(name);
    well_known(name, database, definition)
        .or_else(|| definition?.zone.clone())
        .or_else(|| zone_description::find(Some(name).filter(|name| name.len() <= LONGEST)?, database))
}

/// The database's zone for a name. Accepts a prefix (`/vendor/Europe/Paris`), spaces, single quotes and a note in
/// parentheses. Accepts a name of Windows unless the feed defines a zone of this name with another standard offset.
pub fn well_known(
    name: &str,
    database: &dyn ZoneDatabase,
    definition: Option<&ZoneDefinition>,
) -> Option<Zone> {
    if name.len() > LONGEST {
        return None;
    }
    let find = |name: &str| is_unambiguous(name).then(|| database.find(current(name))).flatten();
    let find_cleaned = |name: &str| {
        let name = name.split(" (").next().unwrap_or(name).trim_matches('\'').replace(' ', "_");
        name.contains('/').then(|| find(&name)).flatten()
    };
    let tails = || name.match_indices('/').filter_map(|(slash, _)| name.get(slash + 1..));
    let agrees = |zone: &Zone| {
        let defined = definition.and_then(|definition| definition.standard_offset);
        defined.is_none_or(|defined| defined == standard_offset(zone))
    };
    find(name)
        .or_else(|| tails().filter(|tail| tail.contains('/') || current(tail) == "UTC").find_map(find))
        .or_else(|| find_cleaned(name))
        .or_else(|| windows_zones::iana_name(name).and_then(|name| database.find(name)).filter(agrees))
}

/// Whether a name means one zone everywhere. ICU, and with it `Intl`, takes abbreviations such as BST or IST for one of
/// the zones that use them, and has names that IANA has not.
fn is_unambiguous(name: &str) -> bool {
    let has_prefix =
        |prefix: &str| name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let is_of_icu =
        has_prefix("SystemV/") || name.eq_ignore_ascii_case("US/Pacific-New") || has_prefix("Etc/Unknown");
    let is_listed =
        || name.eq_ignore_ascii_case("UTC") || RENAMED.iter().any(|(old, _)| old.eq_ignore_ascii_case(name));
    (name.contains('/') && !is_of_icu) || is_listed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::time::Instant;
    use crate::site::zones::BundledZones;

    #[test]
    fn old_names_map_to_current_iana_names() {
        let database = BundledZones::open();
        for (old, new) in RENAMED {
            assert_eq!(current(old), *new);
            assert_eq!(current(new), *new, "{old} leads to an old name");
            assert!(database.find(new).is_some(), "{new}");
        }
        assert_eq!(current("Europe/Berlin"), "Europe/Berlin");
    }

    #[test]
    fn the_city_is_the_end_of_a_name() {
        for (name, expected) in [
            ("America/New_York", "New York"),
            ("America/Argentina/Buenos_Aires", "Buenos Aires"),
            ("UTC", "UTC"),
            ("Etc/GMT+8", "UTC−8"),
            ("Etc/GMT-14", "UTC+14"),
            ("", ""),
        ] {
            assert_eq!(city(name), expected);
        }
    }

    #[test]
    fn a_very_long_name_is_not_looked_up() {
        struct Unused;
        impl ZoneDatabase for Unused {
            fn find(&self, name: &str) -> Option<Zone> {
                panic!("{} bytes were looked up", name.len())
            }
        }
        for name in ["/a".repeat(50_000), "(UTC) ".to_owned() + &"a,".repeat(50_000)] {
            assert_eq!(resolve(&name, &Unused, &BTreeMap::new()), None);
        }
    }

    #[test]
    fn a_prefixed_name_is_found_but_a_bare_city_is_not() {
        let database = BundledZones::open();
        let found = |name| resolve(name, &database, &BTreeMap::new()).map(|zone| zone.name().to_owned());
        assert_eq!(found("/vendor/2026/Europe/Kiev").as_deref(), Some("Europe/Kyiv"));
        assert_eq!(found("/vendor/America/Argentina/Cordoba").as_deref(), Some("America/Argentina/Cordoba"));
        assert_eq!(found("America/New York").as_deref(), Some("America/New_York"));
        assert_eq!(found("'Europe/Berlin'").as_deref(), Some("Europe/Berlin"));
        assert_eq!(found("Europe/Berlin (CET)").as_deref(), Some("Europe/Berlin"));
        assert_eq!(found("/vendor/Berlin"), None);
        assert_eq!(found("Mars/Base"), None);
    }

    #[test]
    fn a_windows_name_is_used_unless_the_feed_defines_it_with_another_standard_offset() {
        let database = BundledZones::open();
        let found = |definitions: &BTreeMap<_, _>| {
            let zone = resolve("Tokyo Standard Time", &database, definitions).unwrap();
            (zone.name().to_owned(), zone.offset_at(Instant::from_unix(0)).text())
        };
        assert_eq!(found(&BTreeMap::new()), ("Asia/Tokyo".to_owned(), "+09:00".to_owned()));
        let text = "BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Tokyo Standard Time\nBEGIN:STANDARD\n\
            DTSTART:16010101T000000\nTZOFFSETFROM:+0800\nTZOFFSETTO:+0800\nEND:STANDARD\nEND:VTIMEZONE\nEND:VCALENDAR";
        let feed = crate::calendar::read(text.as_bytes(), &crate::calendar::Limits::DEFAULT).unwrap();
        let own = found(&feed.zone_definitions);
        assert_eq!(own, ("Tokyo Standard Time".to_owned(), "+08:00".to_owned()));
    }
}
