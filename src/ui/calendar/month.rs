//! The month view: a grid of days.

use chrono::{Datelike as _, NaiveDate};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::prelude::*;

use super::agenda_day::agenda_day;
use super::chip::{bar, chip, pressed_chip};
use super::hues::Hues;
use super::open_event::OpenEvent;
use super::shown_events::ShownEvents;
use super::swipe::Swipe;
use super::view_state::{TITLE, ViewState};
use crate::browser::{clock, document, focus};
use crate::calendar::text::agenda_text::day_text;
use crate::calendar::text::grid_text::{MonthCell, month_cells, weekdays};
use crate::calendar::time::{date_plus, date_text};
use crate::calendar::views::agenda::{self, on_day};
use crate::calendar::views::month_grid::month_grid;
use crate::calendar::views::period::{Period, View};
use crate::page::address::read_date;
use crate::ui::address::Step;
use crate::ui::announcer::Announcer;
use crate::ui::lazy_part::lazy_part;
use crate::ui::static_element::{StaticElement, element, untranslated};
use crate::ui::visitor::Visitor;

const GRID: &str = "month";
/// Marks the elements of a cell that open its day.
const OPENS_DAY: &str = "data-opens-day";

lazy_part!(month: fn(MonthProps) -> AnyView = |props| Month(props).into_any());

/// The month that is shown; arrow keys move from day to day, as in the WAI-ARIA grid pattern.
#[component]
pub fn Month(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The view and date that are shown.
    view_state: ViewState,
    /// The events.
    events: ShownEvents,
    /// The event that is open.
    open_event: OpenEvent,
    /// Whether the cells show only dots; the events of the selected day are then listed below the grid.
    is_narrow: RwSignal<bool>,
) -> impl IntoView {
    let entries = events.entries(visitor);
    let weeks = Memo::new(move |_| {
        let (period, today) = (view_state.period.get(), view_state.today.get());
        let (clocks, words) = (visitor.clocks.get(), visitor.words.get());
        let grid = entries.with(|entries| month_grid(entries, period, today, &words.week()));
        month_cells(&grid, &clocks, words.as_ref())
    });
    let names = move || visitor.words.with(|words| weekdays(&words.week(), words.as_ref()));
    let heads = move || {
        names()
            .into_iter()
            .map(|name| element("span").attr("role", "columnheader").child(name))
            .collect_view()
    };
    let announcer = Announcer::of_page();
    let on_key = move |event: KeyboardEvent| {
        let period = view_state.period.get_untracked();
        let focused = document::attribute_around(&event, "id").and_then(|id| date_of_day(&id));
        let from = Period { date: focused.unwrap_or(period.date), ..period };
        let Some(date) = target(&event, from, visitor) else { return };
        event.prevent_default();
        let month = |date: NaiveDate| (date.year(), date.month());
        let is_other_month = month(date) != month(period.date);
        view_state.show(Period { date, ..period }, Step::InPlace);
        if is_other_month {
            announcer.say(visitor.words.with_untracked(|words| words.month(date)));
        }
        focus::move_to_soon(day_id(date));
    };
    let swipe = Swipe::new(move |steps| {
        view_state.show(view_state.period.get_untracked().moved(steps), Step::New);
        announcer
            .say(visitor.words.with_untracked(|words| words.month(view_state.period.get_untracked().date)));
    });
    let rows = move || {
        // The cells are rendered again, for example at midnight; if one had the focus, the selected day gets it.
        if visitor.is_live.get_untracked() && focus::is_within(GRID) {
            clock::after(0, move || focus::move_to(&day_id(view_state.period.get_untracked().date)));
        }
        let is_narrow = is_narrow.get();
        weeks
            .get()
            .into_iter()
            .map(|week| {
                let cells =
                    week.into_iter().map(|cell| view! { <MonthDay cell is_narrow view_state open_event /> });
                let cells = cells.collect_view();
                view! { <div role="row" class="month-week">{cells}</div> }
            })
            .collect_view()
    };
    let day = Memo::new(move |_| {
        let (period, now, clocks, words) =
            (view_state.period.get(), visitor.minute.get(), visitor.clocks.get(), visitor.words.get());
        let touching = entries.with(|entries| on_day(entries, period.date));
        let changes = open_event.changes.get();
        let day = agenda::AgendaDay { date: period.date, entries: touching };
        day_text(&day, &clocks, &changes, now, words.as_ref())
    });
    let list = move || {
        is_narrow.get().then(|| view! { <ol class="month-list" role="list">{agenda_day(day.get())}</ol> })
    };
    let language = move || visitor.words.with(|words| words.language());
    view! {
        <div
            class="month"
            id=GRID
            role="grid"
            aria-labelledby=TITLE
            lang=language
            on:keydown=on_key
            on:pointerdown=move |event| swipe.begin(&event)
            on:pointerup=move |event| swipe.end(&event)
        >
            <div role="row" class="month-head" translate="no">{heads}</div>
            {rows}
        </div>
        {list}
    }
}

const DAY_ID: &str = "day-";

fn day_id(date: NaiveDate) -> String {
    [DAY_ID, &date_text(date)].concat()
}

fn date_of_day(id: &str) -> Option<NaiveDate> {
    read_date(id.strip_prefix(DAY_ID)?)
}

/// The day that a key moves to.
fn target(event: &KeyboardEvent, period: Period, visitor: Visitor) -> Option<NaiveDate> {
    // With these modifiers, the key is a shortcut of the browser.
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    let week_start = visitor.words.with_untracked(|words| words.week().start);
    let (first, last) = Period { view: View::Week, ..period }.days(week_start);
    // In a right-to-left page, the days run from right to left too.
    let forward = if document::is_right_to_left() { -1 } else { 1 };
    Some(match event.key().as_str() {
        "ArrowLeft" => date_plus(period.date, -forward),
        "ArrowRight" => date_plus(period.date, forward),
        "ArrowUp" => date_plus(period.date, -7),
        "ArrowDown" => date_plus(period.date, 7),
        "Home" => first,
        "End" => last,
        "PageUp" => period.moved(if event.shift_key() { -12 } else { -1 }).date,
        "PageDown" => period.moved(if event.shift_key() { 12 } else { 1 }).date,
        _ => return None,
    })
}

#[component]
fn MonthDay(cell: MonthCell, is_narrow: bool, view_state: ViewState, open_event: OpenEvent) -> impl IntoView {
    let date = cell.day.date;
    let is_shown = Memo::new(move |_| view_state.period.get().date == date);
    let tab = move || if is_shown.get() { "0" } else { "-1" };
    let open_day = move || {
        view_state.show(Period { view: View::Day, date }, Step::New);
        focus::move_to_soon(TITLE.to_owned());
    };
    let on_click = move |event: MouseEvent| {
        if let Some(key) = pressed_chip(&event) {
            open_event.show(&key);
        } else if document::attribute_around(&event, OPENS_DAY).is_some() {
            open_day();
        } else {
            view_state.show(Period { view: View::Month, date }, Step::InPlace);
        }
    };
    let dots = (is_narrow && cell.count > 0).then(|| dots(&cell));
    let number = untranslated("span")
        .class("month-number")
        .attr("aria-hidden", "true")
        .attr(OPENS_DAY, (!is_narrow).then_some(""))
        .child(cell.day.number);
    let label =
        element("time").class("visually-hidden").attr("datetime", cell.day.datetime).child(cell.day.label);
    let events = (!is_narrow).then(|| {
        let bars: Vec<_> = cell.bars.into_iter().map(|it| bar(it, "month-bar")).collect();
        let chips: Vec<_> = cell.chips.into_iter().map(chip).collect();
        let more = cell.more.map(|more| {
            element("button").attr("type", "button").class("month-more").attr(OPENS_DAY, "").child(more)
        });
        let chips = element("span").class("month-chips").child(chips).child(more);
        (bars, chips)
    });
    view! {
        <div
            role="gridcell"
            class="month-day"
            id=day_id(date)
            tabindex=tab
            aria-current=cell.day.is_today.then_some("date")
            aria-selected=move || is_shown.get().to_string()
            data-outside=(!cell.is_in_month).then_some("")
            data-weekend=cell.day.is_weekend.then_some("")
            data-lanes=(cell.lanes > 0).then(|| cell.lanes.to_string())
            style=("--lanes", cell.lanes.to_string())
            on:click=on_click
            on:dblclick=move |_| open_day()
            on:keydown=move |event| {
                if event.key() == "Enter" && event.target() == event.current_target() {
                    event.prevent_default();
                    open_day();
                }
            }
        >
            {number}
            {label}
            {dots}
            {events}
        </div>
    }
}

/// The maximum number of dots of a day.
const DOTS: usize = 3;

/// One dot for each event of a day, at most [`DOTS`], in the hue of the event. An event that began on an earlier day
/// has the accent colour.
fn dots(cell: &MonthCell) -> StaticElement {
    let own = cell.bars.iter().map(|bar| &bar.chip).chain(&cell.chips);
    let hues = own.map(|chip| Hues::of_event(&chip.category, &chip.color)).chain(std::iter::repeat(None));
    let dots = hues.take(cell.count.min(DOTS));
    let dots: Vec<_> = dots.map(|hue| element("span").class("month-dot").attr("data-hue", hue)).collect();
    element("span").class("month-dots").attr("aria-hidden", "true").child(dots)
}
