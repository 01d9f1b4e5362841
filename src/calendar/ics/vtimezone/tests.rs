use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::*;
use crate::calendar::Limits;
use crate::calendar::ics::content_line::UnfoldedText;
use crate::calendar::ics::problem::Problems;
use crate::calendar::ics::yielding::{Never, block_on};

fn read(definition: &str) -> (Option<(String, ZoneDefinition)>, Vec<String>) {
    let feed = format!("BEGIN:VTIMEZONE\n{definition}\nEND:VTIMEZONE");
    let text = UnfoldedText::new(feed.as_bytes());
    let mut problems = Problems::new(100);
    let root = block_on(Component::read(&text, &Limits::DEFAULT, &mut problems, &mut Never));
    assert_eq!(problems.into_vec(), []);
    let zone = ZoneDefinition::read(
        &root.children[0],
        &Limits::DEFAULT,
        &mut Limits::DEFAULT.steps_of_zones.clone(),
    );
    let problems = zone.iter().flat_map(|(_, zone)| &zone.problems).map(ToString::to_string).collect();
    (zone.filter(|(_, zone)| zone.zone.is_some()), problems)
}

fn part(kind: &str, start: &str, before: &str, after: &str, rule: &str) -> String {
    format!("BEGIN:{kind}\nDTSTART:{start}\nTZOFFSETFROM:{before}\nTZOFFSETTO:{after}\n{rule}\nEND:{kind}\n")
}

fn zone(parts: &[String]) -> Zone {
    let (zone, problems) = read(&format!("TZID:Ours\n{}", parts.concat()));
    assert_eq!(problems, [""; 0]);
    zone.unwrap().1.zone.unwrap()
}

/// Expects jiff's offsets for `name` around each offset change in these years.
fn check(name: &str, years: (i16, i16), parts: &[String]) {
    let zone = zone(parts);
    let known = TimeZone::get(name).unwrap();
    let edge = |year| jiff::civil::date(year, 1, 1).to_zoned_datetime(TimeZone::UTC).unwrap().timestamp();
    let (first, last) = (edge(years.0), edge(years.1));
    let mut changes = 0;
    for change in known.following(first).take_while(|change| change.timestamp() < last) {
        changes += 1;
        for away in [-1, 0, 86_400 * 40] {
            let second = change.timestamp().as_second() + away;
            let expected = known.to_offset(Timestamp::from_second(second).unwrap()).seconds();
            assert_eq!(
                zone.offset_at(Instant::from_unix(second)).seconds(),
                i64::from(expected),
                "{name} {away} seconds after {}",
                change.timestamp()
            );
        }
    }
    assert!(changes >= 2 * usize::try_from(years.1 - years.0 - 1).unwrap(), "{name}: {changes} changes");
}

#[test]
fn current_rules_give_the_same_offsets_as_jiff() {
    check(
        "Europe/Berlin",
        (1997, 2060),
        &[
            part("DAYLIGHT", "19810329T020000", "+0100", "+0200", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU"),
            part("STANDARD", "19961027T030000", "+0200", "+0100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"),
        ],
    );
    check(
        "America/New_York",
        (2008, 2060),
        &[
            part("DAYLIGHT", "20070311T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
            part("STANDARD", "20071104T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
        ],
    );
    check(
        "Australia/Sydney",
        (2009, 2060),
        &[
            part("STANDARD", "20080406T030000", "+1100", "+1000", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU"),
            part("DAYLIGHT", "20081005T020000", "+1000", "+1100", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU"),
        ],
    );
}

#[test]
fn outlook_definitions_that_begin_in_1601_work() {
    check(
        "Europe/Berlin",
        (1997, 2060),
        &[
            part("STANDARD", "16010101T030000", "+0200", "+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
            part("DAYLIGHT", "16010101T020000", "+0100", "+0200", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
        ],
    );
}

#[test]
fn rules_that_ended_are_replaced_by_later_ones() {
    // Daylight saving time in New York began in April until 2006, and in March since.
    check(
        "America/New_York",
        (1988, 2030),
        &[
            part(
                "DAYLIGHT",
                "19870405T020000",
                "-0500",
                "-0400",
                "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z",
            ),
            part("DAYLIGHT", "20070311T020000", "-0500", "-0400", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU"),
            part(
                "STANDARD",
                "19671029T020000",
                "-0400",
                "-0500",
                "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z",
            ),
            part("STANDARD", "20071104T020000", "-0400", "-0500", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU"),
        ],
    );
}

fn offset(zone: &Zone, civil: &str) -> String {
    zone.offset_at(Instant::from_utc(read_basic_civil(civil).unwrap())).text()
}

#[test]
fn rdates_are_changes_too() {
    let zone = zone(&[
        part("STANDARD", "20200101T000000", "+0100", "+0100", ""),
        part("DAYLIGHT", "20250401T000000", "+0100", "+0200", "RDATE:20260501T000000,20270601T000000"),
        part("STANDARD", "20251001T000000", "+0200", "+0100", "RDATE:20261101T000000"),
    ]);
    for (instant, expected) in [
        ("20250331T225959", "+01:00"),
        ("20250331T230000", "+02:00"),
        ("20260101T000000", "+01:00"),
        ("20260430T230000", "+02:00"),
        ("20261101T000000", "+01:00"),
        ("20300101T000000", "+02:00"),
    ] {
        assert_eq!(offset(&zone, instant), expected, "{instant}");
    }
}

#[test]
fn before_its_first_change_a_zone_has_the_offset_before_it() {
    let zone = zone(&[part("STANDARD", "20200101T000000", "+0030", "+0100", "")]);
    assert_eq!(offset(&zone, "19700101T000000"), "+00:30");
    assert_eq!(offset(&zone, "20300101T000000"), "+01:00");
}

#[test]
fn offsets_are_parsed_as_in_rfc_5545_section_3_3_14() {
    for (text, expected) in [
        ("+0130", Some(5400)),
        ("-013015", Some(-5415)),
        ("0530", Some(19_800)),
        ("-0000", Some(0)),
        ("+01:30", Some(5400)),
        ("-01", Some(-3600)),
        ("-130", Some(-5400)),
        ("+2400", None),
        ("", None),
        ("+01é0", None),
    ] {
        assert_eq!(read_offset(text).map(Offset::seconds), expected, "{text}");
    }
}

#[test]
fn an_invalid_part_is_reported_and_the_others_stay() {
    let good = part("STANDARD", "20200101T000000", "+0100", "+0100", "");
    for (bad, reason) in [
        ("TZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY", "no DTSTART"),
        ("DTSTART:x\nTZOFFSETTO:+0200", "an invalid DTSTART"),
        ("DTSTART:20200101T000000\nTZOFFSETFROM:+0100", "no TZOFFSETTO"),
        ("DTSTART:20200101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:x", "an invalid TZOFFSETTO"),
        (
            "DTSTART:20200101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=X",
            "the unknown frequency X",
        ),
    ] {
        let (zone, problems) = read(&format!("TZID:Ours\nBEGIN:DAYLIGHT\n{bad}\nEND:DAYLIGHT\n{good}"));
        assert_eq!(offset(&zone.unwrap().1.zone.unwrap(), "20260101T000000"), "+01:00");
        assert_eq!(
            problems,
            [format!("line 3: the zone «Ours» has a part with {reason}; the part was left out")]
        );
    }
}

#[test]
fn an_offset_that_never_changes_needs_no_start_and_no_earlier_offset() {
    let (zone, problems) = read("TZID:Ours\nBEGIN:STANDARD\nTZOFFSETTO:+03:00\nEND:STANDARD");
    assert_eq!(offset(&zone.unwrap().1.zone.unwrap(), "20260101T000000"), "+03:00");
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn a_definition_without_a_name_or_without_parts_is_none() {
    assert!(read(&part("STANDARD", "20200101T000000", "+0100", "+0100", "")).0.is_none());
    assert!(read("TZID:Ours").0.is_none());
}

#[test]
fn rules_within_a_day_are_left_out() {
    let hourly = part("STANDARD", "19700101T000000", "+0100", "+0200", "RRULE:FREQ=HOURLY");
    let (zone, problems) = read(&format!("TZID:Ours\n{hourly}"));
    assert!(zone.is_none());
    let what = "the zone «Ours» has a part with a rule that recurs within a day";
    assert_eq!(problems, [format!("line 3: {what}; the part was left out")]);
}

#[test]
fn a_rule_with_too_many_steps_is_left_out() {
    let endless = part(
        "STANDARD",
        "00010101T000000",
        "+0100",
        "+0200",
        "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9",
    );
    let (zone, problems) = read(&format!("TZID:Ours\n{endless}"));
    assert!(zone.is_none());
    let what = "the zone «Ours» has a part with a rule that takes more steps than allowed";
    assert_eq!(problems, [format!("line 3: {what}; the part was left out")]);
}

#[test]
fn parts_with_more_rules_than_the_limit_are_left_out() {
    let part = part("STANDARD", "19700101T000000", "+0100", "+0200", "RRULE:FREQ=YEARLY");
    let (zone, problems) = read(&format!("TZID:Ours\n{}", part.repeat(66)));
    assert!(zone.is_some());
    let done = "this part and the following ones were left out";
    // The first part begins on the third line, and each part has six lines.
    assert_eq!(problems, [format!("line {}: the zone «Ours» has more than 32 rules; {done}", 3 + 32 * 6)]);
}

#[test]
fn a_rule_with_a_count_ends_after_its_last_time() {
    let zone = zone(&[
        part("STANDARD", "20200101T000000", "+0100", "+0100", ""),
        part("DAYLIGHT", "20200601T000000", "+0100", "+0200", "RRULE:FREQ=YEARLY;COUNT=2"),
        part("STANDARD", "20201001T000000", "+0200", "+0100", "RRULE:FREQ=YEARLY"),
    ]);
    for (at, expected) in [
        ("20200701T000000", "+02:00"),
        ("20201101T000000", "+01:00"),
        ("20210701T000000", "+02:00"),
        ("20211101T000000", "+01:00"),
        ("20220701T000000", "+01:00"),
    ] {
        let instant = Instant::from_utc(read_basic_civil(at).unwrap());
        assert_eq!(zone.offset_at(instant).text(), expected, "{at}");
    }
}

#[test]
fn a_rule_up_to_the_last_year_that_there_is_ends() {
    let rule = "RRULE:FREQ=YEARLY;INTERVAL=260172;COUNT=3;SKIP=FORWARD";
    let (zone, problems) =
        read(&format!("TZID:Ours\n{}", part("STANDARD", "19700101T000000", "+0100", "+0100", rule)));
    assert!(zone.is_none());
    assert_eq!(
        problems,
        [
            "line 3: the zone «Ours» has a part with a rule that takes more steps than allowed; the part was left out"
        ]
    );
}

#[test]
fn the_problems_of_a_zone_are_few_and_short() {
    let parts = "BEGIN:DAYLIGHT\nEND:DAYLIGHT\n".repeat(1000);
    let text = format!("BEGIN:VTIMEZONE\nTZID:{}\n{parts}END:VTIMEZONE\n", "z".repeat(10_000));
    let feed = crate::calendar::read(
        format!("BEGIN:VCALENDAR\n{text}BEGIN:VEVENT\nDTSTART:20261101T100000Z\nEND:VEVENT\nEND:VCALENDAR\n")
            .as_bytes(),
        &Limits::DEFAULT,
    );
    let (_, definition) = feed.unwrap().zone_definitions.into_iter().next().unwrap();
    assert_eq!(definition.problems.len(), MAX_PROBLEMS);
    assert!(definition.problems.iter().all(|problem| problem.what.len() < 300));
}

#[test]
fn very_many_parts_are_searched_fast() {
    let part = part("STANDARD", "19700101T000000", "+0100", "+0100", "");
    let zone = zone(&[part.repeat(100_000)]);
    for days in 0..100_000 {
        assert_eq!(zone.offset_at(Instant::from_unix(days * DAY)), Offset::from_seconds(3600));
    }
}

#[test]
fn a_rule_with_very_many_times_a_year_is_left_out() {
    let daily = part("STANDARD", "00010101T000000", "+0100", "+0100", "RRULE:FREQ=DAILY");
    let (zone, problems) = read(&format!("TZID:Ours\n{daily}"));
    assert!(zone.is_none());
    assert!(problems[0].contains("a rule with more than 14 times a year"), "{problems:?}");
}
