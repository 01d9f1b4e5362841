//! The zones that times are shown in: one, and optionally a second one.

use crate::calendar::time::zone::Zone;

/// The zone that times are shown in, and an optional second one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The zone for days and times.
    pub zone: Zone,
    /// The zone whose times are shown next to them; never equal to the first.
    second: Option<Zone>,
}

impl Clocks {
    /// Creates a pair of zones; a second zone that equals the first is dropped.
    pub fn new(zone: Zone, second: Option<Zone>) -> Self {
        let second = second.filter(|second| *second != zone);
        Self { zone, second }
    }

    /// The second zone, whose times are shown next to those of the first.
    pub fn second(&self) -> Option<&Zone> {
        self.second.as_ref()
    }
}

impl From<Zone> for Clocks {
    fn from(zone: Zone) -> Self {
        Self { zone, second: None }
    }
}
