//! Zone names that are descriptions: "(UTC+01:00) Amsterdam, Berlin", "GMT-0400", "Z".

use chrono::NaiveDate;

use super::windows_zones;
use crate::calendar::time::zone::{Zone, ZoneDatabase};
use crate::calendar::time::{DAY, Instant, Offset, midnight};

/// The year of CLDR's table of Windows' names.
const REFERENCE_YEAR: i32 = 2026;

/// The regions of IANA's names that have the cities of Windows' descriptions.
const REGIONS: [&str; 8] =
    ["Europe", "America", "Asia", "Africa", "Australia", "Pacific", "Atlantic", "Indian"];

/// Places of Windows' descriptions that are neither cities in IANA names nor names of Windows zones.
const PLACES: [(&str, &str); 4] = [
    ("Alaska", "America/Anchorage"),
    ("Baja California", "America/Tijuana"),
    ("Indiana (East)", "America/Indiana/Indianapolis"),
    ("Saint Pierre and Miquelon", "America/Miquelon"),
];

/// How many places of a description are looked up; Windows' descriptions have up to six.
const MAX_PLACES: usize = 8;

/// The zone of a description: that of its place, if its standard offset is the stated one; otherwise the offset alone.
pub(super) fn find(text: &str, database: &dyn ZoneDatabase) -> Option<Zone> {
    let text = text.trim();
    let (stated, places) = match text.strip_prefix('(').and_then(|text| text.split_once(')')) {
        Some((offset, places)) => (Some(read_offset(offset)?), places.trim()),
        None => (read_offset(text), text),
    };
    let agrees = |zone: &Zone| stated.is_none_or(|stated| standard_offset(zone) == stated);
    let short = places.split_once(" Time").map_or(places, |(place, _)| place);
    let places = places.replace(" / ", ", ");
    let listed = places.split([',', ';']).map(str::trim).take(MAX_PLACES);
    // A single word is no description without an offset.
    let cities = listed.clone().filter(|_| stated.is_some() || listed.clone().count() > 1);
    let named = PLACES.iter().find(|(place, _)| place.eq_ignore_ascii_case(short)).map(|(_, name)| *name);
    named
        .or_else(|| windows_zones::iana_name(short))
        .and_then(|name| database.find(name))
        .filter(agrees)
        .or_else(|| cities.into_iter().find_map(|city| find_city(city, database).filter(agrees)))
        .or_else(|| stated.map(|offset| Zone::fixed(offset.label(), offset)))
}

/// The lower of a zone's offsets in January and July of [`REFERENCE_YEAR`].
pub(super) fn standard_offset(zone: &Zone) -> Offset {
    let offset = |month| {
        let date = NaiveDate::from_ymd_opt(REFERENCE_YEAR, month, 1).unwrap_or_default();
        zone.offset_at(Instant::from_utc(midnight(date)))
    };
    offset(1).min(offset(7))
}

fn find_city(city: &str, database: &dyn ZoneDatabase) -> Option<Zone> {
    let city =
        [" Islands", " Island", " Is."].iter().find_map(|ending| city.strip_suffix(ending)).unwrap_or(city);
    if city.is_empty() || !city.is_ascii() {
        return None;
    }
    let city = city.replace(' ', "_");
    REGIONS.iter().find_map(|region| database.find(&format!("{region}/{city}")))
}

/// Parses an offset: `Z`, `UTC`, `GMT-0400`, `UTC+2`, `+03:00`.
fn read_offset(text: &str) -> Option<Offset> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("Z") {
        return Some(Offset::UTC);
    }
    let prefix =
        text.get(..3).filter(|prefix| ["UTC", "GMT"].iter().any(|known| prefix.eq_ignore_ascii_case(known)));
    let rest = prefix.map_or(text, |prefix| text.get(prefix.len()..).unwrap_or_default()).trim();
    if rest.is_empty() {
        return prefix.map(|_| Offset::UTC);
    }
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return rest.strip_prefix('−').and_then(|digits| offset_of(-1, digits)),
    };
    offset_of(sign, digits)
}

/// The offset of digits such as `2`, `02`, `0200`, `02:00`, `02.00`, or hours such as `5.5`.
fn offset_of(sign: i32, digits: &str) -> Option<Offset> {
    let (hours, minutes) = match (digits.split_once([':', '.']), digits.len()) {
        (Some((hours, "5")), _) => (hours, "30"),
        (Some(parts), _) => parts,
        (None, 1 | 2) => (digits, "0"),
        (None, length) => digits.split_at_checked(length.checked_sub(2)?)?,
    };
    let number = |text: &str| text.parse::<u8>().ok().map(i32::from);
    let (hours, minutes) = (number(hours)?, number(minutes).filter(|minutes| *minutes < 60)?);
    Some(Offset::from_seconds(sign * (hours * 3600 + minutes * 60)))
        .filter(|offset| offset.seconds().abs() < DAY)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::zones::BundledZones;

    fn check(text: &str, expected: Option<&str>) {
        let zone = find(text, &BundledZones::open());
        assert_eq!(zone.as_ref().map(Zone::name), expected, "{text}");
    }

    #[test]
    fn a_place_with_its_offset_is_its_zone() {
        for (text, expected) in [
            ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
            ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
            ("(GMT-08:00) Pacific Time (US & Canada); Tijuana", "America/Los_Angeles"),
            ("Mountain Time (US & Canada)", "America/Denver"),
            ("(GMT+10:00) Canberra, Melbourne, Sydney", "Australia/Canberra"),
            ("(UTC+12:45) Chatham Islands", "Pacific/Chatham"),
            ("(UTC-09:00) Alaska", "America/Anchorage"),
            ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
            ("(UTC) Dublin, Edinburgh, Lisbon, London", "Europe/Dublin"),
            ("Amsterdam, Belgrade, Berlin, Brussels", "Europe/Amsterdam"),
            ("(GMT+01.00) Amsterdam / Berlin / Bern / Rome / Stockholm / Vienna", "Europe/Amsterdam"),
            ("(GMT-05.00) Eastern Time (US & Canada)", "America/New_York"),
        ] {
            check(text, Some(expected));
        }
    }

    #[test]
    fn an_offset_is_a_zone() {
        for (text, name) in [
            ("Z", "UTC"),
            ("(UTC) Koordinerad universell tid", "UTC"),
            ("GMT-0400", "UTC−4"),
            ("UTC+2", "UTC+2"),
            ("+03:00", "UTC+3"),
            ("-930", "UTC−9:30"),
            ("(GMT +01:00)", "UTC+1"),
            ("(UTC+08:45) Eucla Base", "UTC+8:45"),
            ("UTC+5.5", "UTC+5:30"),
        ] {
            check(text, Some(name));
        }
    }

    #[test]
    fn other_texts_are_no_zone() {
        for text in [
            "",
            "Berlin",
            "local",
            "GMT+99",
            "UTC+1:75",
            "+",
            "(",
            "()",
            "(x) Berlin",
            "Customized Time Zone",
        ] {
            check(text, None);
        }
    }
}
