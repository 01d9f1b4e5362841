//! The next meeting, or those that are running, on the first screen.

use chrono::{Datelike as _, NaiveDate};
use leptos::prelude::*;

use super::add_menu::add_menu;
use super::join::strong_join;
use super::open_event::OpenEvent;
use super::state::CalendarState;
use crate::browser::document;
use crate::calendar::ics::zone_names::city;
use crate::calendar::text::agenda_text::{entry_text, tile_text, until};
use crate::calendar::time::words::{Words, ahead};
use crate::calendar::time::{Instant, date_text, midnight};
use crate::calendar::views::agenda::{Entry, next_entries};
use crate::calendar::views::freshness::is_clock_behind;
use crate::ui::date_tile::date_tile;
use crate::ui::languages::{self, interface, interface_direction};
use crate::ui::static_element::{StaticElement, changing, changing_words, element, untranslated};

/// The maximum number of events that are shown.
const MAX_EVENTS: usize = 4;

/// The next meeting, or those that are running, with the time until then, a link to join and a menu to add it to a
/// calendar. The built HTML has the next meeting as of the build.
#[component]
pub fn NextEvent(
    /// The events.
    state: CalendarState,
) -> impl IntoView {
    changing(move || {
        let CalendarState { visitor, source, events, .. } = state;
        let now = visitor.minute.get();
        // With a wrong clock, no meeting is shown as the next.
        let is_clock_behind = visitor.is_live.get() && is_clock_behind(now, source.built_in);
        let cards: Vec<_> = events.days_ahead.with(|days| {
            let next = next_entries(days, now).into_iter().filter(|_| !is_clock_behind).take(MAX_EVENTS);
            next.map(|entry| card(entry, &state, now)).collect()
        });
        let section = element("section").class("next-events").attr("lang", interface());
        let section = section.attr("aria-label", "Next meeting");
        let section = (!cards.is_empty()).then(|| section.child(cards));
        element("div").class("next-events-place").attr("data-island", "next-event").child(section).into()
    })
}

fn card(entry: &Entry, state: &CalendarState, now: Instant) -> StaticElement {
    let CalendarState { visitor, filter_state, .. } = *state;
    let (clocks, words) = (visitor.clocks.get(), visitor.words.get());
    let language = words.language();
    let date = entry.start_here.date();
    let text = entry_text(entry, midnight(date), &clocks, &[], now, words.as_ref());
    // The date of a floating event is the same in every zone.
    let datetime = if text.is_floating { date_text(date) } else { entry.datetime() };
    let sheet = tile_text(date, datetime, words.as_ref());
    // When the page is built, the time of the visit is not known; `src/boot/local_times.js` adds the countdown.
    let is_live = visitor.is_live.get();
    let is_running = is_live && entry.is_running(now);
    // The card does not follow the filter.
    let label = match (is_running, filter_state.is_set()) {
        (true, _) => "Happening now",
        (false, true) => "Next of all meetings",
        (false, false) => "Next meeting",
    };
    let timer = untranslated("span").class("next-event-countdown").attr("role", "timer");
    let timer = timer
        .attr("lang", language.clone())
        .child(is_live.then(|| countdown(entry, is_running, visitor.today.get(), now, words.as_ref())));
    let label = element("p")
        .class("next-event-label")
        .attr("dir", interface_direction())
        .child((changing_words(label), timer));
    let shown = if text.is_all_day { "All day".to_owned() } else { text.time.words };
    let time = element("time")
        .attr("datetime", text.time.datetime)
        .attr("lang", language.clone())
        .attr("data-until", until(entry, &clocks.zone))
        .attr("data-local", (!text.is_all_day).then_some("time"))
        .attr("data-floating", text.is_floating.then_some(""))
        .child(shown);
    // For screen readers, which ignore the tile.
    let day = words.day(date, date.year() != clocks.zone.civil_at(now).year());
    let day = element("time")
        .attr("datetime", sheet.datetime.clone())
        .attr("lang", language.clone())
        .attr("data-local", "day")
        .child(day);
    let when = untranslated("p")
        .class("next-event-when")
        .child(time)
        .child(" ")
        .child(element("span").class("next-event-zone").child(city(clocks.zone.name())))
        .child(element("span").class("visually-hidden").child(", ").child(day));
    let join = text.join.map(|join| strong_join(join, &text.title));
    let link = element("a")
        .attr("href", "#calendar-title")
        .attr("target", "_self")
        .child(element("bdi").attr("lang", languages::content()).child(text.title));
    let actions = element("div").class("next-event-actions").child(join).child(add_menu(text.link));
    element("div")
        .class("next-event")
        .attr(KEY, text.key)
        .child(date_tile(sheet, &language))
        .child(label)
        .child(element("p").class("next-event-title").child(link))
        .child(when)
        .child(actions)
}

/// The time until the start, or until the end.
fn countdown(entry: &Entry, is_running: bool, today: NaiveDate, now: Instant, words: &dyn Words) -> String {
    let (prefix, time, day) = if is_running {
        (" · ends ", entry.end, entry.last_day())
    } else {
        (" · ", entry.start, entry.start_here.date())
    };
    let days = day.signed_duration_since(today).num_days();
    let (unit, amount) = ahead(minutes_until(time, now), days);
    format!("{prefix}{}", words.relative(unit, amount))
}

/// The attribute of an event with its key.
const KEY: &str = "data-key";

/// Opens an event in the calendar when its title is pressed.
pub fn follow(open_event: OpenEvent) {
    document::on_click_in(".next-event-title > a", move |event| {
        if let Some(key) = document::attribute_around(event, KEY) {
            open_event.show(&key);
        }
    });
}

/// The number of minutes until a time, rounded up.
fn minutes_until(time: Instant, now: Instant) -> i64 {
    (time.since(now) + 59).max(0) / 60
}
