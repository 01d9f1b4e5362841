//! The data of the app: the content of the page, and the calendar as of the build.

pub mod address;

pub mod destinations;
pub mod search;
pub mod typed_date;
mod typed_offset;
pub mod zone_search;

use serde::{Deserialize, Serialize};

use crate::calendar::Snapshot;
#[cfg(not(target_arch = "wasm32"))]
use crate::community::Section;
use crate::community::{CalendarLinks, Community};

/// The page's data. It is rendered to HTML at the build, embedded in the document as JSON, and parsed again
/// by the browser, so that the app starts from exactly what was rendered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The content of the page.
    pub community: Community,
    /// The calendar at the time of the build.
    pub snapshot: Snapshot,
}

#[cfg(not(target_arch = "wasm32"))]
impl Page {
    /// The same page with nothing but its calendar, for [`EMBED_FILE`].
    #[must_use]
    pub fn calendar_alone(mut self) -> Self {
        let sections = std::mem::take(&mut self.community.sections);
        let mut all = sections.into_iter().flat_map(|mut section| {
            let inner = std::mem::take(&mut section.sections);
            std::iter::once(section).chain(inner)
        });
        let section = all.find(|section| section.calendar);
        self.community.sections = section
            .map(|section| Section {
                text: Vec::new(),
                channels: Vec::new(),
                note: None,
                image: None,
                ..section
            })
            .into_iter()
            .collect();
        self.community.lead = Vec::new();
        self.community.footer = Vec::new();
        self
    }
}

/// What the calendar component needs, wherever in the outline it stands.
#[derive(Clone, Debug)]
pub struct CalendarData {
    /// The ways to subscribe to the calendar.
    pub links: CalendarLinks,
    /// The address of this page.
    pub page_url: String,
}

/// The document next to the page that shows the calendar alone, for frames in other pages.
pub const EMBED_FILE: &str = "embed.html";

/// The id of the element that carries the page's data in the document.
pub const DATA_ID: &str = "page-data";
