//! The zones of merged calendars.

use std::collections::{BTreeMap, HashMap};

use super::{Block, LINE_END, copy, copy_all};
use crate::calendar::ics::encoding::{escaped, fold, is_named, unfold, value_of};
use crate::calendar::ics::zone_names;
use crate::site::zones::BundledZones;

/// The zones that have been written into a merged file.
pub(super) struct MergedZones<'a> {
    /// The time zone database.
    pub(super) database: &'a BundledZones,
    /// The definitions so far, by name.
    definitions: HashMap<String, String>,
    /// The file so far.
    pub(super) text: Vec<u8>,
}

impl<'a> MergedZones<'a> {
    /// No zones; `text` is the start of the file.
    pub(super) fn new(database: &'a BundledZones, text: Vec<u8>) -> Self {
        Self { database, definitions: HashMap::new(), text }
    }

    /// Writes a zone of a calendar. If the calendars before it define another zone of that name, it is written with the
    /// calendar's name in its name, and added to `renamed`.
    pub(super) fn add(&mut self, zone: Block<'_>, calendar: &str, renamed: &mut HashMap<String, String>) {
        let Some(name) = zone.iter().find(|line| is_named(line, "TZID")).map(|line| value_of(line)) else {
            return;
        };
        let definition: String = zone.iter().map(|line| unfold(line) + "\n").collect();
        match self.definitions.get(&name) {
            None => {
                self.definitions.insert(name, definition);
                copy_all(zone.iter(), &mut self.text);
            }
            Some(other) if *other == definition || is_known(&name, self.database) => {}
            Some(_) => {
                let own = format!("{name} ({calendar})");
                for line in zone {
                    if is_named(line, "TZID") {
                        self.text.extend(fold(&format!("TZID:{}", escaped(&own)), LINE_END).bytes());
                    } else {
                        copy(line, &mut self.text);
                    }
                }
                renamed.insert(name, own);
            }
        }
    }
}

/// Whether a zone name is in the database or is a Windows name; these have precedence over a feed's own definition.
pub(super) fn is_known(zone: &str, database: &BundledZones) -> bool {
    zone_names::well_known(zone, database, None).is_some()
}

/// Whether a zone name can be resolved without a definition: it is known, or describes an offset or a place.
pub(super) fn is_resolvable(zone: &str, database: &BundledZones) -> bool {
    zone_names::resolve(zone, database, &BTreeMap::new()).is_some()
}
