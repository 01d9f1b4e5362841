//! Recurrence rules as text: "every second Wednesday", "last Thursday of the month".

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use crate::calendar::ics::feed::Feed;
use crate::calendar::rrule::rule::{Frequency, NthWeekday, Rule, Skip, Until};
use crate::calendar::time::date_plus;
use crate::calendar::time::words::{MONTHS, WEEKDAYS};
use crate::calendar::time::zone::{Zone, ZoneDatabase};
use crate::small_sort::sort_by_key;

/// When a series recurs, as text; `None` for an event that does not recur, or that the feed does not define.
pub fn series_in_words(feed: &Feed, uid: &str, database: &dyn ZoneDatabase) -> Option<String> {
    let event = feed.series_with(uid)?.master.as_ref()?;
    let (start, zone) = (event.start.civil(), feed.zone_of(event.start, database));
    let mut words: Vec<_> = event
        .rules
        .iter()
        .map(|rule| feed.rule_of(rule, event.start, database))
        .map(|rule| rule_in_words(&rule, start, zone.as_ref()))
        .collect();
    match event.dates.len() {
        0 => {}
        1 => words.push("on one more date".to_owned()),
        dates => words.push(format!("on {dates} more dates")),
    }
    (!words.is_empty()).then(|| listed(&words))
}

/// A rule in English, for a series that starts at `start` in `zone`, which is `None` for a date or a floating
/// time.
pub fn rule_in_words(rule: &Rule, start: NaiveDateTime, zone: Option<&Zone>) -> String {
    let mut words = match rule.frequency {
        Frequency::Secondly => every(rule.interval, "second"),
        Frequency::Minutely => every(rule.interval, "minute"),
        Frequency::Hourly => every(rule.interval, "hour"),
        Frequency::Daily => every(rule.interval, "day"),
        Frequency::Weekly => weekly(rule, start.weekday()),
        Frequency::Monthly => monthly(rule, start.date()),
        Frequency::Yearly => yearly(rule, start.date()),
    };
    if rule.frequency < Frequency::Weekly {
        words += &limits(rule);
    }
    if !matches!(rule.frequency, Frequency::Yearly) && !rule.by_month.is_empty() {
        words = format!("{words} in {}", months(&rule.by_month));
    }
    if rule.frequency >= Frequency::Daily && rule.by_hour.len() > 1 {
        let times = rule.by_hour.len();
        words = if times == 2 { words + ", twice a day" } else { format!("{words}, {times} times a day") };
    }
    match rule.skip {
        Skip::Omit => {}
        Skip::Backward => words += ", or on the day before where there is no such day",
        Skip::Forward => words += ", or on the day after where there is no such day",
    }
    if let Some(count) = rule.count {
        words = format!("{words}, {count} {}", if count == 1 { "time" } else { "times" });
    }
    // Some programs write the last second before the next time.
    let last_day = |until: NaiveDateTime| {
        let is_before = until.time() < start.time() && !rule.has_times();
        date_plus(until.date(), if is_before { -1 } else { 0 })
    };
    let until = rule.until.map(|until| match (until, zone) {
        (Until::Date(date), _) => date,
        (Until::Civil(civil), _) => last_day(civil),
        (Until::Instant(instant), Some(zone)) => last_day(zone.civil_at(instant)),
        (Until::Instant(instant), None) => last_day(instant.utc()),
    });
    if let Some(until) = until {
        words = format!("{words}, until {}", date(until));
    }
    words
}

fn weekly(rule: &Rule, start: Weekday) -> String {
    let days = weekdays(&rule.by_day);
    let days = match days.as_slice() {
        [] if rule.names_days() => return every(rule.interval, "week") + &limits(rule),
        [] => vec![name(start)],
        _ => days,
    };
    let positions = &rule.by_set_position;
    let words = match (days.as_slice(), rule.interval) {
        (_, interval) if !positions.is_empty() => {
            format!("{} of {} in {}", ordinals_text(positions), listed(&days), every(interval, "week"))
        }
        (days, 1) if days.len() == 7 => "every day".to_owned(),
        ([day], interval) => every(interval, day),
        (_, 1) => format!("every {}", span(&days)),
        (_, interval) => format!("{} on {}", every(interval, "week"), span(&days)),
    };
    words + &limits(&Rule { by_day: Vec::new(), ..rule.clone() })
}

fn monthly(rule: &Rule, start: NaiveDate) -> String {
    let of = match rule.interval {
        1 => "of the month".to_owned(),
        interval => format!("of {}", every(interval, "month")),
    };
    days_of_months(rule, start, &of)
}

fn yearly(rule: &Rule, start: NaiveDate) -> String {
    let years = every(rule.interval, "year");
    let months_named = if rule.by_month.is_empty() { None } else { Some(months(&rule.by_month)) };
    if !rule.by_week_number.is_empty() || !rule.by_year_day.is_empty() {
        let within = months_named.map_or_else(String::new, |months| format!(" in {months}"));
        return format!("{years}{}{within}", limits(rule));
    }
    if !rule.names_days() {
        let start_month = [i16::try_from(start.month()).unwrap_or(1)];
        let months = months_named.unwrap_or_else(|| months(&start_month));
        return format!("{years} on {} {months}", start.day());
    }
    if rule.by_month_day.is_empty() && months_named.is_none() {
        return format!("{} of {years}", nth_weekdays(rule));
    }
    let of = format!("of {}", months_named.as_deref().unwrap_or("each month"));
    let days = days_of_months(rule, start, &of);
    if rule.interval == 1 { format!("{days}, every year") } else { format!("{days}, {years}") }
}

/// The days of a month that a rule selects; `of` is the text for the months.
fn days_of_months(rule: &Rule, start: NaiveDate, of: &str) -> String {
    let month_days = &rule.by_month_day;
    if !rule.by_week_number.is_empty() || !rule.by_year_day.is_empty() {
        return format!("days {of}{}", limits(rule));
    }
    match (rule.by_day.as_slice(), month_days.as_slice()) {
        ([], []) => format!("the {} {of}", ordinal(i16::try_from(start.day()).unwrap_or(0))),
        ([], days) => {
            let days: Vec<_> = days.iter().map(|day| day_of_month(*day)).collect();
            format!("the {} {of}", picked(rule, &listed(&days)))
        }
        ([NthWeekday { ordinal: 0, weekday }], [first, .., last])
            if last - first == 6 && month_days.len() == 7 =>
        {
            // Seven consecutive days contain each weekday once.
            match first % 7 {
                1 if *first > 0 => format!("{} {} {of}", nth(first / 7 + 1), name(*weekday)),
                _ if *last == -1 => format!("last {} {of}", name(*weekday)),
                _ => format!(
                    "the {} {of} from the {} to the {}",
                    name(*weekday),
                    day_of_month(*first),
                    day_of_month(*last)
                ),
            }
        }
        (_, []) => format!("{} {of}", nth_weekdays(rule)),
        (_, days) => {
            let days: Vec<_> = days.iter().map(|day| day_of_month(*day)).collect();
            let weekdays = weekdays(&rule.by_day);
            format!("the {} {of} where it is a {}", listed(&days), joined(&weekdays, "or"))
        }
    }
}

/// "first and third Tuesday", "last day from Monday to Friday", "every Monday".
fn nth_weekdays(rule: &Rule) -> String {
    let plain = rule.by_day.iter().all(|day| day.ordinal == 0);
    if plain {
        let days = weekdays(&rule.by_day);
        let days = match days.len() {
            7 => "day".to_owned(),
            1 => days.concat(),
            _ if span(&days).contains(" to ") => format!("day from {}", span(&days)),
            _ => joined(&days, "or"),
        };
        return match rule.by_set_position.as_slice() {
            [] => format!("every {days}"),
            positions => format!("{} {days}", ordinals_text(positions)),
        };
    }
    let mut groups: Vec<(Weekday, Vec<i16>)> = Vec::new();
    for day in &rule.by_day {
        match groups.iter_mut().find(|(weekday, _)| *weekday == day.weekday) {
            Some((_, ordinals)) => ordinals.push(day.ordinal),
            None => groups.push((day.weekday, vec![day.ordinal])),
        }
    }
    let groups: Vec<_> = groups
        .iter()
        .map(|(weekday, ordinals)| {
            let words = if ordinals.contains(&0) { "every".to_owned() } else { ordinals_text(ordinals) };
            format!("{words} {}", name(*weekday))
        })
        .collect();
    picked(rule, &listed(&groups))
}

/// Applies `BYSETPOS` to the text for some days.
fn picked(rule: &Rule, days: &str) -> String {
    match rule.by_set_position.as_slice() {
        [] => days.to_owned(),
        positions => format!("{} of {days}", ordinals_text(positions)),
    }
}

/// The parts that only limit the days.
fn limits(rule: &Rule) -> String {
    let mut words = Vec::new();
    if !rule.by_week_number.is_empty() {
        let weeks: Vec<_> = rule.by_week_number.iter().map(ToString::to_string).collect();
        words.push(format!(" in {} {}", if weeks.len() == 1 { "week" } else { "weeks" }, listed(&weeks)));
    }
    let days = |days: &[i16]| listed(&days.iter().map(|day| day_of_month(*day)).collect::<Vec<_>>());
    if !rule.by_year_day.is_empty() {
        words.push(format!(" on the {} of the year", days(&rule.by_year_day)));
    }
    if !rule.by_month_day.is_empty() {
        words.push(format!(" on the {} of the month", days(&rule.by_month_day)));
    }
    if !rule.by_day.is_empty() {
        words.push(format!(" on {}", span(&weekdays(&rule.by_day))));
    }
    words.concat()
}

/// "every day", "every second day", "every 12 days".
fn every(interval: u32, unit: &str) -> String {
    match i16::try_from(interval) {
        Ok(1) => format!("every {unit}"),
        Ok(interval @ 2..=10) => format!("every {} {unit}", nth(interval)),
        _ => format!("every {interval} {unit}s"),
    }
}

/// "first", "last", "second to last", "11th".
fn nth(number: i16) -> String {
    const WORDS: [&str; 10] =
        ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
    let word = |number: i16| {
        let index = usize::from(number.unsigned_abs()).checked_sub(1);
        let word = index.and_then(|index| WORDS.get(index));
        word.map_or_else(|| ordinal(number.abs()), |word| (*word).to_owned())
    };
    match number {
        -1 => "last".to_owned(),
        ..-1 => format!("{} to last", word(number)),
        _ => word(number),
    }
}

fn ordinals_text(numbers: &[i16]) -> String {
    // First those counted from the beginning, then those counted from the end.
    let mut numbers = numbers.to_vec();
    sort_by_key(&mut numbers, |number| (*number < 0, *number));
    listed(&numbers.iter().map(|number| nth(*number)).collect::<Vec<_>>())
}

fn day_of_month(day: i16) -> String {
    match day {
        -1 => "last day".to_owned(),
        ..-1 => format!("{} day", nth(day)),
        _ => ordinal(day),
    }
}

/// "1st", "22nd", "113th".
pub(super) fn ordinal(number: i16) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// The names of weekdays, Monday first.
fn weekdays(days: &[NthWeekday]) -> Vec<String> {
    let mut days: Vec<_> = days.iter().map(|day| day.weekday).collect();
    sort_by_key(&mut days, Weekday::num_days_from_monday);
    days.dedup();
    days.into_iter().map(name).collect()
}

/// "Monday to Friday" for consecutive days, otherwise "Monday, Wednesday and Friday".
fn span(days: &[String]) -> String {
    match days {
        [first, .., last] if days.len() > 2 && WEEKDAYS.windows(days.len()).any(|window| window == days) => {
            format!("{first} to {last}")
        }
        _ => listed(days),
    }
}

fn name(weekday: Weekday) -> String {
    WEEKDAYS.get(weekday.num_days_from_monday() as usize).copied().unwrap_or_default().to_owned()
}

fn months(months: &[i16]) -> String {
    listed(&months.iter().map(|month| month_name(*month)).collect::<Vec<_>>())
}

fn month_name(month: i16) -> &'static str {
    let index = usize::try_from(month).ok().and_then(|month| month.checked_sub(1));
    index.and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

fn date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_name(i16::try_from(date.month()).unwrap_or(0)), date.year())
}

fn listed<T: AsRef<str>>(words: &[T]) -> String {
    joined(words, "and")
}

fn joined<T: AsRef<str>>(words: &[T], last: &str) -> String {
    match words {
        [] => String::new(),
        [only] => only.as_ref().to_owned(),
        [others @ .., end] => {
            let others: Vec<_> = others.iter().map(AsRef::as_ref).collect();
            format!("{} {last} {}", others.join(", "), end.as_ref())
        }
    }
}

#[cfg(test)]
mod tests;
