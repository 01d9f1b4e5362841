//! The event that the address names, where the agenda does not show it.

use leptos::prelude::*;

use super::{Asked, Meetings};
use crate::calendar::Occurrence;
use crate::calendar::agenda::{AgendaDay, Entry};
use crate::calendar::agenda_text::day_text;
use crate::ui::calendar::agenda::Day;
use crate::ui::icon::Icon;

/// The event that the address names, in a card above the days, or a sentence that it is gone.
#[component]
pub fn AskedEvent(
    /// What the parts of a meeting share.
    meetings: Meetings,
    /// The days that are shown.
    days: Memo<Vec<AgendaDay>>,
) -> impl IntoView {
    let asked = Memo::new(move |_| days.with(|days| meetings.asked(days)));
    let sentence = move || match asked.get() {
        Asked::Nothing | Asked::Found(_) => None,
        Asked::Gone => Some("The event that this address leads to is not in the calendar, or not any more."),
        Asked::Unknown => Some("The event that this address leads to could not be looked up."),
    };
    let card = move || match asked.get() {
        Asked::Found(occurrence) => Some(card(&meetings, &occurrence)),
        _ => None,
    };
    view! {
        <p class="asked-event-gone" role="status" data-asked>
            {move || sentence().map(|sentence| view! { <Icon name="calendar" /> <span>{sentence}</span> })}
        </p>
        {card}
    }
}

fn card(meetings: &Meetings, occurrence: &Occurrence) -> impl IntoView + use<> {
    let meetings = *meetings;
    let reader = meetings.reader;
    let (zone, words) = (reader.zone.get(), reader.words.get());
    let entry = Entry::new(occurrence, &zone);
    let day = AgendaDay { date: entry.start_here.date(), entries: vec![entry] };
    let now = reader.now.get_untracked();
    let day = day_text(&day, &zone, now, words.as_ref());
    view! {
        <aside class="asked-event" aria-label="The event of this address">
            <ol class="asked-event-days" role="list">
                <Day day />
            </ol>
            <button type="button" class="quiet-button" on:click=move |_| meetings.close()>
                "Close"
            </button>
        </aside>
    }
}
