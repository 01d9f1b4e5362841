//! What the page is rendered from, and what of it the app needs.

pub mod address;

pub mod destinations;
pub mod search;
pub mod series_files;
pub mod typed_date;
mod typed_offset;
pub mod zone_search;

use serde::{Deserialize, Serialize};

use self::destinations::{Destination, destinations};
use crate::calendar::Snapshot;
use crate::community::{CalendarLinks, Community, Section};

/// What the page is rendered from.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The content of the page.
    pub community: Community,
    /// The calendar at the time of the build.
    pub snapshot: Snapshot,
    /// Whether each series has a file of its own next to the page.
    pub has_series_files: bool,
}

/// The data of the app, which the document has as JSON: of the page's content only what the islands show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AppData {
    /// The language of the community's texts, as a BCP 47 tag.
    pub language: String,
    /// The listed sections, for the section navigation.
    pub sections: Vec<ListedSection>,
    /// Everything that the palette finds on the page.
    pub destinations: Vec<Destination>,
    /// The data of the calendar.
    pub calendar: CalendarData,
    /// The calendar at the time of the build.
    pub snapshot: Snapshot,
}

/// An entry of the section navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedSection {
    /// The section's id.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// The entries of its subsections.
    pub sections: Vec<ListedSection>,
}

impl Page {
    /// The data of the app.
    pub fn app_data(&self) -> AppData {
        AppData {
            language: self.community.language.clone(),
            sections: listed(&self.community.sections),
            destinations: destinations(&self.community),
            calendar: CalendarData {
                links: self.community.calendar.clone(),
                page_url: self.community.page_url.clone(),
                has_series_files: self.has_series_files,
            },
            snapshot: self.snapshot.clone(),
        }
    }
}

fn listed(sections: &[Section]) -> Vec<ListedSection> {
    let listed_sections = sections.iter().filter(|section| section.listed);
    let entries = listed_sections.map(|section| ListedSection {
        id: section.id.clone(),
        title: section.short_title.clone(),
        sections: listed(&section.sections),
    });
    entries.collect()
}

/// What the calendar component needs, wherever in the outline it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarData {
    /// The ways to subscribe to the calendar.
    pub links: CalendarLinks,
    /// The address of this page.
    pub page_url: String,
    /// Whether each series has a file of its own next to the page (see [`series_files`]).
    pub has_series_files: bool,
}

/// The file next to the page with the [`Community`], as JSON. The app needs it only to render the whole page.
pub const COMMUNITY_FILE: &str = "community.json";

/// The document next to the page that shows the calendar alone, for frames in other pages.
pub const EMBED_FILE: &str = "embed.html";

/// The id of the element that carries the page's data in the document.
pub const DATA_ID: &str = "page-data";
