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
    let ranges = details::ranges(&root.children[0]);
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
    assert_eq!(end("SUMMARY:A"), EventEnd::Unsaid);
}

#[test]
fn an_invalid_end_is_reported_and_ignored() {
    for (line, problem) in [
        ("DTEND;VALUE=DATE:20261126", "DTSTART and DTEND are not both dates or both times"),
        ("DTEND:tomorrow", "DTEND has the invalid value «tomorrow»"),
        ("DURATION:-PT1H", "a negative DURATION"),
        ("DURATION:long", "DURATION has the invalid value «long»"),
    ] {
        let event =
            check_problem(&format!("{START}\n{line}"), &format!("line 4: {problem}; the end was ignored"));
        assert_eq!(event.end, EventEnd::Unsaid, "{line}");
    }
}

#[test]
fn private_and_confidential_events_are_marked_private() {
    for (class, is_private) in
        [("PRIVATE", true), ("private", true), ("CONFIDENTIAL", true), ("PUBLIC", false), ("X-OTHER", false)]
    {
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
    assert_eq!(problems, ["line 3: DTSTART has the invalid value «20261301T000000»; the event was left out"]);
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
        "line 4: RECURRENCE-ID has the invalid value «x»; the event is shown as a separate event",
    );
    assert_eq!(broken.recurrence_id, None);
}

#[test]
fn an_invalid_rule_is_reported_and_the_event_stays() {
    let event = check_problem(
        &format!("{START}\nRRULE:FREQ=NEVER"),
        "line 4: RRULE with the invalid value FREQ=NEVER; this rule was left out",
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
        "line 4: RDATE has the invalid value «20261201T100000Z/PT2H,20261202T100000Z/2»; \
         this date was left out",
    );
    let ends: Vec<_> = event.dates.iter().map(|(_, end)| *end).collect();
    assert_eq!(ends[0], EventEnd::After { days: 0, seconds: 7200 });
    assert!(matches!(ends[1], EventEnd::At(EventTime::Utc(_))));
    assert_eq!(ends[2], EventEnd::Unsaid);
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
fn the_join_address_is_the_first_web_address() {
    let join = |lines: &str| details(lines).join_url;
    let url = |text: &str| Some(text.to_owned());
    assert_eq!(
        join(
            "URL:https://c.example.org\nX-GOOGLE-CONFERENCE:https://b.example.org\nCONFERENCE;VALUE=URI:https://a.example.org"
        ),
        url("https://a.example.org")
    );
    assert_eq!(
        join("URL:https://c.example.org\nX-GOOGLE-CONFERENCE:https://b.example.org"),
        url("https://b.example.org")
    );
    assert_eq!(join("CONFERENCE:tel:+1\nURL:HTTP://c.example.org"), url("HTTP://c.example.org"));
    assert_eq!(join("CONFERENCE:javascript:alert(1)"), None);
    assert_eq!(join("URL:data:text/html,https://c.example.org"), None);
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
        "line 68: more than 64 RRULE lines; this one and the following ones were left out",
    );
    assert_eq!(event.rules.len(), 64);
}
