//! The filter that the visitor has set.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::focus;
use crate::browser::intl::{fold, folded_words};
use crate::calendar::Occurrence;
use crate::calendar::views::filter::Filter;
use crate::page::address::Address;
use crate::ui::address::{AddressState, Step};
use crate::ui::effect::effect;
use crate::ui::visitor::Visitor;

/// The id of the search field.
pub const WORDS: &str = "filter-words";

/// The filter of the events, which the address holds.
#[derive(Clone, Copy)]
pub struct FilterState {
    /// The filter.
    pub filter: Memo<Filter>,
    /// Whether the panel of the filter is open.
    pub is_open: RwSignal<bool>,
    address: AddressState,
}

impl FilterState {
    /// The filter of the address; without parameters before the page is live.
    pub fn new(visitor: Visitor) -> Self {
        let address = visitor.address;
        let filter = address.part(filter);
        let is_open = RwSignal::new(false);
        // The panel is open at first if the address sets what only the panel shows. The legend shows the categories.
        effect(move || {
            let is_only_categories = |filter: &Filter| {
                *filter == Filter { categories: filter.categories.clone(), ..Filter::default() }
            };
            if visitor.is_live.get() && !filter.with_untracked(is_only_categories) {
                is_open.set(true);
            }
        });
        Self { filter, is_open, address }
    }

    /// Whether a filter is set.
    pub fn is_set(self) -> bool {
        self.filter.with(|filter| !filter.is_empty())
    }

    /// The search words as typed.
    pub fn typed(self) -> String {
        self.address.with(|address| address.search.clone())
    }

    /// Opens the panel and moves the focus to its search field, or closes it.
    pub fn toggle_panel(self) {
        self.is_open.update(|is_open| *is_open = !*is_open);
        if self.is_open.get_untracked() {
            focus::move_to_soon(WORDS.to_owned());
        }
    }

    /// Changes the search words.
    pub fn search(self, typed: &str) {
        self.address.change(Step::InPlace, |address| typed.clone_into(&mut address.search));
    }

    /// Changes the series, the categories, or whether cancelled events are hidden.
    pub fn change(self, change: impl FnOnce(&mut Address)) {
        self.address.change(Step::New, change);
    }

    /// Shows all events again.
    pub fn clear(self) {
        self.change(|address| {
            address.search.clear();
            address.series.clear();
            address.categories.clear();
            address.hides_cancelled = false;
        });
    }

    /// The occurrences that pass the filter.
    pub fn passing(self, occurrences: &Arc<[Occurrence]>) -> Arc<[Occurrence]> {
        self.filter.with(|filter| {
            if filter.is_empty() {
                return occurrences.clone();
            }
            occurrences.iter().filter(|occurrence| filter.passes(occurrence, fold)).cloned().collect()
        })
    }
}

fn filter(address: &Address) -> Filter {
    Filter {
        words: folded_words(&address.search),
        categories: address.categories.clone(),
        series: address.series.clone(),
        hides_cancelled: address.hides_cancelled,
    }
}
