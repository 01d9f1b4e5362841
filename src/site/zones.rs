//! Zones on the host: jiff with its bundled database.

use jiff::Timestamp;
use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::calendar::time::zone::{Zone, ZoneDatabase, ZoneRules};
use crate::calendar::time::{Instant, Offset};

/// The zone database that is linked into the tool, the same on every machine.
pub struct BundledZones(TimeZoneDatabase);

impl BundledZones {
    /// Opens the database.
    pub fn open() -> Self {
        Self(TimeZoneDatabase::bundled())
    }
}

impl ZoneDatabase for BundledZones {
    fn find(&self, name: &str) -> Option<Zone> {
        if name == "UTC" {
            return Some(Zone::utc());
        }
        self.0.get(name).ok().map(|zone| Zone::new(name, HostZone(zone)))
    }
}

struct HostZone(TimeZone);

impl ZoneRules for HostZone {
    fn offset_at(&self, instant: Instant) -> Offset {
        let edge = if instant.unix() < 0 { Timestamp::MIN } else { Timestamp::MAX };
        let timestamp = Timestamp::from_second(instant.unix()).unwrap_or(edge);
        Offset::from_seconds(self.0.to_offset(timestamp).seconds())
    }
}
