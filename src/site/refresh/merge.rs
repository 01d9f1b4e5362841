//! Merges several calendars into one file, which the page loads.
//!
//! Events and zones are copied unchanged, except where their meaning would change in the merged file: a `UID` that is
//! in two calendars, a zone that two calendars define differently, and floating times and times in an unknown zone
//! in a calendar with a zone of its own. The file has the zone of its calendars if they all have the same.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::calendar::ics::encoding::{
    Line, escaped, fold, is_named, parameters, raw_lines, unfold, unquote, value_of,
};
use crate::calendar::ics::zone_names;
use crate::site::zones::BundledZones;

const LINE_END: &str = "\r\n";
/// The properties whose times may have a zone (RFC 5545, sections 3.8.2 and 3.8.5).
const TIMES: [&str; 5] = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

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
    /// The number of events that are in an earlier calendar too, and left out.
    pub(super) repeated: usize,
}

/// The events and zones of one of the calendars that were merged into a file, by its name; `None` if it has no events
/// there.
pub(super) fn part(merged: &[u8], name: &str) -> Option<Vec<u8>> {
    let lines: Vec<_> = raw_lines(merged).collect();
    let blocks = blocks(&lines);
    let category = category_of(name);
    let is_of_part = |block: &&&[&[u8]]| {
        is_begin(block, "VEVENT") && block.get(1).is_some_and(|line| unfold(line) == category)
    };
    let mut text = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n".to_vec();
    for line in lines.iter().filter(|line| is_named(line, OWN_ZONE)) {
        copy(line, &mut text);
    }
    for zone in blocks.iter().filter(|block| is_begin(block, "VTIMEZONE")) {
        zone.iter().for_each(|line| copy(line, &mut text));
    }
    let mut events = blocks.iter().filter(is_of_part).peekable();
    events.peek()?;
    for event in events {
        let others = event.iter().enumerate().filter(|(index, _)| *index != 1);
        others.for_each(|(_, line)| copy(line, &mut text));
    }
    text.extend_from_slice(b"END:VCALENDAR\r\n");
    Some(text)
}

/// The property that names the time zone of a calendar.
const OWN_ZONE: &str = "X-WR-TIMEZONE";

/// The zone of a calendar, found in the same order as when the page reads a feed.
fn own_zone(feed: &[u8]) -> Option<String> {
    let find = |name| raw_lines(feed).find(|line| is_named(line, name));
    let line = find(OWN_ZONE).or_else(|| find("TIMEZONE-ID"))?;
    Some(value_of(line).trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty())
}

/// The line with which each event of a calendar begins.
fn category_of(name: &str) -> String {
    format!("CATEGORIES:{}", escaped(name))
}

/// Merges calendars: all their events, each with its calendar's name as an additional `CATEGORIES`, and their zones. An
/// event that is the same in two calendars is in the first of them.
pub(super) fn merge(feeds: &[NamedFeed<'_>]) -> Merged {
    let mut merger = Merger {
        database: BundledZones::open(),
        uids: HashSet::new(),
        identities: HashSet::new(),
        repeated: 0,
        zones: HashMap::new(),
        text: Vec::new(),
    };
    let head =
        concat!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//", env!("CARGO_PKG_NAME"), "//merged//EN\r\n");
    merger.text.extend_from_slice(head.as_bytes());
    // The zone of all calendars is that of the file, for times and dates that depend on it.
    let own_zones: Vec<_> = feeds.iter().map(|part| own_zone(part.feed)).collect();
    if let Some(Some(zone)) = own_zones.first()
        && own_zones.iter().all(|other| other.as_ref() == Some(zone))
        && is_known(zone, &merger.database)
    {
        merger.text.extend_from_slice(format!("{OWN_ZONE}:{zone}\r\n").as_bytes());
    }
    for (part, own_zone) in feeds.iter().zip(&own_zones) {
        merger.add(*part, own_zone.as_ref());
    }
    merger.text.extend_from_slice(b"END:VCALENDAR\r\n");
    Merged { text: merger.text, repeated: merger.repeated }
}

struct Merger {
    database: BundledZones,
    /// The `UID`s of the previous calendars.
    uids: HashSet<String>,
    /// What the events of the previous calendars are, to find those that are repeated.
    identities: HashSet<String>,
    repeated: usize,
    /// The definitions of the zones so far, by name.
    zones: HashMap<String, String>,
    text: Vec<u8>,
}

impl Merger {
    fn add(&mut self, part: NamedFeed<'_>, floating: Option<&String>) {
        let lines: Vec<_> = raw_lines(part.feed).collect();
        let blocks = blocks(&lines);
        let (mut renamed, mut defined) = (HashMap::new(), HashSet::new());
        for zone in blocks.iter().filter(|block| is_begin(block, "VTIMEZONE")) {
            // Of several with one name, the first counts, as when the page reads a feed.
            if defined.insert(text_of(zone, "TZID")) {
                self.add_zone(zone, part.name, &mut renamed);
            }
        }
        // The same rule as when the page reads a feed.
        let only = defined.iter().next().filter(|_| defined.len() == 1);
        let unknown = floating.or(only);
        let (mut uids, mut identities) = (HashSet::new(), HashSet::new());
        let events: Vec<_> = blocks.iter().filter(|block| is_begin(block, "VEVENT")).collect();
        // A series is left out only with all its overrides.
        let mut changed = HashSet::new();
        for event in &events {
            let identity = identity(event, &renamed, floating);
            if !self.identities.contains(&identity) {
                changed.insert(text_of(event, "UID"));
            }
            identities.insert(identity);
        }
        for event in events {
            if !changed.contains(&text_of(event, "UID")) {
                self.repeated += 1;
                continue;
            }
            let is_resolvable_here =
                |zone: &str| defined.contains(zone) || is_resolvable(zone, &self.database);
            let rewriter = EventRewriter {
                name: part.name,
                taken: &self.uids,
                renamed: &renamed,
                is_resolvable_here: &is_resolvable_here,
                floating,
                unknown,
            };
            rewriter.write(event, &mut self.text, &mut uids);
        }
        self.uids.extend(uids);
        self.identities.extend(identities);
    }

    fn add_zone(&mut self, block: &[&[u8]], part: &str, renamed: &mut HashMap<String, String>) {
        let Some(name) = block.iter().find(|line| is_named(line, "TZID")).map(|line| value_of(line)) else {
            return;
        };
        let definition: String = block.iter().map(|line| unfold(line) + "\n").collect();
        match self.zones.get(&name) {
            None => {
                self.zones.insert(name, definition);
                for line in block {
                    self.copy(line);
                }
            }
            Some(other) if *other == definition || is_known(&name, &self.database) => {}
            Some(_) => {
                let own = format!("{name} ({part})");
                for line in block {
                    if is_named(line, "TZID") {
                        self.text.extend(fold(&format!("TZID:{}", escaped(&own)), LINE_END).bytes());
                    } else {
                        self.copy(line);
                    }
                }
                renamed.insert(name, own);
            }
        }
    }

    fn copy(&mut self, line: &[u8]) {
        copy(line, &mut self.text);
    }
}

/// Whether a zone name is in the database or is a Windows name; these have precedence over a feed's own definition.
fn is_known(zone: &str, database: &BundledZones) -> bool {
    zone_names::well_known(zone, database, None).is_some()
}

/// Whether a zone name can be resolved without a definition: it is known, or describes an offset or a place.
fn is_resolvable(zone: &str, database: &BundledZones) -> bool {
    zone_names::resolve(zone, database, &BTreeMap::new()).is_some()
}

/// Rewrites the lines of one calendar's events.
struct EventRewriter<'a> {
    name: &'a str,
    taken: &'a HashSet<String>,
    renamed: &'a HashMap<String, String>,
    /// Whether the calendar defines a zone of this name, or the name can be resolved without a definition.
    is_resolvable_here: &'a dyn Fn(&str) -> bool,
    /// The zone of floating times.
    floating: Option<&'a String>,
    /// The zone of times in an unknown zone; without one they float.
    unknown: Option<&'a String>,
}

impl EventRewriter<'_> {
    fn write(&self, event: &[&[u8]], text: &mut Vec<u8>, uids: &mut HashSet<String>) {
        let mut depth = 0_usize;
        // Without a start, a cancelled occurrence is at its `RECURRENCE-ID`.
        let starts = ["DTSTART", "RECURRENCE-ID"];
        let start = starts.iter().find_map(|name| event.iter().find(|line| is_named(line, name)));
        let is_floating = start.is_some_and(|line| has_floating_time(&unfold(line)));
        for line in event {
            let begins = is_named(line, "BEGIN");
            depth = if is_named(line, "END") { depth.saturating_sub(1) } else { depth };
            // The page does not use nested components, such as alarms.
            let changed = if depth == 1 && !begins { self.changed(line, is_floating, uids) } else { None };
            match changed {
                Some(changed) => text.extend(fold(&changed, LINE_END).bytes()),
                None => copy(line, text),
            }
            if depth == 0 && begins {
                text.extend(fold(&category_of(self.name), LINE_END).bytes());
            }
            depth += usize::from(begins);
        }
    }

    /// The changed line, if it has to be changed. `is_floating` tells whether the event starts at a floating time; if not, its
    /// other floating times are on the clock of its start.
    fn changed(&self, line: &[u8], is_floating: bool, uids: &mut HashSet<String>) -> Option<String> {
        if is_named(line, "UID") {
            let uid = value_of(line).trim().to_owned();
            let changed = self.taken.contains(&uid).then(|| format!("{uid}~{}", self.name));
            uids.insert(changed.clone().unwrap_or(uid));
            return changed.map(|uid| format!("UID:{}", escaped(&uid)));
        }
        let name = TIMES.iter().find(|name| is_named(line, name))?;
        let line = unfold(line);
        let Line { parameters: written, value: times, .. } = Line::split(&line)?;
        let zone = match zone_of(written) {
            Some(zone) if self.renamed.contains_key(&zone) => Some(zone),
            Some(zone) if (self.is_resolvable_here)(&zone) => return None,
            Some(_) => self.unknown.cloned(),
            None if is_floating && has_floating_time(&line) => Some(self.floating?.clone()),
            None => return None,
        };
        let zone = zone.map(|zone| self.renamed.get(&zone).cloned().unwrap_or(zone));
        let zone = zone.map(|zone| format!(";TZID=\"{zone}\"")).unwrap_or_default();
        let others = parameters(written).filter(|(key, _)| !key.eq_ignore_ascii_case("TZID"));
        let others: Vec<_> = others.flat_map(|(key, value)| [";", key, "=", value]).collect();
        Some(format!("{name}{zone}{}:{times}", others.concat()))
    }
}

/// Whether a content line has a floating time.
fn has_floating_time(line: &str) -> bool {
    Line::split(line).is_some_and(|Line { parameters, value, .. }| {
        zone_of(parameters).is_none() && value.contains('T') && !value.trim_end().ends_with(['Z', 'z'])
    })
}

/// The value of a property of an event; empty without it.
fn text_of(event: &[&[u8]], name: &str) -> String {
    event
        .iter()
        .find(|line| is_named(line, name))
        .map(|line| value_of(line).trim().to_owned())
        .unwrap_or_default()
}

/// The `TZID` among the parameters of a content line.
fn zone_of(written: &str) -> Option<String> {
    let (_, zone) = parameters(written).find(|(key, _)| key.eq_ignore_ascii_case("TZID"))?;
    Some(unquote(zone).into_owned())
}

/// What makes an event the same one in two calendars. Its start has a zone, which two calendars may define differently, or
/// is in the calendar's own zone.
fn identity(event: &[&[u8]], renamed: &HashMap<String, String>, floating: Option<&String>) -> String {
    let start =
        event.iter().find(|line| is_named(line, "DTSTART")).map(|line| unfold(line)).unwrap_or_default();
    let zone = Line::split(&start).and_then(|line| zone_of(line.parameters));
    let zone = zone.or_else(|| floating.cloned()).unwrap_or_default();
    let zone = renamed.get(&zone).cloned().unwrap_or(zone);
    ["UID", "RECURRENCE-ID", "DTSTART", "RRULE", "SUMMARY", "SEQUENCE"]
        .map(|name| text_of(event, name))
        .into_iter()
        .fold(zone, |all, text| all + "\n" + &text)
}

/// The lines of each component directly inside a calendar, from its `BEGIN` to its `END`.
fn blocks<'a>(lines: &'a [&'a [u8]]) -> Vec<&'a [&'a [u8]]> {
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

fn is_begin(block: &[&[u8]], component: &str) -> bool {
    block.first().is_some_and(|line| value_of(line).trim().eq_ignore_ascii_case(component))
}

fn copy(line: &[u8], text: &mut Vec<u8>) {
    text.extend_from_slice(line);
    if !line.ends_with(b"\n") {
        text.extend_from_slice(LINE_END.as_bytes());
    }
}

#[cfg(test)]
mod tests;
