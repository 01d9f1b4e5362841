//! Parses the text of a feed into typed events.
//!
//! In the order of parsing: [`content_line`] unfolds and splits lines, [`component`] builds the tree,
//! [`event`] and [`vtimezone`] give it types, and [`feed`] groups events into series.

pub mod limits;
pub mod problem;
pub mod yielding;

pub mod component;
pub mod content_line;
pub mod encoding;
pub mod property;

pub mod event;
pub mod vtimezone;

mod windows_zones;
mod zone_description;
pub mod zone_names;

pub mod feed;

mod html_entities;
pub mod prose;

mod meeting_hosts;
