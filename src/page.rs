//! The data of the app: the content of the page, and the calendar as of the build.

pub mod address;

pub mod destinations;
pub mod search;
pub mod typed_date;
mod typed_offset;
pub mod zone_search;

use serde::{Deserialize, Serialize};

use crate::calendar::Snapshot;
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

/// What the calendar component needs, wherever in the outline it stands.
#[derive(Clone, Debug)]
pub struct CalendarData {
    /// The ways to subscribe to the calendar.
    pub links: CalendarLinks,
    /// The address of this page.
    pub page_url: String,
}

/// The id of the element that carries the page's data in the document.
pub const DATA_ID: &str = "page-data";
