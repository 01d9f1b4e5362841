//! Components: what stands between `BEGIN` and `END`, as a tree (RFC 5545 section 3.6).

use std::borrow::Cow;

use super::content_line::ContentLine;
use super::property::Property;
use super::{Limits, Problem, Problems};

/// A component with its properties and the components inside it.
#[derive(Debug)]
pub struct Component<'a> {
    /// Its name in capitals, as in `VEVENT`.
    pub name: Cow<'a, str>,
    /// The line of its `BEGIN`.
    pub line: usize,
    /// Its properties, in the feed's order.
    pub lines: Vec<ContentLine<'a>>,
    /// The components inside it.
    pub children: Vec<Component<'a>>,
}

/// The components that stand in a calendar and never inside one another (RFC 5545 section 3.6).
const OF_A_CALENDAR: [&str; 5] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"];

impl<'a> Component<'a> {
    /// Builds the tree; the answer is a nameless component that holds the feed's own.
    pub fn read(lines: Vec<ContentLine<'a>>, limits: &Limits, problems: &mut Problems) -> Self {
        let mut open = vec![Self::empty(Cow::Borrowed(""), 1)];
        let mut too_deep = 0_usize;
        for line in lines {
            if line.property == Property::Begin {
                if open.len() > limits.depth {
                    too_deep += 1;
                    if too_deep == 1 {
                        let what = format!("components nested deeper than {}", limits.depth);
                        problems.push(Problem::new(line.line(), what, "the inner ones were left out"));
                    }
                } else {
                    let name = in_capitals(line.value.trim_ascii());
                    // A calendar's own components stand side by side: one that begins inside another lacks its END.
                    if OF_A_CALENDAR.contains(&&*name)
                        && let Some(depth) =
                            open.iter().rposition(|component| OF_A_CALENDAR.contains(&&*component.name))
                    {
                        Self::cut_off(&mut open, depth, &format!("BEGIN:{name}"), problems);
                    }
                    open.push(Self::empty(name, line.line()));
                }
            } else if line.property == Property::EndOfComponent {
                if too_deep > 0 {
                    too_deep -= 1;
                } else {
                    Self::close(&mut open, &line, problems);
                }
            } else if too_deep == 0
                && let Some(component) = open.last_mut()
            {
                component.lines.push(line);
            }
        }
        while open.len() > 1 {
            if let Some(cut_off) = open.last() {
                let what = format!("{} has no END; the feed may be cut off", cut_off.name);
                problems.push(Problem::new(cut_off.line, what, "what was there of it was read"));
            }
            Self::close_last(&mut open);
        }
        open.pop().unwrap_or_else(|| Self::empty(Cow::Borrowed(""), 1))
    }

    /// The components inside with this name.
    pub fn children_named<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first line of this property.
    pub fn property(&self, property: Property) -> Option<&ContentLine<'a>> {
        self.lines.iter().find(|line| line.property == property)
    }

    /// The first line of this property as text, if it says anything.
    pub fn text(&self, property: Property) -> Option<String> {
        self.property(property).map(ContentLine::text).filter(|text| !text.trim().is_empty())
    }

    fn empty(name: Cow<'a, str>, line: usize) -> Self {
        // Most events have that many lines.
        Self { name, line, lines: Vec::with_capacity(16), children: Vec::new() }
    }

    fn close(open: &mut Vec<Self>, line: &ContentLine<'a>, problems: &mut Problems) {
        let name = in_capitals(line.value.trim_ascii());
        let Some(depth) =
            open.iter().rposition(|component| component.name == name).filter(|depth| *depth > 0)
        else {
            problems.push(Problem::new(
                line.line(),
                format!("END:{name} without its BEGIN"),
                "the line was left out",
            ));
            return;
        };
        Self::cut_off(open, depth + 1, &format!("END:{name}"), problems);
        Self::close_last(open);
    }

    fn cut_off(open: &mut Vec<Self>, depth: usize, before: &str, problems: &mut Problems) {
        while open.len() > depth {
            if let Some(cut_off) = open.last() {
                let what = format!("{} has no END before {before}", cut_off.name);
                problems.push(Problem::new(cut_off.line, what, "what was there of it was read"));
            }
            Self::close_last(open);
        }
    }

    fn close_last(open: &mut Vec<Self>) {
        if let Some(component) = open.pop()
            && let Some(parent) = open.last_mut()
        {
            parent.children.push(component);
        }
    }
}

fn in_capitals(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        Cow::Owned(name.to_ascii_uppercase())
    } else {
        Cow::Borrowed(name)
    }
}

#[cfg(test)]
mod tests;
