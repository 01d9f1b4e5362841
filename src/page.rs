//! The data of the app: the content of the page, and the calendar as of the build.

pub mod destinations;
pub mod search;

use serde::{Deserialize, Serialize};

use crate::calendar::Snapshot;
use crate::community::Community;

/// The page's data. It is rendered to HTML at the build, embedded in the document as JSON, and parsed again
/// by the browser, so that the app starts from exactly what was rendered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The content of the page.
    pub community: Community,
    /// The calendar at the time of the build.
    pub snapshot: Snapshot,
}

/// The id of the element that contains the page's data in the document.
pub const DATA_ID: &str = "page-data";
