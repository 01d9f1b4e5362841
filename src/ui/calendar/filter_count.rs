//! How many events pass the filter, and the next one that does.

use leptos::prelude::*;

use super::state::CalendarState;
use super::view_state::TITLE;
use crate::browser::focus;
use crate::calendar::Occurrence;
use crate::calendar::text::agenda_text::{title, when_words};
use crate::calendar::time::{Window, date_plus};
use crate::calendar::views::agenda::Entry;
use crate::ui::languages;
use crate::ui::static_element::{changing_words, element, untranslated};
use crate::ui::visitor::Visitor;

/// How many months after the period are searched for the next occurrence that passes the filter.
const MONTHS_SEARCHED: i64 = 12;

/// The number of events that pass the filter, while one is set. If no event in the period passes it, the next one that
/// does.
#[component]
pub fn FilterCount(
    /// The events, and what is shown of them.
    state: CalendarState,
    /// The number of occurrences in the period that pass the filter.
    shown: Memo<usize>,
) -> impl IntoView {
    let CalendarState { visitor, filter_state, open_event, .. } = state;
    let next_match = Memo::new(move |_| next_match(&state));
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
        <Show when=move || filter_state.is_set()>
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

/// The first occurrence after the period that passes the filter, if none of the period does.
fn next_match(state: &CalendarState) -> Option<Occurrence> {
    let CalendarState { visitor, source, view_state, filter_state, events, .. } = *state;
    let has_no_match = filter_state.is_set() && events.filtered.with(|all| all.is_empty());
    if !has_no_match || !source.can_show_more() {
        return None;
    }
    let zone = visitor.zone.get();
    let week_start = visitor.words.with(|words| words.week().start);
    let after = date_plus(view_state.days(source.last_day, week_start).1, 1);
    for month in 0..MONTHS_SEARCHED {
        let first = date_plus(after, month * 30);
        let window = Window { start: zone.start_of(first), end: zone.start_of(date_plus(first, 30)) };
        // A month that is still computed may have one, so none after it counts yet.
        let found = filter_state.passing(&source.at(window)?).first().cloned();
        if found.is_some() {
            return found;
        }
    }
    None
}

/// A number of events as text.
pub fn event_count(count: usize, visitor: Visitor) -> String {
    match count {
        0 => "No event".to_owned(),
        1 => "1 event".to_owned(),
        count => visitor.words.with(|words| format!("{} events", words.number(count))),
    }
}
