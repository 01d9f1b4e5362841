use super::*;

fn feed(events: &str) -> Feed {
    read(format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap()
}

fn event(lines: &str) -> String {
    format!("BEGIN:VEVENT\nDTSTART:20261125T140000Z\n{lines}\nEND:VEVENT\n")
}

/// The summaries of each series: the one that states it, then those that stand for single occurrences.
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
fn of_two_versions_the_newer_stays_whatever_their_order() {
    let (old, new) = ("UID:1\nSUMMARY:old\nSEQUENCE:1", "UID:1\nSUMMARY:new\nSEQUENCE:2");
    check(&[old, new], &["new[]"]);
    check(&[new, old], &["new[]"]);
    let id = "RECURRENCE-ID:20261125T140000Z";
    check(&[&format!("{new}\n{id}"), &format!("{old}\n{id}")], &["[new]"]);
    check(&[&format!("{old}\n{id}"), &format!("{new}\n{id}")], &["[new]"]);
}

#[test]
fn one_bad_event_never_loses_the_others() {
    let feed = feed(&format!("{}BEGIN:VEVENT\nUID:9\nEND:VEVENT\n{}", event("UID:1"), event("UID:2")));
    assert_eq!(feed.event_count(), 2);
    assert_eq!(feed.problems.len(), 1);
}

#[test]
fn what_is_no_calendar_says_why() {
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
fn the_calendar_says_its_name_and_whether_it_is_a_sample_and_when_it_was_fetched() {
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
    assert_eq!(
        feed.problems[2].to_string(),
        "line 4: 3 more problems from here on; they are not told one by one"
    );
}

#[test]
fn an_event_without_its_end_loses_neither_itself_nor_those_after_it() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261101T100000Z\nBEGIN:VALARM\nEND:VALARM\n\
                BEGIN:VEVENT\nUID:b\nDTSTART:20261102T100000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(feed.event_count(), 2);
    assert_eq!(feed.problems.len(), 1);
    assert_eq!(feed.problems[0].line, 2);
}

#[test]
fn an_occurrence_whose_recurrence_id_cannot_be_read_leaves_its_series_in_place() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20261101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n\
                BEGIN:VEVENT\nUID:a\nRECURRENCE-ID:2026-11-02\nDTSTART:20261102T110000Z\nEND:VEVENT\nEND:VCALENDAR\n";
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    assert_eq!(feed.event_count(), 2);
    assert_eq!(feed.problems.len(), 1);
}

#[test]
fn what_is_told_of_an_event_is_its_own_even_where_lines_are_damaged() {
    let summaries = |events: &str| {
        let feed = feed(events);
        let all = feed.series.iter().flat_map(|series| series.master.iter().chain(&series.overrides));
        all.map(|event| feed.details(event).summary.clone()).collect::<Vec<_>>().join("|")
    };
    let start = "BEGIN:VEVENT\nDTSTART:20261125T140000Z\n";
    // An alarm has words of its own.
    let alarm = "BEGIN:VALARM\nSUMMARY:alarm\nEND:VALARM\n";
    assert_eq!(summaries(&format!("{start}UID:1\n{alarm}SUMMARY:äß\n one\nEND:VEVENT\n")), "äßone");
    // Neither end is there.
    assert_eq!(summaries(&format!("{start}UID:1\nSUMMARY:one\n{start}UID:2\nSUMMARY:two\n")), "one|two");
    // Bytes that are no UTF-8, and so take other room once they are read, come before.
    let mut bytes = b"BEGIN:VCALENDAR\r\nX-A:\xff\xfe\xff\r\n".to_vec();
    bytes.extend(format!("{start}UID:1\r\nSUMMARY:one\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n").bytes());
    let feed = read(&bytes, &Limits::DEFAULT).unwrap();
    assert_eq!(feed.details(feed.series[0].master.as_ref().unwrap()).summary, "one");
    // A line that is too long is not there when it is asked for either.
    let text =
        format!("BEGIN:VCALENDAR\n{start}UID:1\nSUMMARY:{}\nEND:VEVENT\nEND:VCALENDAR", "x".repeat(100));
    let feed = read(text.as_bytes(), &Limits { line_bytes: 50, ..Limits::DEFAULT }).unwrap();
    assert_eq!(feed.details(feed.series[0].master.as_ref().unwrap()).summary, "");
}
