//! The calendar: where the events come from, the reader's zone, what is next, and the days to come.

pub mod agenda;
pub mod chip;
pub mod description;
pub mod event_dialog;
pub mod feed_status;
pub mod hours;
pub mod month;
pub mod next_event;
pub mod occurrence;
pub mod showing;
pub mod source;
pub mod subscribe;
pub mod toolbar;
pub mod zone_picker;

use leptos::prelude::*;

use self::agenda::Agenda;
use self::event_dialog::{EventDialog, Opened};
use self::feed_status::FeedStatus;
use self::hours::Hours;
use self::month::Month;
use self::next_event::NextEvent;
use self::showing::Showing;
use self::source::Source;
use self::subscribe::Subscribe;
use self::toolbar::Toolbar;
use self::zone_picker::ZonePicker;
use super::reader::Reader;
use super::section::CalendarData;
use crate::calendar::agenda::{AgendaDay, Entry, agenda};
use crate::calendar::freshness::FeedState;
use crate::calendar::period::View;

/// The calendar of the community, in the reader's zone and language.
#[component]
pub fn Calendar(
    /// The ways to the calendar, and what it said when the page was built.
    data: CalendarData,
) -> impl IntoView {
    let Some(reader) = use_context::<Reader>() else { return ().into_any() };
    let source = Source::new(data.snapshot, data.links.stale_after_days, reader);
    Effect::new(move || source.load());
    let showing = Showing::new(reader);
    Effect::new(move || showing.arrive());
    let window = Memo::new(move |_| {
        let week_start = reader.words.with(|words| words.week().start);
        reader.zone.with(|zone| showing.period.get().window(week_start, zone))
    });
    let within = source.within(window);
    let entries: Memo<Vec<Entry>> = Memo::new(move |_| {
        let zone = reader.zone.get();
        within.with(|within| within.iter().map(|occurrence| Entry::new(occurrence, &zone)).collect())
    });
    let days_ahead: Memo<Vec<AgendaDay>> = Memo::new(move |_| {
        let now = reader.minute.get();
        source.occurrences.with(|occurrences| reader.zone.with(|zone| agenda(occurrences, zone, now)))
    });
    // Of another time than now, whatever the days hold.
    let days: Memo<Vec<AgendaDay>> = Memo::new(move |_| match showing.date.get() {
        None => days_ahead.get(),
        Some(asked) => {
            reader.zone.with(|zone| within.with(|within| agenda(within, zone, zone.start_of(asked))))
        }
    });
    let opened = Opened::new();
    let body = move || match showing.view.get() {
        View::Agenda => view! { <Agenda reader source showing days /> }.into_any(),
        View::Month => view! { <Month reader showing entries opened /> }.into_any(),
        View::Week | View::Day => view! { <Hours reader showing entries opened /> }.into_any(),
    };
    view! {
        <div
            class="calendar"
            data-calendar
            data-view=move || showing.view.get().name()
            data-feed=move || source.state.with(FeedState::name)
            data-zone=move || reader.zone.with(|zone| zone.name().to_owned())
        >
            <FeedStatus reader source />
            <ZonePicker reader />
            <NextEvent reader days=days_ahead />
            <Toolbar reader showing />
            {body}
            <EventDialog reader entries opened />
            <Subscribe links=data.links />
        </div>
    }
    .into_any()
}
