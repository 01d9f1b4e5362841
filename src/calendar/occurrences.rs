//! Expands a feed in a time window into occurrences.

pub mod occurrence;

pub mod expand;
mod wall_clock;

pub mod series;
