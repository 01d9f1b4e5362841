//! A menu that adds an event to a calendar.

use leptos::prelude::*;

use super::open_event::OpenEvent;
use crate::browser::intl::lower_case;
use crate::browser::zone::BrowserZones;
use crate::browser::{clock, disclosure, download};
use crate::calendar::export::links::AddLinks;
use crate::calendar::ics::event::Status;
use crate::calendar::time::date_text;
use crate::calendar::{Occurrence, export};
use crate::ui::announcer::Announcer;
use crate::ui::disclosures::{Mounted, mount_while_open};
use crate::ui::icon::icon;
use crate::ui::lazy_part::{LazyPart, lazy_part};
use crate::ui::menu::menu;
use crate::ui::smart_link::smart_link;
use crate::ui::static_element::StaticElement;

lazy_part!(add_event: fn(OpenEvent, Option<Occurrence>) -> AnyView = |open_event, occurrence| {
    occurrence.map(|occurrence| ways(&open_event, occurrence)).into_any()
});

/// The attribute of the menu with the key of the occurrence, for addresses.
const ADDS: &str = "data-adds";

/// A menu that adds an event, or its series, to a web calendar or saves it as a file. `link` is the key of the occurrence,
/// for addresses.
pub fn add_menu(link: String) -> StaticElement {
    menu((icon("calendar"), "Add to calendar"), "button-link", None).attr(ADDS, link)
}

/// Renders the panels of these menus while they are open.
pub fn follow(open_event: OpenEvent) {
    let part = LazyPart::new(load);
    mount_while_open(&format!("[{ADDS}]"), move |details, is_open| {
        let link = details.get_attribute(ADDS).filter(|_| is_open)?;
        let panel = move || {
            let occurrence = open_event.occurrence_with_feed(&link);
            part.view(|ways| ways(open_event, occurrence))
        };
        Mounted::inside(disclosure::panel(details), panel.into_any()).map(|panel| vec![panel])
    });
}

fn ways(open_event: &OpenEvent, occurrence: Occurrence) -> impl IntoView + use<> {
    let open_event = *open_event;
    let feed = open_event.source.feed();
    let links = AddLinks::new(&occurrence, feed.as_deref(), &BrowserZones);
    let in_series = occurrence.in_series;
    let (one, all) = (occurrence.clone(), occurrence.clone());
    let save_one = move || Some(export::occurrence(&one, &BrowserZones, clock::now()));
    let save_all = move || {
        let feed = open_event.source.feed()?;
        export::feed(&feed, Some(&all.uid), &BrowserZones, clock::now())
    };
    let service = |name: &'static str, url: String| {
        view! { <li>{smart_link(url, name).class("menu-item")}</li> }
    };
    // A cancelled occurrence cannot be added to a calendar.
    let one = (occurrence.status != Status::Cancelled).then(|| {
        let name = file_name(&occurrence, &open_event, true);
        let links = links.occurrence.into_iter().map(|(to, url)| service(to.name(), url)).collect_view();
        let heading = if in_series { "This meeting" } else { "Add to" };
        group(heading, view! { {links} <li><SaveFile name save=save_one /></li> }.into_any())
    });
    let series = links.has_series_file.then(|| {
        let name = file_name(&occurrence, &open_event, false);
        let subscribe = open_event.series_address(&occurrence.uid).map(|url| service("Subscribe", url));
        let google = links.series_to_google.map(|url| service("Google", url));
        group(
            "The whole series",
            view! { {subscribe} {google} <li><SaveFile name save=save_all /></li> }.into_any(),
        )
    });
    view! {
        {one}
        {series}
        <p class="menu-note">
            "Subscriptions follow changes, copies do not. "
            <a href="#official-calendar" target="_self" on:click=move |_| open_event.leave()>
                "Subscribe to the calendar"
            </a>
            " for all meetings."
        </p>
    }
}

fn group(heading: &'static str, items: AnyView) -> impl IntoView {
    view! {
        <p class="menu-heading">{heading}</p>
        <ul class="menu-list" role="list" aria-label=heading>
            {items}
        </ul>
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
        <button type="button" class="menu-item" on:click=on_click>
            {icon("download")}
            ".ics file"
        </button>
    }
}

/// A file name that works on most systems: the letters and digits of the title, and the date if `with_date`.
fn file_name(occurrence: &Occurrence, open_event: &OpenEvent, with_date: bool) -> String {
    let title = lower_case(&occurrence.details.summary);
    let words: Vec<_> =
        title.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut name: String = words.join("-").chars().take(60).collect();
    if name.is_empty() {
        "event".clone_into(&mut name);
    }
    if with_date {
        let start =
            open_event.visitor.zone.with_untracked(|zone| zone.civil_at(occurrence.when.instants(zone).0));
        name = format!("{name}-{}", date_text(start.date()));
    }
    format!("{name}.ics")
}
