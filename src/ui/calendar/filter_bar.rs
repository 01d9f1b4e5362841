//! The filter of the events.

use std::sync::Arc;

use leptos::prelude::*;

use super::facets;
use super::filter_state::{FilterState, WORDS};
use super::open_event::OpenEvent;
use super::view_state::TITLE;
use crate::browser::focus;
use crate::calendar::Occurrence;
use crate::calendar::text::agenda_text::{title, when_words};
use crate::calendar::views::agenda::Entry;
use crate::ui::announcer::Announcer;
use crate::ui::icon::icon;
use crate::ui::languages;
use crate::ui::lazy_part::LazyPart;
use crate::ui::static_element::{changing_words, element, untranslated};
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
        let is_set = filter_state.filter.with(|filter| !filter.is_empty());
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
                    prop:value=filter_state.typed
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

/// The number of events that pass the filter, while one is set. If no event in the period passes it, the next one that
/// does.
#[component]
pub fn FilterCount(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The filter that is set.
    filter_state: FilterState,
    /// The next occurrence that passes the filter, if none in the period passes it.
    next_match: Memo<Option<Occurrence>>,
    /// The event that is open.
    open_event: OpenEvent,
    /// The number of occurrences in the period that pass the filter.
    shown: Memo<usize>,
) -> impl IntoView {
    let next = move || {
        next_match.get().map(|occurrence| {
            let entry = visitor.zone.with(|zone| Entry::new(&occurrence, zone));
            let (title, link) = (title(&entry), occurrence.link_key());
            let today = visitor.today.get();
            let (when, language) =
                visitor.words.with(|words| (when_words(&entry, today, words.as_ref()), words.language()));
            view! {
                <p class="filter-next">
                    "Not in these days. Next: "
                    {element("bdi").attr("lang", languages::content()).child(title)}
                    ", "
                    {untranslated("bdi").attr("lang", language).child(when)}
                    " "
                    <button type="button" class="quiet-button" on:click=move |_| open_event.show(&link)>
                        "Show it"
                    </button>
                </p>
            }
        })
    };
    view! {
        {next}
        <Show when=move || filter_state.is_set.get()>
            <p class="filter-count">
                {move || changing_words(event_count(shown.get(), visitor))}
                <button
                    type="button"
                    class="quiet-button"
                    on:click=move |_| {
                        filter_state.clear();
                        focus::move_if_lost(TITLE);
                    }
                >
                    "Show all"
                </button>
            </p>
        </Show>
    }
}

fn event_count(count: usize, visitor: Visitor) -> String {
    match count {
        0 => "No event".to_owned(),
        1 => "1 event".to_owned(),
        count => visitor.words.with(|words| format!("{} events", words.number(count))),
    }
}
