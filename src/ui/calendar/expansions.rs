//! The expansions of the feed that the views need: each is computed once, and with yields if it takes long.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clock;
use crate::browser::zone::BrowserZones;
use crate::calendar::time::Window;
use crate::calendar::time::zone::{Viewer, Zone};
use crate::calendar::{Expansion, Feed};

/// The maximum number of steps of an expansion without a yield. A browser takes less than 30 ms for 75,000, once it has
/// compiled the code.
const STEPS_AT_ONCE: usize = 10_000;

/// How many expansions are kept: the search for a filtered event needs one for each month of a year, and the views and the
/// changes of clocks need some too.
const KEPT: usize = 17;

/// The expansions of the feed.
#[derive(Clone, Copy)]
pub struct Expansions {
    known: StoredValue<Vec<(Request, Option<Arc<Expansion>>)>>,
    /// Notified when an expansion that took long is there.
    arrived: Trigger,
}

/// What to expand.
#[derive(Clone, PartialEq)]
pub struct Request {
    /// The window of time.
    pub window: Window,
    /// The visitor's zone.
    pub zone: Zone,
    /// The `UID`s of the series; `None` for all series.
    pub series: Option<BTreeSet<Arc<str>>>,
}

impl Request {
    /// All series in a window.
    pub fn all(window: Window, zone: Zone) -> Self {
        Self { window, zone, series: None }
    }

    fn wants(&self, uid: &str) -> bool {
        self.series.as_ref().is_none_or(|series| series.contains(uid))
    }
}

impl Expansions {
    /// No expansions.
    pub fn new() -> Self {
        Self { known: StoredValue::new(Vec::new()), arrived: Trigger::new() }
    }

    /// The requested expansion. `None` while it is being computed; the caller is notified when it is ready.
    pub fn of(self, feed: &Arc<Feed>, request: Request) -> Option<Arc<Expansion>> {
        self.arrived.track();
        let known = self.known.with_value(|known| {
            known.iter().find(|(it, _)| *it == request).map(|(_, expansion)| expansion.clone())
        });
        known.unwrap_or_else(|| {
            let viewer = Viewer::new(&request.zone, &BrowserZones);
            let wanted = |uid: &str| request.wants(uid);
            let expansion = feed.expand_within(viewer, request.window, wanted, STEPS_AT_ONCE).map(Arc::new);
            self.keep(request.clone(), expansion.clone());
            if expansion.is_none() {
                let feed = feed.clone();
                spawn_local(async move {
                    self.wait_for(&feed, request).await;
                    // It is rendered in another task.
                    clock::yield_to_browser().await;
                    self.arrived.notify();
                });
            }
            expansion
        })
    }

    /// The requested expansion, computed without a yield if it is not known.
    pub fn at_once(self, feed: &Feed, request: Request) -> Arc<Expansion> {
        let known = self.known.with_value(|known| {
            known.iter().find(|(it, _)| *it == request).and_then(|(_, expansion)| expansion.clone())
        });
        known.unwrap_or_else(|| {
            let viewer = Viewer::new(&request.zone, &BrowserZones);
            let expansion = Arc::new(feed.expand_those(viewer, request.window, |uid| request.wants(uid)));
            self.keep(request, Some(expansion.clone()));
            expansion
        })
    }

    /// Computes the requested expansion, and keeps it.
    pub async fn wait_for(self, feed: &Feed, request: Request) -> Arc<Expansion> {
        let viewer = Viewer::new(&request.zone, &BrowserZones);
        let wanted = |uid: &str| request.wants(uid);
        let mut yielding = clock::YieldToBrowser::new(|_| ());
        let expansion = Arc::new(feed.expand_yielding(viewer, request.window, wanted, &mut yielding).await);
        self.keep(request, Some(expansion.clone()));
        expansion
    }

    /// Keeps an expansion, or `None` while it is being computed.
    fn keep(self, request: Request, expansion: Option<Arc<Expansion>>) {
        self.known.try_update_value(|known| {
            known.retain(|(it, _)| *it != request);
            if known.len() == KEPT {
                known.remove(0);
            }
            known.push((request, expansion));
        });
    }
}
