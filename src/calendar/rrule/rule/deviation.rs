//! How rules that deviate from RFC 5545 section 3.3.10 are read.
//!
//! A rule is left out only if it has no `FREQ`, or is in another calendar than the Gregorian. Any other invalid part is
//! ignored, and the rest of the rule applies.

/// A part of a rule that is not as RFC 5545 section 3.3.10 requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deviation {
    /// A part without `=`, or with a name that is not known.
    Unknown(String),
    /// A value that a part cannot have.
    Value(&'static str, String),
    /// `INTERVAL` below 1
    Interval(String),
    /// `COUNT` below 1, which some programs write for a rule without an end
    Count(String),
    /// `UNTIL` that is neither a date nor a time
    Until(String),
    /// Both `COUNT` and `UNTIL`
    TwoEnds,
    /// `BYWEEKNO` in a rule that is not yearly
    WeekNumbers,
    /// `BYYEARDAY` in a daily, weekly or monthly rule without other parts that select days
    YearDays,
    /// `BYYEARDAY` in such a rule beside `BYMONTHDAY` or `BYDAY`
    YearDaysBesideOthers,
    /// `BYMONTHDAY` in a weekly rule
    MonthDays,
    /// An ordinal in `BYDAY` of a rule that is neither monthly nor yearly
    Ordinals,
    /// An ordinal in `BYDAY` beside `BYWEEKNO`
    OrdinalsOfWeeks,
}

impl Deviation {
    /// What was wrong, and how it was understood.
    pub fn words(&self) -> (String, &'static str) {
        let (what, done) = match self {
            Self::Unknown(part) => return (format!("the unknown part «{part}»"), "the part was ignored"),
            Self::Value(name, value) => {
                return (format!("the invalid value {name}={value}"), "the value was ignored");
            }
            Self::Interval(value) => return (format!("INTERVAL={value}"), "it is read as INTERVAL=1"),
            Self::Count(value) => return (format!("COUNT={value}"), "the series has no end"),
            Self::Until(value) => {
                return (format!("UNTIL={value}, which is no date or time"), "the series has no end");
            }
            Self::TwoEnds => ("both COUNT and UNTIL", "the rule ends with whichever comes first"),
            Self::WeekNumbers => {
                ("BYWEEKNO in a rule that is not yearly", "only days in those weeks were used")
            }
            Self::YearDays => {
                ("BYYEARDAY in a rule that is neither yearly nor within a day", "only those days were used")
            }
            Self::YearDaysBesideOthers => (
                "BYYEARDAY in a rule that is neither yearly nor within a day",
                "the part was ignored, as Google and Apple do",
            ),
            Self::MonthDays => ("BYMONTHDAY in a weekly rule", "only those days were used"),
            Self::Ordinals => (
                "an ordinal in BYDAY of a rule that is neither monthly nor yearly",
                "every such weekday was used",
            ),
            Self::OrdinalsOfWeeks => ("an ordinal in BYDAY beside BYWEEKNO", "every such weekday was used"),
        };
        (what.to_owned(), done)
    }

    /// Whether the times may be others than were meant.
    pub const fn is_doubtful(&self) -> bool {
        matches!(self, Self::Value(..) | Self::Until(_))
    }
}
