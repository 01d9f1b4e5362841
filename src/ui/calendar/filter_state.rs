//! Which events the reader has chosen to see; the address says the same.

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser::intl::{fold, folded_words};
use crate::browser::location::{self, Step};
use crate::calendar::Occurrence;
use crate::calendar::ics::content_line::{escaped, text_list};
use crate::calendar::views::filter::Filter;

const WORDS: &str = "q";
const SERIES: &str = "series";
const CATEGORY: &str = "category";
const CANCELLED: &str = "cancelled";
const HIDDEN: &str = "hidden";

/// Which events are shown.
#[derive(Clone, Copy)]
pub struct FilterState {
    /// What is typed, as it is typed.
    pub typed: RwSignal<String>,
    /// What follows from it and from the rest.
    pub filter: RwSignal<Filter>,
}

impl FilterState {
    /// All events.
    pub fn new() -> Self {
        Self { typed: RwSignal::new(String::new()), filter: RwSignal::new(Filter::default()) }
    }

    /// Follows the address, now and whenever back or forward changes it.
    pub fn arrive(self) {
        self.follow_address();
        location::on_change(move || self.follow_address());
    }

    /// Looks for other words.
    pub fn look_for(self, typed: &str) {
        self.typed.set(typed.to_owned());
        self.filter.update(|filter| filter.words = folded_words(typed));
        self.write(Step::InPlace);
    }

    /// Changes what else is chosen.
    pub fn change(self, change: impl FnOnce(&mut Filter)) {
        self.filter.update(change);
        self.write(Step::New);
    }

    /// Shows all events again.
    pub fn open(self) {
        self.typed.set(String::new());
        self.filter.set(Filter::default());
        self.write(Step::New);
    }

    /// Those of some occurrences that are shown.
    pub fn of(self, occurrences: &[Occurrence]) -> Vec<Occurrence> {
        self.filter.with(|filter| {
            let passes = |occurrence: &&Occurrence| filter.is_open() || filter.passes(occurrence, fold);
            occurrences.iter().filter(passes).cloned().collect()
        })
    }

    fn write(self, step: Step) {
        let typed = self.typed.get_untracked();
        let filter = self.filter.get_untracked();
        let list = |names: Vec<String>| Some(names.join(",")).filter(|list| !list.is_empty());
        let series = list(filter.series.iter().map(|uid| escaped(uid)).collect());
        let categories = list(filter.categories.iter().map(|name| escaped(name)).collect());
        location::set_parameters(
            &[
                (WORDS, Some(typed.as_str()).filter(|typed| !typed.trim().is_empty())),
                (SERIES, series.as_deref()),
                (CATEGORY, categories.as_deref()),
                (CANCELLED, filter.hides_cancelled.then_some(HIDDEN)),
            ],
            step,
        );
    }

    fn follow_address(self) {
        let list = |name| location::parameter(name).map(|text| text_list(&text)).unwrap_or_default();
        let typed = location::parameter(WORDS).unwrap_or_default();
        let filter = Filter {
            words: folded_words(&typed),
            categories: list(CATEGORY).into_iter().collect(),
            series: list(SERIES).into_iter().map(Arc::from).collect(),
            hides_cancelled: location::parameter(CANCELLED).as_deref() == Some(HIDDEN),
        };
        if self.typed.get_untracked() != typed {
            self.typed.set(typed);
        }
        if self.filter.get_untracked() != filter {
            self.filter.set(filter);
        }
    }
}

impl Default for FilterState {
    fn default() -> Self {
        Self::new()
    }
}
