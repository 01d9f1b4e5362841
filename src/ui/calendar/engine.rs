//! The part of the calendar engine that reads a feed and expands it. It is a lazy part, because the agenda of a page that was
//! built from the same feed does not need it.

use std::pin::Pin;
use std::sync::Arc;

use chrono::NaiveDate;

use super::expansions::{Expansions, Request};
use crate::browser::clock;
use crate::browser::zone::BrowserZones;
use crate::calendar::time::Window;
use crate::calendar::time::zone::{Viewer, Zone};
use crate::calendar::views::clock_change::{
    ClockChange, clock_changes, compared_window, earlier_window, rare_series,
};
use crate::calendar::views::horizon::{DAYS_AT_FIRST, days_needed, horizon};
use crate::calendar::{Expansion, Feed, Limits, NotACalendar, Occurrence, check_received, read_yielding};
use crate::ui::lazy_part::lazy_part;

/// A feed that has been parsed. The methods that return `None` are still computing; the caller is notified.
pub trait ParsedFeed: Send + Sync {
    /// The feed itself.
    fn feed(&self) -> Arc<Feed>;

    /// Whether the received file may replace known events.
    ///
    /// # Errors
    /// Returns what it lacks.
    fn check(&self) -> Result<(), NotACalendar>;

    /// Its problems, and those of an expansion, that change what visitors see from `today` on.
    fn problems_for_visitors(&self, expansion: Option<&Expansion>, today: NaiveDate) -> Vec<String>;

    /// The occurrences in a window for a visitor in `zone`.
    fn expand(&self, window: Window, zone: &Zone) -> Option<Arc<Expansion>>;

    /// The same, without a yield.
    fn expand_at_once(&self, window: Window, zone: &Zone) -> Arc<Expansion>;

    /// The changes of local time until `last_day`.
    fn clock_changes(&self, zone: &Zone, today: NaiveDate, last_day: NaiveDate) -> Option<Vec<ClockChange>>;

    /// The occurrence with this key.
    fn occurrence(&self, key: &str, zone: &Zone) -> Option<Occurrence>;

    /// Expands what is shown first, with yields: the agenda, and the window `asked` for. Returns how many days the agenda
    /// needs; `None` if there are no coming events.
    fn prepare<'a>(
        &'a self,
        zone: &'a Zone,
        asked: Option<Window>,
    ) -> Pin<Box<dyn Future<Output = Option<i64>> + 'a>>;
}

/// Parses a file, with reports of the progress from 0 to 1.
pub type ReadFeed = fn(
    Vec<u8>,
    Box<dyn FnMut(f64)>,
) -> Pin<Box<dyn Future<Output = Result<Arc<dyn ParsedFeed>, NotACalendar>>>>;

lazy_part!(engine: ReadFeed = |bytes, report| {
    let expansions = Expansions::new();
    Box::pin(async move {
        let mut yielding = clock::YieldToBrowser::new(report);
        let feed = read_yielding(&bytes, &Limits::DEFAULT, &mut yielding).await?;
        let check = check_received(&bytes, &feed);
        Ok(Arc::new(Parsed { feed: Arc::new(feed), check, expansions }) as Arc<dyn ParsedFeed>)
    })
});

struct Parsed {
    feed: Arc<Feed>,
    check: Result<(), NotACalendar>,
    expansions: Expansions,
}

impl ParsedFeed for Parsed {
    fn feed(&self) -> Arc<Feed> {
        self.feed.clone()
    }

    fn check(&self) -> Result<(), NotACalendar> {
        self.check
    }

    fn problems_for_visitors(&self, expansion: Option<&Expansion>, today: NaiveDate) -> Vec<String> {
        let of_expansion = expansion.into_iter().flat_map(|expansion| &expansion.problems);
        let all = self.feed.problems.iter().chain(of_expansion);
        let mut texts: Vec<_> = all.filter_map(|problem| problem.for_visitors(today)).collect();
        texts.dedup();
        texts
    }

    fn expand(&self, window: Window, zone: &Zone) -> Option<Arc<Expansion>> {
        self.expansions.of(&self.feed, Request::all(window, zone.clone()))
    }

    fn expand_at_once(&self, window: Window, zone: &Zone) -> Arc<Expansion> {
        self.expansions.at_once(&self.feed, Request::all(window, zone.clone()))
    }

    fn clock_changes(&self, zone: &Zone, today: NaiveDate, last_day: NaiveDate) -> Option<Vec<ClockChange>> {
        let compared = self.expand(compared_window(zone, today, last_day), zone)?;
        let rare = rare_series(&compared.occurrences, zone, today);
        let earlier = Request { window: earlier_window(zone, today), zone: zone.clone(), series: Some(rare) };
        let earlier = self.expansions.of(&self.feed, earlier)?;
        Some(clock_changes(earlier.occurrences.iter().chain(compared.occurrences.iter()), zone))
    }

    fn occurrence(&self, key: &str, zone: &Zone) -> Option<Occurrence> {
        self.feed.occurrence(Viewer::new(zone, &BrowserZones), key)
    }

    fn prepare<'a>(
        &'a self,
        zone: &'a Zone,
        asked: Option<Window>,
    ) -> Pin<Box<dyn Future<Output = Option<i64>> + 'a>> {
        Box::pin(async move {
            // Browsers are slow to open a zone, so yield after each.
            for name in self.feed.zones_named() {
                self.feed.zone(name, &BrowserZones);
                clock::yield_to_browser().await;
            }
            let expand =
                async |window| self.expansions.wait_for(&self.feed, Request::all(window, zone.clone())).await;
            let now = clock::now();
            let days = days_needed(zone, now, expand).await;
            // What is rendered first is expanded here, where expanding yields.
            let last_day = horizon(now, days.unwrap_or(DAYS_AT_FIRST), zone).last_day;
            expand(compared_window(zone, zone.civil_at(now).date(), last_day)).await;
            if let Some(window) = asked {
                expand(window).await;
            }
            days
        })
    }
}
