//! Expands a feed in a time window into occurrences.

pub mod occurrence;

pub mod expand;
pub(in crate::calendar) mod wall_clock;

pub mod series;
