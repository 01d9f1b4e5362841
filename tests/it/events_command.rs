//! `hearth events`, run as a command.

#![allow(clippy::unwrap_used)] // a panic fails the test

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

const FEED: &str = "\
BEGIN:VCALENDAR
BEGIN:VEVENT
UID:weekly
SUMMARY:Weekly call
DTSTART;TZID=Europe/Berlin:20261104T150000
DTEND;TZID=Europe/Berlin:20261104T160000
RRULE:FREQ=WEEKLY;COUNT=4
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Europe/Berlin:20261111T150000
DTSTART;TZID=Europe/Berlin:20261112T170000
SUMMARY:Weekly call\\, moved
END:VEVENT
BEGIN:VEVENT
UID:weekly
RECURRENCE-ID;TZID=Europe/Berlin:20261118T150000
DTSTART;TZID=Europe/Berlin:20261118T150000
SUMMARY:Weekly call
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:days
SUMMARY:Days
DTSTART;VALUE=DATE:20261030
DTEND;VALUE=DATE:20261103
END:VEVENT
BEGIN:VEVENT
UID:secret
SUMMARY:Secret
DTSTART:20261120T100000Z
CLASS:PRIVATE
END:VEVENT
BEGIN:VEVENT
SUMMARY:No start
END:VEVENT
END:VCALENDAR
";

/// Runs the command with a feed on standard input.
fn run(feed: &str, arguments: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"))
        .args(["events", "-"])
        .args(arguments.split_whitespace())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that rejects its arguments exits without reading its input.
    let _ = command.stdin.take().unwrap().write_all(feed.as_bytes());
    command.wait_with_output().unwrap()
}

fn november(arguments: &str) -> String {
    let output = run(FEED, &format!("--from 2026-11-01 --to 2026-12-01 --zone Europe/Berlin {arguments}"));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "-: line 34, «No start»: an event without DTSTART; the event was left out\n"
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_default_output_is_a_readable_table() {
    assert_eq!(
        november(""),
        "Times in Europe/Berlin\n\
         Wed 2026-11-04  15:00\u{a0}–\u{a0}16:00  Weekly call\n\
         Thu 2026-11-12  17:00          Weekly call, moved  [moved]\n\
         Fri 2026-11-20  11:00          Secret  [private]\n\
         Wed 2026-11-25  15:00\u{a0}–\u{a0}16:00  Weekly call\n"
    );
    let with_cancelled = november("--include-cancelled");
    assert!(with_cancelled.contains("Wed 2026-11-18  15:00\u{a0}–\u{a0}16:00  Weekly call  [cancelled]\n"));
    assert!(november("--include-running").contains("Fri 2026-10-30  all day        Days\n"));
    assert_eq!(november("--limit 2").lines().count(), 3);
}

#[test]
fn the_json_has_one_object_per_line_including_cancelled() {
    let rows: Vec<serde_json::Value> =
        november("--json").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let expected = serde_json::json!([
        {"uid": "weekly", "summary": "Weekly call", "start": "2026-11-04T15:00:00+01:00",
         "end": "2026-11-04T16:00:00+01:00", "all_day": false, "status": "confirmed",
         "original_start": "2026-11-04T15:00:00+01:00", "zone": "Europe/Berlin", "moved": false},
        {"uid": "weekly", "summary": "Weekly call, moved", "start": "2026-11-12T17:00:00+01:00",
         "end": "2026-11-12T17:00:00+01:00", "all_day": false, "status": "confirmed",
         "original_start": "2026-11-11T15:00:00+01:00", "zone": "Europe/Berlin", "moved": true},
        {"uid": "weekly", "summary": "Weekly call", "start": "2026-11-18T15:00:00+01:00",
         "end": "2026-11-18T16:00:00+01:00", "all_day": false, "status": "cancelled",
         "original_start": "2026-11-18T15:00:00+01:00", "zone": "Europe/Berlin", "moved": false},
        {"uid": "secret", "summary": "Secret", "start": "2026-11-20T11:00:00+01:00",
         "end": "2026-11-20T11:00:00+01:00", "all_day": false, "status": "confirmed",
         "original_start": "2026-11-20T11:00:00+01:00", "zone": "UTC", "moved": false},
        {"uid": "weekly", "summary": "Weekly call", "start": "2026-11-25T15:00:00+01:00",
         "end": "2026-11-25T16:00:00+01:00", "all_day": false, "status": "confirmed",
         "original_start": "2026-11-25T15:00:00+01:00", "zone": "Europe/Berlin", "moved": false},
    ]);
    assert_eq!(serde_json::Value::Array(rows), expected);
}

#[test]
fn the_window_may_be_instants_and_the_output_in_any_zone() {
    let output =
        run(FEED, "--from 2026-11-04T14:00:00Z --to 2026-11-04T15:00:00+01:00 --zone Asia/Kolkata --json");
    assert_eq!(output.status.code(), Some(2), "it ends where it begins");
    let output =
        run(FEED, "--from 2026-11-04T14:00:00Z --to 2026-11-04T15:00:01+01:00 --zone Asia/Kolkata --json");
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.lines().count(), 1);
    assert!(text.contains("\"start\":\"2026-11-04T19:30:00+05:30\""), "{text}");
}

#[test]
fn bad_arguments_and_bad_feeds_exit_with_2_and_a_reason() {
    for (feed, arguments, reason) in [
        (FEED, "--from 2026-11-01", "--to"),
        (FEED, "--from soon --to 2026-12-01", "neither a date"),
        (FEED, "--from 2026-12-01 --to 2026-11-01", "--to is not after --from"),
        (FEED, "--from 2026-11-01 --to 2026-12-01 --zone Mars/Base", "no such zone"),
        (FEED, "--from 2026-11-01 --to 2026-12-01 --limit x", "--limit"),
        ("", "--from 2026-11-01 --to 2026-12-01", "the feed is empty"),
        ("<!doctype html>", "--from 2026-11-01 --to 2026-12-01", "a web page"),
        ("hello", "--from 2026-11-01 --to 2026-12-01", "not an iCalendar feed"),
    ] {
        let output = run(feed, arguments);
        let message = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments}: {message}");
        assert!(message.contains(reason), "{arguments}: {message}");
        assert!(output.stdout.is_empty());
    }
}
