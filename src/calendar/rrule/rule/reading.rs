//! Parses rules.

use std::collections::HashSet;
use std::ops::RangeInclusive;

use chrono::Weekday;

use super::{Deviation, Frequency, NthWeekday, Rule, Skip, Until};
use crate::calendar::time::{Instant, read_basic_civil, read_basic_date};
use crate::small_sort::sort;

/// How many deviations of a rule are reported.
const MAX_DEVIATIONS: usize = 20;

impl Rule {
    /// Parses the value of an `RRULE` or `EXRULE`. What cannot be followed is in [`Rule::deviations`].
    ///
    /// # Errors
    /// Returns why the rule as a whole cannot be followed.
    pub fn read(text: &str) -> Result<Self, String> {
        // Some programs escape or quote the value, or write the name twice.
        let text = text.replace(['\\', '"'], "");
        let text = text.trim();
        let text = match text.split_at_checked(6) {
            Some((name, rest)) if name.eq_ignore_ascii_case("RRULE:") => rest,
            _ => text,
        };
        let parts = || text.split(';').map(str::trim).filter(|part| !part.is_empty());
        let pairs = || {
            parts().filter_map(|part| part.split_once('=')).map(|(name, value)| (name.trim(), value.trim()))
        };
        let value_of = |wanted: &str| {
            pairs().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value)
        };
        let frequency = value_of("FREQ").ok_or("no FREQ")?;
        if let Some(calendar) =
            value_of("RSCALE").filter(|calendar| !calendar.eq_ignore_ascii_case("GREGORIAN"))
        {
            return Err(format!("RSCALE={}: only the Gregorian calendar is supported", excerpt(calendar)));
        }
        let mut rule = Self::every(
            read_frequency(frequency)
                .ok_or_else(|| format!("the unknown frequency {}", excerpt(frequency)))?,
        );
        for part in parts() {
            match part.split_once('=') {
                Some((name, value)) => rule.take(&name.trim().to_ascii_uppercase(), value.trim()),
                None => rule.deviations.push(Deviation::Unknown(excerpt(part))),
            }
        }
        rule.resolve_conflicts();
        Ok(rule)
    }

    fn take(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match name {
            "INTERVAL" => match value.parse() {
                Ok(interval @ 1..) => self.interval = interval,
                _ => self.deviations.push(Deviation::Interval(excerpt(value))),
            },
            "COUNT" => match value.parse() {
                Ok(count @ 1..) => self.count = Some(count),
                _ => self.deviations.push(Deviation::Count(excerpt(value))),
            },
            "UNTIL" => match read_until(value) {
                Some(until) => self.until = Some(until),
                None => self.deviations.push(Deviation::Until(excerpt(value))),
            },
            "WKST" => match read_weekday(value) {
                Some(weekday) => self.week_start = weekday,
                None => self.deviations.push(Deviation::Value("WKST", excerpt(value))),
            },
            "SKIP" => match value.to_ascii_uppercase().as_str() {
                "OMIT" => self.skip = Skip::Omit,
                "BACKWARD" => self.skip = Skip::Backward,
                "FORWARD" => self.skip = Skip::Forward,
                _ => self.deviations.push(Deviation::Value("SKIP", excerpt(value))),
            },
            "BYMONTH" => self.by_month = self.numbers("BYMONTH", value, 1..=12),
            "BYWEEKNO" => self.by_week_number = self.signed_numbers("BYWEEKNO", value, 53),
            "BYYEARDAY" => self.by_year_day = self.signed_numbers("BYYEARDAY", value, 366),
            "BYMONTHDAY" => self.by_month_day = self.signed_numbers("BYMONTHDAY", value, 31),
            "BYHOUR" => self.by_hour = self.numbers("BYHOUR", value, 0..=23),
            "BYMINUTE" => self.by_minute = self.numbers("BYMINUTE", value, 0..=59),
            "BYSECOND" => {
                // A leap second counts as the second before it, as on every clock without leap seconds.
                let mut seconds = self.numbers("BYSECOND", value, 0..=60);
                for second in &mut seconds {
                    *second = (*second).min(59);
                }
                seconds.dedup();
                self.by_second = seconds;
            }
            "BYSETPOS" => self.by_set_position = self.signed_numbers("BYSETPOS", value, 366),
            "BYDAY" => {
                let mut known = HashSet::new();
                self.by_day = self.listed("BYDAY", value, read_day);
                self.by_day.retain(|day| known.insert(*day));
            }
            "FREQ" | "RSCALE" => {}
            _ if name.starts_with("X-") => {}
            _ if self.deviations.len() == MAX_DEVIATIONS => {}
            _ => self.deviations.push(Deviation::Unknown(excerpt(&format!("{name}={value}")))),
        }
    }

    /// The valid values of a list; the others are deviations.
    fn listed<T>(&mut self, name: &'static str, value: &str, read: impl Fn(&str) -> Option<T>) -> Vec<T> {
        let mut valid = Vec::new();
        for text in value.split(',').map(str::trim).filter(|text| !text.is_empty()) {
            match read(text) {
                Some(value) => valid.push(value),
                None if self.deviations.len() < MAX_DEVIATIONS => {
                    self.deviations.push(Deviation::Value(name, excerpt(text)));
                }
                None => {}
            }
        }
        valid
    }

    fn numbers(&mut self, name: &'static str, value: &str, range: RangeInclusive<i16>) -> Vec<i16> {
        let read = |text: &str| text.parse().ok().filter(|number| range.contains(number));
        sorted(self.listed(name, value, read))
    }

    fn signed_numbers(&mut self, name: &'static str, value: &str, most: i16) -> Vec<i16> {
        let read = |text: &str| {
            text.parse::<i16>().ok().filter(|number| (1..=most).contains(&number.saturating_abs()))
        };
        sorted(self.listed(name, value, read))
    }

    /// Removes the parts that cannot be followed beside others; see [`Deviation`].
    fn resolve_conflicts(&mut self) {
        let has_weeks = !self.by_week_number.is_empty();
        if has_weeks && self.frequency != Frequency::Yearly {
            self.deviations.push(Deviation::WeekNumbers);
        }
        let is_middle = matches!(self.frequency, Frequency::Daily | Frequency::Weekly | Frequency::Monthly);
        if is_middle && !self.by_year_day.is_empty() {
            if self.by_month_day.is_empty() && self.by_day.is_empty() {
                self.deviations.push(Deviation::YearDays);
            } else {
                self.by_year_day.clear();
                self.deviations.push(Deviation::YearDaysBesideOthers);
            }
        }
        if self.frequency == Frequency::Weekly && !self.by_month_day.is_empty() {
            self.deviations.push(Deviation::MonthDays);
        }
        let has_ordinals = self.by_day.iter().any(|day| day.ordinal != 0);
        if has_ordinals && (has_weeks || self.frequency < Frequency::Monthly) {
            let mut known = HashSet::new();
            self.by_day.retain_mut(|day| {
                day.ordinal = 0;
                known.insert(*day)
            });
            self.deviations.push(if has_weeks && self.frequency >= Frequency::Monthly {
                Deviation::OrdinalsOfWeeks
            } else {
                Deviation::Ordinals
            });
        }
        if self.until.is_some() {
            // An invalid `COUNT` does not matter, because `UNTIL` ends the rule.
            self.deviations.retain(|deviation| !matches!(deviation, Deviation::Count(_)));
            if self.count.is_some() {
                self.deviations.push(Deviation::TwoEnds);
            }
        }
    }
}

fn sorted(mut numbers: Vec<i16>) -> Vec<i16> {
    sort(&mut numbers);
    numbers.dedup();
    numbers
}

/// The start of a text, for messages.
pub(in crate::calendar) fn excerpt(text: &str) -> String {
    text.chars().take(40).collect()
}

fn read_frequency(text: &str) -> Option<Frequency> {
    Some(match text.to_ascii_uppercase().as_str() {
        "SECONDLY" => Frequency::Secondly,
        "MINUTELY" => Frequency::Minutely,
        "HOURLY" => Frequency::Hourly,
        "DAILY" => Frequency::Daily,
        "WEEKLY" => Frequency::Weekly,
        "MONTHLY" => Frequency::Monthly,
        "YEARLY" => Frequency::Yearly,
        _ => return None,
    })
}

/// Parses a date or time, also with the separators of ISO 8601.
fn read_until(text: &str) -> Option<Until> {
    let text = text.replace(['-', ':'], "");
    let (text, is_utc) = match text.strip_suffix(['Z', 'z']) {
        Some(text) => (text, true),
        None => (text.as_str(), false),
    };
    if let Some(date) = read_basic_date(text) {
        return Some(Until::Date(date));
    }
    let civil = read_basic_civil(text)?;
    Some(if is_utc { Until::Instant(Instant::from_utc(civil)) } else { Until::Civil(civil) })
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
    let (ordinal, weekday) = (text.get(..cut)?.trim_ascii_end(), read_weekday(text.get(cut..)?)?);
    let ordinal = if ordinal.is_empty() {
        0
    } else {
        ordinal.parse::<i16>().ok().filter(|ordinal| (1..=53).contains(&ordinal.saturating_abs()))?
    };
    Some(NthWeekday { ordinal, weekday })
}
