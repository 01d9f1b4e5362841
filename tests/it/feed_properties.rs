//! Properties of every feed: windows are consistent, occurrences are in order, and the parser never panics.

use hearth::calendar::read;
use hearth::calendar::rrule::recur::{CivilWindow, recurrences};
use hearth::calendar::rrule::rule::Rule;
use hearth::calendar::time::{DAY, Instant, civil_plus};
use hearth::site::zones::BundledZones;
use proptest::prelude::*;

use crate::wild_feeds::{LIMITS, YEAR, expand, feed, identities, is_inside, visitor_zone, window};

const SAMPLE: &[u8] = include_bytes!("../../public/calendar.ics");

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_window_agrees_with_a_larger_one(feed in feed(), (from, _, to) in window()) {
        let mut larger = expand(&feed, from - 200 * DAY, to + 200 * DAY);
        larger.retain(|occurrence| is_inside(occurrence, from, to));
        prop_assert_eq!(identities(&expand(&feed, from, to)), identities(&larger));
    }

    #[test]
    fn a_split_window_loses_and_repeats_nothing(feed in feed(), (from, middle, to) in window()) {
        let whole = expand(&feed, from, to);
        let first = expand(&feed, from, middle);
        let mut second = expand(&feed, middle, to);
        // An occurrence that crosses the split is in both.
        second.retain(|occurrence| !is_inside(occurrence, from, middle));
        prop_assert_eq!(identities(&whole), identities(&[first, second].concat()));
    }

    #[test]
    fn occurrences_are_sorted_and_unique(feed in feed(), (from, _, to) in window()) {
        let visitor_zone = visitor_zone(&BundledZones::open());
        let occurrences = expand(&feed, from, to);
        let times: Vec<_> = occurrences.iter().map(|occurrence| occurrence.when.instants(&visitor_zone)).collect();
        prop_assert!(times.is_sorted());
        prop_assert!(times.iter().all(|(start, end)| start <= end));
        let mut keys: Vec<_> =
            occurrences.iter().map(|one| (&one.uid, one.original_start)).collect();
        keys.sort();
        let count = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), count);
    }

    #[test]
    fn shifting_the_start_by_weeks_shifts_a_weekly_rule(
        start in 0..2_000_000_000_i64,
        weeks in -500..500_i64,
        days in prop::sample::subsequence(vec!["MO", "TU", "WE", "TH", "FR", "SA", "SU"], 0..7),
        (interval, count, week_start) in (1..6_u32, 1..80_u32, prop::sample::select(vec!["MO", "SU", "TH"])),
    ) {
        let by_day = if days.is_empty() { String::new() } else { format!(";BYDAY={}", days.join(",")) };
        let rule = format!("FREQ=WEEKLY;INTERVAL={interval};COUNT={count};WKST={week_start}{by_day}");
        let rule = Rule::read(&rule).map_err(TestCaseError::fail)?;
        let times = |start: i64| {
            let start = Instant::from_unix(start).utc();
            let window = CivilWindow { first: start, last: civil_plus(start, 4_000 * DAY) };
            recurrences(&rule, start, window, 1_000_000).times
        };
        let later: Vec<_> = times(start).iter().map(|time| civil_plus(*time, weeks * 7 * DAY)).collect();
        prop_assert_eq!(later, times(start + weeks * 7 * DAY));
    }

    #[test]
    fn no_bytes_make_the_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let framed = [b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", bytes.as_slice()].concat();
        for bytes in [bytes, framed] {
            if let Ok(feed) = read(&bytes, &LIMITS) {
                let _ = expand(&feed, YEAR, YEAR + 30 * DAY);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_damage_makes_the_parser_panic_or_reject_the_feed(
        start in 0..SAMPLE.len(),
        length in 500..6_000_usize,
        damages in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..4_u8), 1..40),
    ) {
        let head = SAMPLE.iter().take(3_000).copied();
        let mut bytes: Vec<u8> = head.chain(SAMPLE.iter().skip(start).take(length).copied()).collect();
        for (position, byte, kind) in damages {
            let position = position.index(bytes.len());
            match kind {
                0 => { bytes.remove(position); }
                1 => bytes.insert(position, byte),
                2 => bytes.swap(position, 0),
                _ => if let Some(old) = bytes.get_mut(position) { *old = byte },
            }
        }
        // The first two lines stay intact, so the text stays a calendar.
        let bytes = [b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", bytes.as_slice()].concat();
        let feed = read(&bytes, &LIMITS).map_err(|error| TestCaseError::fail(error.to_string()))?;
        let occurrences = expand(&feed, YEAR + 300 * DAY, YEAR + 400 * DAY);
        prop_assert!(occurrences.len() <= LIMITS.occurrences);
    }
}
