//! Events of a feed (RFC 5545 section 3.6.1), with types.

mod details;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::component::Component;
use super::content_line::{ContentLine, UnfoldedText};
use super::limits::Limits;
use super::problem::{Problem, Problems};
use super::property::Property;
use crate::calendar::rrule::rule::Rule;
use crate::calendar::time::{Instant, midnight, read_basic_civil, read_basic_date};
pub use details::Details;

/// The zone of a time: an index into the zone names of its [`Feed`](super::feed::Feed).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ZoneIndex(pub usize);

/// A date or a time as written in a feed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventTime {
    /// A date: a whole day.
    Date(NaiveDate),
    /// A floating time: it has no zone and is the same local time for every visitor.
    Floating(NaiveDateTime),
    /// A time in UTC.
    Utc(Instant),
    /// A time in one of the feed's zones.
    Zoned(NaiveDateTime, ZoneIndex),
}

impl EventTime {
    /// The local time in its own zone; midnight for a date.
    pub fn civil(self) -> NaiveDateTime {
        match self {
            Self::Date(date) => midnight(date),
            Self::Floating(civil) | Self::Zoned(civil, _) => civil,
            Self::Utc(instant) => instant.utc(),
        }
    }
}

/// The end of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EventEnd {
    /// `DTEND`
    At(EventTime),
    /// `DURATION`: calendar days, then seconds.
    After {
        /// The calendar days.
        days: i64,
        /// The seconds, added after the days.
        seconds: i64,
    },
    /// Neither: one day for a date, no length for a time.
    Unsaid,
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It takes place.
    #[default]
    Confirmed,
    /// It may take place.
    Tentative,
    /// It does not take place.
    Cancelled,
}

impl Status {
    /// The name of the status in lower case.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Tentative => "tentative",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A `VEVENT`.
#[derive(Clone, Debug)]
pub struct Event {
    /// The line of its `BEGIN`.
    pub line: usize,
    /// `UID`
    pub uid: Arc<str>,
    /// `RECURRENCE-ID`: the occurrence of a series that this event overrides.
    pub recurrence_id: Option<EventTime>,
    /// `RANGE=THISANDFUTURE`: it overrides all later occurrences too.
    pub this_and_future: bool,
    /// `SEQUENCE` and `LAST-MODIFIED`, which tell which of two versions is newer.
    pub version: (i64, Option<NaiveDateTime>),
    /// `DTSTART`
    pub start: EventTime,
    /// `DTEND` or `DURATION`
    pub end: EventEnd,
    /// `RRULE`
    pub rules: Vec<Rule>,
    /// `EXRULE`
    pub exception_rules: Vec<Rule>,
    /// `RDATE`, each with its own end if it is a period
    pub dates: Vec<(EventTime, EventEnd)>,
    /// `EXDATE`
    pub exception_dates: Vec<EventTime>,
    /// `STATUS`
    pub status: Status,
    /// `CLASS`: whether it is private or confidential, so that only its owner may see it
    pub is_private: bool,
    /// The lines of all other properties, as ranges of the feed's text
    detail_lines: Vec<Range<usize>>,
    /// The parsed details, once they have been requested
    details: OnceLock<Arc<Details>>,
}

/// The names of the zones that a feed's times are in, in the order of first use, each with the line of that
/// use.
#[derive(Debug, Default)]
pub struct ZoneNames {
    indices: HashMap<String, usize>,
    names: Vec<(String, usize)>,
}

impl ZoneNames {
    /// The index of a name, which is added if it is new.
    pub fn index_of(&mut self, name: &str, line: usize) -> ZoneIndex {
        if let Some(index) = self.indices.get(name) {
            return ZoneIndex(*index);
        }
        let index = self.names.len();
        self.indices.insert(name.to_owned(), index);
        self.names.push((name.to_owned(), line));
        ZoneIndex(index)
    }

    /// The names, each with the line of its first use.
    pub fn into_names(self) -> Vec<(String, usize)> {
        self.names
    }
}

impl Event {
    /// Parses a `VEVENT`; `None` if it has no valid start.
    pub fn read(
        component: &Component<'_>,
        zones: &mut ZoneNames,
        limits: &Limits,
        problems: &mut Problems,
    ) -> Option<Self> {
        // A cancelled occurrence can be identified by its RECURRENCE-ID, even without a DTSTART.
        let start_line =
            component.property(Property::Start).or_else(|| component.property(Property::RecurrenceId));
        let Some(start_line) = start_line else {
            problems.push(Problem::new(component.line, "an event without DTSTART", "the event was left out"));
            return None;
        };
        let Some(start) = read_time(start_line, start_line.value, zones) else {
            problems.push(bad_time(start_line, "the event was left out"));
            return None;
        };
        let uid = component.text(Property::Uid).unwrap_or_else(|| {
            problems.push(Problem::new(
                component.line,
                "an event without UID",
                "one was made from its line number",
            ));
            format!("line-{}", component.line)
        });
        let mut uid = uid.trim().to_owned();
        let recurrence_line = component.property(Property::RecurrenceId);
        let recurrence_id = recurrence_line.and_then(|line| {
            let time = read_time(line, line.value, zones);
            if time.is_none() {
                problems.push(bad_time(line, "the event is shown as a separate event"));
                // A UID of its own keeps it from replacing the series.
                uid = format!("{uid}-line-{}", component.line);
            }
            time
        });
        let range = recurrence_line.and_then(|line| line.parameter("RANGE")).unwrap_or_default();
        Some(Self {
            line: component.line,
            uid: uid.into(),
            recurrence_id,
            this_and_future: range.eq_ignore_ascii_case("THISANDFUTURE"),
            version: read_version(component),
            start,
            end: read_end(component, start, zones, problems),
            rules: read_rules(component, Property::RecurrenceRule, limits, problems),
            exception_rules: read_rules(component, Property::ExceptionRule, limits, problems),
            dates: read_dates(component, Property::RecurrenceDates, zones, problems),
            exception_dates: read_dates(component, Property::ExceptionDates, zones, problems)
                .into_iter()
                .map(|(time, _)| time)
                .collect(),
            status: read_status(component),
            is_private: read_is_private(component),
            detail_lines: details::ranges(component),
            details: OnceLock::new(),
        })
    }

    /// Creates an event that happens once, for export.
    pub fn once(
        uid: Arc<str>,
        (start, end): (EventTime, EventTime),
        status: Status,
        details: Arc<Details>,
    ) -> Self {
        Self {
            line: 0,
            uid,
            recurrence_id: None,
            this_and_future: false,
            version: (0, None),
            start,
            end: EventEnd::At(end),
            rules: Vec::new(),
            exception_rules: Vec::new(),
            dates: Vec::new(),
            exception_dates: Vec::new(),
            status,
            is_private: false,
            detail_lines: Vec::new(),
            details: OnceLock::from(details),
        }
    }

    /// The details shown to visitors, parsed from the feed's text on first use, because most events are never
    /// shown.
    pub fn details(&self, text: &UnfoldedText) -> Arc<Details> {
        let read = || {
            Arc::new(Details::read(self.detail_lines.iter().filter_map(|range| text.line_at(range.clone()))))
        };
        self.details.get_or_init(read).clone()
    }

    /// Whether the event recurs.
    pub fn is_series(&self) -> bool {
        !self.rules.is_empty() || !self.dates.is_empty()
    }
}

/// Parses one date or time with the parameters of its content line.
pub fn read_time(line: &ContentLine<'_>, text: &str, zones: &mut ZoneNames) -> Option<EventTime> {
    let text = text.trim_ascii();
    if let Some(date) = read_basic_date(text) {
        return Some(EventTime::Date(date));
    }
    if let Some(utc) = text.strip_suffix(['Z', 'z']) {
        return read_basic_civil(utc).map(|civil| EventTime::Utc(Instant::from_utc(civil)));
    }
    let civil = read_basic_civil(text)?;
    Some(match line.parameter("TZID") {
        Some(name) if !name.trim().is_empty() => {
            EventTime::Zoned(civil, zones.index_of(name.trim(), line.line()))
        }
        _ => EventTime::Floating(civil),
    })
}

fn bad_time(line: &ContentLine<'_>, done: &str) -> Problem {
    let shown: String = line.value.chars().take(40).collect();
    Problem::new(line.line(), format!("{} has the invalid value «{shown}»", line.name()), done)
}

fn read_version(component: &Component<'_>) -> (i64, Option<NaiveDateTime>) {
    let sequence = component
        .property(Property::Sequence)
        .and_then(|line| line.value.trim_ascii().parse().ok())
        .unwrap_or(0);
    let modified = component.property(Property::LastModified).or_else(|| component.property(Property::Stamp));
    (
        sequence,
        modified.and_then(|line| read_basic_civil(line.value.trim_ascii().trim_end_matches(['Z', 'z']))),
    )
}

fn read_end(
    component: &Component<'_>,
    start: EventTime,
    zones: &mut ZoneNames,
    problems: &mut Problems,
) -> EventEnd {
    if let Some(line) = component.property(Property::End) {
        let date_only = matches!(start, EventTime::Date(_));
        match read_time(line, line.value, zones) {
            Some(end) if matches!(end, EventTime::Date(_)) == date_only => return EventEnd::At(end),
            Some(_) => problems.push(Problem::new(
                line.line(),
                "DTSTART and DTEND are not both dates or both times",
                "the end was ignored",
            )),
            None => problems.push(bad_time(line, "the end was ignored")),
        }
    } else if let Some(line) = component.property(Property::Duration) {
        match read_duration(line.value) {
            Some((days, seconds)) if days >= 0 && seconds >= 0 => return EventEnd::After { days, seconds },
            Some(_) => {
                problems.push(Problem::new(line.line(), "a negative DURATION", "the end was ignored"));
            }
            None => problems.push(bad_time(line, "the end was ignored")),
        }
    }
    EventEnd::Unsaid
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

fn read_rules(
    component: &Component<'_>,
    property: Property,
    limits: &Limits,
    problems: &mut Problems,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    for line in component.lines.iter().filter(|line| line.property == property) {
        if rules.len() == limits.rules {
            let what = format!("more than {} {} lines", limits.rules, line.name());
            problems.push(Problem::new(line.line(), what, "this one and the following ones were left out"));
            break;
        }
        match Rule::read(line.value) {
            Ok(rule) => {
                for (what, done) in rule.liberties.iter().map(|liberty| liberty.words()) {
                    problems.push(Problem::new(line.line(), format!("{} with {what}", line.name()), done));
                }
                rules.push(rule);
            }
            Err(reason) => {
                problems.push(Problem::new(
                    line.line(),
                    format!("{} with {reason}", line.name()),
                    "this rule was left out",
                ));
            }
        }
    }
    rules
}

fn read_dates(
    component: &Component<'_>,
    property: Property,
    zones: &mut ZoneNames,
    problems: &mut Problems,
) -> Vec<(EventTime, EventEnd)> {
    let mut dates = Vec::new();
    for line in component.lines.iter().filter(|line| line.property == property) {
        for text in line.value.split(',').filter(|text| !text.trim().is_empty()) {
            let (start, end) = text.split_once('/').unwrap_or((text, ""));
            let Some(start) = read_time(line, start, zones) else {
                problems.push(bad_time(line, "this date was left out"));
                continue;
            };
            let end = match (read_duration(end), read_time(line, end, zones)) {
                (Some((days, seconds)), _) if days >= 0 && seconds >= 0 => EventEnd::After { days, seconds },
                (_, Some(end)) => EventEnd::At(end),
                _ => EventEnd::Unsaid,
            };
            dates.push((start, end));
        }
    }
    dates
}

fn read_status(component: &Component<'_>) -> Status {
    match component.text(Property::Status).unwrap_or_default().trim().to_ascii_uppercase().as_str() {
        "CANCELLED" | "CANCELED" => Status::Cancelled,
        "TENTATIVE" => Status::Tentative,
        _ => Status::Confirmed,
    }
}

fn read_is_private(component: &Component<'_>) -> bool {
    let class = component.text(Property::Class).unwrap_or_default();
    ["PRIVATE", "CONFIDENTIAL"].iter().any(|private| class.trim().eq_ignore_ascii_case(private))
}

#[cfg(test)]
mod tests;
