//! The state of the feed, and the age of its events.

use std::fmt;

use crate::calendar::ics::problem::NotACalendar;
use crate::calendar::time::{DAY, Instant};

/// The source of the shown events; each state is visible to visitors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// The built-in list; the feed has not been requested yet.
    Snapshot,
    /// The built-in list, while the feed is being fetched.
    Loading,
    /// The built-in list, while the feed is being parsed.
    Reading {
        /// The parsed part, in percent.
        percent: u8,
    },
    /// The feed, recent enough.
    Live {
        /// When it was fetched from the community's calendar.
        fetched: Instant,
    },
    /// The feed, older than the data file allows.
    Stale {
        /// When it was fetched from the community's calendar.
        fetched: Instant,
    },
    /// The built-in list, because the feed could not be loaded.
    Failed(FeedFailure),
    /// The feed was parsed, but has no coming events.
    Empty,
}

/// How far behind a device's clock may be before it is reported; no clock is that far behind by oversight.
const CLOCK_TOLERANCE: i64 = 30 * DAY;

/// Whether the device's clock is wrong: `now` is long before the time at which something was `made`.
pub fn is_clock_behind(now: Instant, made: Instant) -> bool {
    made.since(now) > CLOCK_TOLERANCE
}

/// Why the feed could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedFailure {
    /// No response: offline, refused, or cut off.
    Unreachable,
    /// No response in time.
    TooSlow,
    /// The server answered with this status.
    Status(u16),
    /// The response is not a calendar.
    Unreadable(NotACalendar),
    /// The part of the app that reads it could not be loaded.
    NoEngine,
}

impl FeedState {
    /// The state of a parsed feed: `holds_events` is whether it has coming events, and `fetched` is when it
    /// was fetched from the community's calendar.
    pub fn of_feed(holds_events: bool, fetched: Instant, now: Instant, stale_after_days: u32) -> Self {
        if !holds_events {
            Self::Empty
        } else if now.since(fetched) > i64::from(stale_after_days) * DAY {
            Self::Stale { fetched }
        } else {
            Self::Live { fetched }
        }
    }

    /// The name of the state, as in the calendar's `data-feed`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Snapshot => "snapshot",
            Self::Loading => "loading",
            Self::Reading { .. } => "reading",
            Self::Live { .. } => "live",
            Self::Stale { .. } => "stale",
            Self::Failed(_) => "failed",
            Self::Empty => "empty",
        }
    }
}

impl fmt::Display for FeedFailure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable => formatter.write_str("the calendar file could not be reached"),
            Self::TooSlow => formatter.write_str("the calendar file did not arrive in time"),
            Self::Status(404) => formatter.write_str("the calendar file is missing (404)"),
            Self::Status(status) => write!(formatter, "the server answered {status}"),
            Self::Unreadable(reason) => write!(formatter, "{reason}"),
            Self::NoEngine => formatter.write_str("a part of this page could not be loaded"),
        }
    }
}

#[cfg(test)]
mod tests;
