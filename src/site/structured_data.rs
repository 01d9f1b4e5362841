//! The community and its coming events for search engines, in the vocabulary of schema.org, as JSON-LD.
//!
//! For the properties of an event, see
//! <https://developers.google.com/search/docs/appearance/structured-data/event>.

use serde::Serialize;

use super::event_url::event_url;
use super::html::json_for_script;
use crate::calendar::ics::event::Status;
use crate::calendar::text::agenda_text::title;
use crate::calendar::time::zone::{Zone, ZoneDatabase};
use crate::calendar::time::{Offset, civil_text, date_plus, date_text, rfc3339};
use crate::calendar::views::agenda::Entry;
use crate::calendar::{Occurrence, OriginalStart, When};
use crate::page::Page;
use crate::web_address::sibling;

#[derive(Serialize)]
struct Document<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Thing<'a>>,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Thing<'a> {
    Organization(Organization<'a>),
    Event(Box<Event>),
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@id")]
    id: &'a str,
    name: &'a str,
    url: &'a str,
    description: &'a str,
    logo: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Event {
    name: String,
    url: String,
    start_date: String,
    end_date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_start_date: Option<String>,
    #[serde(rename = "eventStatus")]
    status: &'static str,
    #[serde(rename = "eventAttendanceMode", skip_serializing_if = "Option::is_none")]
    attendance_mode: Option<&'static str>,
    location: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    organizer: Reference,
}

#[derive(Serialize)]
#[serde(tag = "@type")]
enum Location {
    VirtualLocation { url: String },
    Place { name: String, address: String },
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

/// The page's community and coming events as the text of a JSON-LD script. Sample events are left out, because they do
/// not take place.
///
/// # Errors
/// If the JSON cannot be written.
pub fn json_ld(page: &Page, database: &dyn ZoneDatabase) -> serde_json::Result<String> {
    let community = &page.community;
    let id = format!("{}/#organization", community.base_url);
    let organization = Organization {
        id: &id,
        name: &community.name,
        url: &community.base_url,
        description: &community.description,
        logo: sibling(&community.page_url, &community.logo.light),
    };
    let organizer = || Reference { id: id.clone() };
    let occurrences = page.snapshot.occurrences.iter().filter(|_| !page.snapshot.is_sample);
    let events = occurrences.map(|it| event(it, &community.page_url, organizer(), database));
    let graph = std::iter::once(Thing::Organization(organization))
        .chain(events.map(|event| Thing::Event(Box::new(event))))
        .collect();
    json_for_script(&Document { context: "https://schema.org", graph })
}

fn event(
    occurrence: &Occurrence,
    page_url: &str,
    organizer: Reference,
    database: &dyn ZoneDatabase,
) -> Event {
    let url = event_url(page_url, &occurrence.link_key());
    let (start_date, end_date) = dates(&occurrence.when);
    let moved = occurrence.moved && occurrence.status != Status::Cancelled;
    let (attendance_mode, location) = locations(occurrence, &url);
    Event {
        name: title(&Entry::new(occurrence, &Zone::utc())),
        url,
        start_date,
        end_date,
        previous_start_date: moved.then(|| original_start(occurrence, database)),
        status: match occurrence.status {
            Status::Cancelled => "https://schema.org/EventCancelled",
            Status::Confirmed | Status::Tentative if moved => "https://schema.org/EventRescheduled",
            Status::Confirmed | Status::Tentative => "https://schema.org/EventScheduled",
        },
        attendance_mode,
        location,
        image: occurrence.details.image.clone(),
        organizer,
    }
}

/// The start and the end: with the organiser's UTC offset, without an offset for floating times, or the first and last
/// date.
fn dates(when: &When) -> (String, String) {
    match when {
        When::AllDay { start, end } => (date_text(*start), date_text(date_plus(*end, -1).max(*start))),
        When::Floating { start, end } => (civil_text(*start), civil_text(*end)),
        When::Timed { start, end, start_there, end_there, .. } => {
            let text = |civil, instant| rfc3339(civil, Offset::of_clock(civil, instant));
            (text(*start_there, *start), text(*end_there, *end))
        }
    }
}

/// The original start of an override, in the organiser's zone.
fn original_start(occurrence: &Occurrence, database: &dyn ZoneDatabase) -> String {
    match occurrence.original_start {
        OriginalStart::Date(date) => date_text(date),
        OriginalStart::Floating(civil) => civil_text(civil),
        OriginalStart::At(instant) => {
            let zone = match &occurrence.when {
                When::Timed { zone, .. } => database.find(zone),
                When::AllDay { .. } | When::Floating { .. } => None,
            };
            let zone = zone.unwrap_or_else(Zone::utc);
            rfc3339(zone.civil_at(instant), zone.offset_at(instant))
        }
    }
}

/// The attendance mode and the locations. For an event with neither a link nor a venue, the location is the event's
/// address on the page, because search engines require one.
fn locations(occurrence: &Occurrence, url: &str) -> (Option<&'static str>, Vec<Location>) {
    let details = &occurrence.details;
    let (link, venue) = (details.join_link(), details.venue());
    let online = |url: &str| Location::VirtualLocation { url: url.to_owned() };
    let place = |venue: &str| Location::Place { name: venue.to_owned(), address: venue.to_owned() };
    match (link, venue) {
        (Some(link), None) => (Some("https://schema.org/OnlineEventAttendanceMode"), vec![online(link)]),
        (None, Some(venue)) => (Some("https://schema.org/OfflineEventAttendanceMode"), vec![place(venue)]),
        (Some(link), Some(venue)) => {
            (Some("https://schema.org/MixedEventAttendanceMode"), vec![online(link), place(venue)])
        }
        (None, None) => (None, vec![online(url)]),
    }
}
