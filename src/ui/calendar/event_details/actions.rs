//! Actions for an event: add it to a calendar, or share it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::copy_action::CopyAction;
use super::{part, with_context};
use crate::browser::zone::BrowserZones;
use crate::browser::{clock, download, location, share};
use crate::calendar::export::links::AddLinks;
use crate::calendar::ics::event::Status;
use crate::calendar::time::date_text;
use crate::calendar::{Occurrence, export};
use crate::page::address::Address;
use crate::ui::announcer::Announcer;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::icon::Icon;
use crate::ui::smart_link::SmartLink;

/// Buttons and links to add an event to a calendar and to share it.
#[component]
pub fn Actions(
    /// The event that is open.
    open_event: OpenEvent,
    /// The occurrence.
    occurrence: Occurrence,
    /// The links to other calendars.
    links: AddLinks,
) -> impl IntoView {
    let in_series = occurrence.in_series;
    let add = links.occurrence.into_iter().map(|(service, url)| {
        view! { <li><SmartLink url class="event-details-action">{service.name()}</SmartLink></li> }
    });
    let (one, all) = (occurrence.clone(), occurrence.clone());
    let save_one = move || Some(export::occurrence(&one, &BrowserZones, clock::now()));
    let save_all = move || {
        let feed = open_event.source.feed()?;
        export::feed(&feed, Some(&all.uid), &BrowserZones, clock::now())
    };
    let name = file_name(&occurrence, &open_event, true);
    // A cancelled occurrence cannot be added to a calendar.
    let one = (occurrence.status != Status::Cancelled).then(|| {
        let list = view! {
            <ul class="event-details-actions" role="list">
                {add.collect_view()}
                <li>
                    <SaveFile name save=save_one />
                </li>
            </ul>
        };
        part(if in_series { "Add this one" } else { "Add to a calendar" }, list.into_any())
    });
    let series = (links.series_to_google.is_some() || links.has_series_file).then(|| {
        let name = file_name(&occurrence, &open_event, false);
        let google = links.series_to_google.map(|url| {
            view! { <li><SmartLink url class="event-details-action">"Google"</SmartLink></li> }
        });
        let file = links.has_series_file.then(|| view! { <li><SaveFile name save=save_all /></li> });
        part(
            "Add the series",
            view! { <ul class="event-details-actions" role="list">{google} {file}</ul> }.into_any(),
        )
    });
    let subscribe = (one.is_some() || series.is_some()).then(|| {
        view! {
            <p class="event-details-subscribe">
                "A copy does not follow changes. "
                <a href="#official-calendar" target="_self" on:click=move |_| open_event.leave()>
                    "Subscribe to the calendar"
                </a>
                ", and they come by themselves."
            </p>
        }
    });
    view! {
        {subscribe}
        {one}
        {series}
        <ShareActions open_event occurrence />
    }
}

/// A button that saves a calendar file.
#[component]
fn SaveFile<F>(name: String, save: F) -> impl IntoView
where
    F: Fn() -> Option<String> + Send + 'static,
{
    let announcer = Announcer::of_page();
    let on_click = move |_| {
        let is_saved = save().is_some_and(|text| download::save(&name, "text/calendar;charset=utf-8", &text));
        announcer.say(if is_saved {
            "The calendar file is saved"
        } else {
            "The calendar file could not be made"
        });
    };
    view! {
        <button type="button" class="event-details-action" on:click=on_click>
            <Icon name="download" />
            ".ics file"
        </button>
    }
}

#[component]
fn ShareActions(open_event: OpenEvent, occurrence: Occurrence) -> impl IntoView {
    let address = location::address_with(&Address::of_event(&occurrence.link_key()).query());
    let plain = |with: Option<&str>| {
        untrack(|| with_context(&open_event, &occurrence, |context| context.plain_text(with)))
    };
    let text = plain(address.as_deref());
    let share = address.clone().filter(|_| share::is_there()).map(|address| {
        let (title, text) = (occurrence.details.summary.clone(), plain(None));
        let on_click = move |_| {
            let (title, text, address) = (title.clone(), text.clone(), address.clone());
            spawn_local(async move { share::share(&title, &text, &address).await });
        };
        view! {
            <li>
                <button type="button" class="event-details-action" on:click=on_click>
                    <Icon name="share" />
                    "Share"
                </button>
            </li>
        }
    });
    let link = address.map(|address| {
        view! { <li><CopyAction text=address words="Copy link" said="The link" icon="link" /></li> }
    });
    let list = view! {
        <ul class="event-details-actions" role="list">
            {link}
            <li><CopyAction text words="Copy as text" said="The event" icon="copy" /></li>
            {share}
        </ul>
    };
    part("Pass it on", list.into_any())
}

/// A file name that works on most systems: the letters and digits of the title, and the date if `with_date`.
fn file_name(occurrence: &Occurrence, open_event: &OpenEvent, with_date: bool) -> String {
    let title = occurrence.details.summary.to_lowercase();
    let words: Vec<_> =
        title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut name: String = words.join("-").chars().take(60).collect();
    if name.is_empty() {
        "event".clone_into(&mut name);
    }
    if with_date {
        let start =
            open_event.reader.zone.with_untracked(|zone| zone.civil_at(occurrence.when.instants(zone).0));
        name = format!("{name}-{}", date_text(start.date()));
    }
    format!("{name}.ics")
}
