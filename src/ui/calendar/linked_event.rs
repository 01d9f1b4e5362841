//! The event that the address names, if the agenda does not show it.

use leptos::html;
use leptos::prelude::*;

use crate::browser::focus;
use crate::calendar::Occurrence;
use crate::calendar::text::agenda_text::day_text;
use crate::calendar::views::agenda::{self, Entry};
use crate::calendar::views::period::View;
use crate::ui::calendar::agenda_day::agenda_day;
use crate::ui::calendar::open_event::{LinkedOccurrence, OpenEvent};
use crate::ui::calendar::view_state::{TITLE, ViewState};
use crate::ui::effect::effect;
use crate::ui::icon::icon;
use crate::ui::languages::interface_direction;
use crate::ui::static_element::changing_words;

/// The event that the address names, as a card above the agenda, or a sentence that it was not found.
#[component]
pub fn LinkedEvent(
    /// The event that is open.
    open_event: OpenEvent,
    /// The view and date that are shown.
    view_state: ViewState,
    /// The days of the agenda.
    days: Memo<Vec<agenda::AgendaDay>>,
) -> impl IntoView {
    let linked = Memo::new(move |_| days.with(|days| open_event.linked(days)));
    let sentence_element = NodeRef::<html::P>::new();
    effect(move || {
        // A found event scrolls to itself: see `DetailsSummary`.
        if matches!(linked.get(), LinkedOccurrence::Gone | LinkedOccurrence::Unknown)
            && let Some(sentence_element) = sentence_element.get()
            && open_event.take_scroll_request()
        {
            focus::scroll_and_move_to(&sentence_element);
        }
    });
    let sentence = move || match linked.get() {
        LinkedOccurrence::Nothing | LinkedOccurrence::Found(_) => None,
        LinkedOccurrence::Gone => {
            Some("The event that this address leads to is not in the calendar, or not any more.")
        }
        LinkedOccurrence::Unknown => Some("The event that this address leads to could not be looked up."),
    };
    let card = move || match linked.get() {
        // Over a grid, `EventDialog` shows it.
        LinkedOccurrence::Found(occurrence) if view_state.view.get() == View::Agenda => {
            Some(card(&open_event, &occurrence))
        }
        _ => None,
    };
    view! {
        <p class="linked-event-gone" dir=interface_direction() role="status" data-linked-event node_ref=sentence_element>
            {move || sentence().map(|sentence| (icon("calendar"), changing_words(sentence)))}
        </p>
        {card}
    }
}

fn card(open_event: &OpenEvent, occurrence: &Occurrence) -> impl IntoView + use<> {
    let open_event = *open_event;
    let (visitor, occurrence) = (open_event.visitor, occurrence.clone());
    // A list of one day, so that the memo has the type that the agenda has too.
    let texts = Memo::new(move |_| {
        let now = visitor.minute.get();
        let (clocks, words) = (visitor.clocks.get(), visitor.words.get());
        let entry = Entry::new(&occurrence, &clocks.zone);
        let day = agenda::AgendaDay { date: entry.start_here.date(), entries: vec![entry] };
        vec![day_text(&day, &clocks, &open_event.changes.get(), now, words.as_ref())]
    });
    view! {
        <aside class="linked-event" aria-label="Linked event">
            <p class="linked-event-head">
                <span>"Linked event"</span>
                <button
                    type="button"
                    class="quiet-button"
                    on:click=move |_| {
                        open_event.close();
                        focus::move_if_lost(TITLE);
                    }
                >
                    "Close"
                </button>
            </p>
            <ol role="list">{move || texts.get().into_iter().map(agenda_day).collect::<Vec<_>>()}</ol>
        </aside>
    }
}
