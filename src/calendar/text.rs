//! Texts for the views.

pub mod agenda_text;
pub mod clock_change_text;
pub mod grid_text;

pub mod event_details_text;
pub mod rule_in_words;
