//! The filter of the events.

use leptos::prelude::*;

use super::filter_state::FilterState;
use super::open_event::OpenEvent;
use crate::browser::document;
use crate::calendar::Occurrence;
use crate::calendar::text::agenda_text::{title, when_words};
use crate::calendar::views::agenda::Entry;
use crate::calendar::views::filter::{Facet, Filter, categories, series};
use crate::ui::announcer::Announcer;
use crate::ui::icon::Icon;
use crate::ui::languages;
use crate::ui::reader::Reader;

/// The id of the filter.
pub const FILTER: &str = "filter";

/// The id of the search field.
const WORDS: &str = "filter-words";

/// Filters events by words, series, categories and cancellation.
#[component]
pub fn FilterBar(
    /// The visitor's zone, clock and language.
    reader: Reader,
    /// The filter that is set.
    filter_state: FilterState,
    /// Whether the visitor has opened it; it is also shown while a filter is set.
    is_open: RwSignal<bool>,
    /// The occurrences of the period, before the filter.
    occurrences: Memo<Vec<Occurrence>>,
    /// The next one that passes the filter, if none of the period does.
    next_match: Memo<Option<Occurrence>>,
    /// The event that is open.
    open_event: OpenEvent,
    /// How many of them pass the filter.
    #[prop(into)]
    shown: Signal<usize>,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let is_unset = Memo::new(move |_| filter_state.filter.with(Filter::is_open));
    let is_shown = Memo::new(move |_| is_open.get() || !is_unset.get());
    Effect::new(move |before: Option<bool>| {
        if is_open.get() && before == Some(false) {
            document::focus_soon(WORDS.to_owned());
        }
        is_open.get()
    });
    let count = move || match shown.get() {
        0 => "No event".to_owned(),
        1 => "1 event".to_owned(),
        count => reader.words.with(|words| format!("{} events", words.number(count))),
    };
    let count_sentence = move || format!("{} shown", count());
    let next = move || {
        next_match.get().map(|occurrence| {
            let entry = reader.zone.with(|zone| Entry::new(&occurrence, zone));
            let (title, link) = (title(&entry), occurrence.link_key());
            let (when, language) =
                reader.words.with(|words| (when_words(&entry, words.as_ref()), words.language()));
            view! {
                <p class="filter-next">
                    "Not in these days. Next: "
                    <bdi lang=languages::content()>{title}</bdi>
                    ", "
                    <bdi lang=language>{when}</bdi>
                    " "
                    <button type="button" class="quiet-button" on:click=move |_| open_event.show(&link)>
                        "Show it"
                    </button>
                </p>
            }
        })
    };
    view! {
        <div class="filter" id=FILTER data-needs-script hidden=move || !is_shown.get()>
            <label class="filter-words">
                <Icon name="search" />
                <span class="visually-hidden">"Filter events by words"</span>
                <input
                    id=WORDS
                    type="search"
                    placeholder="Words in events"
                    autocomplete="off"
                    prop:value=filter_state.typed
                    on:input=move |event| {
                        filter_state.search(&event_target_value(&event));
                        announcer.say(count_sentence());
                    }
                />
            </label>
            {next}
            <Show when=move || !is_unset.get()>
                <p class="filter-count">
                    {count}
                    <button
                        type="button"
                        class="quiet-button"
                        on:click=move |_| {
                            filter_state.clear();
                            announcer.say("All events are shown");
                        }
                    >
                        "Show all"
                    </button>
                </p>
            </Show>
            <div class="filter-facets">
                <Facets
                    title="Series"
                    facets=Memo::new(move |_| facets_if(is_shown, occurrences, series))
                    filter_state
                    is_series=true
                />
                <Facets
                    title="Categories"
                    facets=Memo::new(move |_| facets_if(is_shown, occurrences, categories))
                    filter_state
                    is_series=false
                />
                <label class="filter-facet">
                    <input
                        type="checkbox"
                        prop:checked=move || filter_state.filter.with(|filter| filter.hides_cancelled)
                        on:change=move |event| {
                            let hides = event_target_checked(&event);
                            filter_state.change(|address| address.hides_cancelled = hides);
                            announcer.say(count_sentence());
                        }
                    />
                    <span>"Hide cancelled events"</span>
                </label>
            </div>
        </div>
    }
}

/// The facets to choose from; computed only while they are shown.
fn facets_if(
    is_shown: Memo<bool>,
    occurrences: Memo<Vec<Occurrence>>,
    facets: fn(&[Occurrence]) -> Vec<Facet>,
) -> Vec<Facet> {
    if is_shown.get() { occurrences.with(|all| facets(all)) } else { Vec::new() }
}

#[component]
fn Facets(
    title: &'static str,
    facets: Memo<Vec<Facet>>,
    filter_state: FilterState,
    is_series: bool,
) -> impl IntoView {
    let item = move |facet: Facet| {
        let (key, changed_key) = (facet.key.clone(), facet.key);
        let is_chosen = move || {
            filter_state.filter.with(|filter| {
                if is_series { filter.series.contains(&key) } else { filter.categories.contains(&*key) }
            })
        };
        view! {
            <label class="filter-facet">
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    on:change=move |event| {
                        let (key, chosen) = (changed_key.clone(), event_target_checked(&event));
                        filter_state.change(|address| match (is_series, chosen) {
                            (true, true) => { address.series.insert(key); }
                            (true, false) => { address.series.remove(&key); }
                            (false, true) => { address.categories.insert(key.to_string()); }
                            (false, false) => { address.categories.remove(&*key); }
                        });
                    }
                />
                <bdi lang=languages::content()>{facet.name}</bdi>
                <span class="filter-facet-count">{facet.count}</span>
            </label>
        }
    };
    let list = move || facets.get().into_iter().map(item).collect_view();
    view! {
        <Show when=move || facets.with(|facets| !facets.is_empty())>
            <fieldset>
                <legend>{title}</legend>
                {list}
            </fieldset>
        </Show>
    }
}
