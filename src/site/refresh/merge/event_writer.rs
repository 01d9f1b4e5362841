//! Writes the events of a calendar into the merged file.

use std::collections::HashSet;

use super::zones::is_resolvable;
use super::{Block, Calendar, LINE_END, copy, line_of_calendars};
use crate::calendar::ics::encoding::{Line, escaped, fold, is_named, parameters, unfold, unquote, value_of};
use crate::site::zones::BundledZones;

/// The properties whose times may have a zone (RFC 5545, sections 3.8.2 and 3.8.5).
const TIMES: [&str; 5] = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

/// Writes the events of one calendar.
pub(super) struct EventWriter<'a> {
    /// The calendar.
    pub(super) calendar: &'a Calendar<'a>,
    /// The `UID`s of the previous calendars.
    pub(super) taken: &'a HashSet<String>,
    /// The zones that need no definition.
    pub(super) database: &'a BundledZones,
}

impl EventWriter<'_> {
    /// Writes an event that is in the calendars of these names, and adds its `UID` in the file to `uids`.
    pub(super) fn write(
        &self,
        event: Block<'_>,
        names: &[&str],
        text: &mut Vec<u8>,
        uids: &mut HashSet<String>,
    ) {
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
                text.extend(fold(&line_of_calendars(names), LINE_END).bytes());
            }
            depth += usize::from(begins);
        }
    }

    /// The changed line, if it has to be changed. `is_floating` tells whether the event starts at a floating time; if not, its
    /// other floating times are on the clock of its start.
    fn changed(&self, line: &[u8], is_floating: bool, uids: &mut HashSet<String>) -> Option<String> {
        let Calendar { name: calendar, floating, defined, renamed, .. } = self.calendar;
        if is_named(line, "UID") {
            let uid = value_of(line).trim().to_owned();
            let changed = self.taken.contains(&uid).then(|| format!("{uid}~{calendar}"));
            uids.insert(changed.clone().unwrap_or(uid));
            return changed.map(|uid| format!("UID:{}", escaped(&uid)));
        }
        let name = TIMES.iter().find(|name| is_named(line, name))?;
        let line = unfold(line);
        let Line { parameters: written, value: times, .. } = Line::split(&line)?;
        let zone = match zone_of(written) {
            Some(zone) if renamed.contains_key(&zone) => Some(zone),
            Some(zone) if defined.contains(&zone) || is_resolvable(&zone, self.database) => return None,
            Some(_) => self.calendar.zone_of_unknown().cloned(),
            None if is_floating && has_floating_time(&line) => Some((*floating)?.clone()),
            None => return None,
        };
        let zone = zone.map(|zone| renamed.get(&zone).cloned().unwrap_or(zone));
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

/// The `TZID` among the parameters of a content line.
pub(super) fn zone_of(written: &str) -> Option<String> {
    let (_, zone) = parameters(written).find(|(key, _)| key.eq_ignore_ascii_case("TZID"))?;
    Some(unquote(zone).into_owned())
}
