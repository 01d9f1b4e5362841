//! Writes the events of a calendar to the merged file.

use super::series::Series;
use super::{
    Block, CATEGORIES, Calendar, LINE_END, OWNERS, copy, has_floating_start, line_of_names, zone_of,
};
use crate::calendar::ics::encoding::{Line, escaped, fold, is_named, parameters, unfold};
use crate::site::zones::BundledZones;

/// The properties that can have a `TZID` (RFC 5545, sections 3.8.2 and 3.8.5).
const TIMES: [&str; 5] = ["DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"];

/// Writes the events of one calendar.
pub(super) struct EventWriter<'a> {
    /// The calendar.
    pub(super) calendar: &'a Calendar<'a>,
    /// The time zone database.
    pub(super) database: &'a BundledZones,
}

impl EventWriter<'_> {
    /// Writes an event of a series, which the calendars with the names `owners` have.
    pub(super) fn write(&self, event: Block<'_>, series: &Series<'_>, owners: &[&str], text: &mut Vec<u8>) {
        let mut depth = 0_usize;
        let is_floating = has_floating_start(event);
        for line in event {
            let begins = is_named(line, "BEGIN");
            depth = if is_named(line, "END") { depth.saturating_sub(1) } else { depth };
            // The page does not use nested components, such as alarms.
            let changed = if depth == 1 && !begins { self.changed(line, is_floating, series) } else { None };
            match changed {
                Some(changed) => text.extend(fold(&changed, LINE_END).bytes()),
                None => copy(line, text),
            }
            if depth == 0 && begins {
                text.extend(fold(&line_of_names(CATEGORIES, &series.names), LINE_END).bytes());
                if owners != series.names {
                    text.extend(fold(&line_of_names(OWNERS, owners), LINE_END).bytes());
                }
            }
            depth += usize::from(begins);
        }
    }

    /// The changed line, if it has to be changed. `is_floating` tells whether the event starts at a floating time.
    fn changed(&self, line: &[u8], is_floating: bool, series: &Series<'_>) -> Option<String> {
        if is_named(line, "UID") {
            return series.changed_uid.as_ref().map(|uid| format!("UID:{}", escaped(uid)));
        }
        let name = TIMES.iter().find(|name| is_named(line, name))?;
        let line = unfold(line);
        let line = Line::split(&line)?;
        let zone = self.calendar.zone_in_file(&line, is_floating, self.database);
        if zone == zone_of(line.parameters) {
            return None;
        }
        let zone = zone.map(|zone| format!(";TZID=\"{zone}\"")).unwrap_or_default();
        let others = parameters(line.parameters).filter(|(key, _)| !key.eq_ignore_ascii_case("TZID"));
        let others: Vec<_> = others.flat_map(|(key, value)| [";", key, "=", value]).collect();
        Some(format!("{name}{zone}{}:{}", others.concat(), line.value))
    }
}
