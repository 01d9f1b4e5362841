use super::*;
use crate::calendar::time::read_basic_civil;
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

/// Compares the texts of rules, for a series that starts on Wednesday, 25 November 2026, at 15:00 in Berlin.
fn check(cases: &[(&str, &str)]) {
    let start = read_basic_civil("20261125T150000").unwrap();
    let berlin = BundledZones::open().find("Europe/Berlin");
    for (rule, expected) in cases {
        let rule = Rule::read(&format!("FREQ={rule}")).unwrap();
        assert_eq!(rule_in_words(&rule, start, berlin.as_ref()), *expected, "{rule}");
    }
}

#[test]
fn days_and_weeks() {
    check(&[
        ("DAILY", "every day"),
        ("DAILY;INTERVAL=2", "every second day"),
        ("DAILY;INTERVAL=14", "every 14 days"),
        ("DAILY;BYDAY=MO,TU,WE,TH,FR", "every day on Monday to Friday"),
        ("WEEKLY", "every Wednesday"),
        ("WEEKLY;INTERVAL=2", "every second Wednesday"),
        ("WEEKLY;INTERVAL=2;BYDAY=TH", "every second Thursday"),
        ("WEEKLY;BYDAY=TH,MO", "every Monday and Thursday"),
        ("WEEKLY;BYDAY=FR,MO,TU,WE,TH", "every Monday to Friday"),
        ("WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", "every day"),
        ("WEEKLY;INTERVAL=3;BYDAY=MO,WE,FR", "every third week on Monday, Wednesday and Friday"),
        ("WEEKLY;BYMONTH=1,7", "every Wednesday in January and July"),
        ("WEEKLY;BYDAY=FR;BYMONTHDAY=13", "every Friday on the 13th of the month"),
        ("WEEKLY;BYDAY=MO,WE;BYSETPOS=-1", "last of Monday and Wednesday in every week"),
    ]);
}

#[test]
fn months() {
    check(&[
        ("MONTHLY", "the 25th of the month"),
        ("MONTHLY;INTERVAL=2", "the 25th of every second month"),
        ("MONTHLY;BYDAY=-1TH", "last Thursday of the month"),
        ("MONTHLY;INTERVAL=3;BYDAY=1MO", "first Monday of every third month"),
        ("MONTHLY;BYDAY=3TU,1TU", "first and third Tuesday of the month"),
        ("MONTHLY;BYDAY=1MO,-2FR", "first Monday and second to last Friday of the month"),
        ("MONTHLY;BYDAY=1MO,FR", "first Monday and every Friday of the month"),
        ("MONTHLY;BYDAY=WE", "every Wednesday of the month"),
        ("MONTHLY;BYDAY=WE;BYSETPOS=2", "second Wednesday of the month"),
        ("MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "last day from Monday to Friday of the month"),
        ("MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "first Saturday or Sunday of the month"),
        ("MONTHLY;BYDAY=WE;BYMONTHDAY=8,9,10,11,12,13,14", "second Wednesday of the month"),
        ("MONTHLY;BYDAY=FR;BYMONTHDAY=13", "the 13th of the month where it is a Friday"),
        ("MONTHLY;BYMONTHDAY=-1", "the last day of the month"),
        ("MONTHLY;BYMONTHDAY=1,2,3,11,22", "the 1st, 2nd, 3rd, 11th and 22nd of the month"),
    ]);
}

#[test]
fn years() {
    check(&[
        ("YEARLY", "every year on 25 November"),
        ("YEARLY;BYMONTH=3,9", "every year on 25 March and September"),
        ("YEARLY;INTERVAL=4", "every fourth year on 25 November"),
        ("YEARLY;BYMONTH=3;BYDAY=-1SU", "last Sunday of March, every year"),
        ("YEARLY;BYDAY=20MO", "20th Monday of every year"),
        ("YEARLY;BYMONTH=12;BYMONTHDAY=24", "the 24th of December, every year"),
        ("YEARLY;BYWEEKNO=20;BYDAY=MO", "every year in week 20 on Monday"),
        ("YEARLY;BYYEARDAY=100,-1", "every year on the last day and 100th of the year"),
    ]);
}

#[test]
fn rules_within_a_day_and_ends() {
    check(&[
        ("HOURLY;INTERVAL=6", "every sixth hour"),
        ("MINUTELY;INTERVAL=90", "every 90 minutes"),
        ("SECONDLY;BYMONTH=1", "every second in January"),
        ("DAILY;BYHOUR=9,17", "every day, twice a day"),
        ("DAILY;COUNT=1", "every day, 1 time"),
        ("WEEKLY;COUNT=10", "every Wednesday, 10 times"),
        ("WEEKLY;UNTIL=20270101", "every Wednesday, until 1 January 2027"),
        // In Berlin half an hour after midnight, before the time of that day.
        ("WEEKLY;UNTIL=20270101T233000Z", "every Wednesday, until 1 January 2027"),
    ]);
}

#[test]
fn a_series_lists_its_rules_and_additional_dates() {
    let series_text = |lines: &str| {
        let event =
            format!("BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20261125T150000\n{lines}\nEND:VEVENT");
        let text = format!("BEGIN:VCALENDAR\n{event}\nEND:VCALENDAR\n");
        let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(series_in_words(&feed, "2", &BundledZones::open()), None);
        series_in_words(&feed, "1", &BundledZones::open())
    };
    assert_eq!(series_text("SUMMARY:A"), None);
    assert_eq!(series_text("RRULE:FREQ=WEEKLY;INTERVAL=2").as_deref(), Some("every second Wednesday"));
    assert_eq!(
        series_text("RRULE:FREQ=MONTHLY;BYDAY=1MO\nRRULE:FREQ=MONTHLY;BYDAY=3TU\nRDATE:20261201T140000Z")
            .as_deref(),
        Some("first Monday of the month, third Tuesday of the month and on one more date")
    );
}
