//! Time zones: a small interface to the platform's zone data, and the arithmetic on it.
//!
//! The interface is [`ZoneRules`]: the offset at an instant. The browser implements it with `Intl`, the site
//! tool with jiff, a feed with its own `VTIMEZONE`. Everything else, above all the conversion from local time
//! to instants, is computed here, the same way on every target.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use chrono::{NaiveDate, NaiveDateTime};

use super::{DAY, Instant, Offset, civil_plus, midnight};

/// The offsets of a zone: all that a source of zone data has to provide.
pub trait ZoneRules: Send + Sync {
    /// The offset in force at an instant.
    fn offset_at(&self, instant: Instant) -> Offset;
}

/// A source of zones by IANA name.
pub trait ZoneDatabase {
    /// The zone of this name, if the source knows it.
    fn find(&self, name: &str) -> Option<Zone>;
}

/// The zone of whoever looks at a calendar, and the zones that its times may be in.
#[derive(Clone, Copy)]
pub struct Viewer<'a> {
    /// The zone that times are shown in. Dates and floating times are in it.
    pub zone: &'a Zone,
    /// The zones by name.
    pub zones: &'a dyn ZoneDatabase,
}

impl<'a> Viewer<'a> {
    /// A viewer in `zone`.
    pub fn new(zone: &'a Zone, zones: &'a dyn ZoneDatabase) -> Self {
        Self { zone, zones }
    }
}

/// A named zone, cheap to clone, that caches the offsets that were looked up.
#[derive(Clone)]
pub struct Zone(Arc<Inner>);

struct Inner {
    name: Arc<str>,
    rules: Box<dyn ZoneRules>,
    cache: Mutex<OffsetCache>,
}

/// A cache of intervals, by their indices.
#[derive(Default)]
struct OffsetCache {
    intervals: BTreeMap<i64, Interval>,
    /// The last one that was looked up, because consecutive lookups are often near each other.
    last: Option<(i64, Interval)>,
}

impl OffsetCache {
    fn get(&mut self, index: i64) -> Option<Interval> {
        if let Some((_, interval)) = self.last.filter(|(last, _)| *last == index) {
            return Some(interval);
        }
        let interval = *self.intervals.get(&index)?;
        self.last = Some((index, interval));
        Some(interval)
    }
}

/// A change of a zone's UTC offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first instant of the new offset.
    pub at: Instant,
    /// The offset before the change.
    pub before: Offset,
    /// The offset after the change.
    pub after: Offset,
}

/// The offsets in force during one interval of [`INTERVAL_SECONDS`] seconds.
#[derive(Clone, Copy)]
enum Interval {
    Steady(Offset),
    Changing { before: Offset, at: Instant, after: Offset },
}

/// The length of an interval in seconds, about six days. No zone changes its offset there and back within
/// one.
const INTERVAL_SECONDS: i64 = 1 << 19;

struct Fixed(Offset);

impl ZoneRules for Fixed {
    fn offset_at(&self, _: Instant) -> Offset {
        self.0
    }
}

impl Zone {
    /// A zone with the offsets of `rules`.
    pub fn new(name: impl Into<Arc<str>>, rules: impl ZoneRules + 'static) -> Self {
        Self(Arc::new(Inner { name: name.into(), rules: Box::new(rules), cache: Mutex::default() }))
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Self {
        Self::fixed("UTC", Offset::UTC)
    }

    /// A zone that always has the same offset.
    pub fn fixed(name: impl Into<Arc<str>>, offset: Offset) -> Self {
        Self::new(name, Fixed(offset))
    }

    /// The zone's IANA name, or its name in the feed.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The name as a shared string.
    pub fn shared_name(&self) -> Arc<str> {
        self.0.name.clone()
    }

    /// The offset in force at an instant.
    pub fn offset_at(&self, instant: Instant) -> Offset {
        match self.interval_of(instant.unix().div_euclid(INTERVAL_SECONDS)) {
            Interval::Steady(offset) => offset,
            Interval::Changing { before, at, .. } if instant < at => before,
            Interval::Changing { after, .. } => after,
        }
    }

    /// The civil time in the zone at an instant.
    pub fn civil_at(&self, instant: Instant) -> NaiveDateTime {
        civil_plus(instant.utc(), self.offset_at(instant).seconds())
    }

    /// The instant of a civil time in the zone. A repeated time is the first one; a skipped time is later by
    /// the length of the gap (RFC 5545 section 3.3.5).
    pub fn instant_of(&self, civil: NaiveDateTime) -> Instant {
        let as_utc = Instant::from_utc(civil);
        let (before, after) = (self.offset_at(as_utc.plus(-DAY)), self.offset_at(as_utc.plus(DAY)));
        let earlier = as_utc.plus(-before.seconds());
        if before == after || self.offset_at(earlier) == before {
            return earlier;
        }
        let later = as_utc.plus(-after.seconds());
        if self.offset_at(later) == after { later } else { earlier }
    }

    /// The first instant of a date, which is not 00:00 if the zone skips that time.
    pub fn start_of(&self, date: NaiveDate) -> Instant {
        self.instant_of(midnight(date))
    }

    /// The offset changes from `first` up to, but not including, `end`, in order.
    pub fn changes(&self, first: Instant, end: Instant) -> Vec<Change> {
        let indices = first.unix().div_euclid(INTERVAL_SECONDS)..=end.unix().div_euclid(INTERVAL_SECONDS);
        let changes = indices.filter_map(|index| match self.interval_of(index) {
            Interval::Steady(_) => None,
            Interval::Changing { before, at, after } => Some(Change { at, before, after }),
        });
        changes.filter(|change| (first..end).contains(&change.at)).collect()
    }

    fn interval_of(&self, index: i64) -> Interval {
        let known = self.0.cache.lock().ok().and_then(|mut cache| cache.get(index));
        known.unwrap_or_else(|| {
            let interval = self.interval(index);
            if let Ok(mut cache) = self.0.cache.lock() {
                cache.intervals.insert(index, interval);
            }
            interval
        })
    }

    fn interval(&self, index: i64) -> Interval {
        let rules = &self.0.rules;
        let mut low = Instant::from_unix(index.saturating_mul(INTERVAL_SECONDS));
        let mut high = low.plus(INTERVAL_SECONDS);
        let (before, after) = (rules.offset_at(low), rules.offset_at(high));
        if before == after {
            return Interval::Steady(before);
        }
        while high.since(low) > 1 {
            let middle = low.plus(high.since(low) / 2);
            if rules.offset_at(middle) == before { low = middle } else { high = middle }
        }
        Interval::Changing { before, at: high, after }
    }
}

impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Zone {}

impl std::fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Zone({})", self.name())
    }
}

#[cfg(test)]
mod tests;
