//! The event that the address names, where the agenda does not show it.

use leptos::html;
use leptos::prelude::*;

use super::{Asked, Meetings};
use crate::browser::document;
use crate::calendar::Occurrence;
use crate::calendar::agenda::{AgendaDay, Entry};
use crate::calendar::agenda_text::day_text;
use crate::calendar::period::View;
use crate::ui::calendar::agenda::Day;
use crate::ui::calendar::showing::Showing;
use crate::ui::icon::Icon;

/// The event that the address names, in a card above the days, or a sentence that it is gone.
#[component]
pub fn AskedEvent(
    /// What the parts of a meeting share.
    meetings: Meetings,
    /// What is shown.
    showing: Showing,
    /// The days of the agenda.
    days: Memo<Vec<AgendaDay>>,
) -> impl IntoView {
    let asked = Memo::new(move |_| days.with(|days| meetings.asked(days)));
    let place = NodeRef::<html::P>::new();
    Effect::new(move || {
        // An event that is shown brings the reader to itself.
        if matches!(asked.get(), Asked::Gone | Asked::Unknown)
            && let Some(place) = place.get()
            && meetings.lands()
        {
            document::bring_to(&place);
        }
    });
    let sentence = move || match asked.get() {
        Asked::Nothing | Asked::Found(_) => None,
        Asked::Gone => Some("The event that this address leads to is not in the calendar, or not any more."),
        Asked::Unknown => Some("The event that this address leads to could not be looked up."),
    };
    let card = move || match asked.get() {
        // Over a grid it is in a dialog.
        Asked::Found(occurrence) if showing.view.get() == View::Agenda => Some(card(&meetings, &occurrence)),
        _ => None,
    };
    view! {
        <p class="asked-event-gone" role="status" data-asked node_ref=place>
            {move || sentence().map(|sentence| view! { <Icon name="calendar" /> <span>{sentence}</span> })}
        </p>
        {card}
    }
}

fn card(meetings: &Meetings, occurrence: &Occurrence) -> impl IntoView + use<> {
    let meetings = *meetings;
    let reader = meetings.reader;
    let (clocks, words) = (reader.clocks.get(), reader.words.get());
    let entry = Entry::new(occurrence, &clocks.zone);
    let day = AgendaDay { date: entry.start_here.date(), entries: vec![entry] };
    let now = reader.now.get_untracked();
    let day = day_text(&day, &clocks, now, words.as_ref());
    view! {
        <aside class="asked-event" aria-label="The event of this address">
            <p class="asked-event-head">
                <span>"The event of this address"</span>
                <button type="button" class="quiet-button" on:click=move |_| meetings.close()>
                    "Close"
                </button>
            </p>
            <ol role="list">
                <Day day />
            </ol>
        </aside>
    }
}
