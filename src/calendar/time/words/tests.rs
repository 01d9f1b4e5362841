use super::*;
use crate::calendar::time::read_basic_civil;

#[test]
fn english_formats_days_and_times() {
    let civil = read_basic_civil("20261125T090500").unwrap();
    let (date, time) = (civil.date(), civil.time());
    assert_eq!(English.language(), "en");
    assert_eq!(English.day(date, false), "Wednesday, 25 November");
    assert_eq!(English.day(date, true), "Wednesday, 25 November 2026");
    assert_eq!(English.short_day(date), "Wed, 25 Nov");
    assert_eq!(English.time(time), "09:05");
    assert_eq!(English.moment(civil), "Wed, 25 Nov, 09:05");
    assert_eq!(English.as_of(civil), "25 November 2026, 09:05");
}

#[test]
fn english_ranges_name_a_day_once() {
    let civil = |text| read_basic_civil(text).unwrap();
    let (start, end, next_day) =
        (civil("20261125T090500"), civil("20261125T180000"), civil("20261126T010000"));
    let plain = |text: String| text.replace('\u{a0}', " ");
    assert_eq!(English.times(start, start), "09:05");
    assert_eq!(plain(English.times(start, end)), "09:05 – 18:00");
    assert_eq!(plain(English.moments(start, end)), "Wed, 25 Nov, 09:05 – 18:00");
    assert_eq!(plain(English.moments(start, next_day)), "Wed, 25 Nov, 09:05 – Thu, 26 Nov, 01:00");
    assert_eq!(plain(English.when(start, end)), "Wednesday, 25 November, 09:05 – 18:00");
    assert_eq!(
        plain(English.when(start, next_day)),
        "Wednesday, 25 November, 09:05 – Thursday, 26 November, 01:00"
    );
    assert_eq!(
        plain(English.day_range(start.date(), next_day.date())),
        "Wednesday, 25 November – Thursday, 26 November"
    );
    assert_eq!(English.day_range(start.date(), start.date()), "Wednesday, 25 November");
}

#[test]
fn english_has_every_weekday_and_month() {
    let days = (1..=12).map(|month| NaiveDate::from_ymd_opt(2026, month, month).unwrap());
    let shown: Vec<_> = days.map(|day| English.short_day(day)).collect();
    assert_eq!(
        shown,
        [
            "Thu, 1 Jan",
            "Mon, 2 Feb",
            "Tue, 3 Mar",
            "Sat, 4 Apr",
            "Tue, 5 May",
            "Sat, 6 Jun",
            "Tue, 7 Jul",
            "Sat, 8 Aug",
            "Wed, 9 Sep",
            "Sat, 10 Oct",
            "Wed, 11 Nov",
            "Sat, 12 Dec",
        ]
    );
}

#[test]
fn days_near_today_have_names() {
    for (ahead, name) in [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "in 2 days")] {
        assert_eq!(English.near_day(ahead), name);
    }
}

#[test]
fn a_duration_has_its_two_largest_parts() {
    for (seconds, expected) in [
        (-5, "0 seconds"),
        (0, "0 seconds"),
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (61, "1 minute, 1 second"),
        (3599, "59 minutes, 59 seconds"),
        (3600, "1 hour"),
        (3659, "1 hour"),
        (7325, "2 hours, 2 minutes"),
        (86_399, "23 hours, 59 minutes"),
        (86_400, "1 day"),
        (86_459, "1 day"),
        (187_200, "2 days, 4 hours"),
        (8_640_000, "100 days"),
    ] {
        assert_eq!(English.length(&length_parts(seconds)), expected, "{seconds}");
    }
}
