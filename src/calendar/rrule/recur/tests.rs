use super::*;
use crate::calendar::time::{civil_text, date_text, read_basic_civil};

fn civil(text: &str) -> NaiveDateTime {
    read_basic_civil(text).unwrap_or_else(|| panic!("{text}"))
}

fn times(start: &str, rule: &str, first: &str, last: &str) -> Recurrences {
    let rule = Rule::read(rule).unwrap_or_else(|reason| panic!("{rule}: {reason}"));
    let window = CivilWindow { first: civil(first), last: civil(last) };
    recurrences(&rule, civil(start), window, 1_000_000)
}

/// Compares the times up to the end of the day `last`. A time at the start's time of day is shown as a date.
fn check_until(start: &str, rule: &str, last: &str, expected: &str) {
    let found = times(start, rule, start, &format!("{last}T235959"));
    assert!(!found.was_limited, "{rule}");
    let show = |time: &NaiveDateTime| {
        if time.time() == civil(start).time() { date_text(time.date()) } else { civil_text(*time) }
    };
    let shown: Vec<_> = found.times.iter().map(show).collect();
    let expected: Vec<_> = expected.split_whitespace().collect();
    assert_eq!(shown, expected, "{rule} from {start}");
}

/// Compares all times of a rule that has an end.
fn check(start: &str, rule: &str, expected: &str) {
    check_until(start, rule, "21000101", expected);
}

// The examples of RFC 5545 section 3.8.5.3 start on Tuesday, 2 September 1997, at nine.
const NINE: &str = "19970902T090000";

#[test]
fn daily_with_an_interval_and_a_count() {
    check(NINE, "FREQ=DAILY;COUNT=3", "1997-09-02 1997-09-03 1997-09-04");
    check(NINE, "FREQ=DAILY;INTERVAL=10;COUNT=5", "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12");
}

#[test]
fn daily_in_one_month_of_each_year() {
    check_until(
        "19980101T090000",
        "FREQ=DAILY;BYMONTH=1;BYMONTHDAY=1,31;UNTIL=20000131T140000",
        "21000101",
        "1998-01-01 1998-01-31 1999-01-01 1999-01-31 2000-01-01 2000-01-31",
    );
}

#[test]
fn until_is_inclusive_and_a_date_is_its_whole_day() {
    check(NINE, "FREQ=DAILY;UNTIL=19970904T090000", "1997-09-02 1997-09-03 1997-09-04");
    check(NINE, "FREQ=DAILY;UNTIL=19970904T085959", "1997-09-02 1997-09-03");
    check(NINE, "FREQ=DAILY;UNTIL=19970903", "1997-09-02 1997-09-03");
    check("19970902T000000", "FREQ=DAILY;UNTIL=19970903", "1997-09-02 1997-09-03");
    check(NINE, "FREQ=DAILY;UNTIL=19970901", "");
}

#[test]
fn until_as_an_instant_is_left_to_the_caller() {
    let found = times(NINE, "FREQ=DAILY;UNTIL=19970903T000000Z", NINE, "19970905T235959");
    assert_eq!(found.times.len(), 4);
}

#[test]
fn weekly_on_the_weekday_of_the_start_or_on_others() {
    check(NINE, "FREQ=WEEKLY;COUNT=3", "1997-09-02 1997-09-09 1997-09-16");
    check(NINE, "FREQ=WEEKLY;COUNT=4;BYDAY=TU,TH", "1997-09-02 1997-09-04 1997-09-09 1997-09-11");
}

#[test]
fn every_other_week_depends_on_the_first_day_of_the_week() {
    check(
        "19970901T090000",
        "FREQ=WEEKLY;INTERVAL=2;COUNT=7;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29",
    );
    let rule = "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU";
    check("19970805T090000", &format!("{rule};WKST=MO"), "1997-08-05 1997-08-10 1997-08-19 1997-08-24");
    check("19970805T090000", &format!("{rule};WKST=SU"), "1997-08-05 1997-08-17 1997-08-19 1997-08-31");
}

#[test]
fn monthly_on_the_nth_weekday_from_either_end() {
    check("19970905T090000", "FREQ=MONTHLY;COUNT=4;BYDAY=1FR", "1997-09-05 1997-10-03 1997-11-07 1997-12-05");
    check(
        "19970907T090000",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=6;BYDAY=1SU,-1SU",
        "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25",
    );
    check(
        "19970922T090000",
        "FREQ=MONTHLY;COUNT=4;BYDAY=-2MO",
        "1997-09-22 1997-10-20 1997-11-17 1997-12-22",
    );
}

#[test]
fn months_without_a_fifth_weekday_are_skipped() {
    check("20260930T090000", "FREQ=MONTHLY;COUNT=4;BYDAY=5WE", "2026-09-30 2026-12-30 2027-03-31 2027-06-30");
}

#[test]
fn monthly_on_days_of_the_month_from_either_end() {
    check(
        "19970928T090000",
        "FREQ=MONTHLY;COUNT=5;BYMONTHDAY=-3",
        "1997-09-28 1997-10-29 1997-11-28 1997-12-29 1998-01-29",
    );
    check(
        "19970930T090000",
        "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=1,-1",
        "1997-09-30 1997-10-01 1997-10-31 1997-11-01",
    );
    check(
        "19970910T090000",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=8;BYMONTHDAY=10,11,12,13",
        "1997-09-10 1997-09-11 1997-09-12 1997-09-13 1999-03-10 1999-03-11 1999-03-12 1999-03-13",
    );
}

#[test]
fn months_without_the_day_are_skipped() {
    check("20260131T090000", "FREQ=MONTHLY;COUNT=4", "2026-01-31 2026-03-31 2026-05-31 2026-07-31");
    check(
        "20270115T090000",
        "FREQ=MONTHLY;COUNT=4;BYMONTHDAY=15,30",
        "2027-01-15 2027-01-30 2027-02-15 2027-03-15",
    );
}

#[test]
fn bymonthday_and_byday_have_to_match_both() {
    // The first of these is the start, which RFC 5545 counts whether or not the rule falls on it.
    check(NINE, "FREQ=MONTHLY;COUNT=4;BYDAY=FR;BYMONTHDAY=13", "1997-09-02 1998-02-13 1998-03-13 1998-11-13");
    check(
        "19970913T090000",
        "FREQ=MONTHLY;COUNT=4;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09-13 1997-10-11 1997-11-08 1997-12-13",
    );
}

#[test]
fn yearly_in_some_months() {
    check(
        "19970610T090000",
        "FREQ=YEARLY;COUNT=5;BYMONTH=6,7",
        "1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10",
    );
    check(
        "19970310T090000",
        "FREQ=YEARLY;INTERVAL=2;COUNT=4;BYMONTH=1,3",
        "1997-03-10 1999-01-10 1999-03-10 2001-01-10",
    );
    check(
        "19970313T090000",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH;COUNT=4",
        "1997-03-13 1997-03-20 1997-03-27 1998-03-05",
    );
}

#[test]
fn yearly_on_a_day_of_the_year_from_either_end() {
    check(
        "19970101T090000",
        "FREQ=YEARLY;INTERVAL=3;COUNT=5;BYYEARDAY=1,100,200",
        "1997-01-01 1997-04-10 1997-07-19 2000-01-01 2000-04-09",
    );
    check("19971231T090000", "FREQ=YEARLY;COUNT=3;BYYEARDAY=-1", "1997-12-31 1998-12-31 1999-12-31");
    check_until(
        "20241231T090000",
        "FREQ=YEARLY;BYYEARDAY=366",
        "20330101",
        "2024-12-31 2028-12-31 2032-12-31",
    );
}

#[test]
fn yearly_on_the_nth_weekday_of_the_year_or_of_its_months() {
    check("19970519T090000", "FREQ=YEARLY;COUNT=3;BYDAY=20MO", "1997-05-19 1998-05-18 1999-05-17");
    check("19971231T090000", "FREQ=YEARLY;COUNT=3;BYDAY=-1WE", "1997-12-31 1998-12-30 1999-12-29");
    check("19970402T090000", "FREQ=YEARLY;COUNT=3;BYMONTH=4,5;BYDAY=1WE", "1997-04-02 1997-05-07 1998-04-01");
}

#[test]
fn yearly_in_weeks_of_iso_8601() {
    check("19970512T090000", "FREQ=YEARLY;COUNT=3;BYWEEKNO=20;BYDAY=MO", "1997-05-12 1998-05-11 1999-05-17");
    check("20201228T090000", "FREQ=YEARLY;COUNT=3;BYWEEKNO=53;BYDAY=MO", "2020-12-28 2026-12-28 2032-12-27");
    check("20261223T090000", "FREQ=YEARLY;COUNT=3;BYWEEKNO=-2", "2026-12-23 2027-12-22 2028-12-20");
}

#[test]
fn leap_days_recur_every_four_years_but_not_in_2100() {
    check_until("20240229T090000", "FREQ=YEARLY", "20330101", "2024-02-29 2028-02-29 2032-02-29");
    let found = times("20240229T090000", "FREQ=YEARLY", "20950101T000000", "21050101T000000");
    let shown: Vec<_> = found.times.iter().map(|time| date_text(time.date())).collect();
    assert_eq!(shown, ["2096-02-29", "2104-02-29"]);
    check_until(
        "20240229T090000",
        "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=-1",
        "20310101",
        "2024-02-29 2026-02-28 2028-02-29 2030-02-28",
    );
}

#[test]
fn election_day_is_the_tuesday_after_a_monday_in_november() {
    check(
        "19961105T090000",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3",
        "1996-11-05 2000-11-07 2004-11-02",
    );
}

#[test]
fn bysetpos_selects_from_the_times_of_a_period() {
    check(
        "19970904T090000",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09-04 1997-10-07 1997-11-06",
    );
    check(
        "19970929T090000",
        "FREQ=MONTHLY;COUNT=4;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09-29 1997-10-30 1997-11-27 1997-12-30",
    );
    check(
        "20261102T090000",
        "FREQ=WEEKLY;COUNT=4;BYDAY=MO,WE,FR;BYSETPOS=1,-1",
        "2026-11-02 2026-11-06 2026-11-09 2026-11-13",
    );
    check(
        "20260101T090000",
        "FREQ=YEARLY;COUNT=3;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1",
        "2026-01-01 2027-01-01 2028-01-03",
    );
}

#[test]
fn bysetpos_counts_times_before_the_start() {
    check("20261118T090000", "FREQ=MONTHLY;COUNT=3;BYDAY=WE;BYSETPOS=3", "2026-11-18 2026-12-16 2027-01-20");
}

#[test]
fn byhour_and_byminute_combine_within_a_day() {
    check_until(
        "20261125T090000",
        "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0,30",
        "20261125",
        "2026-11-25 2026-11-25T09:30:00 2026-11-25T17:00:00 2026-11-25T17:30:00",
    );
    check_until(
        "20261125T090000",
        "FREQ=WEEKLY;BYDAY=WE,TH;BYHOUR=9,10",
        "20261126",
        "2026-11-25 2026-11-25T10:00:00 2026-11-26 2026-11-26T10:00:00",
    );
}

#[test]
fn rules_within_a_day_keep_their_interval_across_days() {
    check_until(
        "19970902T090000",
        "FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T170000",
        "19970910",
        "1997-09-02 1997-09-02T12:00:00 1997-09-02T15:00:00",
    );
    check(
        "20261125T230000",
        "FREQ=HOURLY;INTERVAL=5;COUNT=4",
        "2026-11-25 2026-11-26T04:00:00 2026-11-26T09:00:00 2026-11-26T14:00:00",
    );
    check(
        "19970902T090000",
        "FREQ=MINUTELY;INTERVAL=90;COUNT=3",
        "1997-09-02 1997-09-02T10:30:00 1997-09-02T12:00:00",
    );
    check(
        "20261125T090000",
        "FREQ=SECONDLY;INTERVAL=45;COUNT=3",
        "2026-11-25 2026-11-25T09:00:45 2026-11-25T09:01:30",
    );
    check(
        "19970902T090000",
        "FREQ=MINUTELY;INTERVAL=20;BYHOUR=9;COUNT=4",
        "1997-09-02 1997-09-02T09:20:00 1997-09-02T09:40:00 1997-09-03",
    );
}

#[test]
fn the_start_is_always_an_occurrence() {
    check("20261126T090000", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", "2026-11-26 2026-11-30 2026-12-07");
}

/// Rules of every kind without an end; each has a time in every ten years.
const ENDLESS: [&str; 16] = [
    "FREQ=DAILY",
    "FREQ=DAILY;INTERVAL=9;BYMONTH=2,7",
    "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,SA;WKST=SU",
    "FREQ=WEEKLY;BYDAY=MO,TU,FR;BYSETPOS=-1",
    "FREQ=MONTHLY;INTERVAL=7",
    "FREQ=MONTHLY;BYDAY=-1TH",
    "FREQ=MONTHLY;INTERVAL=5;BYMONTHDAY=-1,31",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,2",
    "FREQ=YEARLY",
    "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
    "FREQ=YEARLY;BYWEEKNO=1,-1",
    "FREQ=YEARLY;BYYEARDAY=-1,60",
    "FREQ=YEARLY;INTERVAL=3;BYDAY=20MO,-1SU",
    "FREQ=HOURLY;INTERVAL=7",
    "FREQ=MINUTELY;INTERVAL=1000;BYDAY=SU",
    "FREQ=HOURLY;INTERVAL=5;BYMINUTE=0,30;BYSETPOS=2",
];

#[test]
fn a_distant_window_matches_an_expansion_from_the_start() {
    for rule in ENDLESS {
        let start = "20080229T143000";
        let walk = times(start, rule, start, "20351231T235959").times;
        for (first, last) in [
            ("20100101T000000", "20100301T120000"),
            ("20280229T000000", "20280229T235959"),
            ("20310515T143000", "20311231T235959"),
            ("20250101T000000", "20351231T235959"),
        ] {
            let filtered: Vec<_> =
                walk.iter().copied().filter(|time| (civil(first)..=civil(last)).contains(time)).collect();
            assert_eq!(times(start, rule, first, last).times, filtered, "{rule} from {first}");
        }
        assert!(walk.len() > 6, "{rule} falls on nothing that could differ");
    }
}

#[test]
fn count_begins_at_the_start_however_far_the_window() {
    for rule in ENDLESS {
        let walk = times("20080229T143000", rule, "20080229T143000", "20351231T235959").times;
        let half = walk.len().min(2000) / 2;
        let counted =
            times("20080229T143000", &format!("{rule};COUNT={half}"), "20080229T143000", "20360101T000000");
        assert_eq!(counted.times, walk[..half], "{rule}");
    }
}

#[test]
fn a_computed_count_equals_a_counted_one() {
    for rule in ENDLESS.into_iter().chain([
        "FREQ=DAILY;INTERVAL=3;BYHOUR=9,17;BYMINUTE=0,30;BYSETPOS=1,-1,4",
        "FREQ=WEEKLY;BYDAY=MO,FR,SU;WKST=WE",
        "FREQ=MONTHLY;BYDAY=1MO,3WE,1MO",
        "FREQ=MONTHLY;BYDAY=1MO,-1MO",
        "FREQ=MONTHLY;BYMONTHDAY=1,15,28",
        "FREQ=MONTHLY;BYMONTHDAY=15,-15",
        "FREQ=YEARLY;BYMONTH=3,11;BYDAY=2SU",
        "FREQ=YEARLY;BYMONTHDAY=-1,-28",
        "FREQ=YEARLY;BYYEARDAY=1,365",
        "FREQ=YEARLY;BYDAY=52FR",
        "FREQ=YEARLY;BYDAY=53FR",
        "FREQ=HOURLY;INTERVAL=9;BYMINUTE=0,20,40;BYSETPOS=-1,1",
        "FREQ=MINUTELY;INTERVAL=777;BYSECOND=5,6",
        "FREQ=SECONDLY;INTERVAL=86399",
    ]) {
        let start = "20080215T143000";
        let walk = times(start, rule, start, "20351231T235959").times;
        for count in [1, 2, 3, walk.len() / 3, walk.len() / 2, walk.len() - 1] {
            let rule = format!("{rule};COUNT={count}");
            // Far from the start, and near the end of the count.
            let middle = walk[count - 1] - chrono::TimeDelta::days(40);
            for first in [middle, civil("20200101T000000")] {
                let expected: Vec<_> = walk[..count].iter().copied().filter(|time| *time >= first).collect();
                let window = CivilWindow { first, last: civil("20351231T235959") };
                let found = recurrences(&Rule::read(&rule).unwrap(), civil(start), window, 10_000_000);
                assert_eq!(found.times, expected, "{rule} from {first}");
            }
        }
    }
}

#[test]
fn an_old_count_costs_no_more_than_a_recent_one() {
    for rule in
        ["FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU", "FREQ=MONTHLY;BYDAY=-1TH", "FREQ=SECONDLY", "FREQ=YEARLY"]
    {
        let rule = Rule::read(&format!("{rule};COUNT=4000000000")).unwrap();
        let window = CivilWindow { first: civil("20261101T000000"), last: civil("20261101T010000") };
        let found = recurrences(&rule, civil("19000115T090000"), window, 50_000);
        assert!(!found.was_limited && found.steps_left > 40_000, "{rule:?}: {}", found.steps_left);
    }
}

#[test]
fn forbidden_parts_act_as_limits() {
    check(NINE, "FREQ=WEEKLY;COUNT=3;BYMONTHDAY=3,10", "1997-09-02 1997-09-03 1997-09-10");
    check(NINE, "FREQ=DAILY;COUNT=3;BYWEEKNO=37", "1997-09-02 1997-09-08 1997-09-09");
}

#[test]
fn a_rule_that_never_matches_ends_when_steps_run_out() {
    let rule = Rule::read("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30").unwrap();
    let window = CivilWindow { first: civil(NINE), last: NaiveDateTime::MAX };
    let found = recurrences(&rule, civil("19970101T090000"), window, 10_000);
    assert_eq!(found, Recurrences { times: vec![], was_limited: true, steps_left: 0 });
}

#[test]
fn the_edges_of_the_calendar_are_handled() {
    let window = CivilWindow { first: NaiveDateTime::MIN, last: NaiveDateTime::MAX };
    for rule in ENDLESS {
        let rule = Rule::read(&format!("{rule};INTERVAL=4294967295")).unwrap();
        let found = recurrences(&rule, civil("99991231T235959"), window, 10_000);
        assert_eq!(found.times.first(), Some(&civil("99991231T235959")), "{rule:?}");
    }
}

// The examples of RFC 7529 section 4, and others of its kind.

#[test]
fn a_leap_day_is_skipped_as_skip_says() {
    let leap = |skip: &str| format!("RSCALE=GREGORIAN;FREQ=YEARLY;COUNT=5;SKIP={skip}");
    check("20120229T000000", &leap("FORWARD"), "2012-02-29 2013-03-01 2014-03-01 2015-03-01 2016-02-29");
    check("20120229T000000", &leap("BACKWARD"), "2012-02-29 2013-02-28 2014-02-28 2015-02-28 2016-02-29");
    check("20120229T000000", &leap("OMIT"), "2012-02-29 2016-02-29 2020-02-29 2024-02-29 2028-02-29");
}

#[test]
fn the_31st_of_each_month_is_skipped_as_skip_says() {
    let monthly = |skip: &str| format!("RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP={skip};COUNT=4");
    check("20140131T000000", &monthly("FORWARD"), "2014-01-31 2014-03-01 2014-03-31 2014-05-01");
    check("20140131T000000", &monthly("BACKWARD"), "2014-01-31 2014-02-28 2014-03-31 2014-04-30");
    check("20140131T000000", &monthly("OMIT"), "2014-01-31 2014-03-31 2014-05-31 2014-07-31");
}

#[test]
fn skipped_days_are_counted_once_and_limited_by_the_other_parts() {
    check(
        "20260130T000000",
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30;SKIP=BACKWARD;UNTIL=20260331",
        "2026-01-30 2026-02-28 2026-03-28 2026-03-29 2026-03-30",
    );
    check(
        "20260401T000000",
        "FREQ=MONTHLY;BYMONTHDAY=1,31;SKIP=FORWARD;UNTIL=20260601",
        "2026-04-01 2026-05-01 2026-05-31 2026-06-01",
    );
    check(
        "20231231T000000",
        "FREQ=YEARLY;BYYEARDAY=366;SKIP=FORWARD;COUNT=3",
        "2023-12-31 2024-01-01 2024-12-31",
    );
    let late = times("20140131T000000", "FREQ=MONTHLY;SKIP=FORWARD", "20260301T000000", "20260302T000000");
    assert_eq!(late.times, [civil("20260301T000000")]);
}

#[test]
fn a_set_position_counts_within_the_weeks_of_one_year() {
    check(
        "19990108T090000",
        "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=4",
        "1999-01-08 2000-01-07 2001-01-05 2002-01-04",
    );
}

#[test]
fn a_period_with_more_times_than_steps_is_not_expanded_whole() {
    let all = |most: u32| (0..=most).map(|number| number.to_string()).collect::<Vec<_>>().join(",");
    let seconds = format!("BYHOUR={};BYMINUTE={};BYSECOND={}", all(23), all(59), all(59));
    let rule = Rule::read(&format!("FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;{seconds}")).unwrap();
    let window = CivilWindow { first: civil("20260101T000000"), last: civil("20261231T235959") };
    let found = recurrences(&rule, civil("20260101T000000"), window, 1000);
    assert!(found.was_limited);
    assert_eq!(found.times.len(), 86_400);
}
