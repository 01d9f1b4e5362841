use std::collections::BTreeSet;

use super::*;
use crate::calendar::ics::zone_names;
use crate::calendar::time::Instant;
use crate::calendar::time::zone::ZoneDatabase as _;
use crate::page::search::{Query, Searchable, matching};
use crate::site::zones::BundledZones;

/// 2026-11-25 12:00 UTC, when it is winter in the north.
const WINTER: i64 = 1_795_608_000;

/// Lower case without the accents that occur in the file.
fn fold(text: &str) -> String {
    let plain = |letter: char| match letter {
        'á' | 'à' | 'ã' | 'Å' | 'å' => 'a',
        'é' | 'è' => 'e',
        'í' => 'i',
        'ñ' | 'ń' => 'n',
        'ó' | 'ö' | 'Ö' | 'ô' | 'ø' => 'o',
        'ü' => 'u',
        letter => letter,
    };
    text.chars().map(plain).collect::<String>().to_lowercase()
}

struct ZoneItem {
    zone: String,
    search_terms: SearchTerms,
}

impl Searchable for ZoneItem {
    fn search_terms(&self) -> &SearchTerms {
        &self.search_terms
    }
}

/// Every zone of the file and some that are not in it, alphabetically, as a browser lists them.
fn options(places: Option<&Places>) -> Vec<ZoneItem> {
    let database = BundledZones::open();
    let file = all_places();
    let mut zones: BTreeSet<_> = file.entries().map(|(zone, _)| zone.to_owned()).collect();
    zones.insert("Europe/Uzhgorod".to_owned());
    let option = |zone: String| {
        let offset = database.find(&zone).unwrap().offset_at(Instant::from_unix(WINTER)).seconds();
        let in_words = (zone == "Europe/Uzhgorod").then(|| "Eastern European Time".to_owned());
        let search_terms = search_terms(&zone, in_words, offset, places, fold);
        ZoneItem { zone, search_terms }
    };
    zones.into_iter().map(option).collect()
}

fn words(typed: &str) -> Vec<String> {
    fold(typed).split_whitespace().map(ToOwned::to_owned).collect()
}

fn zones<'a>(options: &'a [ZoneItem], typed: &str) -> Vec<&'a str> {
    matching(options, &words(typed)).into_iter().map(|option| option.zone.as_str()).collect()
}

/// Fails unless what is typed finds these zones first.
fn finds_first(cases: &[(&str, &[&str])]) {
    let places = all_places();
    let options = options(Some(&places));
    for (typed, expected) in cases {
        let found = zones(&options, typed);
        assert_eq!(found.get(..expected.len().min(found.len())), Some(*expected), "{typed}");
    }
}

fn all_places() -> Places {
    serde_json::from_str(PLACES).unwrap()
}

#[test]
fn every_zone_of_the_file_exists_once_by_its_current_name() {
    let (database, places) = (BundledZones::open(), all_places());
    let mut seen = BTreeSet::new();
    for (zone, names) in places.entries() {
        assert!(database.find(zone).is_some(), "there is no zone {zone}");
        assert_eq!(zone_names::current(zone), zone);
        assert!(seen.insert(zone), "{zone} is in the file twice");
        let title = fold(zone_names::city(zone).as_str());
        let mut of_zone = BTreeSet::from([title]);
        for name in names.split(", ").filter(|_| !names.is_empty()) {
            assert!(
                !name.is_empty() && name == name.trim() && !name.contains([':', ',']),
                "{zone}: {name:?}"
            );
            let folded = fold(name);
            assert!(folded.is_ascii(), "{zone}: the test cannot fold {name}");
            assert!(of_zone.insert(folded), "{zone}: {name} is in the list twice, or is the zone's own city");
        }
    }
    assert!(seen.len() > 300, "{}", seen.len());
}

#[test]
fn an_abbreviation_finds_the_zone_that_most_people_mean() {
    finds_first(&[
        ("EST", &["America/New_York"]),
        ("edt", &["America/New_York"]),
        ("ET", &["America/New_York"]),
        ("CST", &["America/Chicago", "Asia/Shanghai"]),
        ("CDT", &["America/Chicago"]),
        ("CT", &["America/Chicago"]),
        ("MST", &["America/Denver", "America/Phoenix"]),
        ("MDT", &["America/Denver"]),
        ("MT", &["America/Denver"]),
        ("PST", &["America/Los_Angeles"]),
        ("PDT", &["America/Los_Angeles"]),
        ("PT", &["America/Los_Angeles"]),
        ("AKST", &["America/Anchorage"]),
        ("HST", &["Pacific/Honolulu"]),
        ("AST", &["America/Halifax"]),
        ("NST", &["America/St_Johns"]),
        ("GMT", &["Europe/London", "UTC"]),
        ("BST", &["Europe/London", "Asia/Dhaka"]),
        ("IST", &["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("CET", &["Europe/Berlin", "Europe/Paris"]),
        ("CEST", &["Europe/Berlin"]),
        ("EET", &["Europe/Athens", "Europe/Kyiv"]),
        ("EEST", &["Europe/Athens"]),
        ("WET", &["Europe/Lisbon"]),
        ("MSK", &["Europe/Moscow"]),
        ("TRT", &["Europe/Istanbul"]),
        ("PKT", &["Asia/Karachi"]),
        ("JST", &["Asia/Tokyo"]),
        ("KST", &["Asia/Seoul"]),
        ("HKT", &["Asia/Hong_Kong"]),
        ("SGT", &["Asia/Singapore"]),
        ("PHT", &["Asia/Manila"]),
        ("WIB", &["Asia/Jakarta"]),
        ("ICT", &["Asia/Bangkok"]),
        ("AEST", &["Australia/Sydney"]),
        ("AEDT", &["Australia/Sydney"]),
        ("ACST", &["Australia/Adelaide"]),
        ("AWST", &["Australia/Perth"]),
        ("NZST", &["Pacific/Auckland"]),
        ("NZDT", &["Pacific/Auckland"]),
        ("SAST", &["Africa/Johannesburg"]),
        ("EAT", &["Africa/Nairobi"]),
        ("WAT", &["Africa/Lagos"]),
        ("CAT", &["Africa/Maputo"]),
        ("BRT", &["America/Sao_Paulo"]),
        ("ART", &["America/Argentina/Buenos_Aires"]),
        ("CLT", &["America/Santiago"]),
        ("COT", &["America/Bogota"]),
        ("PET", &["America/Lima"]),
        ("VET", &["America/Caracas"]),
        ("GST", &["Asia/Dubai"]),
        ("NPT", &["Asia/Kathmandu"]),
        ("Eastern", &["America/New_York"]),
        ("Pacific", &["America/Los_Angeles"]),
        ("Central", &["America/Chicago"]),
        ("Mountain", &["America/Denver"]),
        ("pacific time", &["America/Los_Angeles"]),
        ("utc", &["UTC"]),
    ]);
}

#[test]
fn countries_and_states_list_their_zones_first() {
    finds_first(&[
        ("india", &["Asia/Kolkata"]),
        ("brazil", &["America/Sao_Paulo"]),
        ("germany", &["Europe/Berlin"]),
        ("USA", &["America/New_York", "America/Los_Angeles", "America/Chicago", "America/Denver"]),
        ("US", &["America/New_York"]),
        ("UK", &["Europe/London"]),
        ("uae", &["Asia/Dubai"]),
        ("Korea", &["Asia/Seoul"]),
        ("Czechia", &["Europe/Prague"]),
        ("Czech Republic", &["Europe/Prague"]),
        ("Holland", &["Europe/Amsterdam"]),
        ("Georgia", &["Asia/Tbilisi"]),
        ("Texas", &["America/Chicago"]),
        ("California", &["America/Los_Angeles"]),
        ("Hawaii", &["Pacific/Honolulu"]),
        ("Russia", &["Europe/Moscow"]),
        ("Australia", &["Australia/Sydney", "Australia/Melbourne"]),
        ("Jordan", &["Asia/Amman"]),
        ("Niger", &["Africa/Niamey"]),
        ("Mali", &["Africa/Bamako"]),
    ]);
}

#[test]
fn cities_and_old_names_are_found() {
    finds_first(&[
        ("San Francisco", &["America/Los_Angeles"]),
        ("Beijing", &["Asia/Shanghai"]),
        ("Shenzhen", &["Asia/Shanghai"]),
        ("München", &["Europe/Berlin"]),
        ("munich", &["Europe/Berlin"]),
        ("Bangalore", &["Asia/Kolkata"]),
        ("Bengaluru", &["Asia/Kolkata"]),
        ("Mumbai", &["Asia/Kolkata"]),
        ("NYC", &["America/New_York"]),
        ("Osaka", &["Asia/Tokyo"]),
        ("Barcelona", &["Europe/Madrid"]),
        ("Milan", &["Europe/Rome"]),
        ("Rio de Janeiro", &["America/Sao_Paulo"]),
        ("São Paulo", &["America/Sao_Paulo"]),
        ("St. Petersburg", &["Europe/Moscow"]),
        ("Calcutta", &["Asia/Kolkata"]),
        ("Asia/Calcutta", &["Asia/Kolkata"]),
        ("Kiev", &["Europe/Kyiv"]),
        ("Saigon", &["Asia/Ho_Chi_Minh"]),
        ("Rangoon", &["Asia/Yangon"]),
        ("Bombay", &["Asia/Kolkata"]),
        ("America/New_York", &["America/New_York"]),
        ("port au prince", &["America/Port-au-Prince"]),
        ("US/Pacific", &["America/Los_Angeles"]),
        ("paris", &["Europe/Paris"]),
        ("bogotá", &["America/Bogota"]),
    ]);
}

#[test]
fn offsets_find_the_zones_that_have_them_now() {
    let places = all_places();
    let options = options(Some(&places));
    for typed in ["+0530", "+05:30", "+5:30", "5:30", "UTC+5:30"] {
        assert_eq!(zones(&options, typed), ["Asia/Kolkata", "Asia/Colombo"], "{typed}");
    }
    for typed in ["GMT+2", "UTC+2", "UTC+02:00", "utc +2"] {
        let found = zones(&options, typed);
        assert!(found.contains(&"Europe/Helsinki") && found.contains(&"Africa/Harare"), "{typed}: {found:?}");
        assert!(!found.contains(&"Europe/Berlin"), "{typed}: {found:?}");
    }
    for typed in ["utc-3", "−3"] {
        assert_eq!(zones(&options, typed).first(), Some(&"America/Sao_Paulo"), "{typed}");
    }
    assert_eq!(zones(&options, "+5:31"), [""; 0]);
}

#[test]
fn without_the_places_zones_are_found_by_their_names() {
    let options = options(None);
    assert_eq!(zones(&options, "tokyo"), ["Asia/Tokyo"]);
    assert_eq!(zones(&options, "new york"), ["America/New_York"]);
    assert_eq!(zones(&options, "eastern european"), ["Europe/Uzhgorod"]);
    assert_eq!(zones(&options, "san francisco"), [""; 0]);
    assert_eq!(zones(&options, "").len(), options.len());
}

#[test]
fn the_name_that_was_found_is_shown() {
    let places = all_places();
    let kolkata =
        search_terms("Asia/Kolkata", Some("India Standard Time".to_owned()), 19_800, Some(&places), fold);
    for (typed, expected) in [
        ("kolkata", None),
        ("asia", None),
        ("+5:30", None),
        ("india", Some("India")),
        ("IST", Some("IST")),
        ("bengal", Some("Bengaluru")),
        ("india standard", Some("India Standard Time")),
    ] {
        assert_eq!(kolkata.matching_name(&Query::new(&words(typed))), expected, "{typed}");
    }
}

#[test]
fn a_file_that_is_not_of_places_is_not_read() {
    for json in ["", "<!doctype html>", "{}", "[1]", "null"] {
        assert!(serde_json::from_str::<Places>(json).is_err(), "{json}");
    }
}

#[test]
fn the_last_five_chosen_zones_are_kept_each_once() {
    assert_eq!(with_recent("", "UTC"), "UTC");
    assert_eq!(with_recent("UTC,Asia/Tokyo", "Asia/Tokyo"), "Asia/Tokyo,UTC");
    assert_eq!(with_recent("a,b,c,d,e", "f"), "f,a,b,c,d");
    assert_eq!(with_recent(",,a", "b"), "b,a");
}
