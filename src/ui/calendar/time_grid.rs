//! The day and week views: days by hour.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::chip::{bar, chip, pressed_chip};
use super::open_event::OpenEvent;
use super::shown_events::ShownEvents;
use super::view_state::{TITLE, ViewState};
use crate::browser::{clock, focus, scrolling};
use crate::calendar::text::grid_text::{
    BlockText, DayName, SecondAxisText, TimeGridDayText, TimeGridText, time_grid_text,
};
use crate::calendar::views::period::{Period, View};
use crate::calendar::views::time_grid::{TimeGrid as TimeGridLayout, time_grid};
use crate::ui::address::Step;
use crate::ui::effect::effect;
use crate::ui::lazy_part::lazy_part;
use crate::ui::static_element::{StaticElement, changing_words, element, untranslated};
use crate::ui::visitor::Visitor;

/// If there are more events than this, each day is rendered in a separate task.
const MAX_EVENTS_PER_TASK: usize = 80;

/// The part of the day that a frame shows at once.
const VISIBLE: f64 = 10.0 / 24.0;

/// How far above an event the grid scrolls, as a part of the axis.
const LEAD: f64 = 0.6 / 24.0;

const FRAME: &str = "time-grid-frame";
const DAYS: &str = "time-grid-days";

lazy_part!(time_grid: fn(TimeGridProps) -> AnyView = |props| TimeGrid(props).into_any());

/// The day or week that is shown, by hour, with a line at the current time.
#[component]
pub fn TimeGrid(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
    /// The view and date that are shown.
    view_state: ViewState,
    /// The events.
    events: ShownEvents,
    /// The event that is open.
    open_event: OpenEvent,
) -> impl IntoView {
    let entries = events.entries(visitor);
    let grid: Memo<TimeGridLayout> = Memo::new(move |_| {
        let (period, now, zone) = (view_state.period.get(), visitor.minute.get(), visitor.zone.get());
        let week = visitor.words.with(|words| words.week());
        let first = period.days(week.start).0;
        let length = if period.view == View::Day { 1 } else { 7 };
        entries.with(|entries| time_grid(entries, (first, length), now, &week, &zone))
    });
    // Without the line at the current time, so that the texts do not change each minute.
    let text = Memo::new(move |_| {
        let (date, clocks, words) = (view_state.period.get().date, visitor.clocks.get(), visitor.words.get());
        grid.with(|grid| time_grid_text(grid, date, &clocks, words.as_ref()))
    });
    let begin = Memo::new(move |_| {
        let date = view_state.period.get().date;
        // Untracked, so that the grid does not scroll each minute.
        let now = grid.with_untracked(|grid| (0..grid.days.len()).find_map(|index| now_on(grid, index)));
        text.with(|text| (first_column(text, date), first_position(text, now)))
    });
    // The part of the axis that is in sight.
    let visible = RwSignal::new((0.0, 1.0));
    let measure = move || {
        if let Some(part) = scrolling::visible_part(FRAME, DAYS) {
            // The event is asynchronous: the grid may have been removed.
            visible.try_set(part);
        }
    };
    effect(move || {
        let (column, position) = begin.get();
        if !visitor.is_mounted.get() {
            return;
        }
        // In the next frame: measuring before it would force a second layout.
        clock::next_frame(move || {
            scrolling::scroll_inside(FRAME, DAYS, column, position);
            measure();
        });
    });
    let language = move || visitor.words.with(|words| words.language());
    let notes = move || {
        let all = text.with(|text| {
            let second = text.second.as_ref().and_then(|second| second.change.clone());
            [text.left_out.clone(), text.change.clone(), second]
        });
        all.into_iter()
            .flatten()
            .map(|note| element("p").class("time-grid-note").attr("role", "note").child(note))
            .collect::<Vec<_>>()
    };
    let content = move || {
        let text = text.get();
        let length = text.days.len();
        let heads: Vec<_> = text.days.iter().map(|day| day.day.clone()).collect();
        let bars: Vec<_> = text.bars.into_iter().map(|it| bar(it, "time-grid-bar")).collect();
        let marks: Vec<_> = text
            .hours
            .into_iter()
            .map(|(at, time, again)| mark(at, time).attr("data-again", again.then_some("")))
            .collect();
        let is_double = text.second.is_some();
        let city_labels = text.second.as_ref().map(city_labels);
        let second = text.second.map(second_axis);
        let is_dense = text.is_dense;
        let is_full = text.days.iter().map(|day| day.blocks.len()).sum::<usize>() > MAX_EVENTS_PER_TASK;
        let days = text
            .days
            .into_iter()
            .enumerate()
            .map(|(index, day)| view! { <TimeGridDay day index grid is_dense is_full /> })
            .collect_view();
        view! {
            <div class="time-grid" data-dense=text.is_dense.then_some("") data-two-clocks=is_double.then_some("") style=("--days", length.to_string()) style=("--length", css(text.length))>
                {city_labels}
                <div class="time-grid-heads">
                    {heads.into_iter().map(|day| view! { <DayHeading day view_state /> }).collect_view()}
                </div>
                <div class="time-grid-bars" style=("--lanes", text.lanes.to_string())>{bars}</div>
                <div class="time-grid-axis" aria-hidden="true">{marks} {second}</div>
                <div class="time-grid-days" id=DAYS>{days}</div>
            </div>
        }
    };
    view! {
        {notes}
        <div class="time-grid-around">
            <div
                class="time-grid-frame"
                id=FRAME
                role="group"
                aria-labelledby=TITLE
                tabindex="0"
                lang=language
                on:scroll=move |_| measure()
                on:click=move |event| {
                    if let Some(key) = pressed_chip(&event) {
                        open_event.show(&key);
                    }
                }
            >
                {content}
            </div>
            <OutOfSight text visible begin />
        </div>
    }
}

/// Tells how many events are above and below the part that is in sight; a press scrolls to the nearest of them.
#[component]
fn OutOfSight(
    text: Memo<TimeGridText>,
    /// The part of the axis that is in sight.
    visible: RwSignal<(f64, f64)>,
    /// The column and the position that the grid scrolls to at first.
    begin: Memo<(f64, f64)>,
) -> impl IntoView {
    move || {
        let (top, bottom) = visible.get();
        text.with(|text| {
            let blocks = || text.days.iter().flat_map(|day| &day.blocks);
            let earlier = blocks().filter(|block| block.top + block.height <= top);
            let later = blocks().filter(|block| block.top >= bottom);
            let before = earlier.clone().map(|block| block.top).fold(0.0, f64::max);
            let after = later.clone().map(|block| block.top).fold(1.0, f64::min);
            let column = begin.get_untracked().0;
            let hint = |count: usize, edge: &'static str, words: &'static str, to: f64| {
                let on_click = move |_| {
                    scrolling::scroll_inside(FRAME, DAYS, column, (to - LEAD).max(0.0));
                    // The hint is removed.
                    focus::move_to(FRAME);
                };
                (count > 0).then(|| {
                    view! {
                        <button
                            type="button"
                            class="time-grid-hint"
                            data-edge=edge
                            style=("--lanes", text.lanes.to_string())
                            on:click=on_click
                        >
                            {changing_words(format!("{count} {words}"))}
                        </button>
                    }
                })
            };
            (hint(earlier.count(), "top", "earlier", before), hint(later.count(), "bottom", "later", after))
        })
    }
}

/// The position of the current time on the axis of a day, from 0 to 1. `None` if the day is not today.
fn now_on(grid: &TimeGridLayout, index: usize) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "minutes of a day are few")]
    Some(grid.days.get(index)?.now? as f64 / grid.minutes as f64)
}

/// The position to scroll to: shortly before an event, so that as many events as possible are in sight; before eight if
/// that shows as many. If one of the days is today, the position `now` of the current time is in sight too.
fn first_position(text: &TimeGridText, now: Option<f64>) -> f64 {
    let tops = || text.days.iter().flat_map(|day| &day.blocks).map(|block| block.top);
    let is_in_sight = |from: f64, at: f64| (from..from + VISIBLE).contains(&at);
    let in_sight = |from: f64| tops().filter(|top| is_in_sight(from, *top)).count();
    let shows_now = |from: f64| now.is_none_or(|now| is_in_sight(from, now));
    let eight = 8.0 / 24.0;
    let first = now.filter(|_| !shows_now(eight)).unwrap_or(eight);
    let mut best = (first, in_sight(first));
    for top in tops().filter(|top| shows_now(*top)) {
        let count = in_sight(top);
        if count > best.1 {
            best = (top, count);
        }
    }
    (best.0 - LEAD).max(0.0)
}

/// The number of lines of text that fit into an event; `style/components/time-grid.css` has the same heights.
const fn lines(minutes: i64, is_dense: bool) -> i64 {
    let pixels = minutes * if is_dense { 96 } else { 56 } / 60;
    let lines = (pixels - 4) / 17;
    if lines < 1 { 1 } else { lines }
}

/// The start of the column of `date`, to scroll to where not all days fit.
fn first_column(text: &TimeGridText, date: NaiveDate) -> f64 {
    let index = text.days.iter().position(|day| day.day.date == date).unwrap_or(0);
    #[expect(clippy::cast_precision_loss, reason = "days of a week are few")]
    let column = index as f64 / text.days.len().max(1) as f64;
    column
}

/// A number that is not negative as CSS, with five decimals. (The formatting of `f64` would add a table of powers of
/// ten to the app.)
fn css(number: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "parts of a day are small")]
    let parts = (number * 100_000.0).round() as u32;
    format!("{}.{:05}", parts / 100_000, parts % 100_000)
}

fn mark(at: f64, time: String) -> StaticElement {
    untranslated("span").class("time-grid-mark").style("--at", css(at)).child(time)
}

/// The cities of both clocks, above their hours.
fn city_labels(scale: &SecondAxisText) -> StaticElement {
    let city = |name: &String| untranslated("span").child(name.clone());
    element("p").class("time-grid-places").child(city(&scale.city)).child(city(&scale.first_city))
}

/// The hours of the second clock, next to those of the first.
fn second_axis(scale: SecondAxisText) -> Vec<StaticElement> {
    let hours = scale.hours.into_iter().map(|(at, time, ahead)| {
        mark(at, time).attr("data-second-clock", "").child(ahead.map(|ahead| element("sup").child(ahead)))
    });
    hours.collect()
}

#[component]
fn DayHeading(day: DayName, view_state: ViewState) -> impl IntoView {
    let date = day.date;
    view! {
        <button
            type="button"
            class="time-grid-head"
            translate="no"
            aria-current=day.is_today.then_some("date")
            data-weekend=day.is_weekend.then_some("")
            on:click=move |_| {
                view_state.show(Period { view: View::Day, date }, Step::New);
                focus::move_to_soon(TITLE.to_owned());
            }
        >
            {element("span").attr("aria-hidden", "true").child(day.weekday)}
            {element("strong").attr("aria-hidden", "true").child(day.number)}
            {element("span").class("visually-hidden").child(day.label)}
        </button>
    }
}

#[component]
fn TimeGridDay(
    day: TimeGridDayText,
    index: usize,
    grid: Memo<TimeGridLayout>,
    is_dense: bool,
    is_full: bool,
) -> impl IntoView {
    // In a full grid, each day is rendered in a task of its own, so that the browser can respond in between.
    let is_rendered = RwSignal::new(!is_full);
    effect(move || {
        if !is_rendered.get_untracked() {
            clock::after(0, move || {
                is_rendered.try_set(true);
            });
        }
    });
    let holes = day.holes.into_iter().map(|(from, to)| {
        element("i").class("time-grid-hole").style("--at", css(from)).style("--for", css(to - from))
    });
    let now = Memo::new(move |_| grid.with(|grid| now_on(grid, index)));
    let line = move || now.get().map(|at| element("i").class("time-grid-now").style("--at", css(at)));
    let blocks = StoredValue::new(day.blocks);
    let blocks = move || {
        is_rendered.get().then(|| {
            let blocks = blocks.get_value().into_iter();
            blocks.map(|it| block(it, is_dense)).collect_view()
        })
    };
    view! {
        <div class="time-grid-day" role="group" aria-label=day.day.label data-weekend=day.day.is_weekend.then_some("")>
            {holes.collect_view()} <ol role="list">{blocks}</ol> {line}
        </div>
    }
}

fn block(block: BlockText, is_dense: bool) -> StaticElement {
    let lines = lines(block.minutes, is_dense);
    element("li")
        .class("time-grid-block")
        .style("--at", css(block.top))
        .style("--for", css(block.height))
        .style("--lane", block.lane)
        .style("--lanes", block.lanes)
        .style("--lines", lines)
        .attr("data-one-line", (lines < 2).then_some(""))
        .child(chip(block.chip))
}
