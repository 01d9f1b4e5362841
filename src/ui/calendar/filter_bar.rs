//! The filter of the events.

use leptos::html;
use leptos::prelude::*;

use super::filter_state::FilterState;
use crate::calendar::Occurrence;
use crate::calendar::views::filter::{Facet, Filter, categories, series};
use crate::ui::announcer::Announcer;
use crate::ui::icon::Icon;
use crate::ui::reader::Reader;

/// Filters events by words, series, categories and cancellation.
#[component]
pub fn FilterBar(
    /// The visitor's zone, clock and language.
    reader: Reader,
    /// The filter that is set.
    filter_state: FilterState,
    /// The occurrences of the period, before the filter.
    occurrences: Memo<Vec<Occurrence>>,
    /// How many of them pass the filter.
    #[prop(into)]
    shown: Signal<usize>,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let more = NodeRef::<html::Details>::new();
    let is_expanded = RwSignal::new(false);
    let on_toggle = move |_| is_expanded.set(more.get_untracked().is_some_and(|more| more.open()));
    let is_open = Memo::new(move |_| filter_state.filter.with(Filter::is_open));
    let count = move || match shown.get() {
        0 => "No event".to_owned(),
        1 => "1 event".to_owned(),
        count => reader.words.with(|words| format!("{} events", words.number(count))),
    };
    let count_sentence = move || format!("{} shown", count());
    let chosen = move || filter_state.filter.with(|filter| filter.series.len() + filter.categories.len());
    let number = move || Some(chosen()).filter(|count| *count > 0).map(|count| format!(" ({count})"));
    view! {
        <div class="filter" data-needs-script>
            <label class="filter-words">
                <Icon name="search" />
                <span class="visually-hidden">"Filter events by words"</span>
                <input
                    type="search"
                    placeholder="Filter events"
                    autocomplete="off"
                    prop:value=filter_state.typed
                    on:input=move |event| {
                        filter_state.search(&event_target_value(&event));
                        announcer.say(count_sentence());
                    }
                />
            </label>
            <details class="filter-more" node_ref=more on:toggle=on_toggle>
                <summary>"Series and categories" {number}</summary>
                <div class="filter-facets">
                    <Facets
                        title="Series"
                        facets=Memo::new(move |_| facets_if(is_expanded, occurrences, series))
                        filter_state
                        is_series=true
                    />
                    <Facets
                        title="Categories"
                        facets=Memo::new(move |_| facets_if(is_expanded, occurrences, categories))
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
            </details>
            <Show when=move || !is_open.get()>
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
        </div>
    }
}

/// The facets to choose from; computed only while the list is expanded.
fn facets_if(
    is_expanded: RwSignal<bool>,
    occurrences: Memo<Vec<Occurrence>>,
    facets: fn(&[Occurrence]) -> Vec<Facet>,
) -> Vec<Facet> {
    if is_expanded.get() { occurrences.with(|all| facets(all)) } else { Vec::new() }
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
                <bdi>{facet.name}</bdi>
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
