//! Dates as people type them, in English: «tomorrow», «14 march», «march 2027», «2027-03-14».

use chrono::{Datelike as _, NaiveDate};

use super::address::read_date;
use crate::calendar::time::date_plus;
use crate::calendar::time::words::MONTHS;
use crate::calendar::views::period::View;

/// The date that some folded words name, and the view that shows it: the day, or the month if no day is named. Without a
/// year it is the next such date from `today` on.
pub fn read(words: &[String], today: NaiveDate) -> Option<(NaiveDate, View)> {
    let words: Vec<_> = words.iter().map(|word| word.trim_end_matches([',', '.'])).collect();
    match words.as_slice() {
        ["today"] => return Some((today, View::Day)),
        ["tomorrow"] => return Some((date_plus(today, 1), View::Day)),
        ["next", "week"] => return Some((date_plus(today, 7), View::Week)),
        ["next", "month"] => return Some((next_month(today)?, View::Month)),
        [date] if read_date(date).is_some() => return read_date(date).map(|date| (date, View::Day)),
        _ => {}
    }
    let month = words.iter().find_map(|word| month(word))?;
    let (mut day, mut year) = (None, None);
    for word in words.iter().filter(|word| self::month(word).is_none()) {
        let number: u32 = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()?;
        match number {
            1..=31 if day.is_none() => day = Some(number),
            1900..=2200 if year.is_none() => year = i32::try_from(number).ok(),
            _ => return None,
        }
    }
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1));
    let is_past = |date: &NaiveDate| {
        if day.is_some() { *date < today } else { *date < today.with_day(1).unwrap_or(today) }
    };
    let date = match year {
        Some(year) => in_year(year)?,
        // There are at most eight years between two leap days.
        None => (today.year()..=today.year() + 8).filter_map(in_year).find(|date| !is_past(date))?,
    };
    Some((date, if day.is_some() { View::Day } else { View::Month }))
}

/// The number of a month, from its English name or at least the first three letters of it.
fn month(word: &str) -> Option<u32> {
    let begins = |name: &&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let index = MONTHS.iter().position(|name| word.len() >= 3 && begins(name))?;
    u32::try_from(index + 1).ok()
}

fn next_month(today: NaiveDate) -> Option<NaiveDate> {
    Some(date_plus(today.with_day(1)?, 32)).and_then(|date| date.with_day(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_type_them() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        for (typed, date, view) in [
            ("today", "2026-11-25", View::Day),
            ("tomorrow", "2026-11-26", View::Day),
            ("next week", "2026-12-02", View::Week),
            ("next month", "2026-12-01", View::Month),
            ("march 2027", "2027-03-01", View::Month),
            ("mar", "2027-03-01", View::Month),
            ("november", "2026-11-01", View::Month),
            ("14 march", "2027-03-14", View::Day),
            ("march 14th, 2028", "2028-03-14", View::Day),
            ("24 nov", "2027-11-24", View::Day),
            ("29 feb", "2028-02-29", View::Day),
            ("2027-03-14", "2027-03-14", View::Day),
        ] {
            let words: Vec<_> = typed.split(' ').map(ToOwned::to_owned).collect();
            assert_eq!(read(&words, today), read_date(date).map(|date| (date, view)), "{typed}");
        }
        for typed in ["ma", "matrix", "31 feb 2027", "march 14 15", "slack 2027", "12"] {
            let words: Vec<_> = typed.split(' ').map(ToOwned::to_owned).collect();
            assert_eq!(read(&words, today), None, "{typed}");
        }
    }
}
