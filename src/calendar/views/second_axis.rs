//! The time axis of a second zone, next to that of the first.

use chrono::{NaiveDate, NaiveTime};

use super::clocks::Clocks;
use super::time_grid::{HourMark, TimeGrid};
use crate::calendar::ics::zone_names::city;
use crate::calendar::time::zone::Zone;

/// The times of the second zone along the axis of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondAxis {
    /// The city of the first zone.
    pub first_city: String,
    /// The city of the second zone.
    pub city: String,
    /// The times of the second zone at the full hours of the first.
    pub marks: Vec<SecondMark>,
    /// The first day of the grid with other times, because an offset has changed.
    pub differs_on: Option<NaiveDate>,
}

/// The time of the second zone at a full hour of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondMark {
    /// The position of the hour on the axis, in minutes.
    pub at: i64,
    /// The time of the second zone.
    pub time: NaiveTime,
    /// How many days it is ahead of the first zone.
    pub days_ahead: i64,
}

/// The axis of the second zone for the day `shown` of a grid; `None` without a second zone.
pub fn second_axis(grid: &TimeGrid, shown: NaiveDate, clocks: &Clocks) -> Option<SecondAxis> {
    let second = clocks.second()?;
    let on = |date| marks(grid, date, &clocks.zone, second);
    let marks = on(shown);
    // Hours that only one of two days has do not count as a difference.
    let differs = |date: &NaiveDate| {
        let shows_else = |other: SecondMark| marks.iter().any(|mark| mark.at == other.at && *mark != other);
        on(*date).into_iter().any(shows_else)
    };
    let differs_on = grid.days.iter().map(|day| day.date).find(differs);
    Some(SecondAxis { first_city: city(clocks.zone.name()), city: city(second.name()), marks, differs_on })
}

fn marks(grid: &TimeGrid, date: NaiveDate, zone: &Zone, second: &Zone) -> Vec<SecondMark> {
    let mark = |mark: &HourMark| {
        let civil = date.and_time(mark.time);
        let first = zone.instant_of(civil);
        let instant = match (mark.is_repeated, grid.repeats == Some(date)) {
            (false, _) => first,
            (true, true) => first.plus(grid.repeated_minutes() * 60),
            (true, false) => return None,
        };
        // The day does not have this hour.
        if zone.civil_at(instant) != civil {
            return None;
        }
        let there = second.civil_at(instant);
        let days_ahead = there.date().signed_duration_since(date).num_days();
        Some(SecondMark { at: mark.at, time: there.time(), days_ahead })
    };
    grid.hours.iter().filter_map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::time::read_basic_date;
    use crate::calendar::time::words::{English, Week, Words as _};
    use crate::calendar::time::zone::ZoneDatabase as _;
    use crate::calendar::views::time_grid::time_grid;
    use crate::site::zones::BundledZones;

    fn axis(first: &str, second: &str, days: (&str, usize), shown: &str) -> SecondAxis {
        let database = BundledZones::open();
        let clocks = Clocks::new(database.find(first).unwrap(), database.find(second));
        let start = read_basic_date(days.0).unwrap();
        let now = clocks.zone.start_of(start);
        let grid = time_grid(&[], (start, days.1), now, &Week::iso(), &clocks.zone);
        second_axis(&grid, read_basic_date(shown).unwrap(), &clocks).unwrap()
    }

    /// The times of the second zone, hour by hour.
    fn hours(axis: &SecondAxis) -> Vec<String> {
        let show = |mark: &SecondMark| {
            let time = English.time(mark.time);
            if mark.days_ahead == 0 { time } else { format!("{time}{:+}", mark.days_ahead) }
        };
        axis.marks.iter().map(show).collect()
    }

    #[test]
    fn each_hour_has_the_time_and_day_of_the_second_zone() {
        let axis = axis("Europe/Berlin", "Asia/Kolkata", ("20261125", 1), "20261125");
        assert_eq!((axis.first_city.as_str(), axis.city.as_str()), ("Berlin", "Kolkata"));
        let hours = hours(&axis);
        assert_eq!(hours.len(), 24);
        assert_eq!(hours[..2], ["04:30", "05:30"]);
        assert_eq!(hours[18..21], ["22:30", "23:30", "00:30+1"]);
    }

    #[test]
    fn a_zone_in_the_west_is_a_day_behind() {
        let axis = axis("Asia/Tokyo", "America/Los_Angeles", ("20261125", 1), "20261125");
        assert_eq!(hours(&axis)[16..18], ["23:00-1", "00:00"]);
    }

    #[test]
    fn a_repeated_hour_has_two_marks_and_a_skipped_one_none() {
        let longer = hours(&axis("Europe/Berlin", "UTC", ("20261025", 1), "20261025"));
        assert_eq!(longer.len(), 25);
        assert_eq!(longer[..5], ["22:00-1", "23:00-1", "00:00", "01:00", "02:00"]);
        let shorter = hours(&axis("Europe/Berlin", "UTC", ("20260329", 1), "20260329"));
        assert_eq!(shorter.len(), 23);
        assert_eq!(shorter[..4], ["23:00-1", "00:00", "01:00", "02:00"]);
    }

    #[test]
    fn a_week_with_an_offset_change_has_a_day_that_differs() {
        let week = ("20261026", 7);
        // Daylight saving time ends in New York on Sunday, 1 November.
        let axis_of_monday = axis("Europe/Berlin", "America/New_York", week, "20261026");
        assert_eq!(axis_of_monday.differs_on, read_basic_date("20261101"));
        assert_eq!(hours(&axis_of_monday)[12], "07:00");
        let axis_of_sunday = axis("Europe/Berlin", "America/New_York", week, "20261101");
        assert_eq!(hours(&axis_of_sunday)[12], "06:00");
        assert_eq!(axis_of_sunday.differs_on, read_basic_date("20261026"));
        let without_change = axis("Europe/Berlin", "America/New_York", ("20261109", 7), "20261109");
        assert_eq!(without_change.differs_on, None);
    }
}
