//! Where the events come from: the list that was built in, then the feed.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::zone::BrowserZones;
use crate::browser::{clock, feed as browser_feed};
use crate::calendar::freshness::{FeedFailure, FeedState};
use crate::calendar::time::{DAY, Instant, Window};
use crate::calendar::zone::Zone;
use crate::calendar::{Expansion, Feed, Limits, Occurrence, Snapshot, read};
use crate::ui::reader::Reader;

/// How many days of the agenda are shown at first, and how many more at each asking.
const DAYS_AT_FIRST: i64 = 14;
const DAYS_MORE: i64 = 28;

/// How far ahead a feed is searched before it counts as empty.
const DAYS_UNTIL_EMPTY: i64 = 400;

/// The events and how they came here.
#[derive(Clone, Copy)]
pub struct Source {
    /// What the page shows events from.
    pub state: RwSignal<FeedState>,
    /// The occurrences around now, from the feed or as built in.
    pub occurrences: Memo<Vec<Occurrence>>,
    /// What could not be taken from the feed as it stands.
    pub problems: Memo<Vec<String>>,
    /// How many days ahead are shown.
    pub days_ahead: RwSignal<i64>,
    /// Whether the events shown are invented ones.
    pub is_sample: Memo<bool>,
    /// When the page was built.
    pub built_at: Instant,
    snapshot: StoredValue<Snapshot>,
    feed: RwSignal<Option<Arc<Feed>>>,
    stale_after_days: u32,
    reader: Reader,
}

impl Source {
    /// The list that was built in.
    pub fn new(snapshot: Snapshot, stale_after_days: u32, reader: Reader) -> Self {
        let built_at = snapshot.built_at;
        let snapshot = StoredValue::new(snapshot);
        let feed: RwSignal<Option<Arc<Feed>>> = RwSignal::new(None);
        let days_ahead = RwSignal::new(DAYS_AT_FIRST);
        let today = Memo::new(move |_| reader.minute.get().unix().div_euclid(DAY));
        let expansion = Memo::new_with_compare(
            move |_| {
                feed.get().map(|feed| {
                    let now = Instant::from_unix(today.get() * DAY);
                    Arc::new(expand(&feed, now, days_ahead.get(), &reader.zone.get()))
                })
            },
            |_, _| true,
        );
        let occurrences = Memo::new(move |_| match expansion.get() {
            Some(expansion) => expansion.occurrences.clone(),
            None => snapshot.with_value(|snapshot| snapshot.occurrences.clone()),
        });
        let problems = Memo::new(move |_| {
            let of_feed = feed.get().map(|feed| feed.problems.clone()).unwrap_or_default();
            let of_expansion =
                expansion.get().map(|expansion| expansion.problems.clone()).unwrap_or_default();
            of_feed.iter().chain(&of_expansion).map(ToString::to_string).collect()
        });
        let is_sample = Memo::new(move |_| match feed.get() {
            Some(feed) => feed.is_sample,
            None => snapshot.with_value(|snapshot| snapshot.is_sample),
        });
        Self {
            state: RwSignal::new(FeedState::Snapshot),
            occurrences,
            problems,
            days_ahead,
            is_sample,
            built_at,
            snapshot,
            feed,
            stale_after_days,
            reader,
        }
    }

    /// Fetches the feed and shows it; when that fails, says why and leaves the list that was built in.
    pub fn load(self) {
        self.state.set(FeedState::Loading);
        spawn_local(async move {
            let answer = browser_feed::fetch().await;
            let read =
                answer.and_then(|bytes| read(&bytes, &Limits::DEFAULT).map_err(FeedFailure::Unreadable));
            match read {
                Ok(feed) => self.show(feed),
                Err(failure) => {
                    self.state.try_set(FeedState::Failed(failure));
                }
            }
        });
    }

    /// Shows more days of the agenda.
    pub fn show_more(self) {
        self.days_ahead.update(|days| *days += DAYS_MORE);
    }

    fn show(self, feed: Feed) {
        let now = clock::now();
        let fetched = feed.fetched.unwrap_or(self.built_at);
        let zone = self.reader.zone.get_untracked();
        let comes = |days| {
            let occurrences = expand(&feed, now, days, &zone).occurrences;
            occurrences.iter().any(|occurrence| occurrence.when.instants(&zone).1 > now)
        };
        let holds_events = comes(DAYS_AT_FIRST) || comes(DAYS_UNTIL_EMPTY);
        let state = FeedState::of_feed(holds_events, fetched, now, self.stale_after_days);
        self.feed.set(Some(Arc::new(feed)));
        self.state.set(state);
    }

    /// When the events were fetched or, where that is not known, built in.
    pub fn as_of(self) -> Instant {
        self.snapshot.with_value(|snapshot| snapshot.fetched.unwrap_or(snapshot.built_at))
    }
}

/// The occurrences from a day before `now`, so that what still runs is among them.
fn expand(feed: &Feed, now: Instant, days: i64, zone: &Zone) -> Expansion {
    let window = Window { start: now.plus(-DAY), end: now.plus(days * DAY) };
    feed.expand(window, zone, &BrowserZones, &Limits::DEFAULT)
}
