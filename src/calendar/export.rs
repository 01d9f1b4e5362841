//! Exports a series or a whole feed as iCalendar text that other calendars, and this one, read with the same
//! meaning.
//!
//! Times keep their zones, and each zone is written with its definition ([`zone_definition`]), so that the
//! times are right wherever they are imported. Implicit zones become explicit: a floating time in a feed that
//! names a zone for floating times is written in that zone.

pub mod links;

mod content;
mod zone_definition;

use std::collections::BTreeMap;

use crate::calendar::ics::encoding::{escaped, quote};
use crate::calendar::ics::event::{Details, Event, EventEnd, EventTime, Status, ZoneIndex};
use crate::calendar::ics::feed::Feed;
use crate::calendar::ics::zone_names;
use crate::calendar::occurrences::occurrence::{Occurrence, When};
use crate::calendar::occurrences::wall_clock::date_in;
use crate::calendar::rrule::rule::{Rule, Until};
use crate::calendar::time::zone::{Zone, ZoneDatabase};
use crate::calendar::time::{DAY, Instant, basic_civil, basic_date, basic_utc};
use content::Content;

/// The `PRODID` of exported feeds.
const PRODUCT: &str = "-//hearth//community page//EN";

/// How long before the first exported time its zones are defined, in seconds.
const BEFORE_THE_FIRST: i64 = 400 * DAY;

/// Exports the whole feed, or the series with a `UID` as a calendar with the title of the series. Returns `None` if there
/// is no such series. From `now` on, zones are described by their rules alone.
pub fn feed(feed: &Feed, uid: Option<&str>, database: &dyn ZoneDatabase, now: Instant) -> Option<String> {
    let resolve = |(name, _): &(String, usize)| feed.zone(name, database);
    let mut export = Export {
        content: Content::default(),
        zones: feed.zone_names.iter().map(resolve).collect(),
        floating: feed.floating_zone.as_ref().and_then(resolve),
        days: feed.own_zone(database),
        used: BTreeMap::new(),
        series_start: None,
    };
    let (mut any, mut name) = (false, feed.name.clone());
    for series in feed.series.iter().filter(|series| uid.is_none_or(|uid| &*series.uid == uid)) {
        export.series_start = series.defining_event().map(|event| event.start);
        for event in series.events() {
            export.event(&series.uid, event, &feed.details(event));
            any = true;
        }
        let title = series.defining_event().map(|event| feed.details(event).summary.clone());
        name = title.filter(|title| uid.is_some() && !title.is_empty()).or(name);
    }
    any.then(|| export.calendar(name.as_deref(), now))
}

/// Exports one occurrence as a single event.
pub fn occurrence(occurrence: &Occurrence, database: &dyn ZoneDatabase, now: Instant) -> String {
    let mut export = Export::default();
    let (start, end) = match &occurrence.when {
        When::AllDay { start, end } => (EventTime::Date(*start), EventTime::Date(*end)),
        When::Floating { start, end } => (EventTime::Floating(*start), EventTime::Floating(*end)),
        When::Timed { start, end, zone, start_there, end_there } => {
            let zone = database.find(zone_names::current(zone));
            // A local time that occurs twice is ambiguous; the instant is not.
            let says =
                |zone: &Zone| zone.instant_of(*start_there) == *start && zone.instant_of(*end_there) == *end;
            match zone.filter(says) {
                Some(zone) => {
                    export.zones.push(Some(zone));
                    let there = |civil| EventTime::Zoned(civil, ZoneIndex(0));
                    (there(*start_there), there(*end_there))
                }
                None => (EventTime::Utc(*start), EventTime::Utc(*end)),
            }
        }
    };
    // With a UID of its own it does not override the series where that has been imported too.
    let uid = if occurrence.in_series {
        occurrence.key(&Zone::utc()).replace('/', "-").into()
    } else {
        occurrence.uid.clone()
    };
    let event = Event::once(uid.clone(), (start, end), occurrence.status, occurrence.details.clone());
    export.event(&uid, &event, &occurrence.details);
    export.calendar(None, now)
}

#[derive(Default)]
struct Export {
    /// The content lines of the events.
    content: Content,
    /// The feed's zones by their index; `None` for an unknown zone, whose times are floating.
    zones: Vec<Option<Zone>>,
    /// The feed's zone for floating times.
    floating: Option<Zone>,
    /// The zone in which an instant means a date.
    days: Option<Zone>,
    /// The zones in use, each with the first time in it.
    used: BTreeMap<String, (Zone, Instant)>,
    /// The start of the current series; the other times of the series are written in the same form.
    series_start: Option<EventTime>,
}

impl Export {
    fn calendar(self, name: Option<&str>, now: Instant) -> String {
        let mut all = Content::default();
        all.line("BEGIN", "VCALENDAR");
        all.line("VERSION", "2.0");
        all.line("PRODID", PRODUCT);
        all.line("CALSCALE", "GREGORIAN");
        if let Some(name) = name {
            all.line("X-WR-CALNAME", &escaped(name));
        }
        for (zone, first) in self.used.values() {
            zone_definition::write(&mut all, zone, first.plus(-BEFORE_THE_FIRST), now);
        }
        all.append(self.content);
        all.line("END", "VCALENDAR");
        all.into_text()
    }

    fn event(&mut self, uid: &str, event: &Event, details: &Details) {
        self.content.line("BEGIN", "VEVENT");
        self.content.line("UID", &escaped(uid));
        let (sequence, modified) = event.version;
        // An event without a time of modification counts as older than all events with one.
        let modified =
            modified.map_or_else(|| basic_utc(Instant::from_unix(0)), |civil| basic_civil(civil) + "Z");
        self.content.line("DTSTAMP", &modified);
        if sequence != 0 {
            self.content.line("SEQUENCE", &sequence.to_string());
        }
        if let Some(recurrence_id) = event.recurrence_id {
            let range = if event.this_and_future { ";RANGE=THISANDFUTURE" } else { "" };
            self.time(&format!("RECURRENCE-ID{range}"), self.recurrence_time(recurrence_id));
        }
        self.time("DTSTART", event.start);
        // An end in the same form and zone that is not later is left out: without one, the event has the same length.
        let may_be_later =
            |end: EventTime| end.civil() > event.start.civil() || end != event.start.with_civil(end.civil());
        match event.end {
            EventEnd::At(end) if may_be_later(end) => self.time("DTEND", end),
            EventEnd::After { days, seconds } => self.content.line("DURATION", &duration(days, seconds)),
            EventEnd::At(_) | EventEnd::Missing => {}
        }
        for rule in &event.rules {
            self.content.line("RRULE", &self.rule(rule, event.start).to_string());
        }
        for rule in &event.exception_rules {
            self.content.line("EXRULE", &self.rule(rule, event.start).to_string());
        }
        for (start, end) in &event.dates {
            self.date(self.recurrence_time(*start), *end);
        }
        // A date excludes every time of its day.
        let has_times = event.rules.iter().any(Rule::has_times) || !event.dates.is_empty();
        for date in &event.exception_dates {
            let is_whole_day = has_times && matches!(date, EventTime::Date(_));
            self.time("EXDATE", if is_whole_day { *date } else { self.recurrence_time(*date) });
        }
        match event.status {
            Status::Confirmed => {}
            status => self.content.line("STATUS", &status.word().to_ascii_uppercase()),
        }
        if event.is_private {
            self.content.line("CLASS", "PRIVATE");
        } else {
            self.details(details);
        }
        self.content.line("END", "VEVENT");
    }

    fn details(&mut self, details: &Details) {
        let join = details.join_link().unwrap_or_default();
        // Most calendars show a location, and few show a CONFERENCE.
        let location = if details.location.is_empty() { join } else { &details.location };
        let texts = [
            ("SUMMARY", details.summary.as_str()),
            ("DESCRIPTION", &details.description),
            ("LOCATION", location),
        ];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.content.line(name, &escaped(text));
        }
        if details.is_transparent {
            self.content.line("TRANSP", "TRANSPARENT");
        }
        // An address is a URI, which has no escapes (RFC 5545 section 3.3.13).
        if !join.is_empty() {
            self.content.line("CONFERENCE;VALUE=URI", join);
        }
        for conference in &details.other_conferences {
            self.content
                .line(&format!("CONFERENCE;VALUE=URI;LABEL={}", quote(&conference.name)), &conference.url);
        }
        if let Some(url) = details.page_url.as_deref().or(details.join_link()) {
            self.content.line("URL", url);
        }
        for attachment in &details.attachments {
            self.content.line(&format!("ATTACH;FILENAME={}", quote(&attachment.name)), &attachment.url);
        }
        if !details.color.is_empty() {
            self.content.line("COLOR", &escaped(&details.color));
        }
        if let Some(image) = &details.image {
            self.content.line("IMAGE;VALUE=URI", image);
        }
        if !details.organizer.is_empty() {
            // ORGANIZER requires an address besides the name, and this page does not disclose it.
            let name = quote(&details.organizer);
            self.content.line(&format!("ORGANIZER;CN={name}"), "mailto:unknown@organizer.invalid");
        }
        if !details.categories.is_empty() {
            let categories: Vec<_> = details.categories.iter().map(|category| escaped(category)).collect();
            self.content.line("CATEGORIES", &categories.join(","));
        }
    }

    /// A time of `RECURRENCE-ID`, `RDATE` or `EXDATE`, in the form of the start of the series, because other programs
    /// compare them as text. In a series of dates, a time becomes the date that it means; in a series of times, a date gets
    /// the time of the start.
    fn recurrence_time(&self, time: EventTime) -> EventTime {
        let Some(start) = self.series_start else { return time };
        match (time, start) {
            (EventTime::Utc(instant), EventTime::Date(_)) => {
                EventTime::Date(date_in(self.days.as_ref(), instant))
            }
            (time, EventTime::Date(_)) => EventTime::Date(time.civil().date()),
            (EventTime::Date(date), start) => start.with_civil(date.and_time(start.civil().time())),
            (EventTime::Floating(civil), start) => start.with_civil(civil),
            (time, _) => time,
        }
    }

    fn time(&mut self, name: &str, time: EventTime) {
        let (parameters, value) = self.written(time);
        self.content.line(&format!("{name}{parameters}"), &value);
    }

    fn date(&mut self, start: EventTime, end: EventEnd) {
        let (parameters, value) = self.written(start);
        match end {
            EventEnd::Missing => self.content.line(&format!("RDATE{parameters}"), &value),
            EventEnd::At(end) => {
                let (parameters_of_end, end) = self.written(end);
                let parameters = if parameters.is_empty() { parameters_of_end } else { parameters };
                self.content.line(&format!("RDATE;VALUE=PERIOD{parameters}"), &format!("{value}/{end}"));
            }
            EventEnd::After { days, seconds } => {
                let value = format!("{value}/{}", duration(days, seconds));
                self.content.line(&format!("RDATE;VALUE=PERIOD{parameters}"), &value);
            }
        }
    }

    /// Formats a time as parameters and value, and records the zone that it uses.
    fn written(&mut self, time: EventTime) -> (String, String) {
        let (civil, zone) = match time {
            EventTime::Date(date) => return (";VALUE=DATE".to_owned(), basic_date(date)),
            EventTime::Utc(instant) => return (String::new(), basic_utc(instant)),
            EventTime::Floating(civil) => (civil, self.floating.clone()),
            EventTime::Zoned(civil, _) => (civil, self.zone_of(time)),
        };
        let Some(zone) = zone else { return (String::new(), basic_civil(civil)) };
        if zone == Zone::utc() {
            return (String::new(), basic_civil(civil) + "Z");
        }
        let instant = zone.instant_of(civil);
        let name = zone.name().to_owned();
        let parameters = format!(";TZID={}", quote(&name));
        let used = self.used.entry(name).or_insert((zone, instant));
        used.1 = used.1.min(instant);
        (parameters, basic_civil(civil))
    }

    /// The zone in which a series recurs that starts at this time.
    fn zone_of(&self, start: EventTime) -> Option<Zone> {
        match start {
            EventTime::Date(_) => None,
            EventTime::Utc(_) => Some(Zone::utc()),
            EventTime::Floating(_) => self.floating.clone(),
            EventTime::Zoned(_, ZoneIndex(index)) => self.zones.get(index).cloned().flatten(),
        }
    }

    /// The rule with its end in the form that RFC 5545 section 3.3.10 requires.
    fn rule(&self, rule: &Rule, start: EventTime) -> Rule {
        match (self.zone_of(start), start) {
            (Some(zone), _) => rule.ending_at_an_instant(&zone),
            // An all-day rule with times of day is not valid by the RFC; it stays as it is.
            (None, EventTime::Date(_))
                if rule.has_times() && !matches!(rule.until, Some(Until::Instant(_))) =>
            {
                rule.clone()
            }
            (None, EventTime::Date(_)) => {
                rule.ending_on_a_date(|instant| date_in(self.days.as_ref(), instant))
            }
            (None, _) => rule.ending_at_a_civil_time(),
        }
    }
}

fn duration(days: i64, seconds: i64) -> String {
    match (days, seconds) {
        (0, seconds) => format!("PT{seconds}S"),
        (days, 0) => format!("P{days}D"),
        (days, seconds) => format!("P{days}DT{seconds}S"),
    }
}

#[cfg(test)]
mod tests;
