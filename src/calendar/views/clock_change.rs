//! Occurrences of a series that are at another local time for the visitor than the previous one, although the
//! organiser's local time is the same: their UTC offsets change on different dates.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use crate::calendar::ics::event::Status;
use crate::calendar::occurrences::occurrence::{Occurrence, When};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, Instant, Window, date_plus};
use crate::small_sort::{set_of, sort_by_key};

/// How many days back the previous occurrence is searched for: a month of five weeks, and some more.
const DAYS_BEFORE: i64 = 40;

/// The same for a series that recurs less often: a year, and some more.
const DAYS_BEFORE_AT_MOST: i64 = 400;

/// How many days ahead a change is announced above the agenda.
pub const DAYS_AHEAD: i64 = 28;

/// How much earlier or later, in minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shift {
    /// Earlier by this many minutes.
    Earlier(u32),
    /// Later by this many minutes.
    Later(u32),
}

/// Whose UTC offset has changed in between.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Changed {
    /// The organiser's.
    There,
    /// The visitor's.
    Here,
    /// Both, by different amounts.
    Both,
}

/// An occurrence whose local time for the visitor differs from that of the previous one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClockChange {
    /// The key of the occurrence, from [`Occurrence::key`].
    pub key: String,
    /// The key for addresses, from [`Occurrence::link_key`].
    pub link: String,
    /// The `UID` of its series.
    pub uid: Arc<str>,
    /// Its start.
    pub start: Instant,
    /// How much earlier or later it is for the visitor.
    pub shift: Shift,
    /// Whose offset has changed.
    pub changed: Changed,
    /// The organiser's zone.
    pub zone_there: Arc<str>,
    /// Its start in the visitor's local time.
    pub here: NaiveDateTime,
    /// The start of the previous occurrence in the visitor's local time.
    pub before: NaiveDateTime,
}

/// A summary of the changes in the coming weeks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The first occurrence at another time.
    pub first: ClockChange,
    /// The number of series with an occurrence at another time.
    pub series: usize,
    /// How much earlier or later they are, if it is the same for all.
    pub shift: Option<Shift>,
    /// The first day with a series back at its old time, if every series is back by the end of these weeks.
    pub back: Option<NaiveDate>,
}

/// An occurrence that later ones are compared with.
#[derive(Clone, Copy)]
struct Before {
    here: NaiveDateTime,
    beside: i64,
    offset_here: i64,
    offset_there: i64,
}

/// The window of the occurrences that are compared for a visitor in `zone`: from some weeks before `today` until the end
/// of `last_day`, or of [`DAYS_AHEAD`] if that is later.
pub fn compared_window(zone: &Zone, today: NaiveDate, last_day: NaiveDate) -> Window {
    let day = |days| zone.start_of(date_plus(today, days));
    Window { start: day(-DAYS_BEFORE), end: zone.start_of(date_plus(last_day, 1)).max(day(DAYS_AHEAD + 1)) }
}

/// The window before the [`compared_window`], for [`rare_series`].
pub fn earlier_window(zone: &Zone, today: NaiveDate) -> Window {
    let day = |days| zone.start_of(date_plus(today, days));
    Window { start: day(-DAYS_BEFORE_AT_MOST), end: day(-DAYS_BEFORE) }
}

/// The `UID`s of the series that have occurrences from `today` on, but none before it. Their previous occurrences may be
/// in the [`earlier_window`].
pub fn rare_series(compared: &[Occurrence], zone: &Zone, today: NaiveDate) -> BTreeSet<Arc<str>> {
    let start = zone.start_of(today);
    let (before, ahead): (Vec<_>, Vec<_>) =
        compared.iter().filter(|it| it.in_series).partition(|it| it.when.instants(zone).0 < start);
    let known = set_of(before.into_iter().map(|it| it.uid.clone()));
    set_of(ahead.into_iter().map(|it| it.uid.clone()).filter(|uid| !known.contains(uid)))
}

/// Whether an occurrence is compared with the one before it.
pub fn is_compared(occurrence: &Occurrence) -> bool {
    occurrence.in_series && !occurrence.moved && occurrence.status != Status::Cancelled
}

/// Every occurrence that is at another local time for a visitor in `zone` than the previous one of its
/// series. The occurrences have to be sorted by start. Moved, cancelled, all-day and floating ones are not
/// compared; if a series has several times a day, each is compared with the previous one at the same time.
pub fn clock_changes<'a>(
    occurrences: impl IntoIterator<Item = &'a Occurrence>,
    zone: &Zone,
) -> Vec<ClockChange> {
    let mut last: HashMap<(&Arc<str>, &Arc<str>, NaiveTime), Before> = HashMap::new();
    let mut changes = Vec::new();
    for occurrence in occurrences.into_iter().filter(|it| is_compared(it)) {
        let When::Timed { start, zone: zone_there, start_there, .. } = &occurrence.when else { continue };
        let here = zone.civil_at(*start);
        let now = Before {
            here,
            beside: here.signed_duration_since(*start_there).num_minutes(),
            offset_here: zone.offset_at(*start).seconds(),
            offset_there: Instant::from_utc(*start_there).since(*start),
        };
        let key = (&occurrence.uid, zone_there, start_there.time());
        if let Some(before) = last.insert(key, now)
            && let Some(shift) = Shift::of(now.beside - before.beside)
        {
            let whose = match (before.offset_there != now.offset_there, before.offset_here != now.offset_here)
            {
                (true, true) => Changed::Both,
                (true, false) => Changed::There,
                (false, _) => Changed::Here,
            };
            changes.push(ClockChange {
                key: occurrence.key(zone),
                link: occurrence.link_key(),
                uid: occurrence.uid.clone(),
                start: *start,
                shift,
                changed: whose,
                zone_there: zone_there.clone(),
                here,
                before: before.here,
            });
        }
    }
    changes
}

/// A summary of the changes in the [`DAYS_AHEAD`] from `now` on; `None` if there are none.
pub fn summary(changes: &[ClockChange], now: Instant) -> Option<Summary> {
    let end = now.plus(DAYS_AHEAD * DAY);
    let mut coming: Vec<_> = changes.iter().filter(|it| (now..end).contains(&it.start)).collect();
    sort_by_key(&mut coming, |it| it.start);
    let (mut firsts, mut back) = (HashMap::new(), HashMap::new());
    for change in &coming {
        let first = *firsts.entry(&change.uid).or_insert(change.shift);
        if change.shift == first.opposite() {
            back.entry(&change.uid).or_insert(change.here.date());
        }
    }
    let first = (*coming.first()?).clone();
    let series = firsts.len();
    Some(Summary {
        shift: Some(first.shift).filter(|shift| firsts.values().all(|it| it == shift)),
        back: back.values().copied().min().filter(|_| back.len() == series),
        first,
        series,
    })
}

impl Shift {
    fn of(minutes_later: i64) -> Option<Self> {
        let minutes = u32::try_from(minutes_later.unsigned_abs()).ok().filter(|minutes| *minutes != 0)?;
        Some(if minutes_later < 0 { Self::Earlier(minutes) } else { Self::Later(minutes) })
    }

    fn opposite(self) -> Self {
        match self {
            Self::Earlier(minutes) => Self::Later(minutes),
            Self::Later(minutes) => Self::Earlier(minutes),
        }
    }
}

#[cfg(test)]
mod tests;
