//! The range of days that a view of the calendar shows, and the previous and next ranges.

use chrono::{Datelike, Months, NaiveDate, Weekday};

use crate::calendar::time::words::Words;
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{Window, date_plus, week_of};

/// A view of the calendar.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// A list day by day, with all details of each event.
    #[default]
    Agenda,
    /// A month, with one week per row.
    Month,
    /// Seven days by hour.
    Week,
    /// One day by hour.
    Day,
}

impl View {
    /// All views, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Agenda, Self::Month, Self::Week, Self::Day];

    /// The name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agenda => "agenda",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
        }
    }

    /// The displayed name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Agenda => "Agenda",
            Self::Month => "Month",
            Self::Week => "Week",
            Self::Day => "Day",
        }
    }

    /// The view of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }
}

/// The range of days that a view shows, given by a date in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The view.
    pub view: View,
    /// A date in the range.
    pub date: NaiveDate,
}

/// The number of days in the agenda of another date than today.
const DAYS_OF_AGENDA: i64 = 14;

impl Period {
    /// The first and last day shown, in weeks that begin on `week_start`.
    pub fn days(self, week_start: Weekday) -> (NaiveDate, NaiveDate) {
        match self.view {
            View::Day => (self.date, self.date),
            View::Agenda => (self.date, date_plus(self.date, DAYS_OF_AGENDA - 1)),
            View::Week => {
                let first = week_of(self.date, week_start);
                (first, date_plus(first, 6))
            }
            View::Month => {
                let (first, after) = month_of(self.date);
                let last = date_plus(after, -1);
                (week_of(first, week_start), date_plus(week_of(last, week_start), 6))
            }
        }
    }

    /// The days as a window of instants in a zone.
    pub fn window(self, week_start: Weekday, zone: &Zone) -> Window {
        let (first, last) = self.days(week_start);
        Window { start: zone.start_of(first), end: zone.start_of(date_plus(last, 1)) }
    }

    /// The period this many steps later, or earlier if negative.
    #[must_use]
    pub fn moved(self, steps: i32) -> Self {
        let days = |days: i64| date_plus(self.date, days * i64::from(steps));
        let date = match self.view {
            View::Day => days(1),
            View::Week => days(7),
            View::Agenda => days(DAYS_OF_AGENDA),
            View::Month => {
                let months = Months::new(steps.unsigned_abs());
                let moved = if steps < 0 {
                    self.date.checked_sub_months(months)
                } else {
                    self.date.checked_add_months(months)
                };
                moved.unwrap_or(self.date)
            }
        };
        Self { date, ..self }
    }

    /// The title of the period.
    pub fn title(self, week_start: Weekday, words: &dyn Words) -> String {
        let (first, last) = self.days(week_start);
        match self.view {
            View::Day => words.day(self.date, true),
            View::Month => words.month(self.date),
            View::Week | View::Agenda => words.dates(first, last),
        }
    }
}

/// The first day of the month of a date, and that of the following month.
pub fn month_of(date: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = date.with_day(1).unwrap_or(date);
    (first, date_plus(first, i64::from(first.num_days_in_month())))
}

#[cfg(test)]
mod tests;
