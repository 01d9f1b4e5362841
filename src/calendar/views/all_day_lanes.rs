//! All-day events as bars across the days that they touch, each on a lane.

use chrono::NaiveDate;

use super::agenda::Entry;
use crate::calendar::time::DAY;
use crate::small_sort::sort_by_key;

/// A bar across some days of a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The event of the bar.
    pub entry: Entry,
    /// The first day of the row that it touches, counted from 0.
    pub first: usize,
    /// The number of days of the row that it touches.
    pub span: usize,
    /// The lane, counted from 0.
    pub lane: usize,
    /// Whether it begins before the row.
    pub begins_before: bool,
    /// Whether it continues after the row.
    pub ends_after: bool,
}

impl Bar {
    /// Whether it covers a day of the row, counted from 0.
    pub fn covers(&self, column: usize) -> bool {
        (self.first..self.first + self.span).contains(&column)
    }
}

/// Whether an event is shown as a bar: an all-day event, or one of at least 24 hours.
pub fn is_bar(entry: &Entry) -> bool {
    entry.occurrence.when.is_all_day() || entry.end.since(entry.start) >= DAY
}

/// The bars in a row of `length` days from `first` on; of those with the same first day the longest comes
/// first. Those that do not fit into `lanes` lanes are in one more.
pub fn bars(entries: &[Entry], first: NaiveDate, length: usize, lanes: usize) -> Vec<Bar> {
    let last = i64::try_from(length).unwrap_or(0) - 1;
    let column = |date: NaiveDate| date.signed_duration_since(first).num_days();
    let mut bars: Vec<_> = entries
        .iter()
        .filter(|entry| is_bar(entry))
        .filter_map(|entry| {
            let (from, to) = (column(entry.start_here.date()), column(entry.last_day()));
            let (shown_from, shown_to) = (from.max(0), to.min(last));
            (shown_from <= shown_to).then(|| Bar {
                entry: entry.clone(),
                first: usize::try_from(shown_from).unwrap_or(0),
                span: usize::try_from(shown_to - shown_from + 1).unwrap_or(1),
                lane: 0,
                begins_before: from < 0,
                ends_after: to > last,
            })
        })
        .collect();
    sort_by_key(&mut bars, |bar| (bar.first, std::cmp::Reverse(bar.span), bar.entry.start));
    let mut ends: Vec<usize> = Vec::new();
    for bar in &mut bars {
        bar.lane = ends.iter().position(|end| *end <= bar.first).unwrap_or(ends.len());
        let end = bar.first + bar.span;
        match ends.get_mut(bar.lane) {
            Some(taken) => *taken = end,
            None if bar.lane < lanes => ends.push(end),
            None => {}
        }
    }
    bars
}
