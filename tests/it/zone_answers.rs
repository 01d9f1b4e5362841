//! The answers that the browser tests expect for names of zones are those of the host.

use std::collections::BTreeSet;
use std::fs;

use hearth::site::zones::BundledZones;
use jiff::tz::TimeZoneDatabase;

use crate::zone_answers_of_names::{ANSWERS, answer, names};

/// The names that ICU takes for a zone, and that IANA does not know or that others understand differently.
const ONLY_IN_ICU: &str = "ACT AET AGT ART AST BET BST CAT CNT CST CTT EAT ECT IET IST JST MIT NET NST PLT PNT PRT PST SST VST \
    SystemV/AST4 SystemV/AST4ADT SystemV/CST6 SystemV/CST6CDT SystemV/EST5 SystemV/EST5EDT SystemV/HST10 SystemV/MST7 \
    SystemV/MST7MDT SystemV/PST8 SystemV/PST8PDT SystemV/YST9 SystemV/YST9YDT US/Pacific-New Etc/Unknown UCT WET bst ist";

const DESCRIPTIONS: [&str; 12] = [
    "W. Europe Standard Time",
    "Central Standard Time 1",
    "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna",
    "(UTC-05:00) Eastern Time (US & Canada)",
    "(GMT+10:00) Canberra, Melbourne, Sydney",
    "(UTC) Koordinerad universell tid",
    "tzone://Microsoft/Utc",
    "/vendor/Europe/Paris",
    "GMT-0400",
    "UTC+2",
    "Z",
    "Customized Time Zone",
];

/// `WRITE_ANSWERS=1 cargo test --test it zone_answers` writes new answers.
#[test]
fn the_stored_answers_match_the_host() {
    let database = BundledZones::open();
    if std::env::var_os("WRITE_ANSWERS").is_some() {
        let known = TimeZoneDatabase::bundled();
        let mut names: BTreeSet<String> = known.available().map(|name| name.to_string()).collect();
        names.extend(ONLY_IN_ICU.split_whitespace().chain(DESCRIPTIONS).map(str::to_owned));
        let lines: Vec<_> = names.iter().map(|name| answer(name, &database)).collect();
        fs::write("tests/fixtures/zone-answers.txt", lines.join("\n") + "\n").unwrap();
    }
    assert!(names().count() > 590);
    for (name, expected) in names().zip(ANSWERS.lines()) {
        assert_eq!(answer(name, &database), expected);
    }
}

#[test]
fn what_only_icu_knows_is_no_zone() {
    let unknown = ONLY_IN_ICU.split_whitespace().filter(|name| !matches!(*name, "UCT" | "WET"));
    for name in unknown {
        assert!(ANSWERS.lines().any(|line| line == format!("{name}|unknown")), "{name}");
    }
}
