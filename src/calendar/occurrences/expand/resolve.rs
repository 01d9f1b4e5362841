//! Resolves the times of events to the wall clock of their series.

use chrono::NaiveTime;

use super::Span;
use crate::calendar::ics::event::{Event, EventEnd, EventTime, ZoneIndex};
use crate::calendar::occurrences::wall_clock::{Length, Moment, WallClock};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, midnight};

/// The zones for the times of a feed.
pub(super) struct TimeResolver<'a> {
    /// The visitor's zone, for dates and floating times.
    pub(super) viewer_zone: &'a Zone,
    /// The feed's zones, by their [`ZoneIndex`]; `None` for an unknown zone, whose times are floating.
    pub(super) zones: Vec<Option<Zone>>,
    /// The feed's own zone, for floating times and for single times in UTC.
    pub(super) floating: Option<Zone>,
    /// The zone in which an instant means a date; see [`Feed::own_zone`](crate::calendar::Feed).
    pub(super) days: Option<Zone>,
}

impl TimeResolver<'_> {
    /// The wall clock of a series that starts at this time.
    pub(super) fn clock(&self, start: EventTime) -> WallClock {
        match start {
            EventTime::Date(_) => WallClock::Dates(self.days.clone()),
            EventTime::Floating(_) => self.floating.clone().map_or(WallClock::Floating, WallClock::In),
            EventTime::Utc(_) => WallClock::In(Zone::utc()),
            EventTime::Zoned(_, index) => {
                self.zone(index).cloned().map_or(WallClock::Floating, WallClock::In)
            }
        }
    }

    /// Converts a time of the feed to the wall clock of a series; a date gets the time of day of the series'
    /// start.
    pub(super) fn moment(&self, time: EventTime, clock: &WallClock, series_start: EventTime) -> Moment {
        match (time, clock) {
            (EventTime::Date(date), WallClock::Dates(_)) => clock.moment(midnight(date)),
            (EventTime::Date(date), _) => clock.moment(date.and_time(self.time_of_day(series_start, clock))),
            (EventTime::Floating(civil), _) | (EventTime::Zoned(civil, _), WallClock::Dates(_)) => {
                clock.moment(civil)
            }
            (EventTime::Utc(instant), _) => clock.moment_at(instant, self.viewer_zone),
            (EventTime::Zoned(civil, index), clock) => match (self.zone(index), clock) {
                (Some(zone), WallClock::In(own)) if zone == own => clock.moment(civil),
                (Some(zone), _) => clock.moment_at(zone.instant_of(civil), self.viewer_zone),
                (None, _) => clock.moment(civil),
            },
        }
    }

    /// The start and length of an event on the wall clock of its series.
    pub(super) fn span(&self, event: &Event, clock: &WallClock) -> Span {
        Span {
            start: self.moment(event.start, clock, event.start),
            length: self.length(event.start, event.end, clock),
        }
    }

    /// The length of an event with this start and end.
    pub(super) fn length(&self, start: EventTime, end: EventEnd, clock: &WallClock) -> Length {
        let start = self.moment(start, clock, start);
        match (end, clock) {
            (EventEnd::After { days, seconds }, WallClock::Dates(_)) => {
                Length { days: days.saturating_add(seconds / DAY).max(1), seconds: 0 }
            }
            (EventEnd::After { days, seconds }, _) => Length { days, seconds },
            (EventEnd::At(end), WallClock::Dates(_)) => {
                let end = self.moment(end, clock, end);
                let days = end.civil.signed_duration_since(start.civil).num_days();
                Length { days: days.max(1), seconds: 0 }
            }
            (EventEnd::At(end), _) => {
                let end = self.moment(end, clock, end);
                // A start that the clocks skip is later than it is written.
                let is_skipped =
                    matches!(clock, WallClock::In(zone) if zone.civil_at(start.identity) != start.civil);
                let seconds = if is_skipped {
                    end.civil.signed_duration_since(start.civil).num_seconds()
                } else {
                    end.identity.since(start.identity)
                };
                Length { days: 0, seconds: seconds.max(0) }
            }
            (EventEnd::Missing, WallClock::Dates(_)) => Length { days: 1, seconds: 0 },
            (EventEnd::Missing, _) => Length { days: 0, seconds: 0 },
        }
    }

    fn time_of_day(&self, start: EventTime, clock: &WallClock) -> NaiveTime {
        match start {
            EventTime::Date(_) => NaiveTime::MIN,
            start => self.moment(start, clock, start).civil.time(),
        }
    }

    fn zone(&self, ZoneIndex(index): ZoneIndex) -> Option<&Zone> {
        self.zones.get(index)?.as_ref()
    }
}
