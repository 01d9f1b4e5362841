//! What was wrong in a feed, and what was done instead.

use std::fmt;

/// A part of a feed that could not be used as it is; the rest of the feed is not affected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What was wrong.
    pub what: String,
    /// What was done instead.
    pub done: String,
}

impl Problem {
    /// Creates a problem on a line of the feed.
    pub fn new(line: usize, what: impl Into<String>, done: impl Into<String>) -> Self {
        Self { line, what: what.into(), done: done.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}: {}; {}", self.line, self.what, self.done)
    }
}

/// Collects problems: the first ones one by one, later ones only as a number.
#[derive(Debug)]
pub struct Problems {
    list: Vec<Problem>,
    most: usize,
    uncounted: usize,
    first_uncounted_line: usize,
}

impl Problems {
    /// Creates an empty collection that keeps at most this many problems one by one.
    pub const fn new(most: usize) -> Self {
        Self { list: Vec::new(), most, uncounted: 0, first_uncounted_line: 0 }
    }

    /// Adds a problem.
    pub fn push(&mut self, problem: Problem) {
        if self.list.len() < self.most {
            self.list.push(problem);
            return;
        }
        if self.uncounted == 0 {
            self.first_uncounted_line = problem.line;
        }
        self.uncounted += 1;
    }

    /// All problems in the order in which they were found; the last one stands for those that were only
    /// counted.
    pub fn into_vec(mut self) -> Vec<Problem> {
        if self.uncounted > 0 {
            let what = format!("{} more problems from here on", self.uncounted);
            self.list.push(Problem::new(self.first_uncounted_line, what, "they are not listed"));
        }
        self.list
    }
}

/// The text is not an iCalendar feed at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotACalendar {
    /// It is blank.
    Empty,
    /// It is a web page, most often a sign-in or error page of the server.
    WebPage,
    /// It has no `BEGIN:VCALENDAR`.
    NoCalendar,
    /// It is larger than [`Limits::feed_bytes`](super::limits::Limits::feed_bytes).
    TooLarge,
}

impl fmt::Display for NotACalendar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "the feed is empty",
            Self::WebPage => "this is a web page, not an iCalendar feed",
            Self::NoCalendar => "there is no BEGIN:VCALENDAR, so this is not an iCalendar feed",
            Self::TooLarge => "the feed is larger than the limit",
        })
    }
}

impl std::error::Error for NotACalendar {}
