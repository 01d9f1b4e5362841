//! Compares local time conversion with jiff over its whole bundled database, 1970 to 2100.

#![allow(clippy::unwrap_used)] // clippy does not treat test helpers as tests

use chrono::NaiveDateTime;
use hearth::calendar::time::zone::{Zone, ZoneDatabase as _};
use hearth::calendar::time::{Instant, civil_plus};
use hearth::site::zones::BundledZones;
use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

const MINUTE: i64 = 60;

fn year(year: i16) -> Timestamp {
    jiff::civil::date(year, 1, 1).to_zoned_datetime(TimeZone::UTC).unwrap().timestamp()
}

fn to_jiff(civil: NaiveDateTime) -> jiff::civil::DateTime {
    Timestamp::from_second(civil.and_utc().timestamp()).unwrap().to_zoned_datetime(TimeZone::UTC).datetime()
}

/// The differences from jiff at one instant, and at its civil times under two offsets.
fn differences(zone: &Zone, known: &TimeZone, second: i64, offsets: [i64; 2]) -> Vec<String> {
    let instant = Instant::from_unix(second);
    let timestamp = Timestamp::from_second(second).unwrap();
    let mut found = Vec::new();
    let (ours, theirs) = (zone.civil_at(instant), known.to_datetime(timestamp));
    if to_jiff(ours) != theirs {
        found.push(format!("{} shows at {timestamp} {ours}, and by jiff {theirs}", zone.name()));
    }
    for offset in offsets {
        let civil = civil_plus(instant.utc(), offset);
        let ours = zone.instant_of(civil).unix();
        let in_jiff = to_jiff(civil);
        let theirs = known.to_ambiguous_timestamp(in_jiff).compatible().unwrap().as_second();
        // If jiff's answer is an instant at which jiff's own clock shows another time, and ours is not, jiff
        // contradicts itself, as for America/Nuuk on 2023-10-28; what its clock shows agrees with IANA's
        // data.
        let shows = |second| known.to_datetime(Timestamp::from_second(second).unwrap()) == in_jiff;
        if ours != theirs && (shows(theirs) || !shows(ours)) {
            found.push(format!("{} shows {civil} at {ours}, and by jiff at {theirs}", zone.name()));
        }
    }
    found
}

#[test]
fn local_times_match_jiff_around_every_offset_change() {
    let (first, last) = (year(1970), year(2100));
    let database = TimeZoneDatabase::bundled();
    let ours = BundledZones::open();
    let (mut zones, mut changes, mut found) = (0_usize, 0_usize, Vec::new());
    for name in database.available() {
        let known = database.get(name.as_str()).unwrap();
        let zone = ours.find(name.as_str()).unwrap();
        zones += 1;
        let all = known.following(first).take_while(|change| change.timestamp() < last);
        for change in all {
            changes += 1;
            let at = change.timestamp().as_second();
            let offset =
                |second| i64::from(known.to_offset(Timestamp::from_second(second).unwrap()).seconds());
            let offsets = [offset(at - 1), offset(at)];
            // Times within the length of a gap or fold, before or after the change, are inside of it.
            let within = (offsets[1] - offsets[0]) / 2;
            for away in [-within, -MINUTE, -1, 0, 1, MINUTE, within] {
                found.extend(differences(&zone, &known, at + away, offsets));
            }
        }
    }
    assert!(zones > 500 && changes > 40_000, "{zones} zones and {changes} changes are too few");
    found.truncate(20);
    assert_eq!(found, [""; 0]);
}

#[test]
fn local_times_match_jiff_between_offset_changes() {
    let database = TimeZoneDatabase::bundled();
    let ours = BundledZones::open();
    let mut found = Vec::new();
    for name in database.available() {
        let known = database.get(name.as_str()).unwrap();
        let zone = ours.find(name.as_str()).unwrap();
        let (mut second, last) = (year(1970).as_second(), year(2100).as_second());
        while second < last {
            let offset = i64::from(known.to_offset(Timestamp::from_second(second).unwrap()).seconds());
            found.extend(differences(&zone, &known, second, [offset, offset]));
            // About 43 days later, at another time of day.
            second += 3_700_001;
        }
    }
    found.truncate(20);
    assert_eq!(found, [""; 0]);
}
