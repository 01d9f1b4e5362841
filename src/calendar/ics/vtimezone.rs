//! Zones that a feed defines itself (RFC 5545 section 3.6.5), for names that are not known otherwise.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{Datelike, NaiveDate, NaiveDateTime};

use super::component::Component;
use super::limits::Limits;
use super::problem::{Problem, shortened};
use super::property::Property;
use crate::calendar::rrule::recur::{CivilWindow, recurrences};
use crate::calendar::rrule::rule::{Frequency, Rule, Until};
use crate::calendar::time::zone::{Zone, ZoneRules};
use crate::calendar::time::{DAY, Instant, Offset, civil_plus, midnight, read_basic_civil, read_basic_date};
use crate::small_sort::sort_by_key;

/// A year and some more, in seconds.
const YEAR: i64 = 400 * DAY;

/// The longest supported `INTERVAL` of a yearly rule.
const MAX_YEARS_APART: i32 = 8;

/// The largest supported number of changes by one rule in a year.
const MAX_CHANGES_OF_A_YEAR: usize = 14;

/// How many unusable parts of a zone are reported.
const MAX_PROBLEMS: usize = 20;

/// Steps for the changes by the rules of one zone, in all years together.
const STEPS_OF_A_ZONE: usize = 400_000;

/// Steps for all changes by one rule in a year.
const STEPS_OF_A_YEAR: usize = 4_000;

/// Steps for all changes of a rule with a `COUNT`: the days of a century.
const STEPS_OF_A_COUNT: usize = 40_000;

/// A `VTIMEZONE`.
#[derive(Clone, Debug)]
pub struct ZoneDefinition {
    /// The zone; `None` if it has no valid part.
    pub zone: Option<Zone>,
    /// The offset of its latest standard time; of any time if it has no standard time.
    pub standard_offset: Option<Offset>,
    /// The parts that could not be used, which matter only if the definition is.
    pub(super) problems: Vec<Problem>,
}

/// A `STANDARD` or `DAYLIGHT` part: the times from which its offset is in force.
struct Observance {
    is_daylight: bool,
    start: NaiveDateTime,
    /// The rules without a `COUNT`.
    rules: Vec<Rule>,
    /// The onsets that are known without [`rules`](Self::rules): the start, the `RDATE`s, all times of rules with a `COUNT`,
    /// and the last time of each rule with an `UNTIL`.
    dates: Vec<NaiveDateTime>,
    before: Offset,
    after: Offset,
}

/// The parts of a zone.
struct Observances {
    /// The offset before all changes.
    first: Offset,
    /// The changes that are known without rules, in order.
    single: Vec<Change>,
    /// The parts with rules.
    recurring: Vec<Observance>,
    /// The changes by rules, per year.
    years: Mutex<Years>,
}

/// A cache of the changes by rules, per year.
struct Years {
    known: BTreeMap<i32, Arc<[Change]>>,
    /// Without steps, the rules have no changes in further years. No calendar has events in so many.
    steps_left: usize,
}

/// A change: its instant, and the offset from then on.
type Change = (Instant, Offset);

impl ZoneDefinition {
    /// Parses a `VTIMEZONE` with its name; `None` if it has no name. Its rules use up `steps`.
    pub fn read(component: &Component<'_>, limits: &Limits, steps: &mut usize) -> Option<(String, Self)> {
        let name = component.text(Property::ZoneName)?.trim().trim_matches('"').to_owned();
        let (mut parts, mut problems, mut rules) = (Vec::new(), Vec::new(), 0_usize);
        for part in component.children.iter().filter(|part| matches!(&*part.name, "STANDARD" | "DAYLIGHT")) {
            rules += part.lines.iter().filter(|line| line.property == Property::RecurrenceRule).count();
            if rules > limits.rules {
                let what = format!("the zone «{}» has more than {} rules", shortened(&name), limits.rules);
                problems.push(Problem::new(
                    part.line,
                    what,
                    "this part and the following ones were left out",
                ));
                break;
            }
            match Observance::read(part, steps) {
                Ok(observance) => parts.push(observance),
                Err(reason) if problems.len() < MAX_PROBLEMS => problems.push(Problem::new(
                    part.line,
                    format!("the zone «{}» has a part with {reason}", shortened(&name)),
                    "the part was left out",
                )),
                Err(_) => {}
            }
        }
        let latest = parts.iter().max_by_key(|part: &&Observance| (!part.is_daylight, part.start));
        let standard_offset = latest.map(|part| part.after);
        let zone = (!parts.is_empty()).then(|| Zone::new(name.as_str(), Observances::of(parts)));
        Some((name, Self { zone, standard_offset, problems }))
    }
}

impl ZoneRules for Observances {
    fn offset_at(&self, instant: Instant) -> Offset {
        let last = |changes: &[Change]| {
            let count = changes.partition_point(|(at, _)| *at <= instant);
            changes.get(count.checked_sub(1)?).copied()
        };
        // East of UTC, the local year may already be the next one.
        let year = instant.utc().year() + 1;
        let years = (year - MAX_YEARS_APART - 1..=year).rev();
        let recurring = years.map(|year| self.changes_of(year)).find_map(|changes| last(&changes));
        let all = last(&self.single).into_iter().chain(recurring);
        all.max_by_key(|(at, _)| *at).map_or(self.first, |(_, offset)| offset)
    }
}

impl Observances {
    fn of(parts: Vec<Observance>) -> Self {
        let first = parts.iter().min_by_key(|part| part.start).map_or(Offset::UTC, |part| part.before);
        let mut single: Vec<_> =
            parts.iter().flat_map(|part| part.dates.iter().map(|date| part.change(*date))).collect();
        sort_by_key(&mut single, |(at, _)| *at);
        let recurring = parts.into_iter().filter(|part| !part.rules.is_empty()).collect();
        let years = Years { known: BTreeMap::new(), steps_left: STEPS_OF_A_ZONE };
        Self { first, single, recurring, years: Mutex::new(years) }
    }

    /// The changes by rules in a local year, in order.
    fn changes_of(&self, year: i32) -> Arc<[Change]> {
        let Ok(mut years) = self.years.lock() else { return Arc::default() };
        if let Some(known) = years.known.get(&year) {
            return known.clone();
        }
        let mut changes = Vec::new();
        for part in &self.recurring {
            changes.extend(part.changes_of(year, &mut years.steps_left));
        }
        sort_by_key(&mut changes, |(at, _)| *at);
        let changes: Arc<[Change]> = changes.into();
        years.known.insert(year, changes.clone());
        changes
    }
}

impl Observance {
    fn read(part: &Component<'_>, steps: &mut usize) -> Result<Self, String> {
        let offset = |property, name: &str| {
            let line = part.property(property).ok_or_else(|| format!("no {name}"))?;
            read_offset(line.value.trim()).ok_or_else(|| format!("an invalid {name}"))
        };
        // Some feeds write only the date.
        let civil = |text: &str| {
            let text = text.trim().trim_end_matches(['Z', 'z']);
            read_basic_civil(text).or_else(|| read_basic_date(text).map(midnight))
        };
        let after = offset(Property::OffsetAfter, "TZOFFSETTO")?;
        let before = match part.property(Property::OffsetBefore) {
            Some(_) => offset(Property::OffsetBefore, "TZOFFSETFROM")?,
            None => after,
        };
        let start = match part.property(Property::Start) {
            Some(line) => civil(line.value).ok_or("an invalid DTSTART")?,
            // Without a start and a rule, the offset never changes.
            None if part.property(Property::RecurrenceRule).is_none() => NaiveDateTime::default(),
            None => return Err("no DTSTART".to_owned()),
        };
        let named = |property| part.lines.iter().filter(move |line| line.property == property);
        let mut dates = vec![start];
        let mut rules = Vec::new();
        for line in named(Property::RecurrenceRule) {
            let mut rule = Rule::read(line.value)?;
            if let Some(Until::Instant(until)) = rule.until {
                rule.until = Some(Until::Civil(civil_plus(until.utc(), before.seconds())));
            }
            if rule.frequency < Frequency::Daily {
                return Err("a rule that recurs within a day".to_owned());
            }
            // Only the first year is tested; the other years need as many steps.
            let (last, most) = match rule.count {
                Some(_) => (NaiveDateTime::MAX, STEPS_OF_A_COUNT),
                None => (civil_plus(start, YEAR), STEPS_OF_A_YEAR),
            };
            let most = most.min(*steps);
            let found = recurrences(&rule, start, CivilWindow { first: start, last }, most);
            *steps -= most - found.steps_left;
            if found.was_limited {
                return Err("a rule that takes more steps than allowed".to_owned());
            }
            if rule.count.is_some() {
                dates.extend(found.times);
            } else if found.times.len() > MAX_CHANGES_OF_A_YEAR {
                return Err(format!("a rule with more than {MAX_CHANGES_OF_A_YEAR} times a year"));
            } else {
                dates.extend(last_time(&rule, start));
                rules.push(rule);
            }
        }
        dates.extend(
            named(Property::RecurrenceDates).flat_map(|line| line.value.split(',')).filter_map(civil),
        );
        Ok(Self { is_daylight: &*part.name == "DAYLIGHT", start, rules, dates, before, after })
    }

    /// The changes by its rules in a local year. Finding them uses up `steps`.
    fn changes_of(&self, year: i32, steps: &mut usize) -> Vec<Change> {
        let day = |month, day| NaiveDate::from_ymd_opt(year, month, day).map(midnight);
        let (Some(first), Some(last)) = (day(1, 1), day(12, 31)) else { return Vec::new() };
        let year = CivilWindow { first, last: civil_plus(last, DAY - 1) };
        let mut changes = Vec::new();
        for rule in &self.rules {
            let most = STEPS_OF_A_YEAR.min(*steps);
            let found = recurrences(rule, self.start, year, most);
            *steps -= most - found.steps_left.min(most);
            changes.extend(found.times.into_iter().map(|time| self.change(time)));
        }
        changes
    }

    /// The change at a local time.
    fn change(&self, civil: NaiveDateTime) -> Change {
        (Instant::from_utc(civil).plus(-self.before.seconds()), self.after)
    }
}

/// The last time of a rule that has an end.
fn last_time(rule: &Rule, start: NaiveDateTime) -> Option<NaiveDateTime> {
    let last = rule.until?.last_civil()?;
    let first = civil_plus(last, -YEAR * i64::from(rule.interval).min(i64::from(MAX_YEARS_APART)));
    recurrences(rule, start, CivilWindow { first, last }, STEPS_OF_A_COUNT).times.last().copied()
}

/// Parses an offset such as `+0130` or `-013000`, and the forms `+130`, `+01:30` and `+01`, which some programs write.
fn read_offset(text: &str) -> Option<Offset> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.replace(':', "");
    let padded = match digits.len() {
        2 => format!("{digits}00"),
        3 => format!("0{digits}"),
        _ => digits,
    };
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
