use super::*;
use crate::calendar::time::words::English;
use crate::calendar::time::{date_text, read_basic_date};

fn period(view: View, date: &str) -> Period {
    Period { view, date: read_basic_date(date).unwrap() }
}

fn check(view: View, date: &str, week_start: Weekday, expected: (&str, &str), title: &str) {
    let period = period(view, date);
    let (first, last) = period.days(week_start);
    assert_eq!((date_text(first).as_str(), date_text(last).as_str()), expected);
    assert_eq!(period.title(week_start, &English), title);
}

#[test]
fn views_show_whole_weeks_from_the_first_day_of_the_week() {
    check(View::Month, "20261125", Weekday::Mon, ("2026-10-26", "2026-12-06"), "November 2026");
    check(View::Month, "20261125", Weekday::Sun, ("2026-11-01", "2026-12-05"), "November 2026");
    check(View::Week, "20261125", Weekday::Mon, ("2026-11-23", "2026-11-29"), "23 – 29 November 2026");
    check(
        View::Week,
        "20261230",
        Weekday::Sat,
        ("2026-12-26", "2027-01-01"),
        "26 December 2026 – 1 January 2027",
    );
    check(View::Day, "20261125", Weekday::Mon, ("2026-11-25", "2026-11-25"), "Wednesday, 25 November 2026");
    check(
        View::Agenda,
        "20261125",
        Weekday::Mon,
        ("2026-11-25", "2026-12-08"),
        "25 November – 8 December 2026",
    );
}

#[test]
fn moving_goes_to_the_next_or_previous_period() {
    let date = |view, date: &str, steps| date_text(period(view, date).moved(steps).date);
    assert_eq!(date(View::Month, "20270131", 1), "2027-02-28");
    assert_eq!(date(View::Month, "20270131", -2), "2026-11-30");
    assert_eq!(date(View::Week, "20261125", -1), "2026-11-18");
    assert_eq!(date(View::Day, "20261231", 1), "2027-01-01");
    assert_eq!(date(View::Agenda, "20261125", 1), "2026-12-09");
}

#[test]
fn views_are_found_by_name() {
    for view in View::ALL {
        assert_eq!(View::named(view.name()), Some(view));
    }
    assert_eq!(View::named("year"), None);
}
