//! The next meeting, or those that are running, on the first screen.

use chrono::Datelike as _;
use leptos::prelude::*;

use super::add_menu::AddMenu;
use super::join::strong_join;
use super::open_event::OpenEvent;
use super::state::CalendarState;
use crate::calendar::When;
use crate::calendar::ics::zone_names::city;
use crate::calendar::text::agenda_text::{self, EntryText, TileText, entry_text, tile_text};
use crate::calendar::time::words::{Words, ahead};
use crate::calendar::time::{Instant, date_text, midnight};
use crate::calendar::views::agenda::{Entry, next_entries};
use crate::calendar::views::clocks::Clocks;
use crate::calendar::views::freshness::is_clock_behind;
use crate::ui::date_tile::date_tile;
use crate::ui::languages::{self, interface, interface_direction};
use crate::ui::static_element::{changing_words, element, untranslated};
use crate::ui::visitor::Visitor;

/// The maximum number of events that are shown.
const MAX_EVENTS: usize = 4;

/// The texts of one of these events.
#[derive(Clone, PartialEq)]
struct NextText {
    entry: Entry,
    text: EntryText,
    tile: TileText,
    until: Option<String>,
    language: String,
    zone: String,
    /// The date for screen readers, which ignore the tile.
    day: String,
}

impl NextText {
    fn of(entry: &Entry, clocks: &Clocks, now: Instant, words: &dyn Words) -> Self {
        let date = entry.start_here.date();
        // The date of a floating event is the same in every zone.
        let is_floating = matches!(entry.occurrence.when, When::Floating { .. });
        let datetime = if is_floating { date_text(date) } else { entry.datetime() };
        Self {
            text: entry_text(entry, midnight(date), clocks, now, words),
            tile: tile_text(date, datetime, words),
            until: agenda_text::until(entry, &clocks.zone),
            language: words.language(),
            zone: city(clocks.zone.name()),
            day: words.day(date, date.year() != clocks.zone.civil_at(now).year()),
            entry: entry.clone(),
        }
    }
}

/// The next meeting, or those that are running, with the time until then, a link to join and a menu to add it to a
/// calendar. The built HTML has the next meeting as of the build.
#[component]
pub fn NextEvent(
    /// The events.
    state: CalendarState,
) -> impl IntoView {
    let CalendarState { visitor, source, events, open_event, filter_state, .. } = state;
    let next = Memo::new(move |_| {
        let (now, clocks, words) = (visitor.minute.get(), visitor.clocks.get(), visitor.words.get());
        // With a wrong clock, no meeting is shown as the next.
        if visitor.is_live.get() && is_clock_behind(now, source.built_in) {
            return Vec::new();
        }
        events.days_ahead.with(|days| {
            let next = next_entries(days, now).into_iter().take(MAX_EVENTS);
            next.map(|entry| NextText::of(entry, &clocks, now, words.as_ref())).collect()
        })
    });
    let is_filtered = filter_state.is_set;
    let section = move || {
        let next = next.get();
        (!next.is_empty()).then(|| {
            let cards =
                next.into_iter().map(|next| card(next, visitor, &open_event, is_filtered)).collect_view();
            view! {
                <section class="next-events" lang=interface() aria-label="Next meeting">
                    {cards}
                </section>
            }
        })
    };
    view! { <div class="next-events-place" data-island="next-event">{section}</div> }
}

fn card(
    next: NextText,
    visitor: Visitor,
    open_event: &OpenEvent,
    is_filtered: Memo<bool>,
) -> impl IntoView + use<> {
    let open_event = *open_event;
    let NextText { entry, text, tile, until, language, zone, day } = next;
    let (start, end) = (entry.start, entry.end);
    let (first_day, last_day) = (entry.start_here.date(), entry.last_day());
    let is_running = Memo::new(move |_| entry.is_running(visitor.minute.get()));
    // The card does not follow the filter.
    let label = move || match (is_running.get() && visitor.is_live.get(), is_filtered.get()) {
        (true, _) => changing_words("Happening now"),
        (false, true) => changing_words("Next of all meetings"),
        (false, false) => changing_words("Next meeting"),
    };
    // The built HTML has no countdown, because the time of the visit is not known; `src/boot/local_times.js` adds it.
    let countdown = move || {
        let now = visitor.minute.get();
        if !visitor.is_live.get() {
            return None;
        }
        let (prefix, time, day) =
            if is_running.get() { (" · ends ", end, last_day) } else { (" · ", start, first_day) };
        let days = day.signed_duration_since(visitor.today.get()).num_days();
        let (unit, amount) = ahead(minutes_until(time, now), days);
        Some(format!("{prefix}{}", visitor.words.with(|words| words.relative(unit, amount))))
    };
    let timer_language = language.clone();
    let timer = move || {
        let timer = untranslated("span").class("next-event-countdown").attr("role", "timer");
        timer.attr("lang", timer_language.clone()).child(countdown())
    };
    let shown = if text.is_all_day { "All day".to_owned() } else { text.time.words };
    let local = (!text.is_all_day).then_some("time");
    let floating = text.is_floating.then_some("");
    let time = element("time")
        .attr("datetime", text.time.datetime)
        .attr("lang", language.clone())
        .attr("data-until", until)
        .attr("data-local", local)
        .attr("data-floating", floating)
        .child(shown);
    let date = element("time")
        .attr("datetime", tile.datetime.clone())
        .attr("lang", language.clone())
        .attr("data-local", "day")
        .child(day);
    let when = untranslated("p")
        .class("next-event-when")
        .child(time)
        .child(" ")
        .child(element("span").class("next-event-zone").child(zone))
        .child(element("span").class("visually-hidden").child(", ").child(date));
    let title = text.title.clone();
    let open_key = text.link.clone();
    view! {
        <div class="next-event" data-key=text.key>
            {date_tile(tile, &language)}
            <p class="next-event-label" dir=interface_direction()>
                {label} {timer}
            </p>
            <p class="next-event-title">
                <a href="#calendar-title" target="_self" on:click=move |_| open_event.show(&open_key)>
                    {element("bdi").attr("lang", languages::content()).child(text.title)}
                </a>
            </p>
            {when}
            <div class="next-event-actions">
                {text.join.map(|join| strong_join(join, &title))}
                <AddMenu open_event link=text.link />
            </div>
        </div>
    }
}

/// The number of minutes until a time, rounded up.
fn minutes_until(time: Instant, now: Instant) -> i64 {
    (time.since(now) + 59).max(0) / 60
}
