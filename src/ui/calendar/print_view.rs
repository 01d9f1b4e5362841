//! The print view: the days of the agenda view, or for another view an agenda of its month.

use leptos::prelude::*;

use super::agenda_day::agenda_day;
use super::state::CalendarState;
use crate::browser::{clock, document, printing};
use crate::calendar::text::agenda_text::day_text;
use crate::calendar::time::{Window, date_plus};
use crate::calendar::views::agenda::agenda;
use crate::calendar::views::period::{Period, View, month_of};
use crate::ui::effect::effect;

/// Prints the calendar without the rest of the page.
pub fn print_calendar() {
    document::mark_prints_only_calendar(true);
    // Printing lays out the page before effects run, so the print view has to be rendered before.
    document::dispatch("beforeprint");
    clock::after(0, printing::print);
}

/// The agenda that is printed instead of the view. It is rendered only while the page is printed.
#[component]
pub fn PrintView(
    /// The events, and what is shown of them.
    state: CalendarState,
) -> impl IntoView {
    let is_printing = RwSignal::new(false);
    effect(move || {
        printing::on_print(
            move || is_printing.set(true),
            move || {
                is_printing.set(false);
                document::mark_prints_only_calendar(false);
            },
        );
    });
    let printed = move || is_printing.get().then(|| days(&state));
    view! { <div class="print-place" data-island="print-view">{printed}</div> }
}

fn days(state: &CalendarState) -> impl IntoView + use<> {
    let CalendarState { visitor, source, view_state, filter_state, open_event, .. } = *state;
    let changes = open_event.changes.get();
    let (clocks, now, words) = (visitor.clocks.get(), visitor.minute.get(), visitor.words.get());
    let zone = &clocks.zone;
    let Period { view, date } = view_state.period.get();
    let ((first, after), title) = if view == View::Agenda {
        let (first, last) = view_state.days(source.last_day, words.week().start);
        ((first, date_plus(last, 1)), words.dates(first, last))
    } else {
        (month_of(date), words.month(date))
    };
    let window = Window { start: zone.start_of(first), end: zone.start_of(after) };
    // The browser lays out the printed page as soon as it is told to render it.
    let chosen = filter_state.passing(&source.at_once(window));
    // Past events are not printed, unless the whole window is past.
    let from = if now < window.end { now.max(window.start) } else { window.start };
    let days = agenda(&chosen, zone, from);
    let is_empty = days.is_empty();
    let days = days.iter().map(|day| agenda_day(day_text(day, &clocks, &changes, now, words.as_ref())));
    let filter_note =
        filter_state.is_set().then(|| view! { <p>"Events that do not pass the filter are left out."</p> });
    view! {
        <div class="print-view">
            <h3 class="print-view-title" lang=words.language()>{title}</h3>
            {filter_note}
            {is_empty.then(|| view! { <p>"Nothing is planned in these days."</p> })}
            <ol class="agenda" role="list">{days.collect::<Vec<_>>()}</ol>
        </div>
    }
}
