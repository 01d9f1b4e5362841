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
    assert_eq!(plain(English.when(start, end, false)), "Wednesday, 25 November, 09:05 – 18:00");
    assert_eq!(
        plain(English.when(start, next_day, false)),
        "Wednesday, 25 November, 09:05 – Thursday, 26 November, 01:00"
    );
    assert_eq!(plain(English.when(start, end, true)), "Wednesday, 25 November 2026, 09:05 – 18:00");
    assert_eq!(
        plain(English.day_range(start.date(), next_day.date(), false)),
        "Wednesday, 25 November – Thursday, 26 November"
    );
    assert_eq!(English.day_range(start.date(), start.date(), true), "Wednesday, 25 November 2026");
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
    for (amount, name) in [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (2, "in 2 days")] {
        assert_eq!(English.relative(Unit::Day, amount), name);
    }
}

#[test]
fn how_far_ahead_a_time_is_has_the_unit_that_fits() {
    for (minutes, days, expected) in [
        (1, 0, "in 1 minute"),
        (99, 0, "in 99 minutes"),
        (100, 0, "in 2 hours"),
        (149, 0, "in 2 hours"),
        (150, 1, "in 3 hours"),
        (1439, 1, "in 24 hours"),
        (1440, 1, "tomorrow"),
        (1500, 2, "in 2 days"),
    ] {
        let (unit, amount) = ahead(minutes, days);
        assert_eq!(English.relative(unit, amount), expected, "{minutes}");
    }
}
