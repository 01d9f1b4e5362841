//! What time a meeting is where people live.

use leptos::prelude::*;

use crate::calendar::text::event_details_text::AwakeText;
use crate::ui::announcer::Announcer;
use crate::ui::calendar::zone_dialog::{Purpose, ZoneButton, ZoneChooser};
use crate::ui::icon::Icon;
use crate::ui::reader::Reader;

/// The time in the zones of the community and of those whom the reader thinks of, night told from day.
#[component]
pub fn Awake(
    /// The zones, from west to east.
    zones: Vec<AwakeText>,
    /// The language of the times.
    language: String,
    /// Who reads.
    reader: Reader,
) -> impl IntoView {
    let chooser = use_context::<ZoneChooser>();
    let zones = zones.into_iter().map(|it| line(it, language.clone(), reader)).collect_view();
    let add = chooser.map(|chooser| {
        view! { <ZoneButton chooser purpose=Purpose::Awake>"Add a place"</ZoneButton> }
    });
    view! {
        <ul class="event-details-awake" role="list">{zones}</ul>
        {add}
    }
}

fn line(it: AwakeText, language: String, reader: Reader) -> impl IntoView {
    let announcer = Announcer::of_page();
    let (icon, hours) = if it.is_night { ("moon", "night") } else { ("sun", "day") };
    let is_added = reader.awake_zones.with(|added| added.contains(&it.zone));
    let label = format!("Remove {}", it.city);
    let gone = format!("{} is not in the list any more", it.city);
    let zone = it.zone;
    let remove = is_added.then(|| {
        let on_click = move |_| {
            reader.change_awake_zones(|added| added.retain(|other| *other != zone));
            announcer.say(gone.clone());
        };
        view! {
            <button type="button" class="event-details-awake-remove" aria-label=label on:click=on_click>
                <Icon name="close" />
            </button>
        }
    });
    view! {
        <li data-hours=hours>
            <Icon name=icon />
            <span class="event-details-awake-place">{it.city} {it.is_own.then_some(" (you)")}</span>
            <span class="event-details-awake-time">
                <bdi lang=language.clone()>{it.time}</bdi>
                {it.day.map(|day| view! { ", " <bdi lang=language>{day}</bdi> })}
                {it.is_night.then_some(", at night")}
            </span>
            {remove}
        </li>
    }
}
