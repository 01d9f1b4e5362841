//! The event whose details are open, which the address names, and the changes of local time.

use std::sync::Arc;

use leptos::prelude::*;

use super::event_source::EventSource;
use crate::browser::zone::BrowserZones;
use crate::browser::{dialogs, location};
use crate::calendar::Occurrence;
use crate::calendar::time::Instant;
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::calendar::views::agenda::AgendaDay;
use crate::calendar::views::clock_change::{ClockChange, Summary, summary};
use crate::calendar::views::freshness::FeedState;
use crate::calendar::views::period::View;
use crate::page::CalendarData;
use crate::page::address::Address;
use crate::page::series_files::series_address;
use crate::ui::address::Step;
use crate::ui::effect::effect;
use crate::ui::visitor::Visitor;

/// The id of the dialog that shows the open event over a grid.
pub const EVENT_DIALOG: &str = "event-dialog";

/// The event that is open, and what the components of its details share.
#[derive(Clone, Copy)]
pub struct OpenEvent {
    /// The visitor's zone, clock and language.
    pub visitor: Visitor,
    /// The source of the events.
    pub source: EventSource,
    /// The key of the open event, from the address.
    open: Memo<Option<String>>,
    /// The event that the page has already scrolled to, or that the visitor has opened in the agenda.
    scrolled_to: StoredValue<Option<String>>,
    /// The address of the entry in the history that opening the event has added.
    own_entry: StoredValue<Option<Address>>,
    /// Notified when a command opens an event, and when the details of the open one are rendered.
    shown: Trigger,
    usual_zones: StoredValue<Vec<String>>,
    /// The address of the page, if the build has written a file for each series.
    series_at: StoredValue<Option<String>>,
    /// The changes of local time.
    pub changes: Memo<Arc<Vec<ClockChange>>>,
}

/// The result of looking up the key in the address.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkedOccurrence {
    /// There is no key, the events are still loading, or the agenda shows the event.
    Nothing,
    /// The event; the agenda does not show it.
    Found(Box<Occurrence>),
    /// The feed has no such event, or no longer.
    Gone,
    /// It could not be looked up, because the feed could not be loaded.
    Unknown,
}

impl OpenEvent {
    /// Provides it as a context.
    pub fn provide(visitor: Visitor, source: EventSource, data: &CalendarData) -> Self {
        let open_event = Self {
            visitor,
            source,
            open: visitor.address.part(|address| address.event.clone()),
            scrolled_to: StoredValue::new(None),
            own_entry: StoredValue::new(None),
            shown: Trigger::new(),
            usual_zones: StoredValue::new(data.links.usual_zones.clone()),
            series_at: StoredValue::new(data.has_series_files.then(|| data.page_url.clone())),
            // While they are computed, those before stay.
            changes: Memo::new(move |before: Option<&Arc<Vec<_>>>| {
                source.clock_changes().map(Arc::new).or_else(|| before.cloned()).unwrap_or_default()
            }),
        };
        provide_context(open_event);
        effect(move || {
            if open_event.open.with(Option::is_none) {
                open_event.scrolled_to.set_value(None);
                open_event.own_entry.set_value(None);
            }
        });
        open_event
    }

    /// The change of local time of the occurrence with this key.
    pub fn change_of(self, key: &str) -> Option<ClockChange> {
        self.changes.with(|changes| changes.iter().find(|change| change.key == key).cloned())
    }

    /// A summary of the changes of local time in the coming weeks.
    pub fn changes_ahead(self) -> Option<Summary> {
        let now = self.visitor.minute.get();
        self.changes.with(|changes| summary(changes, now))
    }

    /// The usual zones of the community that the browser knows, and the zones that the visitor has added.
    pub fn awake_zones(self) -> Vec<Zone> {
        let find = |name: &String| BrowserZones.find(name);
        let mut zones: Vec<_> = self.usual_zones.with_value(|names| names.iter().filter_map(find).collect());
        let added = self.visitor.awake_zones.get();
        zones.extend(added.into_iter().filter(|zone| !zones.contains(zone)).collect::<Vec<_>>());
        zones
    }

    /// The address with which calendar programs subscribe to a series, if it has a file of its own.
    pub fn series_address(self, uid: &str) -> Option<String> {
        self.series_at.with_value(|page_url| series_address(page_url.as_ref()?, uid))
    }

    /// When the shown events were fetched.
    pub fn fetched(self) -> Instant {
        match self.source.state.get() {
            FeedState::Live { fetched } | FeedState::Stale { fetched } => fetched,
            _ => self.source.built_in,
        }
    }

    /// The occurrence with this key, from the shown ones or from the feed.
    pub fn occurrence(self, key: &str) -> Option<Occurrence> {
        self.source.occurrence(key)
    }

    /// The occurrence with this key, once the feed is parsed that its details are computed from.
    pub fn occurrence_with_feed(self, key: &str) -> Option<Occurrence> {
        self.source.feed();
        self.occurrence(key).filter(|_| !self.source.is_unchanged())
    }

    /// Notifies those who follow the open event if it has one of these keys, because its details are rendered anew.
    pub fn note_rendered(self, key: &str, link: &str) {
        if self.open.with_untracked(|open| is_either(open.as_deref(), key, link)) {
            self.shown.notify();
        }
    }

    /// The key of the open event, once loading has ended. The caller is also notified when a command opens the same event
    /// again, and when its details are rendered anew.
    pub fn settled(self) -> Option<String> {
        self.shown.track();
        let is_settled = self.has_settled();
        self.open.get().filter(|_| is_settled)
    }

    /// Returns whether to scroll to the open event, and resets that. It is true once each time the address or a command
    /// opens an event, and only once the controls are mounted.
    pub fn take_scroll_request(self) -> bool {
        if !self.visitor.has_controls.get() {
            return false;
        }
        let open = self.open.get_untracked();
        let is_wanted = self.scrolled_to.with_value(|scrolled_to| *scrolled_to != open);
        self.scrolled_to.set_value(open);
        is_wanted
    }

    /// Opens an event, by one of its keys, and scrolls to it.
    pub fn show(self, key: &str) {
        self.scrolled_to.set_value(None);
        let link = untrack(|| self.occurrence(key)).map(|occurrence| occurrence.link_key());
        self.set(Some(link.as_deref().unwrap_or(key)));
        // Also if it is open already.
        self.shown.notify();
    }

    /// Updates the address when the visitor has opened or closed the details of an event.
    pub fn note(self, link: &str, key: &str, is_open: bool) {
        let was_open = self.open.with_untracked(|open| is_either(open.as_deref(), key, link));
        if is_open == was_open {
            return;
        }
        if is_open {
            self.scrolled_to.set_value(Some(link.to_owned()));
            self.set(Some(link));
        } else {
            self.close();
        }
    }

    /// Closes the event dialog, if it is open, when a link leads to another part of the page. Its history entry stays.
    pub fn leave(self) {
        self.own_entry.set_value(None);
        dialogs::close_modal(EVENT_DIALOG);
    }

    /// Closes the open event. If the current entry of the history is its own, goes back.
    pub fn close(self) {
        if self.is_in_own_entry() {
            location::back();
        } else {
            self.set(None);
        }
    }

    fn is_in_own_entry(self) -> bool {
        let address = untrack(|| self.visitor.address.with(Clone::clone));
        self.own_entry.with_value(|entry| entry.as_ref() == Some(&address))
    }

    /// Looks up the key in the address, unless the event is in the `days` that are shown.
    pub fn linked(self, days: &[AgendaDay]) -> LinkedOccurrence {
        let Some(key) = self.open.get() else { return LinkedOccurrence::Nothing };
        let zone = self.visitor.zone.get();
        let mut shown = days.iter().flat_map(|day| &day.entries);
        if !self.has_settled() || shown.any(|entry| entry.occurrence.is_named(&key, &zone)) {
            return LinkedOccurrence::Nothing;
        }
        match self.occurrence(&key) {
            Some(occurrence) => LinkedOccurrence::Found(Box::new(occurrence)),
            None if self.source.feed().is_some() => LinkedOccurrence::Gone,
            None if self.source.is_unchanged() => LinkedOccurrence::Nothing,
            None => LinkedOccurrence::Unknown,
        }
    }

    /// Sets the event in the address. Opening an event over a grid adds an entry to the history, so that Back closes the
    /// dialog.
    fn set(self, link: Option<&str>) {
        let is_new = self.open.with_untracked(Option::is_none) && link.is_some();
        let is_in_dialog = untrack(|| self.visitor.address.with(|address| address.view != View::Agenda));
        let step = if is_new && is_in_dialog { Step::New } else { Step::InPlace };
        let has_own_entry = link.is_some() && (step == Step::New || self.is_in_own_entry());
        self.visitor.address.change(step, |address| address.event = link.map(ToOwned::to_owned));
        let address = untrack(|| self.visitor.address.with(Clone::clone));
        self.own_entry.set_value(has_own_entry.then_some(address));
    }

    /// Whether loading has ended, so that the events do not change and move an opened one.
    fn has_settled(self) -> bool {
        self.source.state.with(|state| {
            !matches!(state, FeedState::Snapshot | FeedState::Loading | FeedState::Reading { .. })
        })
    }
}

fn is_either(open: Option<&str>, key: &str, link: &str) -> bool {
    open.is_some_and(|open| open == key || open == link)
}
