//! Texts of changes of local time: the notice above the agenda, and the one in an occurrence.

use chrono::NaiveDateTime;

use crate::calendar::ics::zone_names::city;
use crate::calendar::time::phrase::Phrase;
use crate::calendar::time::words::Words;
use crate::calendar::views::clock_change::{Changed, ClockChange, Shift, Summary};

/// The texts of a change of local time.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClockChangeText {
    /// By how much it is earlier or later.
    pub headline: String,
    /// The times of this occurrence and of the one before.
    pub times: Phrase,
}

impl Shift {
    /// Such as "one hour earlier".
    pub fn words(self) -> String {
        let (minutes, direction) = match self {
            Self::Earlier(minutes) => (minutes, "earlier"),
            Self::Later(minutes) => (minutes, "later"),
        };
        let length = match (minutes / 60, minutes % 60) {
            (0, 30) => "half an hour".to_owned(),
            (0, 1) => "one minute".to_owned(),
            (1, 0) => "one hour".to_owned(),
            (2, 0) => "two hours".to_owned(),
            (hours, 0) => format!("{hours} hours"),
            _ => format!("{minutes} minutes"),
        };
        format!("{length} {direction}")
    }
}

impl ClockChange {
    /// Its texts.
    pub fn text(&self, words: &dyn Words) -> ClockChangeText {
        ClockChangeText { headline: self.headline(), times: self.both_times(words) }
    }

    /// Such as "One hour earlier for you than last time".
    pub fn headline(&self) -> String {
        format!("{} for you than last time", capital(&self.shift.words()))
    }

    /// Both dates and times, such as "Wed, 11 Mar, 15:00; last time Wed, 4 Mar, 16:00".
    pub fn both_times(&self, words: &dyn Words) -> Phrase {
        let moment = |civil: NaiveDateTime| words.moment(civil);
        Phrase::default().time(moment(self.here)).words("; last time ").time(moment(self.before))
    }

    /// Whose clocks have changed, for a visitor in the zone of this name.
    pub fn cause(&self, zone_here: &str) -> String {
        let (there, here) = (city(&self.zone_there), city(zone_here));
        match self.changed {
            Changed::There => {
                format!("The clocks in {there} were changed in between, those in {here} were not.")
            }
            Changed::Here => {
                format!("The clocks in {here} were changed in between, those in {there} were not.")
            }
            Changed::Both => format!("The clocks in {there} and in {here} were changed in between."),
        }
    }
}

impl Summary {
    /// The notice above the agenda: how many series are affected, by how much, and from which day.
    pub fn sentence(&self, words: &dyn Words) -> Phrase {
        let (series, old) = match self.series {
            1 => ("one series comes".to_owned(), "its old time"),
            series => (format!("{series} series come"), "their old times"),
        };
        let how = self.shift.map_or_else(|| "at a new time".to_owned(), Shift::words);
        let sentence = Phrase::default()
            .words(format!("Clocks change: {series} {how} for you from "))
            .time(words.short_day(self.first.here.date()));
        match self.back {
            None => sentence.words(" on."),
            Some(day) => sentence
                .words(format!(" on, and at {old} again from "))
                .time(words.short_day(day))
                .words(" on."),
        }
    }
}

/// Capitalises the first letter of an English text.
pub fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}
