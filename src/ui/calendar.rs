//! The calendar: where the events come from, the reader's zone, what is next, and the days to come.

pub mod agenda;
pub mod chip;
pub mod choosing;
pub mod description;
mod drawing;
pub mod event_dialog;
pub mod feed_status;
pub mod filter_bar;
pub mod hours;
pub mod meeting;
pub mod month;
pub mod next_event;
pub mod occurrence;
pub mod paper;
pub mod shortcomings;
pub mod showing;
pub mod source;
pub mod subscribe;
pub mod toolbar;
pub mod zone_dialog;
pub mod zone_picker;

use leptos::prelude::*;

use self::agenda::Agenda;
use self::choosing::Choosing;
use self::drawing::Drawing;
use self::event_dialog::EventDialog;
use self::feed_status::FeedStatus;
use self::filter_bar::FilterBar;
use self::hours::Hours;
use self::meeting::Meetings;
use self::meeting::card::AskedEvent;
use self::meeting::clock_line::ClockNotice;
use self::month::Month;
use self::next_event::NextEvent;
use self::paper::{Paper, print_month};
use self::shortcomings::Shortcomings;
use self::showing::Showing;
use self::source::Source;
use self::subscribe::Subscribe;
use self::toolbar::Toolbar;
use self::zone_dialog::{ZoneChooser, ZoneDialog};
use self::zone_picker::ZonePicker;
use super::icon::Icon;
use super::palette::{InCalendar, Palette};
use super::reader::Reader;
use super::section::CalendarData;
use crate::browser::media;
use crate::calendar::Occurrence;
use crate::calendar::agenda::{AgendaDay, Entry, agenda};
use crate::calendar::filter::Filter;
use crate::calendar::freshness::FeedState;
use crate::calendar::period::View;

/// Where a day of a month has too little room for the names of its events; as in `style/components/month.css`.
const NARROW: &str = "(max-width: 45.99rem)";

/// The calendar of the community, in the reader's zone and language.
#[component]
pub fn Calendar(
    /// The ways to the calendar, and what it said when the page was built.
    data: CalendarData,
) -> impl IntoView {
    let Some(reader) = use_context::<Reader>() else { return ().into_any() };
    let built = data.snapshot.occurrences.len();
    let source = Source::new(data.snapshot, data.links.stale_after_days, reader);
    Effect::new(move || source.load());
    let meetings = Meetings::provide(reader, source, data.links.usual_zones.clone());
    let chooser = ZoneChooser::provide(reader);
    let showing = Showing::new(reader);
    reader.on_arrival(move || showing.arrive());
    if let Some(palette) = use_context::<Palette>() {
        palette.add_calendar(InCalendar { meetings, showing });
    }
    let window = Memo::new(move |_| {
        let week_start = reader.words.with(|words| words.week().start);
        reader.zone.with(|zone| showing.period.get().window(week_start, zone))
    });
    let choosing = Choosing::new();
    reader.on_arrival(move || choosing.arrive());
    let within = Memo::new(move |_| source.at(window.get()));
    let is_ahead = Memo::new(move |_| showing.is_ahead());
    let all = Memo::new(move |_| if is_ahead.get() { source.occurrences.get() } else { within.get() });
    let chosen = Memo::new(move |_| all.with(|all| choosing.of(all)));
    let shown = Signal::derive(move || chosen.with(Vec::len));
    let entries: Memo<Vec<Entry>> = Memo::new(move |_| {
        let zone = reader.zone.get();
        chosen.with(|chosen| chosen.iter().map(|occurrence| Entry::new(occurrence, &zone)).collect())
    });
    let days_from =
        move |occurrences: &[Occurrence], from| reader.zone.with(|zone| agenda(occurrences, zone, from));
    let days_ahead: Memo<Vec<AgendaDay>> = Memo::new(move |_| {
        let now = reader.minute.get();
        source.occurrences.with(|occurrences| days_from(occurrences, now))
    });
    // Of what is chosen; from another day on than today, whatever the days hold.
    let days: Memo<Vec<AgendaDay>> = Memo::new(move |_| match showing.date.get() {
        _ if showing.view.get() != View::Agenda => Vec::new(),
        None if choosing.filter.with(Filter::is_open) => days_ahead.get(),
        asked => {
            let start_of = |asked| reader.zone.with(|zone| zone.start_of(asked));
            let from = asked.map_or_else(|| reader.minute.get(), start_of);
            chosen.with(|chosen| days_from(chosen, from))
        }
    });
    let drawing = Drawing::new(days, built, reader, showing, choosing);
    drawing.follow();
    let is_filtered = Signal::derive(move || !choosing.filter.with(Filter::is_open));
    let is_narrow = RwSignal::new(false);
    Effect::new(move || media::watch(NARROW, move |narrow| is_narrow.set(narrow)));
    let body = move || match showing.view.get() {
        View::Agenda => view! { <Agenda reader source showing is_filtered days=drawing.days /> }.into_any(),
        View::Month => view! { <Month reader showing entries meetings is_narrow /> }.into_any(),
        View::Week | View::Day => view! { <Hours reader showing entries meetings /> }.into_any(),
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
            <Shortcomings reader source />
            // Who subscribes learns of every change; who copies an event does not.
            <p class="calendar-ways">
                <a class="button-link" href="#official-calendar" target="_self">
                    <Icon name="rss" />
                    "Subscribe"
                </a>
                <button type="button" class="button-link" data-needs-script on:click=move |_| print_month()>
                    <Icon name="print" />
                    "Print this month"
                </button>
            </p>
            <ZonePicker reader chooser />
            <NextEvent reader days=days_ahead />
            <Toolbar reader showing source />
            <FilterBar reader choosing occurrences=all shown />
            <ClockNotice />
            <AskedEvent meetings showing days=drawing.days />
            {body}
            <EventDialog meetings showing />
            <ZoneDialog chooser />
            <Paper reader source showing choosing />
            <Subscribe links=data.links page_url=data.page_url />
        </div>
    }
    .into_any()
}
