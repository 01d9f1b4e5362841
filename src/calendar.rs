//! The calendar engine: turns the text of a feed and a time window into occurrences, views and text.
//!
//! The modules are in the order of the data flow. Each may use only those above it.
//!
//! Nothing here reads the machine's clock, zone or language: the time is passed in as an
//! [`Instant`](time::Instant), zones through [`ZoneDatabase`](time::zone::ZoneDatabase), and texts for dates
//! and times through [`Words`](time::words::Words).

pub mod time;

pub mod rrule;

pub mod ics;

pub mod occurrences;

pub mod views;

pub mod text;

pub mod export;

pub use ics::feed::{Feed, check_received, read, read_yielding};
pub use ics::limits::Limits;
pub use ics::problem::{NotACalendar, Problem, Problems};
pub use occurrences::expand::Expansion;
pub use occurrences::occurrence::{Occurrence, OriginalStart, When};
pub use views::snapshot::{BuiltFrom, Snapshot};
