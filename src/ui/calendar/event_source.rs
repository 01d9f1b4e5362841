//! The source of the events: first the built-in list, then the feed.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::engine::{self, ParsedFeed, ReadFeed};
use crate::browser::feed::{self as browser_feed, Attempt};
use crate::browser::{clock, connection, scroll_anchor};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{Instant, Window, date_plus};
use crate::calendar::views::clock_change::ClockChange;
use crate::calendar::views::freshness::{FeedFailure, FeedState, is_clock_behind};
use crate::calendar::views::horizon::{DAYS_AT_FIRST, horizon};
use crate::calendar::views::snapshot::{BuiltFrom, digest};
use crate::calendar::{Expansion, Feed, NotACalendar, Occurrence, Snapshot};
use crate::ui::effect::effect;
use crate::ui::lazy_part::LazyPart;
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
    /// When the built-in list was fetched or, if that is not known, when the page was built.
    pub built_in: Instant,
    built_at: Instant,
    /// The end of the last day of the built-in list in UTC.
    built_end: Instant,
    is_built_in_sample: bool,
    expansion: Memo<Option<Arc<Expansion>>>,
    built_from: StoredValue<Option<BuiltFrom>>,
    has_built_in_events: bool,
    progress: RwSignal<Progress>,
    engine: LazyPart<ReadFeed>,
    /// Whether the unchanged feed is being parsed.
    is_reading: StoredValue<bool>,
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
    /// The feed is the one that the built-in list was built from. Its file is parsed when more than the list is needed.
    Unchanged(Arc<[u8]>),
    Read {
        feed: Arc<dyn ParsedFeed>,
        holds_events: bool,
    },
}

impl Progress {
    fn feed(&self) -> Option<&Arc<dyn ParsedFeed>> {
        if let Self::Read { feed, .. } = self { Some(feed) } else { None }
    }
}

impl EventSource {
    /// The source with the built-in list; nothing is requested yet.
    pub fn new(snapshot: Snapshot, stale_after_days: u32, visitor: Visitor) -> Self {
        let built_in = snapshot.fetched.unwrap_or(snapshot.built_at);
        let snapshot_last_day = snapshot.last_day;
        let built_end = Zone::utc().start_of(date_plus(snapshot_last_day, 1));
        let built_in_events: Arc<[Occurrence]> = snapshot.occurrences.into();
        let has_built_in_events = !built_in_events.is_empty();
        let (progress, read_percent) = (RwSignal::new(Progress::Waiting), RwSignal::new(0));
        let days = RwSignal::new(DAYS_AT_FIRST);
        // Changes at midnight, and when the visitor shows more days or another zone.
        let ahead = Memo::new(move |_| {
            let (now, days) = (visitor.minute.get(), days.get());
            visitor.zone.with(|zone| horizon(now, days, zone))
        });
        // While an expansion is computed, the one before is shown.
        let expansion: Memo<Option<Arc<Expansion>>> = Memo::new_with_compare(
            move |before: Option<&Option<Arc<Expansion>>>| {
                let window = ahead.get().window;
                let feed = progress.with(|progress| progress.feed().cloned())?;
                let now = visitor.zone.with(|zone| feed.expand(window, zone));
                now.or_else(|| before?.clone())
            },
            |before, now| {
                before.and_then(Option::as_ref).map(Arc::as_ptr)
                    != now.and_then(Option::as_ref).map(Arc::as_ptr)
            },
        );
        let source = Self {
            state: Memo::new(move |_| {
                let now = visitor.minute.get();
                progress.with(|progress| match progress {
                    Progress::Waiting => FeedState::Snapshot,
                    Progress::Loading => FeedState::Loading,
                    Progress::Reading => FeedState::Reading { percent: read_percent.get() },
                    Progress::Failed(failure) => FeedState::Failed(failure.clone()),
                    Progress::Unchanged(_) => FeedState::of_feed(true, built_in, now, stale_after_days),
                    Progress::Read { feed, holds_events } => {
                        let fetched = feed.feed().fetched.unwrap_or(built_in);
                        // With a wrong clock, it is not known which events are coming.
                        let holds_events = *holds_events || is_clock_behind(now, built_in);
                        FeedState::of_feed(holds_events, fetched, now, stale_after_days)
                    }
                })
            }),
            occurrences: Memo::new(move |_| match expansion.get() {
                Some(expansion) => expansion.occurrences.clone(),
                None => visitor.zone.with(|zone| {
                    // East of UTC, the list ends within a day.
                    let end = zone.start_of(date_plus(snapshot_last_day, 1)).max(built_end);
                    let is_shown = |it: &&Occurrence| it.when.instants(zone).0 < end;
                    built_in_events.iter().filter(is_shown).cloned().collect()
                }),
            }),
            last_day: Memo::new(move |_| {
                let has_feed = progress.with(|progress| progress.feed().is_some());
                if has_feed { ahead.get().last_day } else { snapshot_last_day }
            }),
            built_in,
            built_at: snapshot.built_at,
            built_end,
            is_built_in_sample: snapshot.is_sample,
            expansion,
            built_from: StoredValue::new(snapshot.built_from),
            has_built_in_events,
            progress,
            engine: LazyPart::new(engine::load),
            is_reading: StoredValue::new(false),
            asked: StoredValue::new(None),
            read_percent,
            days,
            visitor,
        };
        // The built-in list may not be enough any more after some days, or in another zone.
        effect(move || {
            if source.is_unchanged() && !source.is_built_in_enough() {
                source.parsed();
            }
        });
        source
    }

    /// The occurrences in a window; until there is a feed, only those of the built-in list. `None` while they are being
    /// computed; the caller is notified when they are ready.
    pub fn at(self, window: Window) -> Option<Arc<[Occurrence]>> {
        let zone = self.visitor.zone.get();
        if let Some(feed) = self.parsed() {
            return Some(feed.expand(window, &zone)?.occurrences.clone());
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
        let Some(feed) = self.parsed() else { return self.at(window).unwrap_or_default() };
        self.visitor.zone.with(|zone| feed.expand_at_once(window, zone).occurrences.clone())
    }

    /// The changes of local time of the shown events; none without a feed. `None` while they are being computed; the caller
    /// is notified when they are ready.
    pub fn clock_changes(self) -> Option<Vec<ClockChange>> {
        let (today, last_day) = (self.visitor.today.get(), self.last_day.get());
        let Some(feed) = self.progress.with(|progress| progress.feed().cloned()) else {
            return Some(Vec::new());
        };
        self.visitor.zone.with(|zone| feed.clock_changes(zone, today, last_day))
    }

    /// The problems of the feed that change what visitors see.
    pub fn problems(self) -> Vec<String> {
        let (feed, expansion) =
            (self.progress.with(|progress| progress.feed().cloned()), self.expansion.get());
        let today = self.visitor.today.get();
        feed.map(|feed| feed.problems_for_visitors(expansion.as_deref(), today)).unwrap_or_default()
    }

    /// Whether the events are sample events.
    pub fn is_sample(self) -> bool {
        let of_feed = self.progress.with(|progress| progress.feed().map(|feed| feed.feed().is_sample));
        of_feed.unwrap_or(self.is_built_in_sample)
    }

    /// The occurrence with this key, from the shown ones or from the feed.
    pub fn occurrence(self, key: &str) -> Option<Occurrence> {
        let zone = self.visitor.zone.get();
        let shown = self.occurrences.with(|all| all.iter().find(|it| it.is_named(key, &zone)).cloned());
        shown.or_else(|| self.parsed()?.occurrence(key, &zone))
    }

    /// The feed, once it has been parsed. Parses it if it has only been compared with the built-in list.
    pub fn feed(self) -> Option<Arc<Feed>> {
        self.parsed().map(|feed| feed.feed())
    }

    /// Whether the feed is there, but has not been parsed yet.
    pub fn is_unchanged(self) -> bool {
        self.progress.with(|progress| matches!(progress, Progress::Unchanged(_)))
    }

    fn parsed(self) -> Option<Arc<dyn ParsedFeed>> {
        match &*self.progress.read() {
            Progress::Read { feed, .. } => return Some(feed.clone()),
            Progress::Unchanged(bytes) => self.read_later(bytes.clone()),
            _ => {}
        }
        None
    }

    /// Whether more days can be shown, which needs the feed.
    pub fn can_show_more(self) -> bool {
        self.progress.with(|progress| matches!(progress, Progress::Read { .. } | Progress::Unchanged(_)))
    }

    /// Shows more days in the agenda.
    pub fn show_more(self) {
        untrack(|| self.parsed());
        self.days.update(|days| *days += DAYS_MORE);
    }

    /// Fetches the feed and shows it; if that fails, keeps the built-in list, sets [`FeedState::Failed`], and retries once:
    /// at the next input while online, or when the browser is online again.
    pub fn load(self) {
        self.progress.set(Progress::Loading);
        spawn_local(async move {
            if !self.try_to_load().await {
                self.load_later();
            }
            scroll_anchor::restore_soon();
        });
    }

    /// Tries once more at the next input while online, or when the browser is online again. Until then, the failure stays
    /// shown.
    fn load_later(self) {
        connection::retry_later(move || {
            spawn_local(async move {
                self.try_to_load().await;
            });
        });
    }

    /// Fetches the feed, a second time if that fails, and shows it or the failure; returns whether it succeeded.
    async fn try_to_load(self) -> bool {
        let loaded = match self.fetch(Attempt::First).await {
            Err(failure) => self.fetch(Attempt::Again).await.map_err(|_| failure),
            loaded => loaded,
        };
        loaded.map_err(|failure| self.progress.try_set(Progress::Failed(failure))).is_ok()
    }

    /// Fetches the feed, and shows it.
    async fn fetch(self, attempt: Attempt) -> Result<(), FeedFailure> {
        let bytes = browser_feed::fetch(attempt).await?;
        let is_same = |from: &BuiltFrom| from.digest == digest(&bytes);
        if self.built_from.with_value(|from| from.as_ref().is_some_and(is_same))
            && untrack(|| self.is_built_in_enough())
        {
            browser_feed::report_accepted(&bytes);
            self.mounted().await;
            self.progress.set(Progress::Unchanged(bytes.into()));
            return Ok(());
        }
        let feed = self.read(bytes.clone()).await?;
        // What the service worker has kept may be older than the built-in list.
        let is_older = feed.feed().fetched.is_some_and(|fetched| fetched < self.built_in);
        if attempt == Attempt::Again && is_older && self.has_built_in_events {
            return Err(FeedFailure::Unreachable);
        }
        match feed.check() {
            // Without events there is nothing that it would replace.
            Err(NotACalendar::NoEvents) if !self.has_built_in_events => {}
            received => received.map_err(FeedFailure::Unreadable)?,
        }
        browser_feed::report_accepted(&bytes);
        self.show(feed).await;
        Ok(())
    }

    /// Parses a file in pieces, with reports of the progress.
    async fn read(self, bytes: Vec<u8>) -> Result<Arc<dyn ParsedFeed>, FeedFailure> {
        let read = self.engine.wait().await.ok_or(FeedFailure::NoEngine)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let report = move |done: f64| {
            self.read_percent.try_set((done * 100.0) as u8);
            self.progress.try_maybe_update(|progress| {
                let is_first = matches!(progress, Progress::Loading);
                if is_first {
                    *progress = Progress::Reading;
                }
                (is_first, ())
            });
        };
        read(bytes, Box::new(report)).await.map_err(FeedFailure::Unreadable)
    }

    /// Parses the unchanged feed in a task of its own.
    fn read_later(self, bytes: Arc<[u8]>) {
        if self.is_reading.get_value() {
            return;
        }
        self.is_reading.set_value(true);
        spawn_local(async move {
            match self.read(bytes.to_vec()).await {
                Ok(feed) => self.show(feed).await,
                Err(failure) => {
                    self.progress.try_set(Progress::Failed(failure));
                    self.is_reading.set_value(false);
                    self.load_later();
                }
            }
        });
    }

    async fn show(self, feed: Arc<dyn ParsedFeed>) {
        let zone = self.visitor.zone.get_untracked();
        let days = feed.prepare(&zone, self.asked.get_value()).await;
        self.mounted().await;
        let at_first = if untrack(|| self.is_unchanged()) {
            // The agenda keeps its last day, and all events of the list.
            let end = self.visitor.zone.with_untracked(|zone| zone.civil_at(self.built_end.plus(-1)).date());
            let last_day = self.last_day.get_untracked().max(end);
            last_day.signed_duration_since(self.visitor.today.get_untracked()).num_days() + 1
        } else {
            days.unwrap_or(DAYS_AT_FIRST)
        };
        self.days.update(|days| *days += at_first - DAYS_AT_FIRST);
        self.progress.set(Progress::Read { feed, holds_events: days.is_some() });
    }

    /// Waits until the app is mounted. `replay_input.js` first reopens what was open among the built events. If the feed's
    /// agenda does not list the open event, it is then shown in a separate card.
    async fn mounted(self) {
        clock::until(|| self.visitor.is_mounted.get_untracked()).await;
        clock::yield_to_browser().await;
    }

    /// Whether an agenda needs nothing of the feed but the built-in list.
    fn is_built_in_enough(self) -> bool {
        let now = self.visitor.minute.get();
        let is_enough =
            |from: &BuiltFrom| self.visitor.zone.with(|zone| from.is_enough(self.built_at, now, zone));
        self.built_from.with_value(|from| from.as_ref().is_some_and(is_enough))
    }
}
