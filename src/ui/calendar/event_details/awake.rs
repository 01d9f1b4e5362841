//! The local times of an occurrence in other zones.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::browser::focus;
use crate::calendar::text::event_details_text::AwakeText;
use crate::ui::announcer::Announcer;
use crate::ui::calendar::zone_dialog::{Purpose, ZoneButton, ZoneChooser};
use crate::ui::icon::icon;
use crate::ui::static_element::{element, untranslated};
use crate::ui::visitor::Visitor;

/// The local time of an occurrence in the community's usual zones and in those that the visitor has added, each
/// marked as day or night.
#[component]
pub fn Awake(
    /// The zones, from west to east.
    zones: Vec<AwakeText>,
    /// The language of the times.
    language: String,
    /// The visitor's zone, clock and language.
    visitor: Visitor,
) -> impl IntoView {
    let chooser = use_context::<ZoneChooser>();
    let zones = zones.into_iter().map(|it| item(it, language.clone(), visitor)).collect_view();
    let add = chooser.map(|chooser| {
        view! { <ZoneButton chooser purpose=Purpose::Awake>"Add a place"</ZoneButton> }
    });
    view! {
        <ul class="event-details-awake" role="list">{zones}</ul>
        {add}
    }
}

fn item(it: AwakeText, language: String, visitor: Visitor) -> impl IntoView {
    let announcer = Announcer::of_page();
    let (sky, hours) = if it.is_night { ("moon", "night") } else { ("sun", "day") };
    let is_added = visitor.awake_zones.with_untracked(|added| added.contains(&it.zone));
    let label = format!("Remove {}", it.city);
    let gone = format!("{} was removed from the list", it.city);
    let zone = it.zone;
    let remove = is_added.then(|| {
        let on_click = move |event: MouseEvent| {
            focus::move_out_of(&event);
            visitor.change_awake_zones(|added| added.retain(|other| *other != zone));
            announcer.say(gone.clone());
        };
        view! {
            <button type="button" class="event-details-awake-remove" aria-label=label on:click=on_click>
                {icon("close")}
            </button>
        }
    });
    let place = element("span")
        .class("event-details-awake-place")
        .child(untranslated("bdi").child(it.city))
        .child(it.is_own.then_some(" (you)"));
    let words = |words| untranslated("bdi").attr("lang", language.clone()).child(words);
    let time = element("span")
        .class("event-details-awake-time")
        .child(words(it.time))
        .child(it.day.map(|day| (", ", words(day))))
        .child(it.is_night.then_some(", at night"));
    view! {
        <li data-hours=hours>
            {icon(sky)}
            {place}
            {time}
            {remove}
        </li>
    }
}
