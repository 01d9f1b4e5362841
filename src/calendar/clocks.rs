//! The clocks that a reader looks at: one, and perhaps a second beside it.

use super::agenda::Entry;
use super::agenda_text::{ClockText, clock_text};
use super::occurrence::When;
use super::words::Words;
use super::zone::Zone;
use super::zone_names::place;

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

    /// When an occurrence is by the second clock. Days and floating times are the same everywhere, so they have none.
    pub fn second_times(&self, entry: &Entry, words: &dyn Words) -> Option<ClockText> {
        let second = self.second.as_ref()?;
        match entry.occurrence.when {
            When::Timed { start, end, .. } => {
                let times = (second.civil_at(start), second.civil_at(end));
                Some(clock_text(times, place(second.name()), entry.start_here.date(), words))
            }
            When::AllDay { .. } | When::Floating { .. } => None,
        }
    }
}

impl From<Zone> for Clocks {
    fn from(zone: Zone) -> Self {
        Self { zone, second: None }
    }
}
