use super::*;
use crate::calendar::time::read_basic_civil;

/// Expects the rule to be rejected for this reason.
fn check_refused(rule: &str, reason: &str) {
    assert_eq!(Rule::read(rule), Err(reason.to_owned()), "{rule}");
}

#[test]
fn every_part_of_rfc_5545_section_3_3_10_is_read() {
    let rule = Rule::read(
        "FREQ=YEARLY;INTERVAL=2;COUNT=7;BYSECOND=0,60;BYMINUTE=59;BYHOUR=23,0;BYDAY=MO,-1SU,+53TH;\
         BYMONTHDAY=-31,31;BYYEARDAY=366,-366;BYMONTH=12,1;BYSETPOS=-1,366;WKST=SU",
    )
    .unwrap();
    let day = |ordinal, weekday| NthWeekday { ordinal, weekday };
    assert_eq!(
        rule,
        Rule {
            frequency: Frequency::Yearly,
            interval: 2,
            count: Some(7),
            until: None,
            by_month: vec![1, 12],
            by_week_number: Vec::new(),
            by_year_day: vec![-366, 366],
            by_month_day: vec![-31, 31],
            by_day: vec![day(0, Weekday::Mon), day(-1, Weekday::Sun), day(53, Weekday::Thu)],
            by_hour: vec![0, 23],
            by_minute: vec![59],
            by_second: vec![0, 59],
            by_set_position: vec![-1, 366],
            week_start: Weekday::Sun,
            skip: Skip::Omit,
            deviations: Vec::new(),
        }
    );
    assert_eq!(Rule::read("FREQ=YEARLY;BYWEEKNO=53,-53").unwrap().by_week_number, [-53, 53]);
}

#[test]
fn order_case_empty_parts_and_private_parts_do_not_matter() {
    let plain = Rule::every(Frequency::Daily);
    for text in
        ["FREQ=DAILY", "freq=daily", ";FREQ=DAILY;", " FREQ = DAILY ", "X-OWN=1;INTERVAL=1;FREQ=DAILY"]
    {
        assert_eq!(Rule::read(text), Ok(plain.clone()), "{text}");
    }
}

#[test]
fn until_may_be_a_date_a_time_or_an_instant() {
    let until = |text: &str| Rule::read(&format!("FREQ=DAILY;UNTIL={text}")).unwrap().until.unwrap();
    let civil = read_basic_civil("20261125T140000").unwrap();
    assert_eq!(until("20261125"), Until::Date(civil.date()));
    assert_eq!(until("20261125T140000"), Until::Civil(civil));
    assert_eq!(until("20261125T140000Z"), Until::Instant(Instant::from_utc(civil)));
    assert_eq!(until("2026-11-25T14:00:00Z"), Until::Instant(Instant::from_utc(civil)));
    assert_eq!(until("2026-11-25"), Until::Date(civil.date()));
    assert_eq!(until("20261125Z"), Until::Date(civil.date()));
}

#[test]
fn a_rule_without_a_frequency_or_in_another_calendar_is_rejected() {
    check_refused("", "no FREQ");
    check_refused("INTERVAL=2", "no FREQ");
    check_refused("FREQ=FORTNIGHTLY", "the unknown frequency FORTNIGHTLY");
    check_refused("FREQ=", "the unknown frequency ");
    check_refused("FREQ=YEARLY;RSCALE=CHINESE", "RSCALE=CHINESE: only the Gregorian calendar is supported");
}

#[test]
fn a_value_that_cannot_be_followed_is_ignored() {
    for part in [
        "WKST=XX",
        "WKST=1MO",
        "SKIP=SIDEWAYS",
        "BYMONTH=0",
        "BYMONTH=13",
        "BYMONTH=-1",
        "BYWEEKNO=0",
        "BYWEEKNO=54",
        "BYWEEKNO=-54",
        "BYYEARDAY=0",
        "BYYEARDAY=367",
        "BYYEARDAY=-367",
        "BYMONTHDAY=0",
        "BYMONTHDAY=32",
        "BYMONTHDAY=-32768",
        "BYHOUR=24",
        "BYHOUR=-1",
        "BYMINUTE=60",
        "BYMINUTE=-1",
        "BYSECOND=61",
        "BYSECOND=-1",
        "BYSETPOS=0",
        "BYSETPOS=367",
        "BYSETPOS=-367",
        "BYDAY=XX",
        "BYDAY=0MO",
        "BYDAY=54MO",
        "BYDAY=-54MO",
        "BYDAY=M",
        "BYDAY=1é",
    ] {
        let rule = Rule::read(&format!("FREQ=YEARLY;{part}")).unwrap();
        let words: Vec<_> = rule.deviations.iter().map(|deviation| deviation.words().0).collect();
        assert_eq!(words, [format!("the invalid value {part}")]);
        assert_eq!(Rule { deviations: Vec::new(), ..rule }, Rule::every(Frequency::Yearly));
    }
}

#[test]
fn the_other_values_of_a_list_stay() {
    let rule = Rule::read("FREQ=YEARLY;BYMONTH=1,13,2,;BYDAY=MO,XX").unwrap();
    assert_eq!(rule.by_month, [1, 2]);
    assert_eq!(rule.by_day, [NthWeekday { ordinal: 0, weekday: Weekday::Mon }]);
    assert_eq!(
        rule.deviations,
        [Deviation::Value("BYMONTH", "13".to_owned()), Deviation::Value("BYDAY", "XX".to_owned())]
    );
}

#[test]
fn a_limit_that_is_none_leaves_the_series() {
    let check = |part: &str, deviation: Deviation| {
        let rule = Rule::read(&format!("FREQ=DAILY;{part}")).unwrap();
        assert_eq!(rule.deviations, [deviation], "{part}");
        assert_eq!(Rule { deviations: Vec::new(), ..rule }, Rule::every(Frequency::Daily));
    };
    for value in ["0", "-1", "x", "4294967296"] {
        check(&format!("INTERVAL={value}"), Deviation::Interval(value.to_owned()));
        check(&format!("COUNT={value}"), Deviation::Count(value.to_owned()));
    }
    for value in ["20261301", "soon"] {
        check(&format!("UNTIL={value}"), Deviation::Until(value.to_owned()));
    }
    for part in ["nonsense", "WKST1", "BYEASTER=1"] {
        check(part, Deviation::Unknown(part.to_owned()));
    }
}

#[test]
fn parts_that_say_nothing_need_no_word() {
    let plain = Rule::every(Frequency::Weekly);
    for part in ["UNTIL=", "COUNT=", "INTERVAL=", "BYDAY=", "BYMONTH=", "WKST=", "BYDAY=,"] {
        assert_eq!(Rule::read(&format!("FREQ=WEEKLY;{part};")).unwrap(), plain, "{part}");
    }
    for text in [
        "RRULE:FREQ=WEEKLY",
        "FREQ=WEEKLY\\;WKST=MO",
        "\"FREQ=WEEKLY\"",
        "FREQ=WEEKLY;RSCALE=GREGORIAN;SKIP=OMIT",
    ] {
        assert_eq!(Rule::read(text).unwrap(), plain, "{text}");
    }
    let quoted = Rule::read("FREQ=WEEKLY;BYDAY=\"TH,TH\"").unwrap();
    assert_eq!(quoted.by_day, [NthWeekday { ordinal: 0, weekday: Weekday::Thu }]);
    assert_eq!(quoted.deviations, []);
}

#[test]
fn forbidden_parts_are_resolved_and_reported() {
    for (rule, expected, deviation) in [
        ("FREQ=WEEKLY;BYDAY=2MO", "FREQ=WEEKLY;BYDAY=MO", Deviation::Ordinals),
        ("FREQ=DAILY;BYDAY=MO,-1MO", "FREQ=DAILY;BYDAY=MO", Deviation::Ordinals),
        ("FREQ=YEARLY;BYWEEKNO=10;BYDAY=1MO", "FREQ=YEARLY;BYWEEKNO=10;BYDAY=MO", Deviation::OrdinalsOfWeeks),
        ("FREQ=SECONDLY;BYWEEKNO=20", "FREQ=SECONDLY;BYWEEKNO=20", Deviation::WeekNumbers),
        ("FREQ=MONTHLY;BYWEEKNO=20", "FREQ=MONTHLY;BYWEEKNO=20", Deviation::WeekNumbers),
        ("FREQ=MONTHLY;BYYEARDAY=100", "FREQ=MONTHLY;BYYEARDAY=100", Deviation::YearDays),
        (
            "FREQ=MONTHLY;BYYEARDAY=-1;BYMONTHDAY=-1",
            "FREQ=MONTHLY;BYMONTHDAY=-1",
            Deviation::YearDaysBesideOthers,
        ),
        ("FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=WEEKLY;BYMONTHDAY=1", Deviation::MonthDays),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261125", "FREQ=DAILY;COUNT=3;UNTIL=20261125", Deviation::TwoEnds),
    ] {
        let read = Rule::read(rule).unwrap();
        assert_eq!(read.deviations, [deviation], "{rule}");
        assert_eq!(read.to_string(), expected);
    }
    for rule in
        ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=MONTHLY;BYDAY=-1MO;COUNT=3", "FREQ=HOURLY;BYYEARDAY=1"]
    {
        assert_eq!(Rule::read(rule).unwrap().deviations, []);
    }
}

#[test]
fn a_long_value_is_truncated_in_the_message() {
    let rule = Rule::read(&format!("FREQ=DAILY;COUNT={}", "9".repeat(100))).unwrap();
    assert_eq!(rule.deviations, [Deviation::Count("9".repeat(40))]);
}

#[test]
fn a_rule_round_trips_as_text() {
    for text in [
        "FREQ=DAILY",
        "FREQ=SECONDLY;INTERVAL=90;COUNT=7",
        "FREQ=WEEKLY;UNTIL=20261125;BYDAY=MO,FR;WKST=SU",
        "FREQ=HOURLY;UNTIL=20261125T140000Z",
        "FREQ=MINUTELY;UNTIL=20261125T140000",
        "FREQ=MONTHLY;BYMONTHDAY=31;RSCALE=GREGORIAN;SKIP=BACKWARD",
        "FREQ=YEARLY;RSCALE=GREGORIAN;SKIP=FORWARD",
        "FREQ=MONTHLY;BYMONTHDAY=-1,15;BYHOUR=9,17;BYMINUTE=0,30;BYSECOND=5;BYSETPOS=-1,2",
        "FREQ=YEARLY;BYMONTH=1,12;BYYEARDAY=-1,100;BYDAY=2TU,-1SU,WE",
        "FREQ=YEARLY;BYWEEKNO=-1,20;BYDAY=TU",
    ] {
        assert_eq!(Rule::read(text).unwrap().to_string(), text);
    }
}
