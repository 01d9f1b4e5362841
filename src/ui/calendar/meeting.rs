//! One meeting, looked at closely: what its parts share.

pub mod clock_line;
pub mod said;

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::source::Source;
use crate::browser::zone::BrowserZones;
use crate::calendar::Limits;
use crate::calendar::clock_change::{ClockChange, DAYS_AHEAD, DAYS_BEFORE, Summary, clock_changes, summary};
use crate::calendar::time::{Window, date_plus};
use crate::ui::reader::Reader;

/// What the parts of a meeting share.
#[derive(Clone, Copy)]
pub struct Meetings {
    /// Who reads.
    pub reader: Reader,
    /// Where the events come from.
    pub source: Source,
    changes: Memo<Arc<Vec<ClockChange>>>,
}

impl Meetings {
    /// Provides it to everything below.
    pub fn provide(reader: Reader, source: Source) -> Self {
        let today = Memo::new(move |_| {
            let now = reader.minute.get();
            reader.zone.with(|zone| zone.civil_at(now).date())
        });
        let changes = Memo::new(move |_| Arc::new(changes(reader, source, today)));
        let meetings = Self { reader, source, changes };
        provide_context(meetings);
        meetings
    }

    /// What the clocks do to the occurrence of this key.
    pub fn change_of(self, key: &str) -> Option<ClockChange> {
        self.changes.with(|changes| changes.iter().find(|change| change.key == key).cloned())
    }

    /// What the clocks do to the coming weeks.
    pub fn changes_ahead(self) -> Option<Summary> {
        let now = self.reader.minute.get();
        self.changes.with(|changes| summary(changes, now))
    }
}

/// What the clocks do to all that is shown and to the coming weeks; nothing before the reader's zone is known.
fn changes(reader: Reader, source: Source, today: Memo<NaiveDate>) -> Vec<ClockChange> {
    if !reader.arrived.get() {
        return Vec::new();
    }
    let zone = reader.zone.get();
    let today = today.get();
    match source.feed() {
        Some(feed) => {
            let last_day = source.last_day.get().max(date_plus(today, DAYS_AHEAD));
            let window = Window {
                start: zone.start_of(date_plus(today, -DAYS_BEFORE)),
                end: zone.start_of(date_plus(last_day, 1)),
            };
            clock_changes(&feed.expand(window, &zone, &BrowserZones, &Limits::DEFAULT).occurrences, &zone)
        }
        None => source.occurrences.with(|occurrences| clock_changes(occurrences, &zone)),
    }
}
