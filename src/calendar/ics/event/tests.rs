use super::*;
use crate::calendar::Limits;
use crate::calendar::ics::content_line::UnfoldedText;
use crate::calendar::ics::yielding::{Never, block_on};

/// The event of these lines, the names of its zones, and the problems.
fn event(lines: &str) -> (Option<Event>, Vec<String>, Vec<String>) {
    let feed = format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT");
    let text = UnfoldedText::new(feed.as_bytes());
    let (mut problems, mut zones) = (Problems::new(100), ZoneNames::default());
    let root = block_on(Component::read(&text, &Limits::DEFAULT, &mut problems, &mut Never));
    let event = Event::read(&root.children[0], &mut zones, &Limits::DEFAULT, &mut problems);
    (
        event,
        zones.into_names().into_iter().map(|(name, _)| name).collect(),
        problems.into_vec().iter().map(ToString::to_string).collect(),
    )
}

fn good(lines: &str) -> Event {
    let (event, _, problems) = event(&format!("UID:1\n{lines}"));
    assert!(problems.is_empty(), "{problems:?}");
    event.unwrap()
}

/// The details of the event with these lines.
fn details(lines: &str) -> Details {
    let feed = format!("BEGIN:VEVENT\nUID:1\n{START}\n{lines}\nEND:VEVENT");
    let text = UnfoldedText::new(feed.as_bytes());
    let mut problems = Problems::new(100);
    let root = block_on(Component::read(&text, &Limits::DEFAULT, &mut problems, &mut Never));
    let ranges = details::ranges(&root.children[0], &Limits::DEFAULT, &mut problems);
    Details::read(ranges.into_iter().map(|range| text.line_at(range).unwrap()))
}

/// Expects an event with this one problem.
fn check_problem(lines: &str, problem: &str) -> Event {
    let (event, _, problems) = event(&format!("UID:1\n{lines}"));
    assert_eq!(problems, [problem]);
    event.unwrap()
}

const START: &str = "DTSTART:20261125T140000Z";

#[test]
fn durations_are_parsed_as_in_rfc_5545_section_3_3_6() {
    for (text, expected) in [
        ("P1D", Some((1, 0))),
        ("P2W", Some((14, 0))),
        ("PT1H30M", Some((0, 5400))),
        ("P1DT2H3M4S", Some((1, 7384))),
        ("P15DT5H0M20S", Some((15, 18_020))),
        ("-PT15M", Some((0, -900))),
        ("+P2D", Some((2, 0))),
        ("pt45m", Some((0, 2700))),
        ("PT0S", Some((0, 0))),
        ("P", None),
        ("PT", None),
        ("P1", None),
        ("PTM", None),
        ("P1X", None),
        ("1D", None),
        ("", None),
        ("PT1.5H", None),
        ("P99999999999999999999D", None),
        ("P9223372036854775807W", None),
    ] {
        assert_eq!(read_duration(text), expected, "{text}");
    }
}

#[test]
fn times_are_parsed_as_in_rfc_5545_section_3_3_5() {
    let civil = read_basic_civil("20261125T140000").unwrap();
    for (line, expected) in [
        ("DTSTART;VALUE=DATE:20261125", EventTime::Date(civil.date())),
        ("DTSTART:20261125", EventTime::Date(civil.date())),
        ("DTSTART:20261125T140000", EventTime::Floating(civil)),
        ("DTSTART:20261125T140000Z", EventTime::Utc(Instant::from_utc(civil))),
        ("DTSTART;TZID=Europe/Berlin:20261125T140000Z", EventTime::Utc(Instant::from_utc(civil))),
        ("DTSTART;TZID=Europe/Berlin:20261125T140000", EventTime::Zoned(civil, ZoneIndex(0))),
    ] {
        assert_eq!(good(line).start, expected, "{line}");
    }
}

#[test]
fn a_zone_is_listed_once_however_often_it_is_used() {
    let (_, zones, _) = event(
        "UID:1\nDTSTART;TZID=Europe/Berlin:20261125T140000\nDTEND;TZID=\"Europe/Berlin\":20261125T150000\n\
         EXDATE;TZID=Asia/Kolkata:20261125T183000",
    );
    assert_eq!(zones, ["Europe/Berlin", "Asia/Kolkata"]);
}

#[test]
fn the_end_is_dtend_or_duration_or_missing() {
    let end = |line: &str| good(&format!("{START}\n{line}")).end;
    let at = Instant::from_utc(read_basic_civil("20261125T150000").unwrap());
    assert_eq!(end("DTEND:20261125T150000Z"), EventEnd::At(EventTime::Utc(at)));
    assert_eq!(end("DURATION:P1DT45M"), EventEnd::After { days: 1, seconds: 2700 });
    assert_eq!(end("SUMMARY:A"), EventEnd::Missing);
}

#[test]
fn an_invalid_end_is_reported_and_ignored() {
    for (line, problem) in [
        ("DTEND;VALUE=DATE:20261126", "DTSTART and DTEND are not both dates or both times"),
        ("DTEND:tomorrow", "DTEND has «tomorrow», which is no date or time"),
        ("DURATION:-PT1H", "a negative DURATION"),
        ("DURATION:long", "DURATION has «long», which is no duration"),
    ] {
        let event =
            check_problem(&format!("{START}\n{line}"), &format!("line 4: {problem}; the end was ignored"));
        assert_eq!(event.end, EventEnd::Missing, "{line}");
    }
}

#[test]
fn private_and_confidential_events_are_marked_private() {
    for (class, is_private) in [
        ("PRIVATE", true),
        ("private", true),
        ("CONFIDENTIAL", true),
        ("PUBLIC", false),
        ("X-PERSONAL", true),
    ] {
        assert_eq!(good(&format!("{START}\nCLASS:{class}")).is_private, is_private, "{class}");
    }
}

#[test]
fn an_event_without_a_start_is_reported_and_left_out() {
    let (none, _, problems) = event("UID:1\nSUMMARY:A");
    assert!(none.is_none());
    assert_eq!(problems, ["line 1: an event without DTSTART; the event was left out"]);
    let (none, _, problems) = event("UID:1\nDTSTART:20261301T000000");
    assert!(none.is_none());
    assert_eq!(
        problems,
        ["line 3: DTSTART has «20261301T000000», which is no date or time; the event was left out"]
    );
}

#[test]
fn an_event_without_a_uid_gets_one_from_its_line() {
    let (event, _, problems) = event(START);
    assert_eq!(&*event.unwrap().uid, "line-1");
    assert_eq!(problems, ["line 1: an event without UID; one was made from its line number"]);
}

#[test]
fn versions_are_ordered_by_sequence_then_by_modification_time() {
    let version = |lines: &str| good(&format!("{START}\n{lines}")).version;
    let older = version("SEQUENCE:1\nLAST-MODIFIED:20261103T000000Z");
    let newer = version("SEQUENCE:2\nLAST-MODIFIED:20261101T000000Z");
    let newest = version("SEQUENCE:2\nLAST-MODIFIED:20261102T000000Z\nDTSTAMP:20200101T000000Z");
    assert!(older < newer && newer < newest);
    assert!(version("DTSTAMP:20261101T000000Z") < version("DTSTAMP:20261101T000001Z"));
    assert!(version("SEQUENCE:nonsense") < version("SEQUENCE:1"));
}

#[test]
fn an_override_may_apply_to_all_later_occurrences() {
    let this = good(&format!("{START}\nRECURRENCE-ID:20261125T140000Z"));
    assert!(this.recurrence_id.is_some() && !this.this_and_future);
    let all = good(&format!("{START}\nRECURRENCE-ID;RANGE=THISANDFUTURE:20261125T140000Z"));
    assert!(all.this_and_future);
    let broken = check_problem(
        &format!("{START}\nRECURRENCE-ID:x"),
        "line 4: RECURRENCE-ID has «x», which is no date or time; the event is shown as a separate event",
    );
    assert_eq!(broken.recurrence_id, None);
}

#[test]
fn an_invalid_rule_is_reported_and_the_event_stays() {
    let event = check_problem(
        &format!("{START}\nRRULE:FREQ=NEVER"),
        "line 4: RRULE with the unknown frequency NEVER; the rule was left out, and the event is shown once",
    );
    assert!(!event.is_series());
}

#[test]
fn rdates_are_parsed_one_by_one_and_periods_have_ends() {
    let event = check_problem(
        &format!(
            "{START}\nRDATE;VALUE=PERIOD:20261201T100000Z/PT2H,20261202T100000Z/20261202T113000Z,x,\
             20261203T100000Z"
        ),
        "line 4: RDATE has «x», which is no date or time; \
         this date was left out",
    );
    let ends: Vec<_> = event.dates.iter().map(|(_, end)| *end).collect();
    assert_eq!(ends[0], EventEnd::After { days: 0, seconds: 7200 });
    assert!(matches!(ends[1], EventEnd::At(EventTime::Utc(_))));
    assert_eq!(ends[2], EventEnd::Missing);
    assert!(event.is_series());
}

#[test]
fn the_status_is_confirmed_by_default() {
    for (text, status) in [
        ("CANCELLED", Status::Cancelled),
        ("canceled", Status::Cancelled),
        ("TENTATIVE", Status::Tentative),
        ("CONFIRMED", Status::Confirmed),
        ("X-OTHER", Status::Confirmed),
    ] {
        assert_eq!(good(&format!("{START}\nSTATUS:{text}")).status, status, "{text}");
    }
    assert_eq!(good(START).status.word(), "confirmed");
}

#[test]
fn one_joins_at_a_conference_or_wherever_a_meeting_is_named() {
    let check = |lines: &str, expected: Option<&str>| {
        assert_eq!(details(lines).join_link(), expected, "{lines}");
    };
    let zoom = Some("https://zoom.us/j/1");
    check(
        "URL:https://zoom.us/j/1\nX-GOOGLE-CONFERENCE:https://meet.google.com/a\nCONFERENCE;VALUE=URI:https://a.example.org",
        Some("https://a.example.org"),
    );
    check(
        "URL:https://zoom.us/j/1\nX-GOOGLE-CONFERENCE:https://meet.google.com/a",
        Some("https://meet.google.com/a"),
    );
    check(
        "X-MICROSOFT-SKYPETEAMSMEETINGURL:https://teams.microsoft.com/l/meetup-join/1",
        Some("https://teams.microsoft.com/l/meetup-join/1"),
    );
    check("CONFERENCE:tel:+1\nURL:HTTPS://zoom.us/j/1", Some("HTTPS://zoom.us/j/1"));
    check("LOCATION:Zoom: https://zoom.us/j/1\nURL:https://example.org/event", zoom);
    check("LOCATION:https://example.org/room", Some("https://example.org/room"));
    check("DESCRIPTION:Notes: https://example.org\\nJoin<https://zoom.us/j/1>", zoom);
    check(
        "DESCRIPTION:-::~:~::~:~::-\\nJoin: https://meet.google.com/a\\n-::~:~::~:~::-",
        Some("https://meet.google.com/a"),
    );
    check("URL:https://www.google.com/url?q=https://zoom.us/j/1&sa=D", zoom);
    for none in [
        "CONFERENCE:javascript:alert(1)",
        "URL:data:text/html,https://zoom.us/j/1",
        "URL:https://example.org/event",
        "URL;VALUE=URI:",
    ] {
        check(none, None);
    }
}

#[test]
fn other_links_are_the_event_page_the_phone_and_the_attachments() {
    let details = details(
        "URL:https://www.meetup.com/example/events/1/\n\
         CONFERENCE;VALUE=URI;LABEL=\"Phone, Germany\":tel:+49-30-1,,2#\nCONFERENCE:tel:javascript\n\
         ATTACH;FILENAME=notes.pdf:https://example.org/1\nATTACH:https://example.org/a/recording%201.mp4?x\n\
         ATTACH:CID:part3@example.org\nLOCATION:Hall",
    );
    let shown = |links: &[NamedLink]| {
        links.iter().map(|link| format!("{} {}", link.name, link.url)).collect::<Vec<_>>()
    };
    assert_eq!(details.page_url.as_deref(), Some("https://www.meetup.com/example/events/1/"));
    assert_eq!(shown(&details.other_conferences), ["Phone, Germany tel:+49-30-1,,2#"]);
    assert_eq!(
        shown(&details.attachments),
        ["notes.pdf https://example.org/1", "recording 1.mp4 https://example.org/a/recording%201.mp4?x"]
    );
    assert_eq!(details.join_link(), None);
}

#[test]
fn a_title_that_outlook_marks_as_cancelled_is_cancelled() {
    for (lines, status, title) in [
        ("SUMMARY:Canceled: Call\nTRANSP:TRANSPARENT", Status::Cancelled, "Call"),
        ("SUMMARY:Abgesagt: Call\nX-MICROSOFT-CDO-BUSYSTATUS:FREE", Status::Cancelled, "Call"),
        ("SUMMARY:Canceled: Call", Status::Confirmed, "Canceled: Call"),
        ("SUMMARY:Call\nTRANSP:TRANSPARENT", Status::Confirmed, "Call"),
    ] {
        assert_eq!(good(&format!("{START}\n{lines}")).status, status, "{lines}");
        assert_eq!(details(lines).summary, title);
    }
}

#[test]
fn a_whole_day_may_be_written_with_a_time() {
    let date = |text| EventTime::Date(read_basic_date(text).unwrap());
    let day = "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE";
    for lines in [
        "DTSTART;VALUE=DATE:20261227T000000Z\nDTEND;VALUE=DATE:20261228T000000Z",
        &format!(
            "DTSTART;TZID=Eastern Standard Time:20261227T000000\nDTEND;TZID=Eastern Standard Time:20261228T000000\n{day}"
        ),
        &format!("DTSTART:20261226T230000Z\nDTEND:20261227T230000Z\n{day}"),
        &format!("DTSTART;VALUE=DATE:20261227\nDTEND;VALUE=DATE:20261228\n{day}"),
    ] {
        let event = good(lines);
        assert_eq!((event.start, event.end), (date("20261227"), EventEnd::At(date("20261228"))), "{lines}");
    }
}

#[test]
fn blank_values_are_no_values() {
    let event = good(&format!("{START}\nDTEND:\nDURATION:\nRECURRENCE-ID:\nRRULE:\nEXDATE:\nRDATE:"));
    assert_eq!((event.end, event.recurrence_id, event.rules.len()), (EventEnd::Missing, None, 0));
}

#[test]
fn details_are_plain_text() {
    let details = details(
        "SUMMARY: One\\, two \nDESCRIPTION:a\\nb\nLOCATION:Hall\\; 1\n\
         ORGANIZER;CN=\"Team, A\":mailto:a@example.org\nCATEGORIES:X,Y\\, Z\nCATEGORIES:W",
    );
    assert_eq!(details.summary, "One, two");
    assert_eq!(details.description, "a\nb");
    assert_eq!(details.location, "Hall; 1");
    assert_eq!(details.organizer, "Team, A");
    assert_eq!(details.categories, ["X", "Y, Z", "W"]);
}

#[test]
fn rules_beyond_the_limit_are_left_out() {
    let rules = "RRULE:FREQ=DAILY\n".repeat(70);
    let event = check_problem(
        &format!("{START}\n{rules}"),
        "line 36: more than 32 RRULE lines; this one and the following ones were left out",
    );
    assert_eq!(event.rules.len(), 32);
}

#[test]
fn the_parameters_of_a_line_with_very_many_dates_are_read_once() {
    let parameter = "a".repeat(200_000);
    let dates = vec!["20260101T000000"; 20_000].join(",");
    let text = format!(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260101T000000Z\nEXDATE;TZID={parameter}:{dates}\nEND:VEVENT\n\
         END:VCALENDAR"
    );
    let feed = crate::calendar::read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let event = feed.series[0].master.as_ref().unwrap();
    assert_eq!(event.exception_dates.len(), 20_000);
}

#[test]
fn zones_beyond_the_limit_share_an_unknown_one() {
    let mut zones = ZoneNames::default();
    let indices: Vec<_> =
        (0..MAX_ZONES + 3).map(|name| zones.index_of(&format!("Zone/{name}"), name)).collect();
    assert_eq!(indices[MAX_ZONES..], [ZoneIndex(MAX_ZONES); 3]);
    assert_eq!(zones.into_names().last(), Some(&("one of more than 500".to_owned(), MAX_ZONES)));
}
