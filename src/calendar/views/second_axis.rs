//! The hours of a second clock beside those of the first.

use chrono::{NaiveDate, NaiveTime};

use super::clocks::Clocks;
use super::time_grid::{HourMark, TimeGrid};
use crate::calendar::ics::zone_names::city;
use crate::calendar::time::zone::Zone;

/// The hours of a second clock along the axis of a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondAxis {
    /// Where the first clock is.
    pub first_city: String,
    /// Where the second clock is.
    pub city: String,
    /// What it shows at the full hours of the first.
    pub marks: Vec<SecondMark>,
    /// The first day of the grid on which it shows something else, one of the clocks having been changed.
    pub differs_on: Option<NaiveDate>,
}

/// What the second clock shows at a full hour of the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecondMark {
    /// Where the hour is on the axis, in minutes.
    pub at: i64,
    /// What the second clock shows.
    pub time: NaiveTime,
    /// How many days ahead of the first it is.
    pub days_ahead: i64,
}

/// The hours of the second clock on the day `shown` of a grid; nothing where there is no second clock.
pub fn second_axis(grid: &TimeGrid, shown: NaiveDate, clocks: &Clocks) -> Option<SecondAxis> {
    let second = clocks.second()?;
    let on = |date| marks(grid, date, &clocks.zone, second);
    let marks = on(shown);
    // Hours that one day has and the other has not are no difference.
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
        // An hour that the day does not have.
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

    fn scale(first: &str, second: &str, days: (&str, usize), shown: &str) -> SecondAxis {
        let database = BundledZones::open();
        let clocks = Clocks::new(database.find(first).unwrap(), database.find(second));
        let start = read_basic_date(days.0).unwrap();
        let now = clocks.zone.start_of(start);
        let grid = time_grid(&[], (start, days.1), now, &Week::iso(), &clocks.zone);
        second_axis(&grid, read_basic_date(shown).unwrap(), &clocks).unwrap()
    }

    /// What the second clock shows, hour by hour.
    fn hours(scale: &SecondAxis) -> Vec<String> {
        let show = |mark: &SecondMark| {
            let time = English.time(mark.time);
            if mark.days_ahead == 0 { time } else { format!("{time}{:+}", mark.days_ahead) }
        };
        scale.marks.iter().map(show).collect()
    }

    #[test]
    fn each_hour_shows_what_the_other_clock_does_with_its_day() {
        let scale = scale("Europe/Berlin", "Asia/Kolkata", ("20261125", 1), "20261125");
        assert_eq!((scale.first_city.as_str(), scale.city.as_str()), ("Berlin", "Kolkata"));
        let hours = hours(&scale);
        assert_eq!(hours.len(), 24);
        assert_eq!(hours[..2], ["04:30", "05:30"]);
        assert_eq!(hours[18..21], ["22:30", "23:30", "00:30+1"]);
    }

    #[test]
    fn a_clock_in_the_west_is_a_day_behind() {
        let scale = scale("Asia/Tokyo", "America/Los_Angeles", ("20261125", 1), "20261125");
        assert_eq!(hours(&scale)[16..18], ["23:00-1", "00:00"]);
    }

    #[test]
    fn an_hour_that_comes_twice_has_both_times_beside_it_and_a_skipped_one_none() {
        let longer = hours(&scale("Europe/Berlin", "UTC", ("20261025", 1), "20261025"));
        assert_eq!(longer.len(), 25);
        assert_eq!(longer[..5], ["22:00-1", "23:00-1", "00:00", "01:00", "02:00"]);
        let shorter = hours(&scale("Europe/Berlin", "UTC", ("20260329", 1), "20260329"));
        assert_eq!(shorter.len(), 23);
        assert_eq!(shorter[..4], ["23:00-1", "00:00", "01:00", "02:00"]);
    }

    #[test]
    fn a_week_in_which_one_of_the_clocks_is_changed_says_from_when_on_it_differs() {
        let week = ("20261026", 7);
        // New York puts its clocks back on Sunday, 1 November.
        let scale_of_monday = scale("Europe/Berlin", "America/New_York", week, "20261026");
        assert_eq!(scale_of_monday.differs_on, read_basic_date("20261101"));
        assert_eq!(hours(&scale_of_monday)[12], "07:00");
        let scale_of_sunday = scale("Europe/Berlin", "America/New_York", week, "20261101");
        assert_eq!(hours(&scale_of_sunday)[12], "06:00");
        assert_eq!(scale_of_sunday.differs_on, read_basic_date("20261026"));
        let steady = scale("Europe/Berlin", "America/New_York", ("20261109", 7), "20261109");
        assert_eq!(steady.differs_on, None);
    }
}
