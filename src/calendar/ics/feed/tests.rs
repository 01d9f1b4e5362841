use chrono::NaiveDate;

use super::*;

fn feed(events: &str) -> Feed {
    read(format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nDTSTART:20261125T140000Z\n{lines}\nEND:VEVENT\n")
}

/// Compares the summaries of each series: of its master, then of its overrides.
fn check(events: &[&str], expected: &[&str]) {
    let feed = feed(&events.iter().copied().map(event).collect::<String>());
    let summary = |event: &Event| feed.details(event).summary.clone();
    let shown: Vec<_> = feed
        .series
        .iter()
        .map(|series| {
            let overrides: Vec<_> = series.overrides.iter().map(summary).collect();
            format!("{}[{}]", series.master.as_ref().map(summary).unwrap_or_default(), overrides.join(" "))
        })
        .collect();
    assert_eq!(shown, expected);
    assert_eq!(feed.problems, []);
}

#[test]
fn events_of_one_uid_are_one_series() {
    check(
        &[
            "UID:1\nSUMMARY:A",
            "UID:2\nSUMMARY:B",
            "UID:1\nSUMMARY:C\nRECURRENCE-ID:20261125T140000Z",
            "UID:3\nSUMMARY:D\nRECURRENCE-ID:20261125T140000Z",
        ],
        &["A[C]", "B[]", "[D]"],
    );
}

#[test]
fn the_newer_of_two_versions_is_kept_in_any_order() {
    let (old, new) = ("UID:1\nSUMMARY:old\nSEQUENCE:1", "UID:1\nSUMMARY:new\nSEQUENCE:2");
    check(&[old, new], &["new[]"]);
    check(&[new, old], &["new[]"]);
    let id = "RECURRENCE-ID:20261125T140000Z";
    check(&[&format!("{new}\n{id}"), &format!("{old}\n{id}")], &["[new]"]);
    check(&[&format!("{old}\n{id}"), &format!("{new}\n{id}")], &["[new]"]);
}

#[test]
fn an_invalid_event_does_not_affect_the_others() {
    let feed = feed(&format!("{}BEGIN:VEVENT\nUID:9\nEND:VEVENT\n{}", event("UID:1"), event("UID:2")));
    assert_eq!(feed.event_count(), 2);
    assert_eq!(feed.problems.len(), 1);
}

#[test]
fn a_file_that_is_not_a_calendar_has_a_reason() {
    for (bytes, reason) in [
        ("", NotACalendar::Empty),
        (" \r\n\t", NotACalendar::Empty),
        ("<!DOCTYPE html><p>Sign in", NotACalendar::WebPage),
        ("\n<HTML><body>404", NotACalendar::WebPage),
        ("BEGIN:VCARD\nEND:VCARD", NotACalendar::NoCalendar),
        ("hello", NotACalendar::NoCalendar),
    ] {
        assert_eq!(read(bytes.as_bytes(), &Limits::DEFAULT).unwrap_err(), reason, "{bytes}");
    }
    let small = Limits { feed_bytes: 3, ..Limits::DEFAULT };
    assert_eq!(read(b"BEGIN:VCALENDAR", &small).unwrap_err(), NotACalendar::TooLarge);
}

#[test]
fn name_sample_mark_and_fetch_time_are_read() {
    let sample = feed("X-WR-CALNAME:A\\, B\nX-COMMUNITY-SAMPLE:true\nX-COMMUNITY-FETCHED:20261122T090000Z\n");
    assert_eq!(sample.name.as_deref(), Some("A, B"));
    assert!(sample.is_sample);
    assert_eq!(sample.fetched.map(Instant::unix), Some(1_795_338_000));
    let plain = feed("NAME:C\n");
    assert_eq!((plain.name.as_deref(), plain.is_sample, plain.fetched), (Some("C"), false, None));
}

#[test]
fn events_beyond_the_limit_are_counted() {
    let text = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR", event("UID:1").repeat(5));
    let feed = read(text.as_bytes(), &Limits { events: 2, ..Limits::DEFAULT }).unwrap();
    assert_eq!(
        feed.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["line 10: more than 2 events; 3 events were left out"]
    );
}

#[test]
fn problems_beyond_the_limit_are_counted() {
    let text = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR", "x\n".repeat(5));
    let feed = read(text.as_bytes(), &Limits { problems: 2, ..Limits::DEFAULT }).unwrap();
    assert_eq!(feed.problems.len(), 3);
    assert_eq!(feed.problems[2].to_string(), "line 4: 3 more problems from here on; they are not listed");
}

#[test]
fn a_missing_end_loses_no_event() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261101T100000Z\nBEGIN:VALARM\nEND:VALARM\n\
                BEGIN:VEVENT\nUID:b\nDTSTART:20261102T100000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(feed.event_count(), 2);
    assert_eq!(feed.problems.len(), 1);
    assert_eq!(feed.problems[0].line, 2);
}

#[test]
fn an_override_with_an_invalid_id_does_not_replace_its_series() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n\
                BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:2026-11-02\nDTSTART:20261102T110000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(feed.event_count(), 2);
    assert_eq!(feed.problems.len(), 1);
}

#[test]
fn details_belong_to_their_event_even_if_lines_are_damaged() {
    let summaries = |events: &str| {
        let feed = feed(events);
        let all = feed.series.iter().flat_map(|series| series.master.iter().chain(&series.overrides));
        all.map(|event| feed.details(event).summary.clone()).collect::<Vec<_>>().join("|")
    };
    let start = "BEGIN:VEVENT\nDTSTART:20261125T140000Z\n";
    // An alarm has its own summary.
    let alarm = "BEGIN:VALARM\nSUMMARY:alarm\nEND:VALARM\n";
    assert_eq!(summaries(&format!("{start}UID:1\n{alarm}SUMMARY:äß\n one\nEND:VEVENT\n")), "äßone");
    // Both END lines are missing.
    assert_eq!(summaries(&format!("{start}UID:1\nSUMMARY:one\n{start}UID:2\nSUMMARY:two\n")), "one|two");
    // Invalid UTF-8, which has another length once it is decoded, comes before the event.
    let mut bytes = b"BEGIN:VCALENDAR\r\nX-A:\xff\xfe\xff\r\n".to_vec();
    bytes.extend(format!("{start}UID:1\r\nSUMMARY:one\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").bytes());
    let feed = read(&bytes, &Limits::DEFAULT).unwrap();
    assert_eq!(feed.details(feed.series[0].master.as_ref().unwrap()).summary, "one");
    // A line over the length limit stays left out of the details.
    let text =
        format!("BEGIN:VCALENDAR\n{start}UID:1\nSUMMARY:{}\nEND:VEVENT\nEND:VCALENDAR", "x".repeat(100));
    let feed = read(text.as_bytes(), &Limits { line_bytes: 50, ..Limits::DEFAULT }).unwrap();
    assert_eq!(feed.details(feed.series[0].master.as_ref().unwrap()).summary, "");
}

#[test]
fn long_details_are_cut_or_left_out_and_reported() {
    let lines = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261125T140000Z\nUID:1\nSUMMARY:Community cäll äbout äll\n\
                 DESCRIPTION:as long as it is written\nURL:https://example.org/a-long-path\nLOCATION:Berlin\n\
                 END:VEVENT\nEND:VCALENDAR\n";
    let feed = read(lines.as_bytes(), &Limits { detail_bytes: 20, ..Limits::DEFAULT }).unwrap();
    let details = feed.details(feed.series[0].master.as_ref().unwrap());
    // The limit is in the middle of the «ä».
    assert_eq!(details.summary, "Community c");
    assert_eq!(details.description, "as long as it is written");
    assert_eq!((&details.page_url, details.location.as_str()), (&None, "Berlin"));
    let problems: Vec<_> = feed.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        problems,
        [
            "line 5, «Community cäll äbout äll» on Wednesday, 25 November 2026: SUMMARY has 35 bytes, more than the 20 \
             allowed; it was cut",
            "line 7, «Community cäll äbout äll» on Wednesday, 25 November 2026: URL has 35 bytes, more than the 20 \
             allowed; it was left out",
        ]
    );
}

#[test]
fn problems_name_their_event_and_visitors_see_only_what_concerns_them() {
    let feed = feed(
        "BEGIN:VEVENT\nUID:1\nDTSTART:20261125T140000Z\nDTEND:x\nSUMMARY:Call\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART:20261125T140000Z\nDTEND:x\nSUMMARY:Secret\nCLASS:PRIVATE\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20261126T140000Z\nSUMMARY:Without UID\nEND:VEVENT\n\
         BEGIN:VEVENT\nDTSTART:20261127T140000Z\nSUMMARY:Another\nEND:VEVENT\n",
    );
    let on = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
    let seen =
        |day| feed.problems.iter().filter_map(|problem| problem.for_visitors(on(day))).collect::<Vec<_>>();
    assert_eq!(
        seen(25),
        [
            "«Call» on Wednesday, 25 November 2026: DTEND has «x», which is no date or time; the end was ignored"
        ]
    );
    assert_eq!(seen(26), [""; 0]);
    let grouped: Vec<_> = Problem::grouped(&feed.problems).iter().map(ToString::to_string).collect();
    assert_eq!(
        grouped,
        [
            "line 5, «Call» on Wednesday, 25 November 2026: DTEND has «x», which is no date or time; \
             the end was ignored; 2 times in all, also on line 11",
            "line 15, «Without UID» on Thursday, 26 November 2026: an event without UID; \
             one was made from its line number; 2 times in all, also on line 19",
        ]
    );
}

#[test]
fn problems_that_differ_only_in_the_value_are_merged() {
    let event = |day| format!("BEGIN:VEVENT\nUID:{day}\nDTSTART:x{day}\nEND:VEVENT\n");
    let events = (0..9).map(event).collect::<Vec<_>>().concat();
    let grouped: Vec<_> = Problem::grouped(&feed(&events).problems).iter().map(ToString::to_string).collect();
    assert_eq!(
        grouped,
        ["line 4, «Untitled event»: DTSTART has «x0», which is no date or time; the event was left out; \
          9 times in all, also on line 8, 12, 16, 20, 24, …"]
    );
}

#[test]
fn too_many_events_with_one_uid_are_reported() {
    let master = |date| {
        let date = crate::calendar::time::basic_date(date);
        format!("BEGIN:VEVENT\nUID:1\nDTSTART;VALUE=DATE:{date}\nEND:VEVENT\n")
    };
    let masters: String = NaiveDate::default().iter_days().take(150).map(master).collect();
    let change =
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20260101T000000Z\nDTSTART:20260101T010000Z\nEND:VEVENT\n";
    let feed = feed(&(masters + &change.repeat(1_000)));
    // One step for each pair of a change and an event.
    let line = 2 + 150 * 4 + Limits::DEFAULT.steps_of_a_series.div_ceil(150) * 5;
    let problems: Vec<_> = feed.problems.iter().map(ToString::to_string).collect();
    let expected = format!(
        "line {line}: too many events and changed occurrences with one UID; the later changes belong to the first of these events"
    );
    assert!(problems.contains(&expected), "{:?}", problems.last());
}
