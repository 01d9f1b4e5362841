//! Filters events by text, by category, by series, and by whether they are cancelled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::calendar::ics::event::{Details, Status};
use crate::calendar::occurrences::occurrence::Occurrence;
use crate::small_sort::{set_of, sort_by_key};

/// The filter that a visitor has set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Folded words, all of which an event has to contain.
    pub words: Vec<String>,
    /// Categories, at least one of which an event has to have; empty for all.
    pub categories: BTreeSet<String>,
    /// Series, by `UID`, one of which an event has to belong to; empty for all.
    pub series: BTreeSet<Arc<str>>,
    /// Whether cancelled events are hidden.
    pub hides_cancelled: bool,
}

/// A category or series by which events can be filtered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Its key in the filter.
    pub key: Arc<str>,
    /// Its displayed name.
    pub name: String,
    /// The number of its events in the shown period.
    pub count: usize,
}

impl Filter {
    /// Whether the filter shows everything.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an occurrence passes the filter; `fold` removes accents and case.
    pub fn passes(&self, occurrence: &Occurrence, fold: impl Fn(&str) -> String) -> bool {
        let details = &occurrence.details;
        (!self.hides_cancelled || occurrence.status != Status::Cancelled)
            && (self.series.is_empty() || self.series.contains(&occurrence.uid))
            && (self.categories.is_empty()
                || details.categories.iter().any(|category| self.categories.contains(category)))
            && (self.words.is_empty() || holds(&fold(&text(details)), &self.words))
    }
}

/// The texts that are searched.
fn text(details: &Details) -> String {
    [&details.summary, &details.description, &details.location, &details.organizer]
        .map(String::as_str)
        .join("\n")
}

fn holds(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The categories of the occurrences, sorted by name.
pub fn categories(occurrences: &[Occurrence]) -> Vec<Facet> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    // An event may have a category twice.
    for category in occurrences.iter().flat_map(|occurrence| set_of(&occurrence.details.categories)) {
        *counts.entry(category).or_default() += 1;
    }
    let facet = |(name, count): (&str, usize)| Facet { key: name.into(), name: name.to_owned(), count };
    counts.into_iter().map(facet).collect()
}

/// The series of the occurrences, sorted by name; single events are not included.
pub fn series(occurrences: &[Occurrence]) -> Vec<Facet> {
    let mut series: BTreeMap<&Arc<str>, (&str, usize)> = BTreeMap::new();
    for occurrence in occurrences.iter().filter(|occurrence| occurrence.in_series) {
        // A moved occurrence may have another title; the series' own title is that of the other occurrences.
        let entry = series.entry(&occurrence.uid).or_insert((&occurrence.details.summary, 0));
        if !occurrence.moved {
            entry.0 = &occurrence.details.summary;
        }
        entry.1 += 1;
    }
    let facet = |(key, (name, count)): (&Arc<str>, (&str, usize))| Facet {
        key: key.clone(),
        name: name.to_owned(),
        count,
    };
    let mut facets: Vec<_> = series.into_iter().map(facet).collect();
    sort_by_key(&mut facets, |facet| facet.name.clone());
    facets
}

#[cfg(test)]
mod tests;
