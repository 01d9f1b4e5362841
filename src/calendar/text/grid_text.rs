//! Texts for the grids; components only have to put them into elements.

use chrono::NaiveDate;

use super::agenda_text::{category, second_times, title};
use crate::calendar::ics::event::Status;
use crate::calendar::time::words::{Week, Words};
use crate::calendar::time::{date_plus, date_text};
use crate::calendar::views::agenda::Entry;
use crate::calendar::views::all_day_lanes::Bar;
use crate::calendar::views::clocks::Clocks;
use crate::calendar::views::month_grid::{MonthDay, MonthWeek};
use crate::calendar::views::second_axis::{SecondAxis, SecondMark, second_axis};
use crate::calendar::views::time_grid::{Block, TimeDay, TimeGrid};

/// The short texts of an event in a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// The key of the occurrence, `UID/START`.
    pub key: String,
    /// The start time, with its day if that is an earlier one; `None` for an all-day event.
    pub time: Option<String>,
    /// The start time in short; the end, such as "–01:00", where it began on an earlier day.
    pub short_time: Option<String>,
    /// The title.
    pub title: String,
    /// The title without the prefix that all titles of the grid share.
    pub short_title: String,
    /// The first category of the event; empty if there is none.
    pub category: String,
    /// The name of the event's CSS colour; empty if there is none.
    pub color: String,
    /// Whether it takes place.
    pub status: Status,
    /// The end, the times in the second zone and the status, for screen readers.
    pub rest: String,
}

/// A bar across days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BarText {
    /// The texts of the event.
    pub chip: Chip,
    /// The first day that it touches, counted from 0.
    pub first: usize,
    /// The number of days that it touches.
    pub span: usize,
    /// The lane.
    pub lane: usize,
    /// Whether it begins before the row.
    pub begins_before: bool,
    /// Whether it continues after the row.
    pub ends_after: bool,
}

/// The texts of a day in a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayName {
    /// The date.
    pub date: NaiveDate,
    /// The date for HTML's `datetime`, which is also used in the element's id.
    pub datetime: String,
    /// The day of the month.
    pub number: String,
    /// The short weekday name.
    pub weekday: String,
    /// The full date, whether it is today, and the number of events.
    pub label: String,
    /// Whether it is today.
    pub is_today: bool,
    /// Whether it is on a weekend.
    pub is_weekend: bool,
}

/// A cell of the month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MonthCell {
    /// The texts of the day.
    pub day: DayName,
    /// Whether it is in the shown month.
    pub is_in_month: bool,
    /// The number of lanes of bars above its own events.
    pub lanes: usize,
    /// The bars that begin in it, in this row of the grid.
    pub bars: Vec<BarText>,
    /// Its own events.
    pub chips: Vec<Chip>,
    /// The number of events that are not shown, as text.
    pub more: Option<String>,
    /// The number of events, with one dot for each.
    pub count: usize,
}

/// A day by hour.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeGridDayText {
    /// The texts of the day.
    pub day: DayName,
    /// Its events.
    pub blocks: Vec<BlockText>,
    /// Ranges that the day does not have: start and end as fractions of the axis.
    pub holes: Vec<(f64, f64)>,
}

/// An event in a day by hour.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockText {
    /// The texts of the event.
    pub chip: Chip,
    /// The position of its start, as a fraction of the axis.
    pub top: f64,
    /// Its length, as a fraction of the axis.
    pub height: f64,
    /// The length in minutes.
    pub minutes: i64,
    /// The lane.
    pub lane: usize,
    /// The number of lanes.
    pub lanes: usize,
}

/// The texts of some days by hour.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeGridText {
    /// The hours: position as a fraction of the axis, local time, and whether it is repeated.
    pub hours: Vec<(f64, String, bool)>,
    /// The length of the axis in hours.
    pub length: f64,
    /// The days.
    pub days: Vec<TimeGridDayText>,
    /// All-day events, as bars.
    pub bars: Vec<BarText>,
    /// Whether there are events so short that the hours have to be taller.
    pub is_dense: bool,
    /// The number of lanes that the bars take.
    pub lanes: usize,
    /// A sentence about events that are left out.
    pub left_out: Option<String>,
    /// A sentence about a daylight-saving change on one of the days.
    pub change: Option<String>,
    /// The axis of the second zone.
    pub second: Option<SecondAxisText>,
}

/// The texts of the axis of the second zone.
#[derive(Clone, Debug, PartialEq)]
pub struct SecondAxisText {
    /// The city of the first zone.
    pub first_city: String,
    /// The city of the second zone.
    pub city: String,
    /// The hours: position as a fraction of the axis, local time, and the number of days it is ahead, if any.
    pub hours: Vec<(f64, String, Option<String>)>,
    /// A sentence about days on which the second zone has other times.
    pub change: Option<String>,
}

/// Below this length in minutes, an event has no room for a line of text in hours of the usual height.
const DENSE: i64 = 30;

/// The short weekday names, in the order of the visitor's week.
pub fn weekdays(week: &Week, words: &dyn Words) -> Vec<String> {
    // Any week will do.
    let monday = NaiveDate::from_isoywd_opt(2026, 1, chrono::Weekday::Mon).unwrap_or_default();
    let first = i64::from(week.start.num_days_from_monday());
    (0..7).map(|day| words.weekday(date_plus(monday, first + day))).collect()
}

/// The texts of the weeks of a month.
pub fn month_cells(weeks: &[MonthWeek], clocks: &Clocks, words: &dyn Words) -> Vec<Vec<MonthCell>> {
    let shown = weeks.iter().flat_map(|week| {
        let of_days = week.days.iter().flat_map(|day| &day.entries);
        week.bars.iter().map(|bar| &bar.entry).chain(of_days)
    });
    let chips = Chips { clocks, words, prefix: shared_prefix(shown.map(title)) };
    let cell = |week: &MonthWeek, (column, day): (usize, &MonthDay)| MonthCell {
        day: day_name(day.date, (day.is_today, day.is_weekend), day.count, words),
        is_in_month: day.is_in_month,
        lanes: day.lanes,
        bars: week.bars.iter().filter(|bar| bar.first == column).map(|bar| chips.bar(bar)).collect(),
        chips: day.entries.iter().map(|entry| chips.chip(entry, day.date)).collect(),
        more: (day.hidden > 0).then(|| format!("+{} more", words.number(day.hidden))),
        count: day.count,
    };
    weeks.iter().map(|week| week.days.iter().enumerate().map(|day| cell(week, day)).collect()).collect()
}

/// The texts of days by hour. If the second zone has other times on some days, its axis is that of `shown`.
pub fn time_grid_text(grid: &TimeGrid, shown: NaiveDate, clocks: &Clocks, words: &dyn Words) -> TimeGridText {
    #[expect(clippy::cast_precision_loss, reason = "minutes of a day are few")]
    let part = |minutes: i64| minutes as f64 / grid.minutes as f64;
    let blocks = grid.days.iter().flat_map(|day| &day.blocks).map(|block| &block.entry);
    let all = grid.bars.iter().map(|bar| &bar.entry).chain(blocks);
    let chips = Chips { clocks, words, prefix: shared_prefix(all.map(title)) };
    let block_text = |block: &Block, date: NaiveDate| BlockText {
        chip: chips.chip(&block.entry, date),
        minutes: block.bottom - block.top,
        top: part(block.top),
        height: part(block.bottom - block.top),
        lane: block.lane,
        lanes: block.lanes,
    };
    let day = |day: &TimeDay| TimeGridDayText {
        day: day_name(day.date, (day.is_today, day.is_weekend), day.count, words),
        blocks: day.blocks.iter().map(|block| block_text(block, day.date)).collect(),
        holes: day.holes.iter().map(|(from, to)| (part(*from), part(*to))).collect(),
    };
    TimeGridText {
        hours: grid
            .hours
            .iter()
            .map(|mark| (part(mark.at), words.time(mark.time), mark.is_repeated))
            .collect(),
        #[expect(clippy::cast_precision_loss, reason = "minutes of a day are few")]
        length: grid.minutes as f64 / 60.0,
        days: grid.days.iter().map(day).collect(),
        bars: grid.bars.iter().map(|bar| chips.bar(bar)).collect(),
        is_dense: grid.days.iter().flat_map(|day| &day.blocks).any(|block| block.bottom - block.top < DENSE),
        lanes: grid.bars.iter().map(|bar| bar.lane + 1).max().unwrap_or(0),
        left_out: (grid.left_out > 0).then(|| {
            format!("{} more events do not fit here; the agenda has them all.", words.number(grid.left_out))
        }),
        change: change(grid, words),
        second: second_axis(grid, shown, clocks).map(|scale| second_axis_text(scale, shown, part, words)),
    }
}

fn second_axis_text(
    scale: SecondAxis,
    shown: NaiveDate,
    part: impl Fn(i64) -> f64,
    words: &dyn Words,
) -> SecondAxisText {
    let hour = |mark: SecondMark| {
        let ahead = match mark.days_ahead {
            0 => None,
            ahead => Some(format!("{}{}", if ahead > 0 { "+" } else { "−" }, ahead.abs())),
        };
        (part(mark.at), words.time(mark.time), ahead)
    };
    let change = scale.differs_on.map(|other| {
        let (city, shown, other) = (&scale.city, words.short_day(shown), words.short_day(other));
        format!("The times in {city} are those of {shown}; they differ on {other}.")
    });
    SecondAxisText {
        hours: scale.marks.into_iter().map(hour).collect(),
        first_city: scale.first_city,
        city: scale.city,
        change,
    }
}

/// A sentence about the day that repeats or skips some time.
fn change(grid: &TimeGrid, words: &dyn Words) -> Option<String> {
    if let Some(longer) = grid.repeats {
        return Some(format!(
            "The clocks go back on {}: one part of the day is repeated.",
            words.short_day(longer)
        ));
    }
    grid.skips.map(|shorter| {
        format!("The clocks go forward on {}: some of its time is left out.", words.short_day(shorter))
    })
}

fn day_name(
    date: NaiveDate,
    (is_today, is_weekend): (bool, bool),
    count: usize,
    words: &dyn Words,
) -> DayName {
    use chrono::Datelike as _;
    let today = if is_today { ", today" } else { "" };
    let events = match count {
        0 => "no events".to_owned(),
        1 => "1 event".to_owned(),
        count => format!("{} events", words.number(count)),
    };
    DayName {
        date,
        datetime: date_text(date),
        number: words.number(date.day() as usize),
        weekday: words.weekday(date),
        label: format!("{}{today}, {events}", words.day(date, true)),
        is_today,
        is_weekend,
    }
}

/// What the chips of one grid have in common.
struct Chips<'a> {
    clocks: &'a Clocks,
    words: &'a dyn Words,
    prefix: String,
}

impl Chips<'_> {
    fn bar(&self, bar: &Bar) -> BarText {
        BarText {
            chip: self.chip(&bar.entry, bar.entry.start_here.date()),
            first: bar.first,
            span: bar.span,
            lane: bar.lane,
            begins_before: bar.begins_before,
            ends_after: bar.ends_after,
        }
    }

    /// An event on the day of `date`.
    fn chip(&self, entry: &Entry, date: NaiveDate) -> Chip {
        let Self { clocks, words, .. } = *self;
        let title = title(entry);
        let status = entry.occurrence.status;
        let is_all_day = entry.occurrence.when.is_all_day();
        let (start, end) = (entry.start_here, entry.end_here);
        let (time, short_time) = if is_all_day {
            (None, None)
        } else if start.date() < date {
            (Some(words.moment(start)), Some(format!("–{}", words.time(end.time()))))
        } else {
            (Some(words.time(start.time())), Some(words.short_time(start.time())))
        };
        let ends_on_day = entry.last_day() == date;
        let until = match (is_all_day, entry.is_many_days()) {
            (true, false) => Some("all day".to_owned()),
            (true, true) => Some(format!("until {}", words.short_day(entry.last_day()))),
            (false, true) if !ends_on_day => Some(format!("until {}", words.moment(end))),
            (false, _) => (entry.end > entry.start).then(|| format!("until {}", words.time(end.time()))),
        };
        let state = (status != Status::Confirmed).then(|| status.word().to_owned());
        let second =
            second_times(entry, clocks, words).map(|second| format!("{} in {}", second.times, second.city));
        let rest: Vec<_> = until.into_iter().chain(second).chain(state).collect();
        Chip {
            key: entry.occurrence.key(&clocks.zone),
            time,
            short_time,
            short_title: title.strip_prefix(self.prefix.as_str()).unwrap_or(&title).to_owned(),
            title,
            category: category(entry),
            color: entry.occurrence.details.color.clone(),
            status,
            rest: rest.join(", "),
        }
    }
}

/// The prefix that all titles share, up to a colon or a dash, such as the name of the community; empty if there is none.
fn shared_prefix(titles: impl Iterator<Item = String>) -> String {
    let mut shared: Option<String> = None;
    let mut count = 0;
    for title in titles {
        count += 1;
        shared = Some(match shared {
            None => title,
            Some(shared) => {
                shared.chars().zip(title.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect()
            }
        });
    }
    let shared = shared.filter(|_| count > 1).unwrap_or_default();
    let ends =
        [": ", " - ", " – ", " | "].into_iter().filter_map(|mark| Some(shared.rfind(mark)? + mark.len()));
    ends.max().and_then(|end| shared.get(..end)).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::time::read_basic_date;
    use crate::calendar::time::words::English;
    use crate::calendar::time::zone::{Viewer, Zone, ZoneDatabase as _};
    use crate::calendar::views::month_grid::month_grid;
    use crate::calendar::views::period::{Period, View};
    use crate::calendar::{Limits, read};
    use crate::site::zones::BundledZones;

    /// The chips and bars of November 2026 in Berlin, as the day of the month with the accessible name and the short time.
    fn chips(event: &str) -> Vec<String> {
        let database = BundledZones::open();
        let zone: Zone = database.find("Europe/Berlin").unwrap();
        let text =
            format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:Call\n{event}\nEND:VEVENT\nEND:VCALENDAR");
        let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
        let date = read_basic_date("20261125").unwrap();
        let period = Period { view: View::Month, date };
        let window = period.window(chrono::Weekday::Mon, &zone);
        let occurrences = feed.expand(Viewer::new(&zone, &database), window).occurrences;
        let entries: Vec<_> = occurrences.iter().map(|occurrence| Entry::new(occurrence, &zone)).collect();
        let grid = month_grid(&entries, period, date, &Week::iso());
        let cells = month_cells(&grid, &zone.into(), &English).into_iter().flatten();
        let texts = cells.flat_map(|cell| {
            let bars = cell.bars.into_iter().map(|bar| bar.chip);
            let number = cell.day.number;
            bars.chain(cell.chips).map(move |chip| {
                let (time, short) = (chip.time.unwrap_or_default(), chip.short_time.unwrap_or_default());
                format!("{number}: {time} {} {} ({short})", chip.title, chip.rest)
            })
        });
        texts.collect()
    }

    #[test]
    fn a_chip_names_the_day_of_a_start_or_an_end_on_another_day() {
        assert_eq!(
            chips("DTSTART;TZID=Europe/Berlin:20261125T150000\nDURATION:PT1H"),
            ["25: 15:00 Call until 16:00 (15)"]
        );
        assert_eq!(
            chips("DTSTART;TZID=Europe/Berlin:20261125T230000\nDURATION:PT2H"),
            [
                "25: 23:00 Call until Thu, 26 Nov, 01:00 (23)",
                "26: Wed, 25 Nov, 23:00 Call until 01:00 (–01:00)"
            ]
        );
        assert_eq!(
            chips("DTSTART;TZID=Europe/Berlin:20261125T230000\nDURATION:PT1H"),
            ["25: 23:00 Call until 00:00 (23)"]
        );
        assert_eq!(
            chips("DTSTART;TZID=Europe/Berlin:20261125T090000\nDURATION:PT30H"),
            ["25: 09:00 Call until Thu, 26 Nov, 15:00 (9)"]
        );
        assert_eq!(
            chips("DTSTART;VALUE=DATE:20261125\nDTEND;VALUE=DATE:20261127"),
            ["25:  Call until Thu, 26 Nov ()"]
        );
    }

    #[test]
    fn a_prefix_counts_if_all_titles_share_it_up_to_a_mark() {
        for (titles, expected) in [
            (&["Sample: One", "Sample: Two"][..], "Sample: "),
            (&["Sample: One", "Other: Two"], ""),
            (&["Go – SIG: One", "Go – SIG: Other"], "Go – SIG: "),
            (&["Storage call", "Storage talk"], ""),
            (&["Sample: One"], ""),
            (&[], ""),
        ] {
            assert_eq!(shared_prefix(titles.iter().map(|&title| title.to_owned())), expected, "{titles:?}");
        }
    }
}
