//! The filter of the events.

use leptos::prelude::*;

use super::facets;
use super::filter_state::FilterState;
use super::open_event::OpenEvent;
use crate::calendar::Occurrence;
use crate::calendar::text::agenda_text::{title, when_words};
use crate::calendar::views::agenda::Entry;
use crate::ui::announcer::Announcer;
use crate::ui::icon::icon;
use crate::ui::languages;
use crate::ui::lazy_part::LazyPart;
use crate::ui::reader::Reader;

/// The id of the filter.
pub const FILTER: &str = "filter";

/// The id of the search field.
pub const WORDS: &str = "filter-words";

/// Filters events by words, series, categories and cancellation.
#[component]
pub fn FilterBar(
    /// The visitor's zone, clock and language.
    reader: Reader,
    /// The filter that is set.
    filter_state: FilterState,
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
    let FilterState { is_set, is_shown, .. } = filter_state;
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
    let part = LazyPart::new(facets::load);
    let facets = move || is_shown.get().then(|| part.view(|facets| facets(filter_state, occurrences)));
    view! {
        <div class="filter" id=FILTER data-needs-script hidden=move || !is_shown.get()>
            <label class="filter-words">
                {icon("search")}
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
            <Show when=move || is_set.get()>
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
                {facets}
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
