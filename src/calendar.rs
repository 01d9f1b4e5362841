//! When things happen: the text of a feed and a window of time give occurrences, views and words.
//!
//! The modules stand in the order of the data. Each may use those above it.
//!
//! Nothing here asks the machine for anything: the time comes in as an [`Instant`](time::Instant), zones through
//! [`ZoneDatabase`](time::zone::ZoneDatabase), words through [`Words`](time::words::Words).

pub mod time;

pub mod rrule;

pub mod ics;

pub mod occurrences;

pub mod views;

pub mod text;

pub mod export;

pub use ics::feed::{Feed, read, read_yielding};
pub use ics::limits::Limits;
pub use ics::problem::{NotACalendar, Problem, Problems};
pub use occurrences::expand::Expansion;
pub use occurrences::occurrence::{Occurrence, OriginalStart, Snapshot, When};
