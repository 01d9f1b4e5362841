//! Events of a feed (RFC 5545 section 3.6.1), with types.

mod details;
mod times;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::component::Component;
use super::content_line::UnfoldedText;
use super::encoding::unescape;
use super::limits::Limits;
use super::problem::{EventName, Problem, Problems, shortened};
use super::property::Property;
use crate::calendar::rrule::recur::{CivilWindow, recurrences};
use crate::calendar::rrule::rule::{Rule, Until};
use crate::calendar::time::{Instant, basic_civil, basic_date, midnight, read_basic_civil, read_basic_date};
use details::title_or_untitled;
pub use details::{Details, NamedLink};
use times::{bad_time, date_of, is_all_day, read_dates, read_end};
pub use times::{read_duration, read_time};

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
    /// The date or local time in the basic form of RFC 5545.
    pub fn text(self) -> String {
        match self {
            Self::Date(date) => basic_date(date),
            time => basic_civil(time.civil()),
        }
    }

    /// The local time in its own zone; midnight for a date.
    pub fn civil(self) -> NaiveDateTime {
        match self {
            Self::Date(date) => midnight(date),
            Self::Floating(civil) | Self::Zoned(civil, _) => civil,
            Self::Utc(instant) => instant.utc(),
        }
    }

    /// A floating time of an event whose start has a zone is in that zone.
    fn on_clock_of(self, start: Self) -> Self {
        match (self, start) {
            (Self::Floating(civil), Self::Utc(_) | Self::Zoned(..)) => start.with_civil(civil),
            _ => self,
        }
    }

    /// The same form and zone with another local time.
    #[must_use]
    pub fn with_civil(self, civil: NaiveDateTime) -> Self {
        match self {
            Self::Date(_) => Self::Date(civil.date()),
            Self::Floating(_) => Self::Floating(civil),
            Self::Utc(_) => Self::Utc(Instant::from_utc(civil)),
            Self::Zoned(_, zone) => Self::Zoned(civil, zone),
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
    Missing,
}

impl EventEnd {
    /// An end at a floating time is in the zone of the start, if that has one.
    fn on_clock_of(self, start: EventTime) -> Self {
        match self {
            Self::At(end) => Self::At(end.on_clock_of(start)),
            end => end,
        }
    }
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
    /// `CLASS`: whether it is private, confidential or of an unknown class, so that only its owner may see it
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

/// How many zones a feed can use; each is looked up.
const MAX_ZONES: usize = 500;

impl ZoneNames {
    /// The index of a name as written, which is added without its escapes if it is new. Names beyond [`MAX_ZONES`] share an
    /// unknown one.
    pub fn index_of(&mut self, name: &str, line: usize) -> ZoneIndex {
        if let Some(index) = self.indices.get(name) {
            return ZoneIndex(*index);
        }
        let index = self.names.len();
        if index >= MAX_ZONES {
            if index == MAX_ZONES {
                self.names.push((format!("one of more than {MAX_ZONES}"), line));
            }
            return ZoneIndex(MAX_ZONES);
        }
        self.indices.insert(name.to_owned(), index);
        self.names.push((unescape(name), line));
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
        let Some(mut start) = read_time(start_line, start_line.value, zones) else {
            problems.push(bad_time(start_line, start_line.value, "the event was left out"));
            return None;
        };
        let mut end = read_end(component, start, zones, problems).on_clock_of(start);
        if is_all_day(component) {
            start = EventTime::Date(date_of(start));
            end = match end {
                EventEnd::At(end) => EventEnd::At(EventTime::Date(date_of(end))),
                end => end,
            };
        }
        let mut uid = component.text(Property::Uid).map_or_else(
            || {
                let what = "an event without UID";
                problems.push(
                    Problem::new(component.line, what, "one was made from its line number").invisible(),
                );
                format!("line-{}", component.line)
            },
            |uid| uid.trim().to_owned(),
        );
        let recurrence_line = component.property(Property::RecurrenceId).filter(|line| !line.is_blank());
        let recurrence_id = recurrence_line.and_then(|line| {
            let time = read_time(line, line.value, zones);
            if time.is_none() {
                problems.push(bad_time(line, line.value, "the event is shown as a separate event"));
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
            end,
            rules: read_rules(component, Property::RecurrenceRule, start, limits, problems),
            exception_rules: read_rules(component, Property::ExceptionRule, start, limits, problems),
            dates: read_dates(component, Property::RecurrenceDates, zones, problems)
                .into_iter()
                .map(|(time, end)| (time.on_clock_of(start), end.on_clock_of(start)))
                .collect(),
            exception_dates: read_dates(component, Property::ExceptionDates, zones, problems)
                .into_iter()
                .map(|(time, _)| time.on_clock_of(start))
                .collect(),
            status: read_status(component),
            is_private: read_is_private(component),
            detail_lines: details::ranges(component, limits, problems),
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

    /// Whether its times are floating.
    pub fn has_floating_times(&self) -> bool {
        matches!(self.start, EventTime::Floating(_))
    }

    /// Puts the floating times of the event into a zone. If its start has a zone, a floating `RECURRENCE-ID` is on the clock of
    /// its series.
    pub fn set_floating_zone(&mut self, zone: ZoneIndex) {
        if !self.has_floating_times() {
            return;
        }
        let set = |time: &mut EventTime| {
            if let EventTime::Floating(civil) = *time {
                *time = EventTime::Zoned(civil, zone);
            }
        };
        let set_end = |end: &mut EventEnd| {
            if let EventEnd::At(end) = end {
                set(end);
            }
        };
        set(&mut self.start);
        set_end(&mut self.end);
        self.recurrence_id.iter_mut().for_each(set);
        self.exception_dates.iter_mut().for_each(set);
        for (start, end) in &mut self.dates {
            set(start);
            set_end(end);
        }
    }

    /// Whether the event is not a version of another one with the same `UID`: it starts at another time and
    /// has the same `SEQUENCE`.
    pub fn is_other_than(&self, master: &Self) -> bool {
        self.recurrence_id.is_none() && self.version.0 == master.version.0 && self.start != master.start
    }

    /// Whether a time is the start, an `RDATE` or a time of a rule of the event. Always false if it is not written in the
    /// zone of the start. Uses up `steps`.
    pub fn has_time(&self, time: EventTime, steps: &mut usize) -> bool {
        let is_same_clock = match (time, self.start) {
            (EventTime::Zoned(_, zone), EventTime::Zoned(_, own)) => zone == own,
            (time, start) => std::mem::discriminant(&time) == std::mem::discriminant(&start),
        };
        *steps = steps.saturating_sub(1 + self.dates.len());
        if !is_same_clock || *steps == 0 {
            return false;
        }
        let civil = time.civil();
        let by_rule = |rule: &Rule| {
            let found =
                recurrences(rule, self.start.civil(), CivilWindow { first: civil, last: civil }, *steps);
            *steps = found.steps_left;
            !found.times.is_empty()
        };
        time == self.start
            || self.dates.iter().any(|(date, _)| *date == time)
            || self.rules.iter().any(by_rule)
    }

    /// The name of the event for messages, with this title.
    pub fn name(&self, title: &str) -> EventName {
        EventName {
            title: shortened(title_or_untitled(title)),
            date: Some(self.start.civil().date()),
            is_single: !self.is_series() && !self.this_and_future,
            is_private: self.is_private,
        }
    }

    /// Whether its `SEQUENCE` is lower than that of its series.
    pub const fn is_older_than(&self, series: &Self) -> bool {
        self.version.0 < series.version.0
    }

    /// Whether the event recurs.
    pub fn is_series(&self) -> bool {
        !self.rules.is_empty() || !self.dates.is_empty()
    }
}

/// The name of the event in a component for messages, whether or not it can be parsed.
pub fn name_of(component: &Component<'_>) -> EventName {
    let date = component
        .property(Property::Start)
        .and_then(|line| read_basic_date(line.value.trim_ascii().get(..8)?));
    EventName {
        title: shortened(title_or_untitled(component.text(Property::Summary).unwrap_or_default().trim())),
        date,
        is_single: component.property(Property::RecurrenceRule).is_none()
            && component.property(Property::RecurrenceDates).is_none(),
        is_private: read_is_private(component),
    }
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

fn read_rules(
    component: &Component<'_>,
    property: Property,
    start: EventTime,
    limits: &Limits,
    problems: &mut Problems,
) -> Vec<Rule> {
    let mut rules = Vec::new();
    let is_override = component.property(Property::RecurrenceId).is_some_and(|line| !line.is_blank());
    for line in component.lines.iter().filter(|line| line.property == property && !line.is_blank()) {
        if is_override {
            let what = format!("{} in an event that overrides one occurrence", line.name());
            problems.push(Problem::new(line.line(), what, "the rule was ignored").invisible());
            break;
        }
        if rules.len() == limits.rules {
            let what = format!("more than {} {} lines", limits.rules, line.name());
            problems.push(Problem::new(line.line(), what, "this one and the following ones were left out"));
            break;
        }
        match Rule::read(line.value) {
            Ok(mut rule) => {
                if matches!(start, EventTime::Date(_)) {
                    rule.ignore_times();
                }
                for deviation in &rule.deviations {
                    let (what, done) = deviation.words();
                    let problem = Problem::new(line.line(), format!("{} with {what}", line.name()), done);
                    problems.push(if deviation.is_doubtful() { problem } else { problem.invisible() });
                }
                if matches!(rule.until, Some(Until::Date(_))) && !matches!(start, EventTime::Date(_)) {
                    let what = format!("{} with a date as UNTIL of a series with times", line.name());
                    problems
                        .push(Problem::new(line.line(), what, "the series ends with that day").invisible());
                }
                rules.push(rule);
            }
            Err(reason) => {
                problems.push(Problem::new(
                    line.line(),
                    format!("{} with {reason}", line.name()),
                    "the rule was left out, and the event is shown once",
                ));
            }
        }
    }
    rules
}

fn read_status(component: &Component<'_>) -> Status {
    match component.text(Property::Status).unwrap_or_default().trim().to_ascii_uppercase().as_str() {
        "CANCELLED" | "CANCELED" => Status::Cancelled,
        "TENTATIVE" => Status::Tentative,
        _ if details::is_cancelled_in_outlook(component) => Status::Cancelled,
        _ => Status::Confirmed,
    }
}

/// Whether the event is not public. An unknown `CLASS` is treated as private (RFC 5545 section 3.8.1.3).
fn read_is_private(component: &Component<'_>) -> bool {
    let class = component.text(Property::Class).unwrap_or_default();
    !["", "PUBLIC"].iter().any(|public| class.trim().eq_ignore_ascii_case(public))
}

#[cfg(test)]
mod tests;
