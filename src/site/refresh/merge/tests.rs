use super::*;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{Instant, Window, date_text};
use crate::calendar::{self, Occurrence};
use crate::site::zones::BundledZones;

fn feed(lines: &[&str]) -> String {
    ["BEGIN:VCALENDAR", "VERSION:2.0"]
        .iter()
        .chain(lines)
        .chain(&["END:VCALENDAR", ""])
        .copied()
        .collect::<Vec<_>>()
        .join("\r\n")
}

fn zone(name: &str, offset: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\r\nTZID:{name}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:{offset}\r\n\
         TZOFFSETTO:{offset}\r\nEND:STANDARD\r\nEND:VTIMEZONE"
    )
}

fn event(uid: &str, lines: &str) -> String {
    format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\n{lines}\r\nSUMMARY:{uid}\r\nEND:VEVENT")
}

fn merged(one: &str, two: &str) -> String {
    let parts = [
        NamedFeed { name: "One", feed: one.as_bytes() },
        NamedFeed { name: "Two; too", feed: two.as_bytes() },
    ];
    String::from_utf8(merge(&parts).text).unwrap()
}

/// Parses a feed without problems: the summary, start in UTC and categories of each occurrence.
fn read_back(text: &str) -> Vec<(String, String, Vec<String>)> {
    let feed = calendar::read(text.as_bytes(), &calendar::Limits::DEFAULT).unwrap();
    let instant = |text: &str| Instant::from_utc(read_basic_civil(text).unwrap());
    let window = Window { start: instant("20261101T000000"), end: instant("20261201T000000") };
    let all = feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window);
    assert!(feed.problems.is_empty() && all.problems.is_empty(), "{:?} {:?}", feed.problems, all.problems);
    let summaries = |it: &Occurrence| {
        let start = it.when.instants(&Zone::utc()).0.utc();
        let start = format!("{} {}", date_text(start.date()), start.time());
        (it.details.summary.clone(), start, it.details.categories.clone())
    };
    all.occurrences.iter().map(summaries).collect()
}

fn starts(text: &str) -> Vec<String> {
    read_back(text).into_iter().map(|(_, start, _)| start).collect()
}

#[test]
fn calendar_name_is_added_to_categories() {
    let one = feed(&[&event("a", "CATEGORIES:Open,Free\r\nDTSTART:20261103T100000Z")]);
    let two = feed(&[&event(
        "b",
        "DTSTART:20261104T100000Z\r\nBEGIN:VALARM\r\nACTION:AUDIO\r\nUID:a\r\nTRIGGER:-PT1H\r\nEND:VALARM",
    )]);
    let text = merged(&one, &two);
    let summaries = read_back(&text);
    assert_eq!(summaries[0].2, ["One", "Open", "Free"]);
    assert_eq!(summaries[1].2, ["Two; too"]);
    assert_eq!(text.matches("BEGIN:VCALENDAR").count(), 1);
    assert!(text.contains("BEGIN:VALARM\r\nACTION:AUDIO\r\nUID:a\r\n"), "{text}");
}

#[test]
fn shared_uid_is_renamed_in_the_second_calendar() {
    let series = |day: &str| {
        [
            event("same", &format!("DTSTART:202611{day}T100000Z\r\nRRULE:FREQ=DAILY;COUNT=2")),
            event("same", &format!("RECURRENCE-ID:202611{day}T100000Z\r\nDTSTART:202611{day}T120000Z")),
        ]
        .join("\r\n")
    };
    let text =
        merged(&feed(&[&series("03")]), &feed(&[&series("10"), &event("other", "DTSTART:20261120T100000Z")]));
    assert_eq!(
        starts(&text),
        [
            "2026-11-03 12:00:00",
            "2026-11-04 10:00:00",
            "2026-11-10 12:00:00",
            "2026-11-11 10:00:00",
            "2026-11-20 10:00:00"
        ]
    );
    assert_eq!(text.matches("UID:same\r\n").count(), 2);
    assert_eq!(text.matches("UID:same~Two\\; too\r\n").count(), 2);
    assert!(text.contains("UID:other\r\n"));
}

#[test]
fn zone_with_two_definitions_is_renamed() {
    let calendar = |offset: &str| {
        let times = "DTSTART;X-A=\"b;c:d\";TZID=\"Own time\":20261103T100000\r\nEXDATE;TZID=Own \r\n time:20261104T100000\r\n\
                     RRULE:FREQ=DAILY;COUNT=3";
        feed(&[&zone("Own time", offset), &event("a", times)])
    };
    let text = merged(&calendar("+0300"), &calendar("-0300"));
    assert_eq!(
        starts(&text),
        ["2026-11-03 07:00:00", "2026-11-03 13:00:00", "2026-11-05 07:00:00", "2026-11-05 13:00:00"]
    );
    assert!(text.contains(";X-A=\"b;c:d\":20261103T100000"), "{text}");
    let same = merged(&calendar("+0300"), &calendar("+0300"));
    assert_eq!(same.matches("BEGIN:VTIMEZONE").count(), 1);
}

#[test]
fn of_two_zones_with_one_name_in_one_calendar_the_first_counts() {
    let one = feed(&[
        &zone("Custom", "+0100"),
        &zone("Custom", "+0200"),
        &event("a", "DTSTART;TZID=Custom:20261103T100000"),
    ]);
    let text = merged(&one, &feed(&[&event("b", "DTSTART;VALUE=DATE:20261106")]));
    assert_eq!(starts(&text)[0], "2026-11-03 09:00:00");
}

#[test]
fn well_known_zone_is_not_renamed() {
    for name in ["Europe/Berlin", "W. Europe Standard Time"] {
        let calendar = |uid: &str, offset: &str| {
            feed(&[&zone(name, offset), &event(uid, &format!("DTSTART;TZID={name}:20261103T100000"))])
        };
        let text = merged(&calendar("a", "+0100"), &calendar("b", "+0105"));
        assert_eq!(text.matches(&format!("TZID={name}:")).count(), 2, "{text}");
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
    }
}

#[test]
fn the_zone_of_all_calendars_is_that_of_the_file_and_of_its_parts() {
    let calendar = |zone: &str, uid: &str| {
        feed(&[&format!("X-WR-TIMEZONE:{zone}"), &event(uid, "DTSTART:20261103T100000Z")])
    };
    let text = merged(&calendar("Asia/Tokyo", "a"), &calendar("Asia/Tokyo", "b"));
    assert_eq!(text.matches("X-WR-TIMEZONE:Asia/Tokyo\r\n").count(), 1, "{text}");
    let part = String::from_utf8(part(text.as_bytes(), "One").unwrap()).unwrap();
    assert!(part.contains("X-WR-TIMEZONE:Asia/Tokyo\r\n"), "{part}");
    let text = merged(&calendar("Asia/Tokyo", "a"), &calendar("Europe/Berlin", "b"));
    assert!(!text.contains("X-WR-TIMEZONE"), "{text}");
}

#[test]
fn times_in_an_unknown_zone_are_read_as_in_their_calendar_alone() {
    let lost = event("a", "DTSTART;TZID=Mars/Base:20261103T100000");
    let berlin = feed(&[&zone("Own", "+0100"), &event("b", "DTSTART;TZID=Own:20261103T100000")]);
    let tokyo = feed(&["X-WR-TIMEZONE:Asia/Tokyo", &lost]);
    assert!(merged(&tokyo, &berlin).contains("DTSTART;TZID=\"Asia/Tokyo\":20261103T100000"));
    let defined = feed(&[&zone("Office", "+0530"), &lost]);
    assert!(merged(&defined, &berlin).contains("DTSTART;TZID=\"Office\":20261103T100000"));
    assert!(merged(&feed(&[&lost]), &berlin).contains("DTSTART:20261103T100000"));
    let described = feed(&[&event("a", "DTSTART;TZID=GMT+0530:20261103T100000")]);
    assert!(merged(&described, &berlin).contains("DTSTART;TZID=GMT+0530:20261103T100000"));
}

#[test]
fn floating_times_get_the_zone_of_their_calendar() {
    let times =
        "DTSTART:20261103T100000\r\nRRULE:FREQ=DAILY;COUNT=3\r\nEXDATE:20261104T100000,20261105T100000";
    let one = feed(&["X-WR-TIMEZONE:Asia/Tokyo", &event("a", times)]);
    let two = feed(&[
        "X-WR-TIMEZONE:America/New_York",
        &event("b", times),
        &event("c", "DTSTART;VALUE=DATE:20261106"),
    ]);
    let text = merged(&one, &two);
    assert_eq!(starts(&text), ["2026-11-03 01:00:00", "2026-11-03 15:00:00", "2026-11-06 00:00:00"]);
    let floating = merged(&feed(&[&event("a", times)]), &two);
    assert_eq!(starts(&floating)[0], "2026-11-03 10:00:00");
}

#[test]
fn floating_times_of_an_event_with_a_zone_are_on_its_clock() {
    let times = "DTSTART;TZID=America/New_York:20261103T100000\r\nDTEND:20261103T110000\r\nRRULE:FREQ=DAILY;COUNT=3\r\n\
                 EXDATE:20261104T100000";
    let one = feed(&["X-WR-TIMEZONE:Asia/Tokyo", &event("a", times)]);
    let text = merged(&one, &feed(&[&event("b", "DTSTART;VALUE=DATE:20261106")]));
    assert_eq!(starts(&text), ["2026-11-03 15:00:00", "2026-11-05 15:00:00", "2026-11-06 00:00:00"]);
}

#[test]
fn a_floating_cancellation_without_a_start_gets_the_zone_of_its_calendar() {
    let series = event("a", "DTSTART:20261103T100000\r\nRRULE:FREQ=DAILY;COUNT=2");
    let notice = event("a", "RECURRENCE-ID:20261104T100000\r\nSTATUS:CANCELLED");
    let one = feed(&["X-WR-TIMEZONE:Asia/Tokyo", &series, &notice]);
    let text = merged(&one, &feed(&[&event("b", "DTSTART;VALUE=DATE:20261106")]));
    assert_eq!(starts(&text), ["2026-11-03 01:00:00", "2026-11-04 01:00:00", "2026-11-06 00:00:00"]);
}

#[test]
fn the_zone_of_a_calendar_may_be_quoted() {
    let one = feed(&["X-WR-TIMEZONE:\"Asia/Tokyo\"", &event("a", "DTSTART:20261103T100000")]);
    let two = feed(&["X-WR-TIMEZONE:", &event("b", "DTSTART:20261103T100000")]);
    assert_eq!(starts(&merged(&one, &two)), ["2026-11-03 01:00:00", "2026-11-03 10:00:00"]);
}

#[test]
fn other_lines_are_copied_byte_for_byte() {
    let odd = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261103T100000Z\nX-ODD;A=b:c\n  d\nEND:VEVENT\nEND:VCALENDAR";
    let mut bytes = odd.as_bytes().to_vec();
    let at = odd.find("c\n").unwrap();
    bytes.splice(at..at, *b"\xff");
    let merged = merge(&[NamedFeed { name: "One", feed: &bytes }]);
    assert!(merged.text.windows(16).any(|part| part == b"X-ODD;A=b:\xffc\n  d"));
}

#[test]
fn a_series_that_is_in_two_calendars_is_written_once() {
    let series = event("a", "DTSTART:20261103T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3");
    let moved = event("a", "RECURRENCE-ID:20261104T100000Z\r\nDTSTART:20261104T110000Z");
    let both = feed(&[&series, &moved]);
    let times = ["2026-11-03 10:00:00", "2026-11-04 11:00:00", "2026-11-05 10:00:00"];
    for (one, two) in [(&both, &both), (&both, &feed(&[&series])), (&feed(&[&series]), &both)] {
        assert_eq!(starts(&merged(one, two)), times);
    }
    // A calendar may have only the changed occurrence.
    for (one, two) in [(&feed(&[&series]), &feed(&[&moved])), (&feed(&[&moved]), &feed(&[&series]))] {
        assert_eq!(starts(&merged(one, two)), times);
    }
    // The same civil time in another zone is another event.
    let floating =
        |zone: &str| feed(&[&format!("X-WR-TIMEZONE:{zone}"), &event("b", "DTSTART:20261103T100000")]);
    let text = merged(&floating("Asia/Tokyo"), &floating("Europe/Berlin"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2);
}

#[test]
fn of_two_versions_of_an_event_the_later_one_counts() {
    let moved = |sequence: &str, hour: &str| {
        let time =
            format!("SEQUENCE:{sequence}\r\nRECURRENCE-ID:20261103T100000Z\r\nDTSTART:20261103T{hour}0000Z");
        let series = event("a", "DTSTART:20261103T100000Z\r\nRRULE:FREQ=DAILY;COUNT=2");
        feed(&[&series, &event("a", &time)])
    };
    let (one, two, other) = (moved("1", "11"), moved("2", "12"), moved("1", "12"));
    let later = other.replace("SEQUENCE:1", "SEQUENCE:1\r\nLAST-MODIFIED:20260102T000000Z");
    for (feeds, start) in
        [([&one, &two], "12"), ([&two, &one], "12"), ([&one, &other], "11"), ([&one, &later], "12")]
    {
        assert_eq!(starts(&merged(feeds[0], feeds[1]))[0], format!("2026-11-03 {start}:00:00"));
    }
}

#[test]
fn an_event_in_two_calendars_has_both_names_and_is_in_the_part_of_each() {
    let (shared, other) = (event("a", "DTSTART:20261103T100000Z"), event("b", "DTSTART:20261104T100000Z"));
    let text = merged(&feed(&[&shared, &other]), &feed(&[&shared]));
    let categories = |text: &str| read_back(text).into_iter().map(|it| it.2).collect::<Vec<_>>();
    assert_eq!(categories(&text), [vec!["One", "Two; too"], vec!["One"]]);
    let again = |name: &str| String::from_utf8(part(text.as_bytes(), name).unwrap()).unwrap();
    assert_eq!(again("One"), feed(&[&shared, &other]));
    assert_eq!(again("Two; too"), feed(&[&shared]));
    assert_eq!(merged(&again("One"), &again("Two; too")), text);
}

/// Merges three calendars, called A, B and C.
fn merged_three(feeds: [&str; 3]) -> Merged {
    let parts: Vec<_> = ["A", "B", "C"]
        .into_iter()
        .zip(feeds)
        .map(|(name, feed)| NamedFeed { name, feed: feed.as_bytes() })
        .collect();
    merge(&parts)
}

fn uids_and_categories(text: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(text).unwrap();
    let lines = text.lines().filter(|line| line.starts_with("UID:") || line.starts_with("CATEGORIES:"));
    lines.collect::<Vec<_>>().chunks(2).map(|pair| pair.join(" ")).collect()
}

#[test]
fn a_part_of_the_merged_file_is_the_same_calendar_as_the_fetched_one() {
    let own_zone =
        |zone: &str, events: &[&str]| feed(&[&[&*format!("X-WR-TIMEZONE:{zone}")], events].concat());
    let in_utc = event("a", "DTSTART:20261103T100000Z");
    let unknown = event("b", "DTSTART;TZID=Mars/Base:20261103T100000");
    let floating = event("c", "DTSTART:20261103T100000");
    let tokyo = own_zone("Asia/Tokyo", &[&in_utc, &unknown, &floating]);
    let other = own_zone("Europe/Berlin", &[&event("d", "DTSTART:20261103T100000")]);
    let text = merged_three([&tokyo, &tokyo, &other]).text;
    let of = |name: &str| String::from_utf8(part(&text, name).unwrap()).unwrap();
    for feeds in [[&*of("A"), &tokyo, &other], [&tokyo, &of("B"), &other], [&of("A"), &of("B"), &of("C")]] {
        assert_eq!(uids_and_categories(&merged_three(feeds).text), uids_and_categories(&text));
    }
    assert_eq!(text.windows(6).filter(|part| part == b"VEVENT").count(), 2 * 4);
}

#[test]
fn a_changed_uid_is_the_own_one_again_in_the_part_of_a_calendar() {
    let (one, another) = (event("a", "DTSTART:20261103T100000Z"), event("a", "DTSTART:20261104T100000Z"));
    let (one, another) = (feed(&[&one]), feed(&[&another]));
    let text = merged_three([&one, &another, &another]).text;
    let expected = ["CATEGORIES:A UID:a", "CATEGORIES:B,C UID:a~B"];
    assert_eq!(uids_and_categories(&text), expected);
    let of = |name: &str| String::from_utf8(part(&text, name).unwrap()).unwrap();
    assert_eq!(of("C"), another);
    for feeds in [[&*one, &another, &of("C")], [&one, &of("B"), &another]] {
        assert_eq!(uids_and_categories(&merged_three(feeds).text), expected);
    }
}

#[test]
fn each_calendar_of_a_series_adds_its_overrides() {
    let series = event("a", "DTSTART:20261103T100000Z\r\nRRULE:FREQ=DAILY;COUNT=3");
    let moved =
        |day: &str| event("a", &format!("RECURRENCE-ID:202611{day}T100000Z\r\nDTSTART:202611{day}T110000Z"));
    let whole = feed(&[&series, &moved("04")]);
    let expected = ["CATEGORIES:A,B,C UID:a"; 3];
    let merged = merged_three([&feed(&[&series]), &whole, &feed(&[&series, &moved("05")])]);
    assert_eq!(uids_and_categories(&merged.text), expected);
    assert_eq!(merged.repeated, 2);
    // The part of each has only its own events.
    let events = |name: &str| {
        let part = String::from_utf8(part(&merged.text, name).unwrap()).unwrap();
        assert!(!part.contains(OWNERS), "{part}");
        part.matches("BEGIN:VEVENT").count()
    };
    assert_eq!(["A", "B", "C"].map(events), [1, 2, 2]);
    assert_eq!(merged.differing, HashSet::new());
}

#[test]
fn an_occurrence_is_the_same_whatever_zone_its_calendar_has() {
    let times = "DTSTART;TZID=Europe/Berlin:20261103T100000\r\nRRULE:FREQ=DAILY;COUNT=2";
    let moved = "RECURRENCE-ID:20261104T100000\r\nDTSTART;TZID=Europe/Berlin:20261104T110000";
    let calendar =
        |zone: &str| feed(&[&format!("X-WR-TIMEZONE:{zone}"), &event("a", times), &event("a", moved)]);
    let text = merged(&calendar("Asia/Tokyo"), &calendar("America/New_York"));
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    // The same instant, written in UTC, in the zone of the series, and in another one.
    let written = |id: &str| {
        let id = format!("{id}\r\nDTSTART;TZID=Europe/Berlin:20261104T110000");
        feed(&[&event("a", times), &event("a", &id)])
    };
    let forms = [
        "RECURRENCE-ID:20261104T090000Z",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261104T100000",
        "RECURRENCE-ID;TZID=Asia/Tokyo:20261104T180000",
    ];
    let text = merged_three(forms.map(written).each_ref().map(String::as_str)).text;
    assert_eq!(uids_and_categories(&text), ["CATEGORIES:A,B,C UID:a"; 2]);
    // Without a value, an event is no changed occurrence.
    let blank = |day: &str| feed(&[&event("b", &format!("RECURRENCE-ID:\r\nDTSTART:202611{day}T100000Z"))]);
    assert_eq!(merged(&blank("03"), &blank("10")).matches("BEGIN:VEVENT").count(), 2);
}

#[test]
fn calendars_with_another_description_of_a_repeated_event_are_told() {
    let (short, long) =
        (event("a", "DTSTART:20261103T100000Z"), event("a", "DTSTART:20261103T100000Z\r\nDESCRIPTION:b"));
    let merged = merged_three([&feed(&[&short]), &feed(&[&long]), &feed(&[&short])]);
    assert_eq!(merged.differing, HashSet::from(["B".to_owned()]));
}

#[test]
fn the_part_of_a_calendar_is_found_again() {
    let one = feed(&[&zone("Own", "+0300"), &event("a", "DTSTART;TZID=Own:20261103T100000")]);
    let two = feed(&[&event("b", "CATEGORIES:One\r\nDTSTART:20261103T100000Z")]);
    let text = merged(&one, &two);
    let again = |name: &str| part(text.as_bytes(), name).map(|part| String::from_utf8(part).unwrap());
    assert_eq!(again("One").unwrap(), one);
    assert!(again("Two; too").unwrap().contains(&event("b", "CATEGORIES:One\r\nDTSTART:20261103T100000Z")));
    assert_eq!(again("Three"), None);
}
