//! Recurrence rules (RFC 5545 section 3.3.10) and the civil times that they give.

pub mod rule;

pub mod recur;
