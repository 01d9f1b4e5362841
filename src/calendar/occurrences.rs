//! A feed and a window of time give occurrences.

pub mod occurrence;

pub mod expand;
mod wall_clock;

pub mod series;
