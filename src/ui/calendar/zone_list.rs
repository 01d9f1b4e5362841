//! The zones to choose from, with their search terms.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::storage::{self, StoredChoice};
use crate::browser::{intl, json, text_file, zone as browser_zone};
use crate::calendar::ics::zone_names;
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::page::search::{SearchTerms, Searchable};
use crate::page::zone_search::{PLACES_FILE, Places, search_terms};
use crate::small_sort::sort_by_key;
use crate::ui::visitor::Visitor;

/// A zone to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneOption {
    /// The zone.
    pub zone: Zone,
    /// Its current UTC offset, as text.
    pub offset: String,
    /// Its search terms.
    pub search_terms: Arc<SearchTerms>,
}

impl Searchable for ZoneOption {
    fn search_terms(&self) -> &SearchTerms {
        &self.search_terms
    }
}

/// The zones to choose from.
#[derive(Clone, Copy)]
pub struct ZoneList {
    visitor: Visitor,
    usual_zones: StoredValue<Vec<String>>,
    /// Every zone with its name in the visitor's language; empty until it is needed, because it takes a moment.
    zones: StoredValue<Vec<(Zone, Option<String>)>>,
    /// Empty until the file has been fetched.
    places: RwSignal<Option<Arc<Places>>>,
    is_fetching: RwSignal<bool>,
}

impl ZoneList {
    /// The zones that the browser knows; `usual_zones` are those of the community.
    pub fn new(visitor: Visitor, usual_zones: Vec<String>) -> Self {
        Self {
            visitor,
            usual_zones: StoredValue::new(usual_zones),
            zones: StoredValue::new(Vec::new()),
            places: RwSignal::new(None),
            is_fetching: RwSignal::new(false),
        }
    }

    /// Fetches the places, unless they are there. Without them, the search terms are only names and
    /// offsets. After a failure, the next call tries again.
    pub fn fetch_places(self) {
        if self.is_fetching.get_untracked() || self.places.with_untracked(Option::is_some) {
            return;
        }
        self.is_fetching.set(true);
        spawn_local(async move {
            let fetched = text_file::fetch(PLACES_FILE).await.and_then(|text| json::read::<Places>(&text));
            if fetched.is_some() {
                self.places.set(fetched.map(Arc::new));
            }
            self.is_fetching.set(false);
        });
    }

    /// Whether the places are there.
    pub fn has_places(self) -> bool {
        self.places.with(Option::is_some)
    }

    /// Whether the places are being fetched.
    pub fn is_fetching(self) -> bool {
        self.is_fetching.get()
    }

    /// Whether a zone is a usual one of the community.
    pub fn is_usual(self, zone: &Zone) -> bool {
        self.usual_zones.with_value(|usual| usual.iter().any(|name| zone_names::current(name) == zone.name()))
    }

    /// Every zone: first the visitor's own, then those that were chosen last, then the community's usual ones.
    pub fn options(self) -> Vec<ZoneOption> {
        if self.zones.with_value(Vec::is_empty) {
            self.zones.set_value(all_zones());
        }
        let now = self.visitor.now.get_untracked();
        let places = self.places.get_untracked();
        let option = |(zone, in_words): &(Zone, Option<String>)| {
            let offset = zone.offset_at(now);
            let search_terms =
                search_terms(zone.name(), in_words.clone(), offset.seconds(), places.as_deref(), intl::fold);
            ZoneOption { zone: zone.clone(), offset: offset.label(), search_terms: Arc::new(search_terms) }
        };
        let mut options: Vec<_> = self.zones.with_value(|zones| zones.iter().map(option).collect());
        let first = self.first_names();
        sort_by_key(&mut options, |option| {
            first.iter().position(|name| name == option.zone.name()).unwrap_or(usize::MAX)
        });
        options
    }

    /// The names of the zones that are listed first.
    fn first_names(self) -> Vec<String> {
        let own = self.visitor.own_zone.with_untracked(|own| own.as_ref().map(|zone| zone.name().to_owned()));
        let recent = storage::get(StoredChoice::RecentZones).unwrap_or_default();
        let mut names: Vec<_> = own.into_iter().chain(recent.split(',').map(ToOwned::to_owned)).collect();
        self.usual_zones.with_value(|usual| {
            names.extend(usual.iter().map(|name| zone_names::current(name).to_owned()));
        });
        names
    }
}

/// Every zone that the browser knows, each with its name in the visitor's language.
fn all_zones() -> Vec<(Zone, Option<String>)> {
    let with_words = |name: String| {
        let zone = browser_zone::BrowserZones.find(&name)?;
        let in_words = browser_zone::name_in_words(zone.name());
        Some((zone, in_words))
    };
    browser_zone::all_names().into_iter().filter_map(with_words).collect()
}
