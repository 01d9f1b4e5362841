//! How the events came to the page, and how old they are.

use std::fmt;

use crate::calendar::ics::problem::NotACalendar;
use crate::calendar::time::{DAY, Instant};

/// What the page shows events from; each state is visible to the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedState {
    /// The list that was built into the page; the feed has not been asked for yet.
    Snapshot,
    /// The same list, while the feed is on its way.
    Loading,
    /// The same list, while the feed is being read.
    Reading {
        /// How much of it has been read, in hundredths.
        percent: u8,
    },
    /// The feed, fresh enough.
    Live {
        /// When it was fetched from the community's calendar.
        fetched: Instant,
    },
    /// The feed, older than the data file allows.
    Stale {
        /// When it was fetched from the community's calendar.
        fetched: Instant,
    },
    /// The list that was built in, because the feed could not be had.
    Failed(FeedFailure),
    /// The feed was read, and holds nothing that is still to come.
    Empty,
}

/// How far behind a clock may be before that is said: as much as nobody's is by oversight.
const CLOCK_TOLERANCE: i64 = 30 * DAY;

/// Whether a clock that says `now` is wrong, as it is when something was `made` long after.
pub fn is_clock_behind(now: Instant, made: Instant) -> bool {
    made.since(now) > CLOCK_TOLERANCE
}

/// Why a feed could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedFailure {
    /// No answer: offline, refused, or cut off.
    Unreachable,
    /// No answer in time.
    TooSlow,
    /// The server answered with this status.
    Status(u16),
    /// What came is not a calendar.
    Unreadable(NotACalendar),
}

impl FeedState {
    /// The state of a feed that was read: `holds_events` of what is still to come, `fetched` from the community's
    /// calendar at a time that `now` is compared with.
    pub fn of_feed(holds_events: bool, fetched: Instant, now: Instant, stale_after_days: u32) -> Self {
        if !holds_events {
            Self::Empty
        } else if now.since(fetched) > i64::from(stale_after_days) * DAY {
            Self::Stale { fetched }
        } else {
            Self::Live { fetched }
        }
    }

    /// The state's name, as the calendar's `data-feed` has it.
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
        }
    }
}

#[cfg(test)]
mod tests;
