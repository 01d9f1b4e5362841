//! When things happen: a feed's text, a window and limits give occurrences.
//!
//! In the order in which a feed goes through it: [`content_line`] undoes folds and splits lines, [`component`] builds
//! the tree, [`event`], [`rule`] and [`vtimezone`] give it types, [`feed`] groups events into series, [`recur`] follows
//! a rule, [`expand`] does the arithmetic of sets as far as the [`horizon`], and [`agenda`] puts the answer into the
//! reader's days. [`export`] goes the other way: from what was read to the text of a feed.
//!
//! Nothing here asks the machine for anything: the time comes in as an [`Instant`](time::Instant), zones through
//! [`zone::ZoneDatabase`], words through [`words::Words`].

pub mod agenda;
pub mod agenda_text;
pub mod bars;
pub mod clock_change;
pub mod clocks;
pub mod component;
pub mod content_line;
pub mod event;
pub mod expand;
pub mod export;
pub mod feed;
pub mod filter;
pub mod freshness;
pub mod grid_text;
pub mod horizon;
mod limits;
pub mod links;
pub mod meeting;
pub mod month_grid;
pub mod occurrence;
pub mod order;
pub mod pauses;
pub mod period;
pub mod phrase;
mod problem;
pub mod property;
pub mod prose;
pub mod recur;
pub mod rule;
pub mod rule_in_words;
pub mod second_scale;
pub mod series;
pub mod time;
pub mod time_grid;
pub mod vtimezone;
mod wall_clock;
mod windows_zones;
pub mod words;
pub mod zone;
pub mod zone_names;

pub use expand::Expansion;
pub use feed::{Feed, read, read_with_pauses};
pub use limits::Limits;
pub use occurrence::{Occurrence, OriginalStart, Snapshot, When};
pub use problem::{NotACalendar, Problem, Problems};
