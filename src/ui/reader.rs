//! Who reads the page: where, when, and in which language.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::browser::storage::{self, StoredChoice};
use crate::browser::{clock, intl, location, zone as browser_zone};
use crate::calendar::ics::zone_names;
use crate::calendar::time::Instant;
use crate::calendar::time::words::{English, Words};
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::calendar::views::clocks::Clocks;

/// The names of the zones in the page's address.
const ZONE_PARAMETER: &str = "zone";
const SECOND_PARAMETER: &str = "zone2";

/// The reader's zone, clock and language. As built, these are UTC, the time of the build and English; the reader's own
/// are filled in when the app has taken over.
#[derive(Clone, Copy)]
pub struct Reader {
    /// The zone that times are shown in.
    pub zone: RwSignal<Zone>,
    /// The zone beside it, where the reader has chosen one.
    pub second_zone: RwSignal<Option<Zone>>,
    /// Both of them.
    pub clocks: Memo<Clocks>,
    /// The zones of people whom the reader thinks of.
    pub awake_zones: RwSignal<Vec<Zone>>,
    /// The zone that the reader is in, as far as the browser tells.
    pub own_zone: RwSignal<Option<Zone>>,
    /// The time, to the second.
    pub now: RwSignal<Instant>,
    /// The time, to the minute.
    pub minute: Memo<Instant>,
    /// The date on the reader's calendar.
    pub today: Memo<NaiveDate>,
    /// Words for dates and times.
    pub words: RwSignal<Arc<dyn Words>>,
    /// Whether the above are the reader's; before, they are those of the build.
    pub is_live: RwSignal<bool>,
    /// What else is filled in with them.
    when_live_callbacks: StoredValue<Vec<Box<dyn FnOnce()>>, LocalStorage>,
}

impl Reader {
    /// Provides the reader to everything below.
    pub fn provide(built_at: Instant) -> Self {
        let now = RwSignal::new(built_at);
        let minute = Memo::new(move |_| {
            let seconds = now.get().unix();
            Instant::from_unix(seconds - seconds.rem_euclid(60))
        });
        let (zone, second_zone) = (RwSignal::new(Zone::utc()), RwSignal::new(None));
        let today = Memo::new(move |_| {
            let now = minute.get();
            zone.with(|zone| zone.civil_at(now).date())
        });
        let reader = Self {
            zone,
            second_zone,
            clocks: Memo::new(move |_| Clocks::new(zone.get(), second_zone.get())),
            awake_zones: RwSignal::new(Vec::new()),
            own_zone: RwSignal::new(None),
            now,
            minute,
            today,
            words: RwSignal::new(Arc::new(English)),
            is_live: RwSignal::new(false),
            when_live_callbacks: StoredValue::new_local(Vec::new()),
        };
        provide_context(reader);
        reader
    }

    /// Fills in what the browser knows, and follows the clock from then on.
    pub fn go_live(self) {
        self.words.set(Arc::new(intl::ReaderWords::new()));
        self.own_zone.set(browser_zone::own_name().and_then(|name| find(&name)));
        self.now.set(clock::now());
        let awake = storage::get(StoredChoice::AwakeZones).unwrap_or_default();
        self.awake_zones.set(awake.split(',').filter_map(find).collect());
        self.follow_address();
        for fill_in in self.when_live_callbacks.try_update_value(std::mem::take).into_iter().flatten() {
            fill_in();
        }
        self.is_live.set(true);
        location::on_change(move || self.follow_address());
        clock::every_second(move |now| {
            if self.now.get_untracked() != now {
                self.now.set(now);
            }
        });
    }

    /// Fills in something else together with what the browser knows of the reader, so that all is drawn once.
    pub fn when_live(self, fill_in: impl FnOnce() + 'static) {
        self.when_live_callbacks
            .update_value(|when_live_callbacks| when_live_callbacks.push(Box::new(fill_in)));
    }

    /// Shows another zone, and keeps it for next time and in the address; `None` and the reader's own zone keep nothing.
    pub fn choose_zone(self, chosen: Option<&Zone>) {
        let chosen = chosen.filter(|zone| self.own_zone.with_untracked(|own| own.as_ref() != Some(*zone)));
        let name = chosen.map(Zone::name);
        storage::set(StoredChoice::Zone, name);
        location::set_parameter(ZONE_PARAMETER, name);
        self.zone.set(chosen.cloned().unwrap_or_else(|| self.own_or_utc()));
    }

    /// Shows a second zone beside the first, or no more, and keeps it for next time and in the address.
    pub fn choose_second_zone(self, chosen: Option<&Zone>) {
        let name = chosen.map(Zone::name);
        storage::set(StoredChoice::SecondZone, name);
        location::set_parameter(SECOND_PARAMETER, name);
        self.second_zone.set(chosen.cloned());
    }

    /// Changes the zones of people whom the reader thinks of, and keeps them for next time.
    pub fn change_awake_zones(self, change: impl FnOnce(&mut Vec<Zone>)) {
        self.awake_zones.update(change);
        let names = self
            .awake_zones
            .with_untracked(|zones| zones.iter().map(Zone::name).collect::<Vec<_>>().join(","));
        storage::set(StoredChoice::AwakeZones, Some(names.as_str()).filter(|names| !names.is_empty()));
    }

    /// The zones that the address names, else those that were kept, else the reader's own alone.
    fn follow_address(self) {
        let named = |parameter, kept| {
            let kept = || storage::get(kept).and_then(|name| find(&name));
            location::parameter(parameter).and_then(|name| find(&name)).or_else(kept)
        };
        let zone = named(ZONE_PARAMETER, StoredChoice::Zone).unwrap_or_else(|| self.own_or_utc());
        if self.zone.with_untracked(|shown| *shown != zone) {
            self.zone.set(zone);
        }
        let second_zone = named(SECOND_PARAMETER, StoredChoice::SecondZone);
        if self.second_zone.with_untracked(|shown| *shown != second_zone) {
            self.second_zone.set(second_zone);
        }
    }

    fn own_or_utc(self) -> Zone {
        self.own_zone.get_untracked().unwrap_or_else(Zone::utc)
    }
}

fn find(name: &str) -> Option<Zone> {
    browser_zone::BrowserZones.find(zone_names::current(name))
}
