use super::*;
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

/// 2026-11-25T08:00:00Z
const NOW: Instant = Instant::from_unix(1_795_593_600);

/// Compares the exported events, without the lines of the calendar itself.
fn check(events: &str, expected: &str) {
    let text = format!("BEGIN:VCALENDAR\n{events}\nEND:VCALENDAR\n");
    let written = feed(&read(text.as_bytes(), &Limits::DEFAULT).unwrap(), None, &BundledZones::open(), NOW);
    let written = written.unwrap().replace("\r\n", "\n");
    let head = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//hearth//community page//EN\nCALSCALE:GREGORIAN\n";
    let body = written.strip_prefix(head).and_then(|rest| rest.strip_suffix("END:VCALENDAR\n"));
    assert_eq!(body, Some(expected), "{written}");
}

#[test]
fn an_event_is_written_with_all_its_properties() {
    check(
        "BEGIN:VEVENT\nUID:a,b\nDTSTART:20261125T140000Z\nDTEND:20261125T150000Z\nSEQUENCE:3\n\
         LAST-MODIFIED:20261101T120000Z\nSTATUS:cancelled\nSUMMARY:One\\, two\\; three\\nfour \\\\ five\n\
         LOCATION:Here\nURL:https://example.org/a\nORGANIZER;CN=\"Ann: ^'A^'\":mailto:ann@example.org\n\
         CATEGORIES:x,y\\,z\nCOLOR:Green\n\
         IMAGE;VALUE=URI:https://example.org/a.png\nRDATE:20261126T140000Z/PT2H\nEXDATE:20261127T140000Z\n\
         RRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:a\\,b\nDTSTAMP:20261101T120000Z\nSEQUENCE:3\nDTSTART:20261125T140000Z\n\
         DTEND:20261125T150000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nRDATE;VALUE=PERIOD:20261126T140000Z/PT7200S\n\
         EXDATE:20261127T140000Z\nSTATUS:CANCELLED\nSUMMARY:One\\, two\\; three\\nfour \\\\ five\nLOCATION:Here\n\
         URL:https://example.org/a\nCOLOR:green\n\
         IMAGE;VALUE=URI:https://example.org/a.png\nORGANIZER;CN=\"Ann: ^'A^'\":mailto:unknown@organizer.invalid\n\
         CATEGORIES:x,y\\,z\nEND:VEVENT\n",
    );
}

#[test]
fn zones_are_defined_and_until_has_the_form_of_the_start() {
    check(
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20261125T150000\nDURATION:P1DT1H\n\
         RRULE:FREQ=DAILY;UNTIL=20261127T150000\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART;VALUE=DATE:20261125\nRRULE:FREQ=DAILY;UNTIL=20261126T230000Z\nEND:VEVENT",
        "BEGIN:VTIMEZONE\nTZID:Europe/Berlin\nBEGIN:STANDARD\nDTSTART:20251021T160000\nTZOFFSETFROM:+0200\n\
         TZOFFSETTO:+0200\nEND:STANDARD\nBEGIN:STANDARD\nDTSTART:20251026T030000\nTZOFFSETFROM:+0200\n\
         TZOFFSETTO:+0100\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nBEGIN:DAYLIGHT\n\
         DTSTART:20260329T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\n\
         END:DAYLIGHT\nEND:VTIMEZONE\n\
         BEGIN:VEVENT\nUID:1\nDTSTAMP:19700101T000000Z\nDTSTART;TZID=Europe/Berlin:20261125T150000\n\
         DURATION:P1DT3600S\nRRULE:FREQ=DAILY;UNTIL=20261127T140000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTAMP:19700101T000000Z\nDTSTART;VALUE=DATE:20261125\n\
         RRULE:FREQ=DAILY;UNTIL=20261127\nEND:VEVENT\n",
    );
}

#[test]
fn floating_times_are_written_in_the_feeds_zone() {
    let text = "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Tokyo\nBEGIN:VEVENT\nUID:1\nDTSTART:20261125T150000\nEND:VEVENT\n\
                END:VCALENDAR\n";
    let read = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let written = feed(&read, None, &BundledZones::open(), NOW).unwrap();
    assert!(written.contains("DTSTART;TZID=Asia/Tokyo:20261125T150000\r\n"), "{written}");
    assert!(written.contains("TZID:Asia/Tokyo\r\n"), "{written}");
}

#[test]
fn private_events_are_written_without_details() {
    check(
        "BEGIN:VEVENT\nUID:1\nDTSTART:20261125T140000Z\nSUMMARY:Secret\nCLASS:CONFIDENTIAL\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:1\nDTSTAMP:19700101T000000Z\nDTSTART:20261125T140000Z\nCLASS:PRIVATE\nEND:VEVENT\n",
    );
}

#[test]
fn long_lines_are_folded_and_control_characters_removed() {
    let mut content = Content::default();
    content.line("SUMMARY", &format!("{}äöü\u{7}\t!", "é".repeat(70)));
    let text = content.into_text();
    let lines: Vec<_> = text.split_inclusive("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert!(lines.iter().all(|line| line.len() <= WIDTH_AND_END && line.ends_with("\r\n")), "{lines:?}");
    assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{}äöü\t!\r\n", "é".repeat(70)));
}

/// The octets of the longest line with its end.
const WIDTH_AND_END: usize = 77;

#[test]
fn an_end_of_a_series_of_dates_is_a_date_also_if_its_rule_has_times() {
    check(
        "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20260401\nRRULE:FREQ=DAILY;BYHOUR=9;UNTIL=20260410T120000Z\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:a\nDTSTAMP:19700101T000000Z\nDTSTART;VALUE=DATE:20260401\n\
         RRULE:FREQ=DAILY;UNTIL=20260411\nEND:VEVENT\n",
    );
}

#[test]
fn times_that_name_occurrences_of_a_series_of_dates_are_written_as_dates() {
    check(
        "BEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20260401\nRRULE:FREQ=DAILY;COUNT=9\n\
         EXDATE;TZID=tzone://Microsoft/Utc:20260402T100000\nEXDATE:20260403T230000Z\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:a\nDTSTAMP:19700101T000000Z\nDTSTART;VALUE=DATE:20260401\nRRULE:FREQ=DAILY;COUNT=9\n\
         EXDATE;VALUE=DATE:20260402\nEXDATE;VALUE=DATE:20260404\nEND:VEVENT\n",
    );
}

#[test]
fn dates_that_name_occurrences_of_a_series_of_times_are_written_as_times() {
    check(
        "BEGIN:VEVENT\nUID:a\nDTSTART:20260401T090000Z\nRRULE:FREQ=DAILY;COUNT=9\n\
         EXDATE;VALUE=DATE:20260402\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nRECURRENCE-ID;VALUE=DATE:20260403\nDTSTART:20260403T120000Z\nEND:VEVENT",
        "BEGIN:VEVENT\nUID:a\nDTSTAMP:19700101T000000Z\nDTSTART:20260401T090000Z\nRRULE:FREQ=DAILY;COUNT=9\n\
         EXDATE:20260402T090000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nDTSTAMP:19700101T000000Z\nRECURRENCE-ID:20260403T090000Z\n\
         DTSTART:20260403T120000Z\nEND:VEVENT\n",
    );
    // A date excludes both times of its day.
    let twice_a_day = "UID:a\nDTSTAMP:19700101T000000Z\nDTSTART:20260401T090000Z\n\
         RRULE:FREQ=DAILY;COUNT=9;BYHOUR=9,15\nEXDATE;VALUE=DATE:20260402\nEND:VEVENT";
    check(&format!("BEGIN:VEVENT\n{twice_a_day}"), &format!("BEGIN:VEVENT\n{twice_a_day}\n"));
}

#[test]
fn an_end_that_is_not_later_is_left_out() {
    for (start, end) in [
        ("DTSTART:20261104T220000Z", "DTEND:20261104T010000Z"),
        ("DTSTART;VALUE=DATE:20261102", "DTEND;VALUE=DATE:20261102"),
    ] {
        check(
            &format!("BEGIN:VEVENT\nUID:a\n{start}\n{end}\nEND:VEVENT"),
            &format!("BEGIN:VEVENT\nUID:a\nDTSTAMP:19700101T000000Z\n{start}\nEND:VEVENT\n"),
        );
    }
}

#[test]
fn floating_times_of_an_event_with_a_zone_are_written_in_that_zone() {
    let event = |times: &str| format!("BEGIN:VEVENT\nUID:a\n{times}\nEND:VEVENT");
    let series = event(
        "DTSTART:20260401T090000Z\nDTEND:20260401T100000\nRRULE:FREQ=DAILY;COUNT=9\nEXDATE:20260402T090000",
    );
    let change = event("RECURRENCE-ID:20260403T090000\nDTSTART:20260403T120000Z");
    check(
        &format!("X-WR-TIMEZONE:Asia/Tokyo\n{series}\n{change}"),
        "BEGIN:VEVENT\nUID:a\nDTSTAMP:19700101T000000Z\nDTSTART:20260401T090000Z\nDTEND:20260401T100000Z\n\
         RRULE:FREQ=DAILY;COUNT=9\nEXDATE:20260402T090000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:a\nDTSTAMP:19700101T000000Z\nRECURRENCE-ID:20260403T090000Z\nDTSTART:20260403T120000Z\n\
         END:VEVENT\n",
    );
}
