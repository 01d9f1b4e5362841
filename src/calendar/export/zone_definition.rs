//! Writes zones as `VTIMEZONE` (RFC 5545 section 3.6.5): every offset change since a first day. Changes that
//! recur each year in the same way are written as a rule, the others one by one.

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::content::Content;
use crate::calendar::ics::encoding::escaped;
use crate::calendar::rrule::rule::{Frequency, NthWeekday, Rule};
use crate::calendar::time::zone::{Change, Zone};
use crate::calendar::time::{Instant, Offset, basic_civil, civil_plus};

/// How many years ahead a rule has to hold: within 28 years each date falls on every weekday.
const YEARS_AHEAD: i64 = 28;

/// The mean length of a year, in seconds.
const YEAR: i64 = 31_556_952;

/// Writes the definition of a zone, correct from `first` on.
pub(super) fn write(content: &mut Content, zone: &Zone, first: Instant, now: Instant) {
    content.line("BEGIN", "VTIMEZONE");
    content.line("TZID", &escaped(zone.name()));
    let at_first = zone.offset_at(first);
    part(content, "STANDARD", (at_first, at_first), &[zone.civil_at(first)], None);
    let end = now.max(first).plus(YEARS_AHEAD * YEAR);
    let mut changes = zone.changes(first, end);
    while let Some(Change { before, after, .. }) = changes.first().copied() {
        let (alike, others) = changes
            .into_iter()
            .partition::<Vec<_>, _>(|change| (change.before, change.after) == (before, after));
        changes = others;
        let times: Vec<_> =
            alike.iter().map(|change| civil_plus(change.at.utc(), before.seconds())).collect();
        let name = if after > before { "DAYLIGHT" } else { "STANDARD" };
        let (singles, law) = law(&times, end.utc().year());
        if !singles.is_empty() {
            part(content, name, (before, after), singles, None);
        }
        if let Some((times, rule)) = law {
            part(content, name, (before, after), times, Some(&rule));
        }
    }
    content.line("END", "VTIMEZONE");
}

fn part(
    content: &mut Content,
    name: &str,
    (before, after): (Offset, Offset),
    times: &[NaiveDateTime],
    rule: Option<&Rule>,
) {
    let Some((first, others)) = times.split_first() else { return };
    content.line("BEGIN", name);
    content.line("DTSTART", &basic_civil(*first));
    content.line("TZOFFSETFROM", &written(before));
    content.line("TZOFFSETTO", &written(after));
    if let Some(rule) = rule {
        content.line("RRULE", &rule.to_string());
    } else if !others.is_empty() {
        let others: Vec<_> = others.iter().map(|time| basic_civil(*time)).collect();
        content.line("RDATE", &others.join(","));
    }
    content.line("END", name);
}

fn written(offset: Offset) -> String {
    offset.text().replace(':', "")
}

/// Splits times into those before a yearly rule holds and those since then, with the rule; a rule has to hold
/// until the year of the end.
fn law(times: &[NaiveDateTime], end: i32) -> (&[NaiveDateTime], Option<(&[NaiveDateTime], Rule)>) {
    let Some(last) = times.last().filter(|last| last.year() >= end - 1) else { return (times, None) };
    let mut since = times.len();
    let mut year = last.year() + 1;
    for time in times.iter().rev() {
        if time.year() != year - 1 || time.month() != last.month() || time.time() != last.time() {
            break;
        }
        year = time.year();
        since -= 1;
    }
    // The rule has to hold for all the years ahead; before that, another one may have been in force.
    let enough = usize::try_from(YEARS_AHEAD).unwrap_or(usize::MAX) - 2;
    let (before, alike) = times.split_at(since);
    let Some(ahead) = alike.len().checked_sub(enough).and_then(|cut| alike.get(cut..)) else {
        return (times, None);
    };
    let Some(rule) = rule(ahead) else { return (times, None) };
    let follows = |time: &NaiveDateTime| falls_on(&rule, time.date());
    let held = alike.iter().rev().take_while(|time| follows(time)).count();
    let (others, since) = times.split_at(before.len() + alike.len() - held);
    (others, Some((since, rule)))
}

/// The rule for times that occur once a year, in the same month and at the same time of day.
fn rule(times: &[NaiveDateTime]) -> Option<Rule> {
    let days = times.iter().map(Datelike::day);
    let (least, most) = (days.clone().min()?, days.max()?);
    let first = times.first()?;
    let mut rule = Rule::every(Frequency::Yearly);
    rule.by_month = vec![i16::try_from(first.month()).ok()?];
    let length = if first.month() == 2 { 28 } else { u32::from(first.date().num_days_in_month()) };
    if least == most {
        rule.by_month_day = vec![i16::try_from(least).ok()?];
        return Some(rule);
    }
    if most - least != 6 || times.iter().any(|time| time.weekday() != first.weekday()) {
        return None;
    }
    let nth = |ordinal| vec![NthWeekday { ordinal, weekday: first.weekday() }];
    if most == length {
        rule.by_day = nth(-1);
    } else if most % 7 == 0 {
        rule.by_day = nth(i16::try_from(most / 7).ok()?);
    } else {
        rule.by_day = nth(0);
        rule.by_month_day = (least..=most).filter_map(|day| i16::try_from(day).ok()).collect();
    }
    Some(rule)
}

/// Whether a date in a rule's month is the one that the rule selects.
fn falls_on(rule: &Rule, date: NaiveDate) -> bool {
    let day = i16::try_from(date.day()).unwrap_or(0);
    let length = i16::from(date.num_days_in_month());
    let named = rule.by_month_day.is_empty() || rule.by_month_day.contains(&day);
    named
        && rule.by_day.iter().all(|nth| {
            let ordinal = if nth.ordinal < 0 { -((length - day) / 7 + 1) } else { (day - 1) / 7 + 1 };
            date.weekday() == nth.weekday && (nth.ordinal == 0 || nth.ordinal == ordinal)
        })
}
