//! The calendar: where the events come from, the reader's zone, what is next, and the days to come.

pub mod agenda;
pub mod description;
pub mod feed_status;
pub mod meeting;
pub mod next_event;
pub mod occurrence;
pub mod source;
pub mod subscribe;
pub mod zone_picker;

use leptos::prelude::*;

use self::agenda::Agenda;
use self::feed_status::FeedStatus;
use self::meeting::Meetings;
use self::meeting::card::AskedEvent;
use self::meeting::clock_line::ClockNotice;
use self::next_event::NextEvent;
use self::source::Source;
use self::subscribe::Subscribe;
use self::zone_picker::ZonePicker;
use super::reader::Reader;
use super::section::CalendarData;
use crate::calendar::agenda::{AgendaDay, agenda};
use crate::calendar::freshness::FeedState;

/// The calendar of the community, in the reader's zone and language.
#[component]
pub fn Calendar(
    /// The ways to the calendar, and what it said when the page was built.
    data: CalendarData,
) -> impl IntoView {
    let Some(reader) = use_context::<Reader>() else { return ().into_any() };
    let source = Source::new(data.snapshot, data.links.stale_after_days, reader);
    Effect::new(move || source.load());
    let meetings = Meetings::provide(reader, source, data.links.usual_zones.clone());
    let days: Memo<Vec<AgendaDay>> = Memo::new(move |_| {
        let now = reader.minute.get();
        source.occurrences.with(|occurrences| reader.zone.with(|zone| agenda(occurrences, zone, now)))
    });
    view! {
        <div
            class="calendar"
            data-calendar
            data-view="agenda"
            data-feed=move || source.state.with(FeedState::name)
            data-zone=move || reader.zone.with(|zone| zone.name().to_owned())
        >
            <FeedStatus reader source />
            <ZonePicker reader />
            <NextEvent reader days />
            <ClockNotice />
            <AskedEvent meetings days />
            <Agenda reader source days />
            <Subscribe links=data.links />
        </div>
    }
    .into_any()
}
