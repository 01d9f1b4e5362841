//! The clocks that a reader looks at: one, and perhaps a second beside it.

use crate::calendar::time::zone::Zone;

/// The zone that times are shown in, and the one beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clocks {
    /// The zone that days and times are of.
    pub zone: Zone,
    /// The zone whose times stand beside them; never the same one.
    second: Option<Zone>,
}

impl Clocks {
    /// Two clocks; one, where both would show the same zone.
    pub fn new(zone: Zone, second: Option<Zone>) -> Self {
        let second = second.filter(|second| *second != zone);
        Self { zone, second }
    }

    /// The zone whose times stand beside those of the first.
    pub fn second(&self) -> Option<&Zone> {
        self.second.as_ref()
    }
}

impl From<Zone> for Clocks {
    fn from(zone: Zone) -> Self {
        Self { zone, second: None }
    }
}
