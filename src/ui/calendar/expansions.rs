//! The expansions of the feed that the views need: each is computed once, and with yields if it takes long.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::browser::zone::BrowserZones;
use crate::calendar::time::Window;
use crate::calendar::time::zone::{Viewer, Zone};
use crate::calendar::{Expansion, Feed};

/// How many steps are taken at once; a browser takes less than 30 ms for them.
const STEPS_AT_ONCE: usize = 75_000;

/// How many expansions are kept: the search for a filtered event needs one for each month of a year.
const KEPT: usize = 16;

/// The expansions of the feed in windows and zones.
#[derive(Clone, Copy)]
pub struct Expansions {
    known: StoredValue<Vec<Known>>,
    /// Notified when an expansion that took long is there.
    arrived: Trigger,
}

/// An expansion; none while it is being computed.
struct Known {
    window: Window,
    zone: Zone,
    expansion: Option<Arc<Expansion>>,
}

impl Expansions {
    /// No expansions.
    pub fn new() -> Self {
        Self { known: StoredValue::new(Vec::new()), arrived: Trigger::new() }
    }

    /// The expansion of a window; `None` while it is being computed, which is tracked.
    pub fn of(self, feed: &Arc<Feed>, window: Window, zone: &Zone) -> Option<Arc<Expansion>> {
        self.arrived.track();
        let known = self.known.with_value(|known| {
            known.iter().find(|it| it.window == window && it.zone == *zone).map(|it| it.expansion.clone())
        });
        known.unwrap_or_else(|| {
            let viewer = Viewer::new(zone, &BrowserZones);
            let expansion = feed.expand_within(viewer, window, STEPS_AT_ONCE).map(Arc::new);
            self.keep(window, zone, expansion.clone());
            if expansion.is_none() {
                let (feed, zone) = (feed.clone(), zone.clone());
                spawn_local(async move {
                    self.wait_for(&feed, window, &zone).await;
                    self.arrived.notify();
                });
            }
            expansion
        })
    }

    /// Computes the expansion of a window, and keeps it.
    pub async fn wait_for(self, feed: &Feed, window: Window, zone: &Zone) -> Arc<Expansion> {
        let viewer = Viewer::new(zone, &BrowserZones);
        let mut yielding = clock::YieldToBrowser::new(|_| ());
        let expansion = Arc::new(feed.expand_yielding(viewer, window, &mut yielding).await);
        self.keep(window, zone, Some(expansion.clone()));
        expansion
    }

    fn keep(self, window: Window, zone: &Zone, expansion: Option<Arc<Expansion>>) {
        self.known.try_update_value(|known| {
            known.retain(|it| it.window != window || it.zone != *zone);
            if known.len() == KEPT {
                known.remove(0);
            }
            known.push(Known { window, zone: zone.clone(), expansion });
        });
    }
}
