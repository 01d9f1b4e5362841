//! The source of the events: first the built-in list, then the feed.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::expansions::{Expansions, Request};
use crate::browser::feed::{self as browser_feed, Attempt};
use crate::browser::zone::BrowserZones;
use crate::browser::{clock, connection, scroll_anchor};
use crate::calendar::time::{Instant, Window};
use crate::calendar::views::clock_change::compared_window;
use crate::calendar::views::freshness::{FeedFailure, FeedState, is_clock_behind};
use crate::calendar::views::horizon::{DAYS_AT_FIRST, days_needed, horizon};
use crate::calendar::{
    Expansion, Feed, Limits, NotACalendar, Occurrence, Snapshot, check_received, read_yielding,
};
use crate::ui::visitor::Visitor;

/// How many more days "Show four more weeks" adds to the agenda.
const DAYS_MORE: i64 = 28;

/// The events, and the state of loading them.
#[derive(Clone, Copy)]
pub struct EventSource {
    /// The state of the feed.
    pub state: Memo<FeedState>,
    /// The occurrences from today on, from the feed or from the built-in list.
    pub occurrences: Memo<Arc<[Occurrence]>>,
    /// The last day for which they are complete.
    pub last_day: Memo<NaiveDate>,
    /// The problems found in the feed.
    pub problems: Memo<Vec<String>>,
    /// Whether the events are sample events.
    pub is_sample: Memo<bool>,
    /// When the built-in list was fetched or, if that is not known, when the page was built.
    pub built_in: Instant,
    has_built_in_events: bool,
    progress: RwSignal<Progress>,
    expansions: Expansions,
    /// The window that was last asked for before there was a feed.
    asked: StoredValue<Option<Window>>,
    /// How much of the feed has been parsed, in percent. Not part of `progress`, because only `state` depends on it.
    read_percent: RwSignal<u8>,
    days: RwSignal<i64>,
    visitor: Visitor,
}

/// The progress of loading the feed.
#[derive(Clone)]
enum Progress {
    Waiting,
    Loading,
    Reading,
    Failed(FeedFailure),
    Read { feed: Arc<Feed>, holds_events: bool },
}

impl Progress {
    fn feed(&self) -> Option<&Arc<Feed>> {
        if let Self::Read { feed, .. } = self { Some(feed) } else { None }
    }
}

impl EventSource {
    /// The source with the built-in list; nothing is requested yet.
    pub fn new(snapshot: Snapshot, stale_after_days: u32, visitor: Visitor) -> Self {
        let built_in = snapshot.fetched.unwrap_or(snapshot.built_at);
        let (is_sample, snapshot_last_day) = (snapshot.is_sample, snapshot.last_day);
        let built_in_events: Arc<[Occurrence]> = snapshot.occurrences.into();
        let has_built_in_events = !built_in_events.is_empty();
        let (progress, read_percent) = (RwSignal::new(Progress::Waiting), RwSignal::new(0));
        let days = RwSignal::new(DAYS_AT_FIRST);
        // Changes at midnight, and when the visitor shows more days or another zone.
        let ahead = Memo::new(move |_| {
            let (now, days) = (visitor.minute.get(), days.get());
            visitor.zone.with(|zone| horizon(now, days, zone))
        });
        let expansions = Expansions::new();
        // While an expansion is computed, the one before is shown.
        let expansion: Memo<Option<Arc<Expansion>>> = Memo::new_with_compare(
            move |before: Option<&Option<Arc<Expansion>>>| {
                let request = Request::all(ahead.get().window, visitor.zone.get());
                let now = progress.with(|progress| expansions.of(progress.feed()?, request));
                now.or_else(|| before?.clone())
            },
            |before, now| {
                before.and_then(Option::as_ref).map(Arc::as_ptr)
                    != now.and_then(Option::as_ref).map(Arc::as_ptr)
            },
        );
        Self {
            state: Memo::new(move |_| {
                let now = visitor.minute.get();
                progress.with(|progress| match progress {
                    Progress::Waiting => FeedState::Snapshot,
                    Progress::Loading => FeedState::Loading,
                    Progress::Reading => FeedState::Reading { percent: read_percent.get() },
                    Progress::Failed(failure) => FeedState::Failed(failure.clone()),
                    Progress::Read { feed, holds_events } => {
                        let fetched = feed.fetched.unwrap_or(built_in);
                        // With a wrong clock, it is not known which events are coming.
                        let holds_events = *holds_events || is_clock_behind(now, built_in);
                        FeedState::of_feed(holds_events, fetched, now, stale_after_days)
                    }
                })
            }),
            occurrences: Memo::new(move |_| match expansion.get() {
                Some(expansion) => expansion.occurrences.clone(),
                None => built_in_events.clone(),
            }),
            last_day: Memo::new(move |_| {
                let has_feed = progress.with(|progress| progress.feed().is_some());
                if has_feed { ahead.get().last_day } else { snapshot_last_day }
            }),
            problems: Memo::new(move |_| {
                let of_feed = progress.with(|progress| progress.feed().map(|feed| feed.problems.clone()));
                let of_expansion = expansion.get().map(|expansion| expansion.problems.clone());
                let today = ahead.with(|ahead| ahead.window.start.utc().date());
                let all = of_feed.iter().chain(&of_expansion).flatten();
                let mut texts: Vec<_> = all.filter_map(|problem| problem.for_visitors(today)).collect();
                texts.dedup();
                texts
            }),
            is_sample: Memo::new(move |_| {
                progress.with(|progress| progress.feed().map_or(is_sample, |feed| feed.is_sample))
            }),
            built_in,
            has_built_in_events,
            progress,
            expansions,
            asked: StoredValue::new(None),
            read_percent,
            days,
            visitor,
        }
    }

    /// The occurrences in a window; until there is a feed, only those of the built-in list. `None` while they are being
    /// computed; the caller is notified when they are ready.
    pub fn at(self, window: Window) -> Option<Arc<[Occurrence]>> {
        let zone = self.visitor.zone.get();
        if let Some(feed) = self.feed() {
            return Some(self.expansions.of(&feed, Request::all(window, zone))?.occurrences.clone());
        }
        self.asked.set_value(Some(window));
        let touches = |occurrence: &&Occurrence| {
            let (start, end) = occurrence.when.instants(&zone);
            window.touches(start, end)
        };
        Some(self.occurrences.with(|built_in| built_in.iter().filter(touches).cloned().collect()))
    }

    /// The occurrences in a window, computed without a yield. This may take long, so it is only for printing.
    pub fn at_once(self, window: Window) -> Arc<[Occurrence]> {
        let Some(feed) = self.feed() else { return self.at(window).unwrap_or_default() };
        let request = Request::all(window, self.visitor.zone.get());
        self.expansions.at_once(&feed, request).occurrences.clone()
    }

    /// The occurrences in a window of the series with these `UID`s. `None` without a feed, and while they are being
    /// computed; the caller is notified when they are ready.
    pub fn of_series(self, series: BTreeSet<Arc<str>>, window: Window) -> Option<Arc<[Occurrence]>> {
        let request = Request { window, zone: self.visitor.zone.get(), series: Some(series) };
        Some(self.expansions.of(&self.feed()?, request)?.occurrences.clone())
    }

    /// The feed, once it has been parsed.
    pub fn feed(self) -> Option<Arc<Feed>> {
        self.progress.with(|progress| progress.feed().cloned())
    }

    /// Whether more days can be shown, which needs the feed.
    pub fn can_show_more(self) -> bool {
        self.progress.with(|progress| progress.feed().is_some())
    }

    /// Shows more days in the agenda.
    pub fn show_more(self) {
        self.days.update(|days| *days += DAYS_MORE);
    }

    /// Fetches the feed and shows it; if that fails, keeps the built-in list, sets [`FeedState::Failed`], and retries once:
    /// at the next input while online, or when the browser is online again.
    pub fn load(self) {
        self.progress.set(Progress::Loading);
        spawn_local(async move {
            if !self.try_to_load().await {
                // Until then, the failure stays shown.
                connection::retry_later(move || {
                    spawn_local(async move {
                        self.try_to_load().await;
                    });
                });
            }
            scroll_anchor::restore_soon();
        });
    }

    /// Fetches the feed, a second time if that fails, and shows it or the failure; returns whether it succeeded.
    async fn try_to_load(self) -> bool {
        let feed = match self.fetch(Attempt::First).await {
            Err(failure) => self.fetch(Attempt::Again).await.map_err(|_| failure),
            feed => feed,
        };
        match feed {
            Ok(feed) => {
                self.show(feed).await;
                true
            }
            Err(failure) => {
                self.progress.try_set(Progress::Failed(failure));
                false
            }
        }
    }

    /// Fetches the feed, and parses it in pieces with reports of the progress.
    async fn fetch(self, attempt: Attempt) -> Result<Feed, FeedFailure> {
        let bytes = browser_feed::fetch(attempt).await?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let mut yielding = clock::YieldToBrowser::new(|done: f64| {
            self.read_percent.try_set((done * 100.0) as u8);
            self.progress.try_maybe_update(|progress| {
                let is_first = matches!(progress, Progress::Loading);
                if is_first {
                    *progress = Progress::Reading;
                }
                (is_first, ())
            });
        });
        let feed =
            read_yielding(&bytes, &Limits::DEFAULT, &mut yielding).await.map_err(FeedFailure::Unreadable)?;
        // What the service worker has kept may be older than the built-in list.
        let is_older = feed.fetched.is_some_and(|fetched| fetched < self.built_in);
        if attempt == Attempt::Again && is_older && self.has_built_in_events {
            return Err(FeedFailure::Unreachable);
        }
        match check_received(&bytes, &feed) {
            // Without events there is nothing that it would replace.
            Err(NotACalendar::NoEvents) if !self.has_built_in_events => {}
            received => received.map_err(FeedFailure::Unreadable)?,
        }
        browser_feed::report_accepted(&bytes);
        Ok(feed)
    }

    async fn show(self, feed: Feed) {
        // Browsers are slow to open a zone, so yield after each.
        for name in feed.zones_named() {
            feed.zone(name, &BrowserZones);
            clock::yield_to_browser().await;
        }
        let zone = self.visitor.zone.get_untracked();
        let expand = async |window| self.expansions.wait_for(&feed, Request::all(window, zone.clone())).await;
        let now = clock::now();
        let days = days_needed(&zone, now, expand).await;
        // What is rendered first is expanded here, where expanding yields.
        let last_day = horizon(now, days.unwrap_or(DAYS_AT_FIRST), &zone).last_day;
        let compared = compared_window(&zone, zone.civil_at(now).date(), last_day);
        expand(compared).await;
        if let Some(window) = self.asked.get_value() {
            expand(window).await;
        }
        // `replay_input.js` first reopens what was open among the built events. If the feed's agenda does not list the open
        // event, it is then shown in a separate card.
        clock::until(|| self.visitor.is_mounted.get_untracked()).await;
        clock::yield_to_browser().await;
        self.days.set(days.unwrap_or(DAYS_AT_FIRST));
        self.progress.set(Progress::Read { feed: Arc::new(feed), holds_events: days.is_some() });
    }
}
