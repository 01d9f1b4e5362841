//! Formats rules as text.

use std::fmt::{self, Display, Formatter};

use chrono::Weekday;

use super::{Frequency, NthWeekday, Rule, Skip, Until};
use crate::calendar::time::{basic_civil, basic_date, basic_utc};

/// The value of an `RRULE` or `EXRULE` that parses to the same rule.
impl Display for Rule {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(formatter, "FREQ={}", frequency(self.frequency))?;
        if self.interval != 1 {
            write!(formatter, ";INTERVAL={}", self.interval)?;
        }
        if let Some(count) = self.count {
            write!(formatter, ";COUNT={count}")?;
        }
        match self.until {
            Some(Until::Date(date)) => write!(formatter, ";UNTIL={}", basic_date(date))?,
            Some(Until::Civil(civil)) => write!(formatter, ";UNTIL={}", basic_civil(civil))?,
            Some(Until::Instant(instant)) => write!(formatter, ";UNTIL={}", basic_utc(instant))?,
            None => {}
        }
        let lists = [
            ("BYMONTH", &self.by_month),
            ("BYWEEKNO", &self.by_week_number),
            ("BYYEARDAY", &self.by_year_day),
            ("BYMONTHDAY", &self.by_month_day),
            ("BYHOUR", &self.by_hour),
            ("BYMINUTE", &self.by_minute),
            ("BYSECOND", &self.by_second),
            ("BYSETPOS", &self.by_set_position),
        ];
        for (name, numbers) in lists {
            list(formatter, name, numbers)?;
        }
        list(formatter, "BYDAY", &self.by_day)?;
        if self.week_start != Weekday::Mon {
            write!(formatter, ";WKST={}", weekday(self.week_start))?;
        }
        formatter.write_str(match self.skip {
            Skip::Omit => "",
            Skip::Backward => ";RSCALE=GREGORIAN;SKIP=BACKWARD",
            Skip::Forward => ";RSCALE=GREGORIAN;SKIP=FORWARD",
        })
    }
}

impl Display for NthWeekday {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        if self.ordinal != 0 {
            write!(formatter, "{}", self.ordinal)?;
        }
        formatter.write_str(weekday(self.weekday))
    }
}

fn list<T: Display>(formatter: &mut Formatter<'_>, name: &str, values: &[T]) -> fmt::Result {
    for (index, value) in values.iter().enumerate() {
        if index == 0 {
            write!(formatter, ";{name}={value}")?;
        } else {
            write!(formatter, ",{value}")?;
        }
    }
    Ok(())
}

const fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Secondly => "SECONDLY",
        Frequency::Minutely => "MINUTELY",
        Frequency::Hourly => "HOURLY",
        Frequency::Daily => "DAILY",
        Frequency::Weekly => "WEEKLY",
        Frequency::Monthly => "MONTHLY",
        Frequency::Yearly => "YEARLY",
    }
}

const fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "MO",
        Weekday::Tue => "TU",
        Weekday::Wed => "WE",
        Weekday::Thu => "TH",
        Weekday::Fri => "FR",
        Weekday::Sat => "SA",
        Weekday::Sun => "SU",
    }
}
