//! Mistakes in the files that a maintainer edits, each with its location, its reason and its remedy.

use std::fmt;

/// A mistake in a file, described so that the author can fix it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Whether the build stops.
    pub severity: Severity,
    /// The file as the maintainer knows it, such as `public/community.toml`.
    pub file: String,
    /// The line, counted from one; `None` if the mistake concerns the whole file.
    pub line: Option<usize>,
    /// The field, such as `section[3].channel[0].address`, counted from zero; empty if there is none.
    pub field: String,
    /// What is wrong, in lower case and without a full stop.
    pub reason: String,
    /// What to do, in lower case and without a full stop.
    pub remedy: String,
}

/// The severity of a mistake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The page must not be built.
    Error,
    /// The page can be built, but should be improved.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { severity, file, line, field, reason, remedy } = self;
        write!(formatter, "{file}:")?;
        if let Some(line) = line {
            write!(formatter, "{line}:")?;
        }
        if !field.is_empty() {
            write!(formatter, " {field}:")?;
        }
        write!(formatter, " {severity}: {reason}. Remedy: {remedy}.")
    }
}

/// A location in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// The line, counted from one.
    pub line: usize,
    /// The field, such as `section[3].channel[0].address`.
    pub field: String,
}

/// The mistakes in one file.
#[derive(Clone, Debug)]
pub struct Mistakes {
    file: String,
    found: Vec<Mistake>,
}

impl Mistakes {
    /// Creates an empty list for `file`.
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), found: Vec::new() }
    }

    /// Adds a mistake that stops the build.
    pub fn error(&mut self, location: &Location, reason: impl Into<String>, remedy: impl Into<String>) {
        self.add(Severity::Error, location, reason.into(), remedy.into());
    }

    /// Adds a mistake that does not stop the build.
    pub fn warning(&mut self, location: &Location, reason: impl Into<String>, remedy: impl Into<String>) {
        self.add(Severity::Warning, location, reason.into(), remedy.into());
    }

    /// Whether any of them stops the build.
    pub fn has_errors(&self) -> bool {
        has_errors(&self.found)
    }

    /// The mistakes sorted by line.
    pub fn into_sorted(mut self) -> Vec<Mistake> {
        self.found.sort_by_key(|mistake| (mistake.line, mistake.severity));
        self.found
    }

    fn add(&mut self, severity: Severity, location: &Location, reason: String, remedy: String) {
        let Location { line, field } = location.clone();
        let file = self.file.clone();
        self.found.push(Mistake { severity, file, line: Some(line), field, reason, remedy });
    }
}

/// Whether any of the mistakes stops the build.
pub fn has_errors(mistakes: &[Mistake]) -> bool {
    mistakes.iter().any(|mistake| mistake.severity == Severity::Error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_names_file_line_field_reason_and_remedy() {
        let mut mistakes = Mistakes::of("public/community.toml");
        let location = Location { line: 42, field: "section[3].channel[0].links[1].url".to_owned() };
        mistakes.error(&location, "the address is empty", "write the address or remove the link");
        let shown: Vec<String> = mistakes.into_sorted().iter().map(ToString::to_string).collect();
        assert_eq!(
            shown,
            ["public/community.toml:42: section[3].channel[0].links[1].url: error: the address is empty. \
              Remedy: write the address or remove the link."]
        );
    }

    #[test]
    fn a_mistake_of_a_whole_file_has_neither_line_nor_field() {
        let mistake = Mistake {
            severity: Severity::Warning,
            file: "public/icons.svg".to_owned(),
            line: None,
            field: String::new(),
            reason: "there is no symbol".to_owned(),
            remedy: "draw it".to_owned(),
        };
        assert_eq!(mistake.to_string(), "public/icons.svg: warning: there is no symbol. Remedy: draw it.");
    }
}
