//! Details of one series: one of its occurrences, those after it, and the position of an occurrence.

use chrono::NaiveDate;

use super::occurrence::Occurrence;
use super::occurrence::OriginalStart;
use super::wall_clock::date_in;
use crate::calendar::ics::event::{EventTime, Status, ZoneIndex};
use crate::calendar::ics::feed::Feed;
use crate::calendar::rrule::recur::{CivilWindow, recurrences};
use crate::calendar::rrule::rule::Rule;
use crate::calendar::time::zone::{Viewer, Zone, ZoneDatabase};
use crate::calendar::time::{DAY, Instant, Window, midnight, read_basic_civil, read_basic_date};

/// How many days around the start in its key an occurrence is searched for: at first, and if it was moved.
const DAYS_AROUND: [i64; 2] = [3, 400];

/// How many days ahead the next dates of a series are searched for, one range after the other.
const DAYS_AHEAD: [i64; 3] = [70, 400, 4000];

/// The position of an occurrence in its series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PositionInSeries {
    /// There is no series, or the feed does not define it.
    Alone,
    /// The nth of a known number of occurrences.
    Nth {
        /// The position, counted from one.
        nth: usize,
        /// The number of occurrences.
        of: u32,
    },
    /// One of a series that began on this date, in the organiser's zone.
    Since(NaiveDate),
}

impl Feed {
    /// Finds the occurrence of a key, as returned by [`Occurrence::key`] or [`Occurrence::link_key`].
    pub fn occurrence(&self, viewer: Viewer<'_>, key: &str) -> Option<Occurrence> {
        let (uid, start) = key.rsplit_once('/')?;
        let civil = read_basic_civil(start.trim_end_matches('Z'));
        let around = Instant::from_utc(civil.or_else(|| read_basic_date(start).map(midnight))?);
        DAYS_AROUND.iter().find_map(|days| {
            let window = Window { start: around.plus(-days * DAY), end: around.plus(days * DAY) };
            let found = self.expand_one(viewer, window, uid).occurrences;
            found.iter().find(|occurrence| occurrence.is_named(key, viewer.zone)).cloned()
        })
    }

    /// The first `count` occurrences of a series that begin after `after` and are not cancelled.
    pub fn following(&self, viewer: Viewer<'_>, uid: &str, after: Instant, count: usize) -> Vec<Occurrence> {
        let mut found = Vec::new();
        for days in DAYS_AHEAD {
            let window = Window { start: after, end: after.plus(days * DAY) };
            found = self.expand_one(viewer, window, uid).occurrences.to_vec();
            found.retain(|it| it.status != Status::Cancelled && it.when.instants(viewer.zone).0 > after);
            if found.len() >= count {
                break;
            }
        }
        found.truncate(count);
        found
    }

    /// The position of an occurrence in its series. If the series has one rule with a `COUNT`, all times of
    /// the rule are counted, including those that the series excludes.
    pub fn position_in_series(
        &self,
        occurrence: &Occurrence,
        database: &dyn ZoneDatabase,
    ) -> PositionInSeries {
        let master = self.series_with(&occurrence.uid);
        let Some(master) = master.and_then(|series| series.master.as_ref()).filter(|it| it.is_series())
        else {
            return PositionInSeries::Alone;
        };
        let zone = self.zone_of(master.start, database);
        let on_its_clock = |instant: Instant| match &zone {
            Some(zone) => zone.civil_at(instant),
            None => instant.utc(),
        };
        let start = master.start.civil();
        let own = match occurrence.original_start {
            OriginalStart::Date(date) => midnight(date),
            OriginalStart::Floating(civil) => civil,
            OriginalStart::At(instant) => on_its_clock(instant),
        };
        if let ([rule], []) = (master.rules.as_slice(), master.dates.as_slice())
            && let Some(of) = rule.count
        {
            let until = CivilWindow { first: start, last: own };
            let times = recurrences(rule, start, until, self.limits.steps_of_a_series).times;
            if times.last() == Some(&own) {
                return PositionInSeries::Nth { nth: times.len(), of };
            }
        }
        PositionInSeries::Since(start.date())
    }

    /// The zone of a time: the one it names or, for a floating time, the feed's own.
    pub(in crate::calendar) fn zone_of(&self, time: EventTime, database: &dyn ZoneDatabase) -> Option<Zone> {
        let name = match time {
            EventTime::Date(_) => return None,
            EventTime::Utc(_) => return Some(Zone::utc()),
            EventTime::Floating(_) => &self.floating_zone.as_ref()?.0,
            EventTime::Zoned(_, ZoneIndex(index)) => &self.zone_names.get(index)?.0,
        };
        self.zone(name, database)
    }

    /// The rule with its end as a date, if its series has dates.
    pub(in crate::calendar) fn rule_of(
        &self,
        rule: &Rule,
        start: EventTime,
        database: &dyn ZoneDatabase,
    ) -> Rule {
        if !matches!(start, EventTime::Date(_)) {
            return rule.clone();
        }
        let zone = self.own_zone(database);
        rule.ending_on_a_date(|instant| date_in(zone.as_ref(), instant))
    }

    /// The instant of a time; `None` for a date, and if the zone is unknown.
    pub(in crate::calendar) fn instant_of(
        &self,
        time: EventTime,
        database: &dyn ZoneDatabase,
    ) -> Option<Instant> {
        match time {
            EventTime::Date(_) => None,
            EventTime::Utc(instant) => Some(instant),
            EventTime::Floating(civil) | EventTime::Zoned(civil, _) => {
                Some(self.zone_of(time, database)?.instant_of(civil))
            }
        }
    }
}

#[cfg(test)]
mod tests;
