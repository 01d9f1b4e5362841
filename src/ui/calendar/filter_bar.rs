//! The filter of the events.

use std::sync::Arc;

use leptos::prelude::*;

use super::facets;
use super::filter_count::event_count;
use super::filter_state::{FilterState, WORDS};
use crate::calendar::Occurrence;
use crate::ui::announcer::Announcer;
use crate::ui::icon::icon;
use crate::ui::lazy_part::LazyPart;
use crate::ui::visitor::Visitor;

/// The id of the filter.
pub const FILTER: &str = "filter";

/// Filters events by words, series, categories and cancellation.
#[component]
pub fn FilterBar(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The filter that is set.
    filter_state: FilterState,
    /// The occurrences of the period, before the filter.
    occurrences: Memo<Arc<[Occurrence]>>,
    /// How many of them pass the filter.
    shown: Memo<usize>,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let is_open = filter_state.is_open;
    let count_sentence = move || format!("{} shown", event_count(shown.get(), visitor));
    Effect::new(move |before: Option<()>| {
        let is_set = filter_state.is_set();
        if before.is_some() {
            let sentence = if is_set { untrack(count_sentence) } else { "All events are shown".to_owned() };
            announcer.say_after_a_pause(sentence);
        }
    });
    let part = LazyPart::new(facets::load);
    let facets = move || is_open.get().then(|| part.view(|facets| facets(filter_state, occurrences)));
    view! {
        <div class="filter" id=FILTER data-needs-script hidden=move || !is_open.get()>
            <label class="filter-words">
                {icon("search")}
                <span class="visually-hidden">"Filter events by words"</span>
                <input
                    id=WORDS
                    type="search"
                    placeholder="Words in events"
                    autocomplete="off"
                    prop:value=move || filter_state.typed()
                    on:input=move |event| filter_state.search(&event_target_value(&event))
                />
            </label>
            <div class="filter-facets">
                {facets}
                <label class="filter-facet">
                    <input
                        type="checkbox"
                        prop:checked=move || filter_state.filter.with(|filter| filter.hides_cancelled)
                        on:change=move |event| {
                            let hides = event_target_checked(&event);
                            filter_state.change(|address| address.hides_cancelled = hides);
                        }
                    />
                    <span>"Hide cancelled events"</span>
                </label>
            </div>
        </div>
    }
}
