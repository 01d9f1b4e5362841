//! Parses the times of an event: dates, times, durations and periods.

use std::borrow::Cow;

use chrono::{NaiveDate, NaiveTime};

use super::{EventEnd, EventTime, ZoneIndex, ZoneNames};
use crate::calendar::ics::component::Component;
use crate::calendar::ics::content_line::ContentLine;
use crate::calendar::ics::problem::{Problem, Problems};
use crate::calendar::ics::property::Property;
use crate::calendar::rrule::rule::excerpt;
use crate::calendar::time::{Instant, date_of_midnight, read_basic_civil, read_basic_date};

/// Parses one date or time with the parameters of its content line.
pub fn read_time(line: &ContentLine<'_>, text: &str, zones: &mut ZoneNames) -> Option<EventTime> {
    TimeParameters::of(line).read(text, zones)
}

/// The parameters of a content line that say how its times are read. They are read once, because a line can have many
/// times and long parameters.
struct TimeParameters<'a> {
    /// Whether the line says that its values are dates.
    is_date: bool,
    /// The name of the zone, with the number of the line.
    zone: Option<(Cow<'a, str>, usize)>,
    /// The zone, once a time is in it.
    index: Option<ZoneIndex>,
}

impl<'a> TimeParameters<'a> {
    fn of(line: &ContentLine<'a>) -> Self {
        let is_date = line.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"));
        let zone = line.parameter("TZID").filter(|name| !name.trim().is_empty());
        Self { is_date, zone: zone.map(|name| (name, line.line())), index: None }
    }

    fn read(&mut self, text: &str, zones: &mut ZoneNames) -> Option<EventTime> {
        let text = text.trim_ascii();
        if let Some(date) = read_basic_date(text) {
            return Some(EventTime::Date(date));
        }
        // Some programs write a time with `VALUE=DATE`.
        if self.is_date {
            return text.get(..8).and_then(read_basic_date).map(EventTime::Date);
        }
        if let Some(utc) = text.strip_suffix(['Z', 'z']) {
            return read_basic_civil(utc).map(|civil| EventTime::Utc(Instant::from_utc(civil)));
        }
        let civil = read_basic_civil(text)?;
        let Some((name, line)) = &self.zone else { return Some(EventTime::Floating(civil)) };
        let index = *self.index.get_or_insert_with(|| zones.index_of(name.trim(), *line));
        Some(EventTime::Zoned(civil, index))
    }
}

/// Whether Outlook marks the event as all-day, which it also does for times at midnight (MS-OXCICAL).
pub(super) fn is_all_day(component: &Component<'_>) -> bool {
    component.text(Property::AllDay).is_some_and(|value| value.trim().eq_ignore_ascii_case("TRUE"))
}

/// The date of a time that stands for a whole day.
pub(super) fn date_of(time: EventTime) -> NaiveDate {
    match time {
        EventTime::Utc(instant) => date_of_midnight(instant),
        time => time.civil().date(),
    }
}

pub(super) fn read_end(
    component: &Component<'_>,
    start: EventTime,
    zones: &mut ZoneNames,
    problems: &mut Problems,
) -> EventEnd {
    let property = |name| component.property(name).filter(|line| !line.is_blank());
    if let Some(line) = property(Property::End) {
        let date_only = matches!(start, EventTime::Date(_));
        match read_time(line, line.value, zones) {
            Some(end) if matches!(end, EventTime::Date(_)) == date_only => {
                if is_before(end, start) {
                    let what = "an end before the start";
                    problems.push(Problem::new(line.line(), what, "the event has no length").invisible());
                }
                return EventEnd::At(end);
            }
            Some(_) => problems.push(Problem::new(
                line.line(),
                "DTSTART and DTEND are not both dates or both times",
                "the end was ignored",
            )),
            None => problems.push(bad_time(line, line.value, "the end was ignored")),
        }
    } else if let Some(line) = property(Property::Duration) {
        match read_duration(line.value) {
            Some((days, seconds)) if days >= 0 && seconds >= 0 => return EventEnd::After { days, seconds },
            Some(_) => {
                problems.push(Problem::new(line.line(), "a negative DURATION", "the end was ignored"));
            }
            None => {
                let what = format!("DURATION has «{}», which is no duration", excerpt(line.value));
                problems.push(Problem::new(line.line(), what, "the end was ignored"));
            }
        }
    }
    EventEnd::Missing
}

/// Parses a duration (RFC 5545 section 3.3.6) into calendar days and seconds.
pub fn read_duration(text: &str) -> Option<(i64, i64)> {
    let text = text.trim().to_ascii_uppercase();
    let (sign, body) = match text.strip_prefix('-') {
        Some(body) => (-1, body),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let (mut days, mut seconds, mut number, mut said) = (0_i64, 0_i64, None::<i64>, false);
    for letter in body.strip_prefix('P')?.chars() {
        if let Some(digit) = letter.to_digit(10) {
            number = Some(number.unwrap_or(0).checked_mul(10)?.checked_add(i64::from(digit))?);
            continue;
        }
        if letter == 'T' && number.is_none() {
            continue;
        }
        let amount = number.take()?;
        said = true;
        let (sum, unit) = match letter {
            'W' => (&mut days, 7),
            'D' => (&mut days, 1),
            'H' => (&mut seconds, 3600),
            'M' => (&mut seconds, 60),
            'S' => (&mut seconds, 1),
            _ => return None,
        };
        *sum = sum.checked_add(amount.checked_mul(unit)?)?;
    }
    (said && number.is_none()).then_some((sign * days, sign * seconds))
}

pub(super) fn read_dates(
    component: &Component<'_>,
    property: Property,
    zones: &mut ZoneNames,
    problems: &mut Problems,
) -> Vec<(EventTime, EventEnd)> {
    let mut dates = Vec::new();
    for line in component.lines.iter().filter(|line| line.property == property) {
        let mut parameters = TimeParameters::of(line);
        let is_of_exchange = is_of_exchange(line);
        // Some programs separate dates by semicolons, or escape the commas.
        let texts = line.value.split([',', ';']).map(|text| text.trim_matches([' ', '\\']));
        for text in texts.filter(|text| !text.is_empty()) {
            let (start, end) = text.split_once('/').unwrap_or((text, ""));
            let Some(start) = parameters.read(start, zones) else {
                problems.push(bad_time(line, text, "this date was left out"));
                continue;
            };
            // Exchange writes midnight in UTC to exclude a whole day.
            let start = match start {
                EventTime::Zoned(civil, _) if civil.time() == NaiveTime::MIN && is_of_exchange => {
                    EventTime::Date(civil.date())
                }
                start => start,
            };
            let end = match (read_duration(end), parameters.read(end, zones)) {
                (Some((days, seconds)), _) if days >= 0 && seconds >= 0 => EventEnd::After { days, seconds },
                (_, Some(end)) => EventEnd::At(end),
                _ => EventEnd::Missing,
            };
            dates.push((start, end));
        }
    }
    dates
}

fn is_of_exchange(line: &ContentLine<'_>) -> bool {
    line.property == Property::ExceptionDates
        && line.parameter("TZID").is_some_and(|zone| zone.eq_ignore_ascii_case("tzone://Microsoft/Utc"))
}

pub(super) fn bad_time(line: &ContentLine<'_>, value: &str, done: &str) -> Problem {
    let what = format!("{} has «{}», which is no date or time", line.name(), excerpt(value));
    Problem::new(line.line(), what, done)
}

/// Whether a time is before another one of the same kind in the same zone.
fn is_before(one: EventTime, other: EventTime) -> bool {
    match (one, other) {
        (EventTime::Date(one), EventTime::Date(other)) => one < other,
        (EventTime::Utc(one), EventTime::Utc(other)) => one < other,
        (EventTime::Floating(one), EventTime::Floating(other)) => one < other,
        (EventTime::Zoned(one, zone), EventTime::Zoned(other, other_zone)) => {
            zone == other_zone && one < other
        }
        _ => false,
    }
}
