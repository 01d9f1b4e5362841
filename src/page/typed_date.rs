//! Dates as people type them, in English: «tomorrow», «friday», «in 2 weeks», «14 march», «march 2027», «14.3.»,
//! «14.3.2027», «2027-03-14».

use chrono::{Datelike as _, Months, NaiveDate, Weekday};

use super::address::read_date;
use crate::calendar::time::date_plus;
use crate::calendar::time::words::{MONTHS, WEEKDAYS};
use crate::calendar::views::period::View;

/// The dates that some folded words name, each with the view that shows it: the day, or the month if no day is named.
/// Without a year it is the next such date from `today` on. There are several if a day and a month could be either.
pub fn read(words: &[String], today: NaiveDate) -> Vec<(NaiveDate, View)> {
    let words: Vec<_> = words.iter().map(|word| word.trim_end_matches([',', '.'])).collect();
    let on_day = |date| (date, View::Day);
    let one = match words.as_slice() {
        ["today"] => Some(on_day(today)),
        ["tomorrow"] => Some(on_day(date_plus(today, 1))),
        ["next", "week"] => Some((date_plus(today, 7), View::Week)),
        ["next", "month"] => today.with_day(1).and_then(|first| months_after(first, 1)),
        ["in", count, unit] => count.parse().ok().and_then(|count| date_ahead(today, count, unit)),
        [date] if read_date(date).is_some() => read_date(date).map(on_day),
        [date] if date.contains(['/', '.']) => return numeric(date, today).into_iter().map(on_day).collect(),
        words => with_weekday(words, today).or_else(|| with_month(words, today)),
    };
    one.into_iter().collect()
}

/// The date after a number of days, weeks or months, with its view.
fn date_ahead(today: NaiveDate, count: u32, unit: &str) -> Option<(NaiveDate, View)> {
    // A calendar that far ahead has no events.
    let count = Some(count).filter(|count| *count <= 1000)?;
    match unit {
        "day" | "days" => Some((date_plus(today, i64::from(count)), View::Day)),
        "week" | "weeks" => Some((date_plus(today, i64::from(count) * 7), View::Week)),
        "month" | "months" => months_after(today, count),
        _ => None,
    }
}

fn months_after(date: NaiveDate, count: u32) -> Option<(NaiveDate, View)> {
    Some((date.checked_add_months(Months::new(count))?, View::Month))
}

/// The first date on a weekday: from `today` on, or after it for the next one.
fn with_weekday(words: &[&str], today: NaiveDate) -> Option<(NaiveDate, View)> {
    let (word, first) = match words {
        ["next", word] => (word, date_plus(today, 1)),
        [word] | ["on" | "this", word] => (word, today),
        _ => return None,
    };
    let weekday = Weekday::try_from(u8::try_from(index_of(&WEEKDAYS, word)?).ok()?).ok()?;
    Some((date_plus(first, i64::from(weekday.days_since(first.weekday()))), View::Day))
}

/// The dates of a day and a month in either order, with or without a year after them. With points between them, the day
/// comes first.
fn numeric(text: &str, today: NaiveDate) -> Vec<NaiveDate> {
    let numbers: Option<Vec<u32>> = text.split(['/', '.']).map(|number| number.parse().ok()).collect();
    let (first, second, year) = match numbers.as_deref() {
        Some([first, second]) => (*first, *second, None),
        Some([first, second, year @ 1900..=2200]) => (*first, *second, i32::try_from(*year).ok()),
        _ => return Vec::new(),
    };
    let date = |day, month| match year {
        Some(year) => NaiveDate::from_ymd_opt(year, month, day),
        None => next(today, |year| NaiveDate::from_ymd_opt(year, month, day)),
    };
    let (day_first, month_first) = (date(first, second), date(second, first));
    let month_first = month_first.filter(|date| text.contains('/') && Some(*date) != day_first);
    day_first.into_iter().chain(month_first).collect()
}

/// The first date that is not before `first`, of one date in each year.
fn next(first: NaiveDate, in_year: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
    // There are at most eight years between two leap days.
    (first.year()..=first.year() + 8).filter_map(in_year).find(|date| *date >= first)
}

/// The date in words that name a month, with or without a day and a year.
fn with_month(words: &[&str], today: NaiveDate) -> Option<(NaiveDate, View)> {
    let month = words.iter().find_map(|word| month(word))?;
    let (mut day, mut year) = (None, None);
    let says_nothing = |word: &str| ["of", "the"].contains(&word) || index_of(&WEEKDAYS, word).is_some();
    for word in words.iter().filter(|word| self::month(word).is_none() && !says_nothing(word)) {
        let number: u32 = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).parse().ok()?;
        match number {
            1..=31 if day.is_none() => day = Some(number),
            1900..=2200 if year.is_none() => year = i32::try_from(number).ok(),
            _ => return None,
        }
    }
    let in_year = |year| NaiveDate::from_ymd_opt(year, month, day.unwrap_or(1));
    // The month of today is not over.
    let first = if day.is_some() { today } else { today.with_day(1)? };
    let date = match year {
        Some(year) => in_year(year)?,
        None => next(first, in_year)?,
    };
    Some((date, if day.is_some() { View::Day } else { View::Month }))
}

/// The number of the month with this name, which may be shortened to three letters.
fn month(word: &str) -> Option<u32> {
    u32::try_from(index_of(&MONTHS, word)? + 1).ok()
}

/// The index of the first name that starts with `word`; none if `word` has fewer than three letters.
fn index_of(names: &[&str], word: &str) -> Option<usize> {
    let begins = |name: &&str| name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    names.iter().position(|name| word.len() >= 3 && begins(name))
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
            ("friday", "2026-11-27", View::Day),
            ("next wed", "2026-12-02", View::Day),
            ("wednesday", "2026-11-25", View::Day),
            ("in 3 days", "2026-11-28", View::Day),
            ("in 2 weeks", "2026-12-09", View::Week),
            ("in 3 months", "2027-02-25", View::Month),
            ("15/3/2027", "2027-03-15", View::Day),
            ("3/15/2027", "2027-03-15", View::Day),
            ("4.3.2027", "2027-03-04", View::Day),
            ("3/3/2027", "2027-03-03", View::Day),
            ("15.3.", "2027-03-15", View::Day),
            ("29.2", "2028-02-29", View::Day),
            ("1st of june", "2027-06-01", View::Day),
            ("Wed, 25 Nov", "2026-11-25", View::Day),
            ("Wednesday, 25 November 2026", "2026-11-25", View::Day),
            ("friday 13 march", "2027-03-13", View::Day),
        ] {
            let words: Vec<_> = typed.split(' ').map(ToOwned::to_owned).collect();
            assert_eq!(read(&words, today), [(read_date(date).unwrap(), view)], "{typed}");
        }
        for typed in [
            "ma",
            "matrix",
            "31 feb 2027",
            "march 14 15",
            "slack 2027",
            "12",
            "31/2/2027",
            "1/2/3",
            "in 9999 days",
            "in two weeks",
        ] {
            let words: Vec<_> = typed.split(' ').map(ToOwned::to_owned).collect();
            assert_eq!(read(&words, today), [], "{typed}");
        }
    }

    #[test]
    fn a_day_and_a_month_that_could_be_either_are_two_dates() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
        let dates = read(&["4/3/2027".to_owned()], today).into_iter().map(|(date, _)| date);
        assert!(dates.eq(["2027-03-04", "2027-04-03"].map(|date| read_date(date).unwrap())));
        let dates = read(&["3/4".to_owned()], today).into_iter().map(|(date, _)| date);
        assert!(dates.eq(["2027-04-03", "2027-03-04"].map(|date| read_date(date).unwrap())));
    }
}
