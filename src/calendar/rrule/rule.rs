//! Parsed and validated recurrence rules (RFC 5545 section 3.3.10).
//!
//! Every [`Rule`] can be expanded: every number is in its range and no part contradicts another.

mod writing;

use chrono::{NaiveDateTime, Weekday};

use crate::calendar::time::zone::Zone;
use crate::calendar::time::{Instant, midnight, read_basic_civil, read_basic_date};

/// The frequency of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Frequency {
    /// Every `INTERVAL` seconds.
    Secondly,
    /// Every `INTERVAL` minutes.
    Minutely,
    /// Every `INTERVAL` hours.
    Hourly,
    /// Every `INTERVAL` days.
    Daily,
    /// Every `INTERVAL` weeks.
    Weekly,
    /// Every `INTERVAL` months.
    Monthly,
    /// Every `INTERVAL` years.
    Yearly,
}

/// The end of a rule, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// A local time in the event's own zone; a date is its midnight, as other calendars read it.
    Civil(NaiveDateTime),
    /// An instant.
    Instant(Instant),
}

/// A weekday: every one (0), or the nth of the month or year, counted from the end if negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthWeekday {
    /// The number of the weekday; 0 for every one.
    pub ordinal: i16,
    /// The day of the week.
    pub weekday: Weekday,
}

/// A validated recurrence rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `FREQ`
    pub frequency: Frequency,
    /// `INTERVAL`, at least 1
    pub interval: u32,
    /// `COUNT`, at least 1; the first occurrence included
    pub count: Option<u32>,
    /// `UNTIL`
    pub until: Option<Until>,
    /// `BYMONTH`, 1 to 12
    pub by_month: Vec<i16>,
    /// `BYWEEKNO`, 1 to 53 or negative
    pub by_week_number: Vec<i16>,
    /// `BYYEARDAY`, 1 to 366 or negative
    pub by_year_day: Vec<i16>,
    /// `BYMONTHDAY`, 1 to 31 or negative
    pub by_month_day: Vec<i16>,
    /// `BYDAY`
    pub by_day: Vec<NthWeekday>,
    /// `BYHOUR`, 0 to 23
    pub by_hour: Vec<i16>,
    /// `BYMINUTE`, 0 to 59
    pub by_minute: Vec<i16>,
    /// `BYSECOND`, 0 to 59
    pub by_second: Vec<i16>,
    /// `BYSETPOS`, 1 to 366 or negative
    pub by_set_position: Vec<i16>,
    /// `WKST`
    pub week_start: Weekday,
    /// The parts that RFC 5545 forbids, with how they are followed all the same
    pub liberties: Vec<Liberty>,
}

/// Something that RFC 5545 section 3.3.10 forbids in a rule, but that calendars follow all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Liberty {
    /// `BYWEEKNO` in a rule that is not yearly
    WeekNumbers,
    /// An ordinal in `BYDAY` of a rule that is neither monthly nor yearly
    Ordinals,
    /// Both `COUNT` and `UNTIL`
    TwoEnds,
}

impl Liberty {
    /// What was wrong and what was done instead, for a [`Problem`](crate::calendar::Problem).
    pub const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::WeekNumbers => {
                ("BYWEEKNO in a rule that is not yearly", "only days in those weeks were used")
            }
            Self::Ordinals => (
                "an ordinal in BYDAY of a rule that is neither monthly nor yearly",
                "every such weekday was used",
            ),
            Self::TwoEnds => ("both COUNT and UNTIL", "the rule ends with whichever comes first"),
        }
    }
}

impl Rule {
    /// A rule of this frequency with defaults for all other parts.
    pub fn every(frequency: Frequency) -> Self {
        Self {
            frequency,
            interval: 1,
            count: None,
            until: None,
            by_month: Vec::new(),
            by_week_number: Vec::new(),
            by_year_day: Vec::new(),
            by_month_day: Vec::new(),
            by_day: Vec::new(),
            by_hour: Vec::new(),
            by_minute: Vec::new(),
            by_second: Vec::new(),
            by_set_position: Vec::new(),
            week_start: Weekday::Mon,
            liberties: Vec::new(),
        }
    }

    /// Parses the value of an `RRULE` or `EXRULE`.
    ///
    /// # Errors
    /// Returns which part cannot be followed.
    pub fn read(text: &str) -> Result<Self, String> {
        let parts = || text.split(';').filter(|part| !part.trim().is_empty());
        let frequency = parts()
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("FREQ"))
            .ok_or("no FREQ")?
            .1;
        let mut rule = Self::every(read_frequency(frequency.trim())?);
        for part in parts() {
            let (name, value) =
                part.split_once('=').ok_or_else(|| format!("«{}», which has no =", part.trim()))?;
            rule.take(&name.trim().to_ascii_uppercase(), value.trim())?;
        }
        rule.note_liberties();
        Ok(rule)
    }

    /// Whether the rule has a part that selects days: `BYWEEKNO`, `BYYEARDAY`, `BYMONTHDAY` or `BYDAY`.
    pub fn names_days(&self) -> bool {
        !(self.by_week_number.is_empty()
            && self.by_year_day.is_empty()
            && self.by_month_day.is_empty()
            && self.by_day.is_empty())
    }

    /// Whether the rule selects times of a day, by its frequency or by `BYHOUR`, `BYMINUTE` or `BYSECOND`.
    pub fn has_times(&self) -> bool {
        matches!(self.frequency, Frequency::Secondly | Frequency::Minutely | Frequency::Hourly)
            || !(self.by_hour.is_empty() && self.by_minute.is_empty() && self.by_second.is_empty())
    }

    /// The same rule with its end as an instant, as RFC 5545 section 3.3.10 requires for times in a zone.
    #[must_use]
    pub fn ending_at_an_instant(&self, zone: &Zone) -> Self {
        let until = self.until.map(|until| match until {
            Until::Civil(civil) => Until::Instant(zone.instant_of(civil)),
            until @ Until::Instant(_) => until,
        });
        Self { until, ..self.clone() }
    }

    fn take(&mut self, name: &str, value: &str) -> Result<(), String> {
        match name {
            "FREQ" => {}
            "INTERVAL" => {
                self.interval =
                    value.parse().ok().filter(|interval| *interval > 0).ok_or(wrong(name, value))?;
            }
            "COUNT" => {
                let count = value.parse().ok().filter(|count| *count > 0);
                self.count = Some(count.ok_or(wrong(name, value))?);
            }
            "UNTIL" => self.until = Some(read_until(value).ok_or(wrong(name, value))?),
            "WKST" => self.week_start = read_weekday(value).ok_or(wrong(name, value))?,
            "BYMONTH" => self.by_month = numbers(name, value, 1, 12, false)?,
            "BYWEEKNO" => self.by_week_number = numbers(name, value, 1, 53, true)?,
            "BYYEARDAY" => self.by_year_day = numbers(name, value, 1, 366, true)?,
            "BYMONTHDAY" => self.by_month_day = numbers(name, value, 1, 31, true)?,
            "BYHOUR" => self.by_hour = numbers(name, value, 0, 23, false)?,
            "BYMINUTE" => self.by_minute = numbers(name, value, 0, 59, false)?,
            // A leap second counts as the second before it, as on every clock without leap seconds.
            "BYSECOND" => {
                self.by_second =
                    numbers(name, value, 0, 60, false)?.into_iter().map(|second| second.min(59)).collect();
            }
            "BYSETPOS" => self.by_set_position = numbers(name, value, 1, 366, true)?,
            "BYDAY" => {
                self.by_day.clear();
                for day in value.split(',') {
                    let day = read_day(day.trim()).ok_or(wrong(name, day))?;
                    if !self.by_day.contains(&day) {
                        self.by_day.push(day);
                    }
                }
            }
            "RSCALE" | "SKIP" => {
                return Err(format!("{name}, which requires a non-Gregorian calendar"));
            }
            _ if name.starts_with("X-") => {}
            _ => return Err(format!("the unknown part {name}")),
        }
        Ok(())
    }

    fn note_liberties(&mut self) {
        if !self.by_week_number.is_empty() && self.frequency != Frequency::Yearly {
            self.liberties.push(Liberty::WeekNumbers);
        }
        if self.frequency < Frequency::Monthly && self.by_day.iter().any(|day| day.ordinal != 0) {
            let mut weekdays = Vec::new();
            for day in self.by_day.drain(..).map(|day| NthWeekday { ordinal: 0, ..day }) {
                if !weekdays.contains(&day) {
                    weekdays.push(day);
                }
            }
            self.by_day = weekdays;
            self.liberties.push(Liberty::Ordinals);
        }
        if self.count.is_some() && self.until.is_some() {
            self.liberties.push(Liberty::TwoEnds);
        }
    }
}

fn wrong(name: &str, value: &str) -> String {
    let shown: String = value.chars().take(40).collect();
    format!("the invalid value {name}={shown}")
}

fn read_frequency(text: &str) -> Result<Frequency, String> {
    Ok(match text.to_ascii_uppercase().as_str() {
        "SECONDLY" => Frequency::Secondly,
        "MINUTELY" => Frequency::Minutely,
        "HOURLY" => Frequency::Hourly,
        "DAILY" => Frequency::Daily,
        "WEEKLY" => Frequency::Weekly,
        "MONTHLY" => Frequency::Monthly,
        "YEARLY" => Frequency::Yearly,
        _ => return Err(wrong("FREQ", text)),
    })
}

fn read_until(text: &str) -> Option<Until> {
    if let Some(utc) = text.strip_suffix(['Z', 'z']) {
        return read_basic_civil(utc).map(|civil| Until::Instant(Instant::from_utc(civil)));
    }
    read_basic_date(text).map(midnight).or_else(|| read_basic_civil(text)).map(Until::Civil)
}

fn read_weekday(text: &str) -> Option<Weekday> {
    Some(match text.to_ascii_uppercase().as_str() {
        "MO" => Weekday::Mon,
        "TU" => Weekday::Tue,
        "WE" => Weekday::Wed,
        "TH" => Weekday::Thu,
        "FR" => Weekday::Fri,
        "SA" => Weekday::Sat,
        "SU" => Weekday::Sun,
        _ => return None,
    })
}

fn read_day(text: &str) -> Option<NthWeekday> {
    let cut = text.len().checked_sub(2)?;
    let (ordinal, weekday) = (text.get(..cut)?, read_weekday(text.get(cut..)?)?);
    let ordinal = if ordinal.is_empty() {
        0
    } else {
        ordinal.parse::<i16>().ok().filter(|ordinal| (1..=53).contains(&ordinal.abs()))?
    };
    Some(NthWeekday { ordinal, weekday })
}

fn numbers(name: &str, value: &str, least: i16, most: i16, signed: bool) -> Result<Vec<i16>, String> {
    let mut numbers = value
        .split(',')
        .map(|part| {
            let number = part.trim().parse::<i16>().ok();
            number
                .filter(|number| {
                    (least..=most).contains(number) || (signed && *number < 0 && *number >= -most)
                })
                .ok_or(wrong(name, part))
        })
        .collect::<Result<Vec<_>, _>>()?;
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

#[cfg(test)]
mod tests;
