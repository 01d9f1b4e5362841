//! What was wrong in a feed, and what was done instead.

use std::fmt;

use chrono::NaiveDate;

use crate::calendar::time::words::{English, Words as _};

/// A part of a feed that could not be used as it is; the rest of the feed is not affected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, counted from 1.
    pub line: usize,
    /// What was wrong.
    pub what: String,
    /// What was done instead.
    pub done: String,
    /// What it changes.
    pub effect: Effect,
    /// The event that has the problem.
    pub event: Option<EventName>,
}

/// What a problem changes for visitors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// An event is missing, or is not as its calendar has it.
    Visible,
    /// Nothing that visitors see.
    Invisible,
}

/// The name of an event in messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventName {
    /// The title.
    pub title: String,
    /// The date of its start.
    pub date: Option<NaiveDate>,
    /// Whether it takes place on that date only.
    pub is_single: bool,
    /// Whether visitors may not see it.
    pub is_private: bool,
}

impl Problem {
    /// Creates a problem on a line of the feed that changes what visitors see.
    pub fn new(line: usize, what: impl Into<String>, done: impl Into<String>) -> Self {
        Self { line, what: what.into(), done: done.into(), effect: Effect::Visible, event: None }
    }

    /// Marks the problem as one that does not change what visitors see.
    #[must_use]
    pub fn invisible(self) -> Self {
        Self { effect: Effect::Invisible, ..self }
    }

    /// Sets the event that has the problem.
    #[must_use]
    pub fn with_event(self, event: EventName) -> Self {
        Self { event: Some(event), ..self }
    }

    /// The problem as visitors read it, without the line number; `None` if it changes nothing that they see from
    /// `today` on.
    pub fn for_visitors(&self, today: NaiveDate) -> Option<String> {
        let is_over = |event: &EventName| event.is_single && event.date.is_some_and(|date| date < today);
        if self.effect == Effect::Invisible
            || self.event.as_ref().is_some_and(|event| event.is_private || is_over(event))
        {
            return None;
        }
        let event = self.event.as_ref().map(|event| format!("{event}: ")).unwrap_or_default();
        Some(format!("{event}{}; {}", self.what, self.done))
    }

    /// What was wrong, before and after the value that it quotes, and what was done instead.
    fn kind(&self) -> (&str, &str, &str) {
        let (before, after) = match (self.what.split_once("has «"), self.what.rsplit_once('»')) {
            (Some((before, _)), Some((_, after))) => (before, after),
            _ => (self.what.as_str(), ""),
        };
        (before, after, &self.done)
    }

    /// The problems as maintainers read them, in the order of the feed. Problems that differ only in the event, or in the
    /// value that is wrong, are merged.
    pub fn grouped<'a>(problems: impl IntoIterator<Item = &'a Self>) -> Vec<Self> {
        let mut groups: Vec<(Self, Vec<usize>)> = Vec::new();
        for problem in problems {
            let same = groups.iter_mut().find(|(first, _)| first.kind() == problem.kind());
            match same {
                Some((_, others)) => others.push(problem.line),
                None => groups.push((problem.clone(), Vec::new())),
            }
        }
        let merged = groups.into_iter().map(|(mut first, others)| {
            if !others.is_empty() {
                let lines: Vec<_> = others.iter().take(LINES_LISTED).map(ToString::to_string).collect();
                let more = if others.len() > LINES_LISTED { ", …" } else { "" };
                let (times, lines) = (others.len() + 1, lines.join(", "));
                first.done = format!("{}; {times} times in all, also on line {lines}{more}", first.done);
            }
            first
        });
        merged.collect()
    }
}

/// The number of lines that are listed of problems that occur more than once.
const LINES_LISTED: usize = 5;

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "line {}", self.line)?;
        if let Some(event) = &self.event {
            write!(formatter, ", {event}")?;
        }
        write!(formatter, ": {}; {}", self.what, self.done)
    }
}

impl fmt::Display for EventName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "«{}»", self.title)?;
        match self.date {
            Some(date) => write!(formatter, " on {}", English.day(date, true)),
            None => Ok(()),
        }
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

    /// Runs a task, and names the event of all problems that it adds.
    pub fn of_event<T>(&mut self, event: impl FnOnce() -> EventName, task: impl FnOnce(&mut Self) -> T) -> T {
        let count = self.list.len();
        let result = task(self);
        if let Some(added) = self.list.get_mut(count..).filter(|added| !added.is_empty()) {
            let event = event();
            for problem in added {
                problem.event = Some(event.clone());
            }
        }
        result
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

/// A name of the feed for messages; a very long one is cut.
pub(in crate::calendar) fn shortened(name: &str) -> String {
    const LONGEST: usize = 200;
    name.chars().take(LONGEST).collect()
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
    /// It has no `END:VCALENDAR`, because its end is missing.
    CutOff,
    /// It has no events.
    NoEvents,
}

impl fmt::Display for NotACalendar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Empty => "the feed is empty",
            Self::WebPage => "this is a web page, not an iCalendar feed",
            Self::NoCalendar => "there is no BEGIN:VCALENDAR, so this is not an iCalendar feed",
            Self::TooLarge => "the feed is larger than the limit",
            Self::CutOff => "the feed is incomplete",
            Self::NoEvents => "the feed has no events",
        })
    }
}

impl std::error::Error for NotACalendar {}
