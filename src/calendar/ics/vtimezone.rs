//! Zones that a feed defines itself (RFC 5545 section 3.6.5), for names that are not known otherwise.

use chrono::NaiveDateTime;

use super::component::Component;
use super::limits::Limits;
use super::problem::Problem;
use super::property::Property;
use crate::calendar::rrule::recur::{CivilWindow, recurrences};
use crate::calendar::rrule::rule::{Frequency, Rule, Until};
use crate::calendar::time::zone::ZoneRules;
use crate::calendar::time::{DAY, Instant, Offset, civil_plus, midnight, read_basic_civil, read_basic_date};

/// How far back, in seconds, the last change of a yearly rule is searched for.
const LOOK_BACK: i64 = 400 * DAY;

/// The maximum interval in years between two changes by one rule; no zone has needed more yet.
const MOST_YEARS_APART: u32 = 8;

/// Days tested for one change, or for all changes of a rule with a `COUNT`: a century.
const MOST_STEPS: usize = 40_000;

/// A `VTIMEZONE`: its `STANDARD` and `DAYLIGHT` parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneDefinition {
    observances: Vec<Observance>,
    /// The parts that could not be used, which matter only if the definition is.
    pub(super) problems: Vec<Problem>,
}

/// A `STANDARD` or `DAYLIGHT` part: the times from which its offset is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Observance {
    is_daylight: bool,
    start: NaiveDateTime,
    /// The rules without a `COUNT`.
    rules: Vec<Rule>,
    /// The start, the `RDATE`s, and all times of rules with a `COUNT`, in order.
    dates: Vec<NaiveDateTime>,
    before: Offset,
    after: Offset,
}

impl ZoneDefinition {
    /// Parses a `VTIMEZONE` with its name; `None` if it has no name.
    pub fn read(component: &Component<'_>, limits: &Limits) -> Option<(String, Self)> {
        let name = component.text(Property::ZoneName)?.trim().to_owned();
        let (mut observances, mut problems, mut rules) = (Vec::new(), Vec::new(), 0_usize);
        for part in component.children.iter().filter(|part| matches!(&*part.name, "STANDARD" | "DAYLIGHT")) {
            rules += part.lines.iter().filter(|line| line.property == Property::RecurrenceRule).count();
            if rules > limits.rules {
                let what = format!("the zone «{name}» has more than {} rules", limits.rules);
                problems.push(Problem::new(
                    part.line,
                    what,
                    "this part and the following ones were left out",
                ));
                break;
            }
            match Observance::read(part) {
                Ok(observance) => observances.push(observance),
                Err(reason) => problems.push(Problem::new(
                    part.line,
                    format!("the zone «{name}» has a part with {reason}"),
                    "the part was left out",
                )),
            }
        }
        Some((name, Self { observances, problems }))
    }

    /// Whether it has a valid part.
    pub fn is_usable(&self) -> bool {
        !self.observances.is_empty()
    }

    /// The offset of its latest standard time; of any time if it has no standard time.
    pub fn standard_offset(&self) -> Option<Offset> {
        let latest = self.observances.iter().max_by_key(|part| (!part.is_daylight, part.start))?;
        Some(latest.after)
    }
}

impl ZoneRules for ZoneDefinition {
    fn offset_at(&self, instant: Instant) -> Offset {
        let last = self.observances.iter().filter_map(|part| Some((part.last_onset(instant)?, part.after)));
        let first =
            self.observances.iter().min_by_key(|part| part.start).map_or(Offset::UTC, |part| part.before);
        last.max_by_key(|(onset, _)| *onset).map_or(first, |(_, offset)| offset)
    }
}

impl Observance {
    fn read(part: &Component<'_>) -> Result<Self, String> {
        let offset = |property, name: &str| {
            let line = part.property(property).ok_or_else(|| format!("no {name}"))?;
            read_offset(line.value.trim()).ok_or_else(|| format!("an invalid {name}"))
        };
        // Some feeds write only the date.
        let civil = |text: &str| {
            let text = text.trim().trim_end_matches(['Z', 'z']);
            read_basic_civil(text).or_else(|| read_basic_date(text).map(midnight))
        };
        let start = part.property(Property::Start).and_then(|line| civil(line.value)).ok_or("no DTSTART")?;
        let named = |property| part.lines.iter().filter(move |line| line.property == property);
        let mut dates = vec![start];
        let mut rules = Vec::new();
        for line in named(Property::RecurrenceRule) {
            let rule = Rule::read(line.value)?;
            if rule.frequency < Frequency::Daily {
                return Err("a rule that recurs within a day".to_owned());
            }
            if rule.count.is_some() {
                let all = CivilWindow { first: start, last: NaiveDateTime::MAX };
                dates.extend(recurrences(&rule, start, all, MOST_STEPS).times);
            } else {
                rules.push(rule);
            }
        }
        dates.extend(
            named(Property::RecurrenceDates).flat_map(|line| line.value.split(',')).filter_map(civil),
        );
        dates.sort_unstable();
        Ok(Self {
            is_daylight: &*part.name == "DAYLIGHT",
            start,
            rules,
            dates,
            before: offset(Property::OffsetBefore, "TZOFFSETFROM")?,
            after: offset(Property::OffsetAfter, "TZOFFSETTO")?,
        })
    }

    /// The last time at which this part came into force, no later than `instant`.
    fn last_onset(&self, instant: Instant) -> Option<Instant> {
        let onset = |civil: NaiveDateTime| Instant::from_utc(civil).plus(-self.before.seconds());
        let local = civil_plus(instant.utc(), self.before.seconds());
        let recurring = self.rules.iter().filter_map(|rule| {
            // A rule that has ended is evaluated at its end.
            let last = match rule.until {
                Some(Until::Instant(until)) => local.min(civil_plus(until.utc(), self.before.seconds())),
                Some(until) => local.min(until.last_civil().unwrap_or(local)),
                None => local,
            };
            let first = civil_plus(last, -LOOK_BACK * i64::from(rule.interval.min(MOST_YEARS_APART)));
            recurrences(rule, self.start, CivilWindow { first, last }, MOST_STEPS).times.last().copied()
        });
        let single = self.dates.partition_point(|date| *date <= local).checked_sub(1);
        let single = single.and_then(|last| self.dates.get(last).copied());
        recurring.chain(single).map(onset).filter(|onset| *onset <= instant).max()
    }
}

/// Parses `+0130`, `-013000` or, without the first zero, `+130`.
fn read_offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let padded = if digits.len() == 3 { format!("0{digits}") } else { digits.to_owned() };
    let digits = padded.as_str();
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |range| digits.get(range).map_or(Some(0), |part: &str| part.parse::<i32>().ok());
    let (hours, minutes, seconds) = (number(0..2)?, number(2..4)?, number(4..6)?);
    Some(Offset::from_seconds(sign * (hours * 3600 + minutes * 60 + seconds)))
        .filter(|offset| offset.seconds().abs() < DAY)
}

#[cfg(test)]
mod tests;
