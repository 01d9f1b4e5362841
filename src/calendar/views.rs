//! Occurrences laid out as an agenda, a month grid or a time grid.

pub mod freshness;
pub mod horizon;

pub mod agenda;
pub mod filter;

pub mod all_day_lanes;
pub mod month_grid;
pub mod period;
pub mod snapshot;
pub mod time_grid;

pub mod clock_change;
pub mod clocks;
pub mod second_axis;
