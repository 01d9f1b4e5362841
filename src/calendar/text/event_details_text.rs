//! The texts of an opened event: when it repeats, why it is at this time, and who is awake then.

use chrono::Timelike as _;

use super::agenda_text::{TimeText, moved_from, title, when_words};
use super::clock_change_text::capital;
use super::rule_in_words::{ordinal, series_in_words};
use crate::calendar::ics::event::Status;
use crate::calendar::ics::feed::Feed;
use crate::calendar::ics::prose;
use crate::calendar::ics::zone_names::city;
use crate::calendar::occurrences::occurrence::{Occurrence, When};
use crate::calendar::occurrences::series::PositionInSeries;
use crate::calendar::time::phrase::Phrase;
use crate::calendar::time::words::Words;
use crate::calendar::time::zone::{Viewer, Zone};
use crate::calendar::time::{DAY, Instant, Offset};
use crate::calendar::views::agenda::Entry;
use crate::calendar::views::clock_change::ClockChange;
use crate::small_sort::sort_by_key;

/// The number of next dates shown for a series.
const NEXT_DATES: usize = 5;

/// How far ahead, in seconds, a date needs its year: where the same day and month are near.
const NEEDS_YEAR: i64 = 330 * DAY;

/// The hour from which it is night, and the hour at which it ends.
const NIGHT: (u32, u32) = (22, 7);

/// The input for the texts of an event.
#[derive(Clone, Copy)]
pub struct EventContext<'a> {
    /// The occurrence of the event.
    pub occurrence: &'a Occurrence,
    /// The feed, once it is available.
    pub feed: Option<&'a Feed>,
    /// The occurrences that are known without it, in order.
    pub known: &'a [Occurrence],
    /// The zone that times are shown in, and the zones by name.
    pub viewer: Viewer<'a>,
    /// The visitor's own zone.
    pub own_zone: Option<&'a Zone>,
    /// The zones for which it says who is awake: the usual ones of the community, and those that the visitor has added.
    pub awake_zones: &'a [Zone],
    /// Its change of local time, if an offset has changed.
    pub change: Option<&'a ClockChange>,
    /// When the calendar was fetched.
    pub fetched: Instant,
    /// The current time.
    pub now: Instant,
    /// The texts for dates and times.
    pub words: &'a dyn Words,
}

/// The texts of an opened event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventDetailsText {
    /// The language of its times.
    pub language: String,
    /// When the series repeats.
    pub repeats: Option<String>,
    /// The next dates of the series.
    pub next: Vec<TimeText>,
    /// Why it is at this time.
    pub why: Vec<Phrase>,
    /// The local times where members of the community live.
    pub awake: Vec<AwakeText>,
}

/// The local time in a city.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AwakeText {
    /// The zone.
    pub zone: Zone,
    /// The city.
    pub city: String,
    /// Whether it is in the visitor's own zone.
    pub is_own: bool,
    /// The local time of the start.
    pub time: String,
    /// The date there, if it is not the date that the visitor sees.
    pub day: Option<String>,
    /// Whether most people are asleep then.
    pub is_night: bool,
}

impl EventContext<'_> {
    /// Creates the texts.
    pub fn text(&self) -> EventDetailsText {
        let entry = Entry::new(self.occurrence, self.viewer.zone);
        let in_series = self.occurrence.in_series;
        let feed = self.feed.filter(|_| in_series);
        EventDetailsText {
            language: self.words.language(),
            repeats: feed.and_then(|feed| self.repeats(feed, &entry)),
            next: if in_series { self.next(&entry) } else { Vec::new() },
            why: self.why(&entry),
            // Other events are at the same local time everywhere.
            awake: if matches!(self.occurrence.when, When::Timed { .. }) {
                self.awake(&entry)
            } else {
                Vec::new()
            },
        }
    }

    /// The rule as text, with the organiser's city if the dates there are different.
    fn repeats(&self, feed: &Feed, entry: &Entry) -> Option<String> {
        let words = capital(&series_in_words(feed, &self.occurrence.uid, self.viewer.zones)?);
        Some(match entry.there() {
            Some(there) if there.start.date() != entry.start_here.date() => {
                format!("{words}, by the calendar in {}", city(&there.zone))
            }
            _ => words,
        })
    }

    fn next(&self, entry: &Entry) -> Vec<TimeText> {
        let after = entry.start.max(self.now);
        let occurrences = if let Some(feed) = self.feed {
            feed.following(self.viewer, &self.occurrence.uid, after, NEXT_DATES)
        } else {
            let comes = |it: &&Occurrence| {
                let is_later = it.when.instants(self.viewer.zone).0 > after;
                it.uid == self.occurrence.uid && is_later && it.status != Status::Cancelled
            };
            self.known.iter().filter(comes).take(NEXT_DATES).cloned().collect()
        };
        let texts = occurrences.iter().map(|occurrence| {
            let entry = Entry::new(occurrence, self.viewer.zone);
            let date = entry.start_here.date();
            // Nearer dates are clear without a year.
            let needs_year = entry.start.since(self.now) > NEEDS_YEAR;
            let words = match (occurrence.when.is_all_day(), needs_year) {
                (true, false) => self.words.short_day(date),
                (true, true) => self.words.day(date, true),
                (false, false) => self.words.moment(entry.start_here),
                (false, true) => self.words.as_of(entry.start_here),
            };
            TimeText { datetime: entry.datetime(), until: None, words }
        });
        texts.collect()
    }

    fn why(&self, entry: &Entry) -> Vec<Phrase> {
        let mut why = Vec::new();
        let say = Phrase::default;
        match &self.occurrence.when {
            When::AllDay { .. } => {
                why.push(say().words("It is for whole days, on the same dates everywhere."));
            }
            When::Floating { .. } => {
                why.push(say().words("It is at this time by every clock, wherever you are."));
            }
            When::Timed { zone, start, start_there, .. } => {
                let offset_there = Offset::of_clock(*start_there, *start);
                let there = in_city(zone, offset_there);
                if *start_there == entry.start_here && offset_there == entry.offset {
                    let here = self.viewer.zone;
                    let same = if self.own_zone == Some(here) {
                        ", which shows the same as yours".to_owned()
                    } else if here.name() == &**zone {
                        String::new()
                    } else {
                        format!(", which shows the same as the one in {}", city(here.name()))
                    };
                    why.push(say().words(format!("It is set by the clock in {there}{same}.")));
                } else {
                    let (time_there, shown_here) = if start_there.date() == entry.start_here.date() {
                        (self.words.time(start_there.time()), self.words.time(entry.start_here.time()))
                    } else {
                        (self.words.moment(*start_there), self.words.moment(entry.start_here))
                    };
                    let here = in_city(self.viewer.zone.name(), entry.offset);
                    let set = say()
                        .words("It is set for ")
                        .time(time_there)
                        .words(format!(" in {there}, which is "));
                    why.push(set.time(shown_here).words(format!(" in {here}.")));
                }
            }
        }
        if let Some(change) = self.change {
            why.push(say().words(change.cause(self.viewer.zone.name())));
        }
        if let Some(original) = moved_from(entry, self.viewer.zone, self.words) {
            why.push(say().words("It was moved; the series has it on ").time(original.words).words("."));
        }
        match self.feed.map(|feed| feed.position_in_series(self.occurrence, self.viewer.zones)) {
            Some(PositionInSeries::Nth { nth, of }) => {
                let nth = i16::try_from(nth).map_or_else(|_| format!("number {nth}"), ordinal);
                why.push(say().words(format!("It is the {nth} of {of} in its series.")));
            }
            Some(PositionInSeries::Since(date)) => {
                why.push(say().words("The series began on ").time(self.words.day(date, true)).words("."));
            }
            Some(PositionInSeries::Alone) | None => {}
        }
        let fetched = self.words.as_of(self.viewer.zone.civil_at(self.fetched));
        why.push(say().words("This is from the calendar as of ").time(fetched).words("."));
        why
    }

    /// The visitor's zone and the usual ones, from west to east.
    fn awake(&self, entry: &Entry) -> Vec<AwakeText> {
        let own = self.own_zone.unwrap_or(self.viewer.zone);
        let mut zones = vec![own];
        zones.extend(self.awake_zones.iter().filter(|zone| *zone != own));
        sort_by_key(&mut zones, |zone| zone.offset_at(entry.start));
        let texts = zones.into_iter().map(|zone| {
            let there = zone.civil_at(entry.start);
            let is_same_day = there.date() == entry.start_here.date();
            AwakeText {
                zone: zone.clone(),
                city: city(zone.name()),
                is_own: zone == own,
                time: self.words.time(there.time()),
                day: (!is_same_day).then(|| self.words.short_day(there.date())),
                is_night: is_night(there.hour()),
            }
        });
        texts.collect()
    }

    /// The event as plain text to share, in the visitor's time and the organiser's, with the address of this
    /// page that opens it.
    pub fn plain_text(&self, address: Option<&str>) -> String {
        let entry = Entry::new(self.occurrence, self.viewer.zone);
        let today = self.viewer.zone.civil_at(self.now).date();
        let details = &self.occurrence.details;
        let title = title(&entry);
        let title = match self.occurrence.status {
            Status::Cancelled => format!("Cancelled: {title}"),
            Status::Confirmed | Status::Tentative => title,
        };
        let here = match self.occurrence.when {
            When::Timed { .. } => {
                format!(
                    "{} in {}",
                    when_words(&entry, today, self.words),
                    in_city(self.viewer.zone.name(), entry.offset)
                )
            }
            When::AllDay { .. } | When::Floating { .. } => when_words(&entry, today, self.words),
        };
        let there = entry.there().map(|there| {
            let clock = Entry { start_here: there.start, end_here: there.end, ..entry.clone() };
            let offset = Offset::of_clock(there.start, entry.start);
            format!("{} in {}", when_words(&clock, today, self.words), in_city(&there.zone, offset))
        });
        let location = Some(&details.location).filter(|location| !location.is_empty());
        let join = details.join_link().filter(|join| *join != details.location);
        let lines = [
            Some(title),
            Some(here),
            there,
            location.map(|location| format!("Where: {}", prose::plain(location))),
            join.map(|join| format!("Join: {join}")),
            address.map(|address| format!("Details: {address}")),
        ];
        lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }
}

/// Whether most people are asleep at this hour.
const fn is_night(hour: u32) -> bool {
    hour >= NIGHT.0 || hour < NIGHT.1
}

/// Such as "New York (UTC−5)".
fn in_city(zone: &str, offset: Offset) -> String {
    let (city, offset) = (city(zone), offset.label());
    if city == offset { city } else { format!("{city} ({offset})") }
}

#[cfg(test)]
mod tests;
