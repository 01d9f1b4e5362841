//! Merges several calendars into one file, which the page loads.
//!
//! Events and zones are copied unchanged, except where their meaning would change in the merged file: a `UID` that two
//! calendars have for different series, a zone that two calendars define differently, and floating times and times in
//! an unknown zone in a calendar with a zone of its own. The file has the zone of its calendars if they all have the
//! same.

mod event_writer;
mod series;
mod zones;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDateTime;

use crate::calendar::ics::encoding::{
    Line, escaped, fold, is_named, parameters, raw_lines, text_list, unfold, unquote, value_of,
};
use crate::calendar::time::zone::ZoneDatabase as _;
use crate::calendar::time::{basic_utc, read_basic_civil};
use crate::site::zones::BundledZones;
use event_writer::EventWriter;
use series::AllSeries;
use zones::{MergedZones, is_known, is_resolvable};

const LINE_END: &str = "\r\n";
/// The property that names the time zone of a calendar.
const OWN_ZONE: &str = "X-WR-TIMEZONE";
/// The names of the calendars that have a series.
const CATEGORIES: &str = "CATEGORIES";
/// The names of the calendars that have an event, if not all calendars of its series have it.
const OWNERS: &str = "X-COMMUNITY-CALENDARS";

/// The raw lines of a component, from `BEGIN` to `END`.
type Block<'a> = &'a [&'a [u8]];

/// A calendar, and the name that its events get as a category.
#[derive(Clone, Copy, Debug)]
pub(super) struct NamedFeed<'a> {
    /// The name, which is unique.
    pub(super) name: &'a str,
    /// The fetched calendar.
    pub(super) feed: &'a [u8],
}

/// Merged calendars.
pub(super) struct Merged {
    /// The file.
    pub(super) text: Vec<u8>,
    /// The number of events that are not written, because another calendar has them too.
    pub(super) repeated: usize,
    /// The names of the calendars with events that are written as another calendar has them.
    pub(super) differing: HashSet<String>,
}

/// One of the calendars that are merged.
struct Calendar<'a> {
    name: &'a str,
    events: Vec<Event<'a>>,
    /// The zone of floating times.
    floating: Option<&'a String>,
    /// The names of the zones that it defines.
    defined: HashSet<String>,
    /// The names that its zones have in the merged file, if another calendar defines a zone of that name.
    renamed: HashMap<String, String>,
}

/// An event of a calendar.
struct Event<'a> {
    lines: Block<'a>,
    uid: String,
    /// Whether it overrides one occurrence of a series (`RECURRENCE-ID`).
    is_override: bool,
    /// Equal for events that are the same: overrides of one occurrence, or series with the same times and title.
    identity: String,
    /// Later in later versions of the event: `SEQUENCE`, then the time of the change, as when the page reads a feed.
    version: (i64, Option<NaiveDateTime>),
}

/// The events and zones of one of the calendars that were merged into a file, by its name; `None` if it has no events
/// there.
pub(super) fn part(merged: &[u8], name: &str) -> Option<Vec<u8>> {
    let lines: Vec<_> = raw_lines(merged).collect();
    let blocks = blocks(&lines);
    let is_of_part = |block: &&Block<'_>| {
        let owners = block.get(2).filter(|line| is_named(line, OWNERS)).or(block.get(1));
        is_begin(block, "VEVENT") && owners.is_some_and(|line| names_in(line).iter().any(|it| it == name))
    };
    let mut text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_vec();
    for line in lines.iter().filter(|line| is_named(line, OWN_ZONE)) {
        copy(line, &mut text);
    }
    for zone in blocks.iter().filter(|block| is_begin(block, "VTIMEZONE")) {
        copy_all(zone.iter(), &mut text);
    }
    let mut events = blocks.iter().filter(is_of_part).peekable();
    events.peek()?;
    for event in events {
        let [begin, calendars, others @ ..] = event else { continue };
        copy(begin, &mut text);
        // Its `UID` may have the name of the first of its calendars at the end.
        let change = names_in(calendars).first().map(|first| changed_uid("", first));
        for line in others.iter().filter(|line| !is_named(line, OWNERS)) {
            let uid = if is_named(line, "UID") { value_of(line) } else { String::new() };
            match change.as_deref().and_then(|change| uid.trim().strip_suffix(change)) {
                Some(uid) => text.extend(fold(&format!("UID:{}", escaped(uid)), LINE_END).bytes()),
                None => copy(line, &mut text),
            }
        }
    }
    text.extend_from_slice(b"END:VCALENDAR\r\n");
    Some(text)
}

/// The `UID` of an event of a calendar, if an earlier calendar has another event with its `UID`.
fn changed_uid(uid: &str, calendar: &str) -> String {
    [uid, "~", calendar].concat()
}

/// A line that is written at the start of an event: names of calendars.
fn line_of_names(property: &str, names: &[&str]) -> String {
    let names: Vec<_> = names.iter().map(|name| escaped(name)).collect();
    [property, ":", &names.join(",")].concat()
}

/// The names in a [`line_of_names`].
fn names_in(line: &[u8]) -> Vec<String> {
    let line = unfold(line);
    let line = Line::split(&line).filter(|line| [CATEGORIES, OWNERS].contains(&line.name));
    line.map(|line| text_list(line.value)).unwrap_or_default()
}

/// Merges calendars: their zones, and all their events, each with its calendar's name as an additional `CATEGORIES`. A
/// series that is in several calendars is written once, with all their names.
pub(super) fn merge(feeds: &[NamedFeed<'_>]) -> Merged {
    let head =
        concat!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//", env!("CARGO_PKG_NAME"), "//merged//EN\r\n");
    let mut text = head.as_bytes().to_vec();
    let database = BundledZones::open();
    // The zone of all calendars is that of the file, for times and dates that depend on it.
    let own_zones: Vec<_> = feeds.iter().map(|feed| own_zone(feed.feed)).collect();
    if let Some(Some(zone)) = own_zones.first()
        && own_zones.iter().all(|other| other.as_ref() == Some(zone))
        && is_known(zone, &database)
    {
        text.extend_from_slice(format!("{OWN_ZONE}:{zone}\r\n").as_bytes());
    }
    let mut zones = MergedZones::new(&database, text);
    let lines: Vec<Vec<_>> = feeds.iter().map(|feed| raw_lines(feed.feed).collect()).collect();
    let calendars = feeds.iter().zip(&lines).zip(&own_zones);
    let calendars: Vec<_> = calendars
        .map(|((feed, lines), zone)| Calendar::read(feed.name, lines, zone.as_ref(), &mut zones))
        .collect();
    let mut text = zones.text;
    let all_series = AllSeries::of(&calendars);
    let mut repeated = 0;
    for calendar in &calendars {
        let writer = EventWriter { calendar, database: &database };
        for event in &calendar.events {
            match all_series.to_write(calendar, event) {
                Some((series, owners)) => writer.write(event.lines, series, owners, &mut text),
                None => repeated += 1,
            }
        }
    }
    text.extend_from_slice(b"END:VCALENDAR\r\n");
    let differing = calendars.iter().filter(|it| all_series.differ_in(it)).map(|it| it.name.to_owned());
    Merged { text, repeated, differing: differing.collect() }
}

impl<'a> Calendar<'a> {
    /// Reads a calendar, and adds its zones to those of the merged file. `floating` is its own zone.
    fn read(
        name: &'a str,
        lines: &'a [&'a [u8]],
        floating: Option<&'a String>,
        zones: &mut MergedZones<'_>,
    ) -> Self {
        let blocks = blocks(lines);
        let (mut renamed, mut defined) = (HashMap::new(), HashSet::new());
        for zone in blocks.iter().filter(|block| is_begin(block, "VTIMEZONE")) {
            // Of several with one name, the first counts, as when the page reads a feed.
            if defined.insert(text_of(zone, "TZID")) {
                zones.add(zone, name, &mut renamed);
            }
        }
        let mut calendar = Self { name, events: Vec::new(), floating, defined, renamed };
        calendar.events = blocks
            .iter()
            .filter(|block| is_begin(block, "VEVENT"))
            .map(|event| calendar.event(event, zones.database))
            .collect();
        calendar
    }

    fn event(&self, lines: Block<'a>, database: &BundledZones) -> Event<'a> {
        let recurrence_id = lines.iter().find(|line| is_named(line, "RECURRENCE-ID")).copied();
        let recurrence_id = recurrence_id.filter(|line| !value_of(line).trim().is_empty());
        let changed = ["LAST-MODIFIED", "DTSTAMP"]
            .iter()
            .find_map(|name| read_basic_civil(text_of(lines, name).trim_end_matches(['Z', 'z'])));
        Event {
            lines,
            uid: text_of(lines, "UID"),
            is_override: recurrence_id.is_some(),
            identity: self.identity(lines, recurrence_id, database),
            version: (text_of(lines, "SEQUENCE").parse().unwrap_or(0), changed),
        }
    }

    fn identity(&self, event: Block<'_>, recurrence_id: Option<&[u8]>, database: &BundledZones) -> String {
        let is_floating = has_floating_start(event);
        let zone_of = |line: &[u8]| {
            let line = unfold(line);
            self.zone_in_file(&Line::split(&line)?, is_floating, database)
        };
        let zone = start_of(event).and_then(zone_of);
        let Some(recurrence_id) = recurrence_id else {
            let texts = ["DTSTART", "RRULE", "SUMMARY"].map(|name| text_of(event, name));
            return [zone.unwrap_or_default(), texts.join("\n")].join("\n");
        };
        let time = text_of(event, "RECURRENCE-ID");
        if time.ends_with(['Z', 'z']) {
            return time;
        }
        // Two calendars may write the same time in different zones.
        let zone = zone_of(recurrence_id).or(zone).unwrap_or_default();
        let instant =
            database.find(&zone).zip(read_basic_civil(&time)).map(|(zone, civil)| zone.instant_of(civil));
        instant.map_or_else(|| [zone, time].join("\n"), basic_utc)
    }

    /// The zone that a time has in the merged file. `is_floating` tells whether its event starts at a floating time; if
    /// not, its other floating times are on the clock of its start.
    fn zone_in_file(&self, line: &Line<'_>, is_floating: bool, database: &BundledZones) -> Option<String> {
        let zone = match zone_of(line.parameters) {
            Some(zone) if self.defined.contains(&zone) || is_resolvable(&zone, database) => zone,
            // By the same rule as when the page reads a feed; without a zone, the time floats.
            Some(_) => {
                let only = self.defined.iter().next().filter(|_| self.defined.len() == 1);
                self.floating.or(only)?.clone()
            }
            None if is_floating && is_floating_time(line) => self.floating?.clone(),
            None => return None,
        };
        Some(self.renamed.get(&zone).cloned().unwrap_or(zone))
    }
}

/// The line with the start of an event. Without one, a cancelled occurrence is at its `RECURRENCE-ID`.
fn start_of(event: Block<'_>) -> Option<&[u8]> {
    ["DTSTART", "RECURRENCE-ID"]
        .iter()
        .find_map(|name| event.iter().find(|line| is_named(line, name)).copied())
}

/// Whether an event starts at a time without a zone.
fn has_floating_start(event: Block<'_>) -> bool {
    let start = start_of(event).map(unfold).unwrap_or_default();
    Line::split(&start).is_some_and(|line| is_floating_time(&line))
}

/// Whether a time has no zone.
fn is_floating_time(line: &Line<'_>) -> bool {
    let value = line.value.trim_end();
    zone_of(line.parameters).is_none() && value.contains('T') && !value.ends_with(['Z', 'z'])
}

/// The `TZID` among the parameters of a content line.
fn zone_of(written: &str) -> Option<String> {
    let (_, zone) = parameters(written).find(|(key, _)| key.eq_ignore_ascii_case("TZID"))?;
    Some(unquote(zone).into_owned())
}

/// The zone of a calendar, found in the same order as when the page reads a feed.
fn own_zone(feed: &[u8]) -> Option<String> {
    let find = |name| raw_lines(feed).find(|line| is_named(line, name));
    let line = find(OWN_ZONE).or_else(|| find("TIMEZONE-ID"))?;
    Some(value_of(line).trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty())
}

/// The value of a property of an event or a zone; empty without it.
fn text_of(lines: Block<'_>, name: &str) -> String {
    lines
        .iter()
        .find(|line| is_named(line, name))
        .map(|line| value_of(line).trim().to_owned())
        .unwrap_or_default()
}

/// The lines of each component directly inside a calendar, from its `BEGIN` to its `END`.
fn blocks<'a>(lines: &'a [&'a [u8]]) -> Vec<Block<'a>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (position, line) in lines.iter().enumerate() {
        if is_named(line, "BEGIN") {
            if depth == 1 {
                start = position;
            }
            depth += 1;
        } else if is_named(line, "END") {
            depth = depth.saturating_sub(1);
            if depth == 1 {
                found.extend(lines.get(start..=position));
            }
        }
    }
    found
}

fn is_begin(block: Block<'_>, component: &str) -> bool {
    block.first().is_some_and(|line| value_of(line).trim().eq_ignore_ascii_case(component))
}

fn copy_all<'a>(lines: impl Iterator<Item = &'a &'a [u8]>, text: &mut Vec<u8>) {
    for line in lines {
        copy(line, text);
    }
}

fn copy(line: &[u8], text: &mut Vec<u8>) {
    text.extend_from_slice(line);
    if !line.ends_with(b"\n") {
        text.extend_from_slice(LINE_END.as_bytes());
    }
}

#[cfg(test)]
mod tests;
