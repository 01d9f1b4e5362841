//! Instants, civil times, zones, and texts for them.
//!
//! Civil dates and times are [`chrono`]'s `NaiveDate` and `NaiveDateTime`: what a wall clock shows. They
//! denote an instant only together with a zone.

pub mod civil;
pub mod instant;

pub mod zone;

pub mod phrase;
pub mod words;

pub use civil::{
    basic_civil, basic_date, basic_utc, civil_in_json, civil_plus, civil_text, date_in_json,
    date_of_midnight, date_plus, date_text, midnight, read_basic_civil, read_basic_date, rfc3339, week_of,
};
pub use instant::{DAY, Instant, Offset, Window};

#[cfg(test)]
mod tests;
