use super::*;

/// Expects the rule to be rejected for this reason.
fn check_refused(rule: &str, reason: &str) {
    assert_eq!(Rule::read(rule), Err(reason.to_owned()), "{rule}");
}

#[test]
fn every_part_of_rfc_5545_section_3_3_10_is_read() {
    let rule = Rule::read(
        "FREQ=YEARLY;INTERVAL=2;COUNT=7;BYSECOND=0,60;BYMINUTE=59;BYHOUR=23,0;BYDAY=MO,-1SU,+53TH;\
         BYMONTHDAY=-31,31;BYYEARDAY=366,-366;BYWEEKNO=53,-53;BYMONTH=12,1;BYSETPOS=-1,366;WKST=SU",
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
            by_week_number: vec![-53, 53],
            by_year_day: vec![-366, 366],
            by_month_day: vec![-31, 31],
            by_day: vec![day(0, Weekday::Mon), day(-1, Weekday::Sun), day(53, Weekday::Thu)],
            by_hour: vec![0, 23],
            by_minute: vec![59],
            by_second: vec![0, 59],
            by_set_position: vec![-1, 366],
            week_start: Weekday::Sun,
            liberties: Vec::new(),
        }
    );
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
    assert_eq!(until("20261125"), Until::Civil(midnight(civil.date())));
    assert_eq!(until("20261125T140000"), Until::Civil(civil));
    assert_eq!(until("20261125T140000Z"), Until::Instant(Instant::from_utc(civil)));
}

#[test]
fn a_missing_or_unknown_frequency_is_rejected() {
    check_refused("", "no FREQ");
    check_refused("INTERVAL=2", "no FREQ");
    check_refused("FREQ=FORTNIGHTLY", "the invalid value FREQ=FORTNIGHTLY");
    check_refused("FREQ=", "the invalid value FREQ=");
}

#[test]
fn every_number_out_of_range_is_rejected() {
    for part in [
        "INTERVAL=0",
        "INTERVAL=-1",
        "INTERVAL=x",
        "INTERVAL=4294967296",
        "COUNT=0",
        "COUNT=-1",
        "COUNT=x",
        "COUNT=",
        "UNTIL=20261301",
        "UNTIL=soon",
        "WKST=XX",
        "WKST=1MO",
        "BYMONTH=0",
        "BYMONTH=13",
        "BYMONTH=-1",
        "BYMONTH=",
        "BYWEEKNO=0",
        "BYWEEKNO=54",
        "BYWEEKNO=-54",
        "BYYEARDAY=0",
        "BYYEARDAY=367",
        "BYYEARDAY=-367",
        "BYMONTHDAY=0",
        "BYMONTHDAY=32",
        "BYMONTHDAY=-32",
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
        "BYDAY=",
        "BYDAY=1é",
    ] {
        check_refused(&format!("FREQ=YEARLY;{part}"), &format!("the invalid value {part}"));
    }
}

#[test]
fn the_error_names_the_wrong_value_of_a_list() {
    check_refused("FREQ=YEARLY;BYMONTH=1,13,2", "the invalid value BYMONTH=13");
    check_refused("FREQ=YEARLY;BYDAY=MO,XX", "the invalid value BYDAY=XX");
}

#[test]
fn forbidden_parts_are_followed_and_reported() {
    for (rule, liberty) in [
        ("FREQ=WEEKLY;BYDAY=2MO", Liberty::Ordinals),
        ("FREQ=DAILY;BYDAY=MO,-1MO", Liberty::Ordinals),
        ("FREQ=SECONDLY;BYWEEKNO=20", Liberty::WeekNumbers),
        ("FREQ=MONTHLY;BYWEEKNO=20", Liberty::WeekNumbers),
        ("FREQ=DAILY;COUNT=3;UNTIL=20261125", Liberty::TwoEnds),
    ] {
        let rule = Rule::read(rule).unwrap();
        assert_eq!(rule.liberties, [liberty]);
        if liberty == Liberty::Ordinals {
            assert_eq!(rule.by_day, [NthWeekday { ordinal: 0, weekday: Weekday::Mon }]);
        }
    }
    for rule in ["FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "FREQ=MONTHLY;BYDAY=-1MO;COUNT=3"] {
        assert_eq!(Rule::read(rule).unwrap().liberties, []);
    }
}

#[test]
fn rscale_and_skip_are_rejected_as_rfc_7529_allows() {
    for part in ["RSCALE=CHINESE", "SKIP=FORWARD"] {
        let name = part.split('=').next().unwrap();
        check_refused(
            &format!("FREQ=YEARLY;{part}"),
            &format!("{name}, which requires a non-Gregorian calendar"),
        );
    }
}

#[test]
fn unknown_parts_are_rejected() {
    check_refused("FREQ=DAILY;BYEASTER=1", "the unknown part BYEASTER");
    check_refused("FREQ=DAILY;nonsense", "«nonsense», which has no =");
}

#[test]
fn a_long_value_is_truncated_in_the_error() {
    let long = "9".repeat(100);
    check_refused(
        &format!("FREQ=DAILY;COUNT={long}"),
        &format!("the invalid value COUNT={}", "9".repeat(40)),
    );
}

#[test]
fn a_rule_round_trips_as_text() {
    for text in [
        "FREQ=DAILY",
        "FREQ=SECONDLY;INTERVAL=90;COUNT=7",
        "FREQ=WEEKLY;UNTIL=20261125;BYDAY=MO,FR;WKST=SU",
        "FREQ=HOURLY;UNTIL=20261125T140000Z",
        "FREQ=MINUTELY;UNTIL=20261125T140000",
        "FREQ=MONTHLY;BYMONTHDAY=-1,15;BYHOUR=9,17;BYMINUTE=0,30;BYSECOND=5;BYSETPOS=-1,2",
        "FREQ=YEARLY;BYMONTH=1,12;BYWEEKNO=-1,20;BYYEARDAY=-1,100;BYDAY=2TU,-1SU,WE",
    ] {
        assert_eq!(Rule::read(text).unwrap().to_string(), text);
    }
}
