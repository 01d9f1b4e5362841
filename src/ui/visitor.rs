//! The visitor's zone, clock, language and address.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::address::{AddressState, Step};
use super::announcer::Announcer;
use crate::browser::storage::{self, StoredChoice};
use crate::browser::{clock, focus, intl, zone as browser_zone};
use crate::calendar::ics::zone_names;
use crate::calendar::time::Instant;
use crate::calendar::time::words::{English, Words};
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::calendar::views::clocks::Clocks;
use crate::page::zone_search;

/// The id of the button that changes the zone. It gets the focus if the button that had it was removed.
pub const ZONE_BUTTON: &str = "zone-button";

/// The visitor's zone, clock and language. As built, these are UTC, the time of the build and English;
/// [`go_live`](Self::go_live) fills in the visitor's own.
#[derive(Clone, Copy)]
pub struct Visitor {
    /// The parameters of the address.
    pub address: AddressState,
    /// The zone that times are shown in: the one of the address, else the stored one, else the visitor's own.
    pub zone: Memo<Zone>,
    /// That zone and the second one, if any.
    pub clocks: Memo<Clocks>,
    /// The zones that the visitor has added to the list of who is awake.
    pub awake_zones: RwSignal<Vec<Zone>>,
    /// The visitor's own zone, if the browser provides it.
    pub own_zone: RwSignal<Option<Zone>>,
    /// The time, to the second.
    pub now: RwSignal<Instant>,
    /// The time, to the minute. Effects and reactive texts read this memo before the memos that depend on it, and so
    /// with any memo: Leptos does not run an effect again if the check of a later memo has updated an earlier one.
    pub minute: Memo<Instant>,
    /// The current date in the shown zone.
    pub today: Memo<NaiveDate>,
    /// The texts for dates and times.
    pub words: RwSignal<Arc<dyn Words>>,
    /// Whether the above are the visitor's; until then, they are those of the build.
    pub is_live: RwSignal<bool>,
    /// Whether the app's elements are in the document, so that they can be focused and scrolled to.
    pub is_mounted: RwSignal<bool>,
    /// Whether the controls are in the document too.
    pub has_controls: RwSignal<bool>,
    stored_zone: RwSignal<Option<Zone>>,
    stored_second_zone: RwSignal<Option<Zone>>,
    announcer: Announcer,
}

impl Visitor {
    /// Provides the visitor as a context.
    pub fn provide(built_at: Instant) -> Self {
        let address = AddressState::new();
        let now = RwSignal::new(built_at);
        let minute = Memo::new(move |_| {
            let seconds = now.get().unix();
            Instant::from_unix(seconds - seconds.rem_euclid(60))
        });
        let (own_zone, stored_zone, stored_second_zone) =
            (RwSignal::new(None), RwSignal::new(None), RwSignal::new(None));
        let zone = Memo::new(move |_| {
            let named = address.with(|address| address.zone.as_deref().and_then(find));
            named.or_else(|| stored_zone.get()).or_else(|| own_zone.get()).unwrap_or_else(Zone::utc)
        });
        let clocks = Memo::new(move |_| {
            let named = address.with(|address| address.second_zone.as_deref().and_then(find));
            Clocks::new(zone.get(), named.or_else(|| stored_second_zone.get()))
        });
        let today = Memo::new(move |_| {
            let now = minute.get();
            zone.with(|zone| zone.civil_at(now).date())
        });
        let visitor = Self {
            address,
            zone,
            clocks,
            awake_zones: RwSignal::new(Vec::new()),
            own_zone,
            now,
            minute,
            today,
            words: RwSignal::new(Arc::new(English)),
            is_live: RwSignal::new(false),
            is_mounted: RwSignal::new(false),
            has_controls: RwSignal::new(false),
            stored_zone,
            stored_second_zone,
            announcer: Announcer::of_page(),
        };
        provide_context(visitor);
        visitor
    }

    /// Fills in what the browser knows of the visitor, and from then on follows the clock and the address.
    pub fn go_live(self) {
        let stored = |choice| storage::get(choice).and_then(|name| find(&name));
        self.words.set(Arc::new(intl::LocaleWords::new()));
        self.own_zone.set(browser_zone::own_name().and_then(|name| find(&name)));
        self.stored_zone.set(stored(StoredChoice::Zone));
        self.stored_second_zone.set(stored(StoredChoice::SecondZone));
        self.now.set(clock::now());
        let awake = storage::get(StoredChoice::AwakeZones).unwrap_or_default();
        self.awake_zones.set(awake.split(',').filter_map(find).collect());
        self.address.go_live();
        self.is_live.set(true);
        clock::every_second(move |now| {
            if self.now.get_untracked() != now {
                self.now.set(now);
            }
        });
    }

    /// The name of a zone in the address that this browser does not know.
    pub fn unknown_zone(self) -> Option<String> {
        self.address.with(|address| {
            [&address.zone, &address.second_zone]
                .into_iter()
                .flatten()
                .find(|name| find(name).is_none())
                .cloned()
        })
    }

    /// Formats all times anew, after a change of the stored hour cycle or first day of the week.
    pub fn renew_words(self) {
        self.words.set(Arc::new(intl::LocaleWords::new()));
    }

    /// Shows another zone, stores it for the next visit, puts it into the address and announces it; `None` and the visitor's
    /// own zone remove the stored one. The earlier entries of the history keep their zones.
    pub fn choose_zone(self, chosen: Option<&Zone>) {
        chosen.into_iter().for_each(Self::remember_zone);
        let own = self.own_zone.get_untracked();
        let chosen = chosen.filter(|zone| own.as_ref() != Some(*zone));
        storage::set(StoredChoice::Zone, chosen.map(Zone::name));
        // Without a name in the address, the zone is the one that was stored when the page was opened.
        let was_stored = self.stored_zone.with_untracked(Option::is_some);
        let named = chosen.or(own.as_ref().filter(|_| was_stored));
        let name = named.map(|zone| zone.name().to_owned());
        self.address.change(Step::New, |address| address.zone = name);
        self.zone_has_changed(format!("Times are now in {}", self.zone.with_untracked(label)));
    }

    /// Shows a second zone or removes it, stores that, puts it into the address and announces it.
    pub fn choose_second_zone(self, chosen: Option<&Zone>) {
        chosen.into_iter().for_each(Self::remember_zone);
        let name = chosen.map(|zone| zone.name().to_owned());
        storage::set(StoredChoice::SecondZone, name.as_deref());
        self.stored_second_zone.set(chosen.cloned());
        self.address.change(Step::New, |address| address.second_zone = name);
        self.zone_has_changed(match chosen {
            Some(zone) => format!("Times in {} are shown too", label(zone)),
            None => "The second time zone was removed".to_owned(),
        });
    }

    /// Changes the zones of the list of who is awake, and stores them.
    pub fn change_awake_zones(self, change: impl FnOnce(&mut Vec<Zone>)) {
        self.awake_zones.update(change);
        let names = self
            .awake_zones
            .with_untracked(|zones| zones.iter().map(Zone::name).collect::<Vec<_>>().join(","));
        storage::set(StoredChoice::AwakeZones, Some(names.as_str()).filter(|names| !names.is_empty()));
    }

    /// Stores that a zone was chosen; the list of zones begins with those that were chosen last.
    pub fn remember_zone(zone: &Zone) {
        let stored = storage::get(StoredChoice::RecentZones).unwrap_or_default();
        let recent = zone_search::with_recent(&stored, zone.name());
        storage::set(StoredChoice::RecentZones, Some(recent.as_str()));
    }

    fn zone_has_changed(self, sentence: String) {
        self.announcer.say(sentence);
        focus::move_if_lost(ZONE_BUTTON);
    }
}

/// The zone's name for people.
pub fn label(zone: &Zone) -> String {
    zone_names::label(zone.name())
}

fn find(name: &str) -> Option<Zone> {
    browser_zone::BrowserZones.find(name)
}
