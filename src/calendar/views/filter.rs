//! Which events are shown: by words in them, by category, by series, and whether cancelled ones are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::calendar::ics::event::{Details, Status};
use crate::calendar::occurrences::occurrence::Occurrence;
use crate::small_sort::sort_by_key;

/// What a reader wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that all have to be in an event, folded.
    pub words: Vec<String>,
    /// Categories of which an event has to be of one; none means all.
    pub categories: BTreeSet<String>,
    /// Series, by `UID`, of which an event has to be of one; none means all.
    pub series: BTreeSet<Arc<str>>,
    /// Whether cancelled events are left out.
    pub hides_cancelled: bool,
}

/// One of the things that events can be chosen by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// What it is known by.
    pub key: Arc<str>,
    /// What it is called.
    pub name: String,
    /// How many events it has in the time that is shown.
    pub count: usize,
}

impl Filter {
    /// Whether everything is shown.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether an occurrence is shown; `fold` takes accents and capitals away.
    pub fn passes(&self, occurrence: &Occurrence, fold: impl Fn(&str) -> String) -> bool {
        let details = &occurrence.details;
        (!self.hides_cancelled || occurrence.status != Status::Cancelled)
            && (self.series.is_empty() || self.series.contains(&occurrence.uid))
            && (self.categories.is_empty()
                || details.categories.iter().any(|category| self.categories.contains(category)))
            && (self.words.is_empty() || holds(&fold(&text(details)), &self.words))
    }
}

/// All that is looked for in.
fn text(details: &Details) -> String {
    [&details.summary, &details.description, &details.location, &details.organizer]
        .map(String::as_str)
        .join("\n")
}

fn holds(text: &str, words: &[String]) -> bool {
    words.iter().all(|word| text.contains(word.as_str()))
}

/// The categories of some occurrences, by name.
pub fn categories(occurrences: &[Occurrence]) -> Vec<Facet> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for category in occurrences.iter().flat_map(|occurrence| &occurrence.details.categories) {
        *counts.entry(category).or_default() += 1;
    }
    let facet = |(name, count): (&str, usize)| Facet { key: name.into(), name: name.to_owned(), count };
    counts.into_iter().map(facet).collect()
}

/// The series of some occurrences, by name; an event that is none is not among them.
pub fn series(occurrences: &[Occurrence]) -> Vec<Facet> {
    let mut series: BTreeMap<&Arc<str>, (&str, usize)> = BTreeMap::new();
    for occurrence in occurrences.iter().filter(|occurrence| occurrence.in_series) {
        // Of an occurrence that was moved the name may be another one's; the series' own is that of the others.
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
