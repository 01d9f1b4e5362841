//! Components: the parts from `BEGIN` to `END`, as a tree (RFC 5545 section 3.6).

use std::borrow::Cow;

use super::content_line::{ContentLine, UnfoldedText};
use super::limits::Limits;
use super::problem::{Problem, Problems, shortened};
use super::property::Property;
use super::yielding::Yield;

/// A component with its properties and nested components.
#[derive(Debug)]
pub struct Component<'a> {
    /// The name in capitals, such as `VEVENT`.
    pub name: Cow<'a, str>,
    /// The line of the component's `BEGIN`.
    pub line: usize,
    /// The properties, in the feed's order.
    pub lines: Vec<ContentLine<'a>>,
    /// The nested components.
    pub children: Vec<Component<'a>>,
}

/// The number of lines parsed between two yields.
const LINES_AT_ONCE: usize = 1024;

/// The components of a calendar that are never nested in each other (RFC 5545 section 3.6).
const OF_A_CALENDAR: [&str; 5] = ["VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"];

impl<'a> Component<'a> {
    /// Builds the tree and returns its root, a nameless component that holds the components of the feed.
    pub async fn read(
        text: &'a UnfoldedText,
        limits: &Limits,
        problems: &mut Problems,
        yielding: &mut impl Yield,
    ) -> Self {
        let mut tree = Tree { open: vec![Self::empty(Cow::Borrowed(""), 1)], too_deep: 0, limits };
        let mut end = 0;
        for (count, line) in (1_usize..).zip(text.lines(limits)) {
            match line {
                Some(Ok(line)) => {
                    end = line.range.end;
                    tree.take(line, problems);
                }
                Some(Err(problem)) => problems.push(problem),
                None => {}
            }
            if count.is_multiple_of(LINES_AT_ONCE) {
                #[expect(clippy::cast_precision_loss, reason = "how much is done need not be exact")]
                yielding.pause(end as f64 / text.bytes() as f64).await;
            }
        }
        tree.into_root(problems)
    }

    /// The nested components with this name.
    pub fn children_named<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The first content line of this property.
    pub fn property(&self, property: Property) -> Option<&ContentLine<'a>> {
        self.lines.iter().find(|line| line.property == property)
    }

    /// The first content line of this property as text; `None` if it is blank.
    pub fn text(&self, property: Property) -> Option<String> {
        self.property(property).map(ContentLine::text).filter(|text| !text.trim().is_empty())
    }

    fn empty(name: Cow<'a, str>, line: usize) -> Self {
        Self { name, line, lines: Vec::new(), children: Vec::new() }
    }
}

/// The tree under construction, line by line.
struct Tree<'a, 'b> {
    open: Vec<Component<'a>>,
    too_deep: usize,
    limits: &'b Limits,
}

impl<'a> Tree<'a, '_> {
    fn take(&mut self, line: ContentLine<'a>, problems: &mut Problems) {
        match line.property {
            Property::Begin => self.open(&line, problems),
            Property::EndOfComponent if self.too_deep > 0 => self.too_deep -= 1,
            Property::EndOfComponent => self.close(&line, problems),
            _ if self.too_deep > 0 => {}
            // What the page does not use.
            Property::Other => {}
            _ => {
                if let Some(component) = self.open.last_mut() {
                    component.lines.push(line);
                }
            }
        }
    }

    fn open(&mut self, line: &ContentLine<'a>, problems: &mut Problems) {
        if self.open.len() > self.limits.depth {
            self.too_deep += 1;
            if self.too_deep == 1 {
                let what = format!("components nested deeper than {}", self.limits.depth);
                problems.push(Problem::new(line.line(), what, "the inner ones were left out"));
            }
            return;
        }
        let name = in_capitals(line.value.trim_ascii());
        // These components are siblings in a calendar: if one begins inside another, the other's END is
        // missing.
        if OF_A_CALENDAR.contains(&&*name)
            && let Some(depth) =
                self.open.iter().rposition(|component| OF_A_CALENDAR.contains(&&*component.name))
        {
            self.cut_off(depth, &format!("BEGIN:{name}"), problems);
        }
        self.open.push(Component::empty(name, line.line()));
    }

    fn close(&mut self, line: &ContentLine<'a>, problems: &mut Problems) {
        let name = in_capitals(line.value.trim_ascii());
        let depth = self.open.iter().rposition(|component| component.name == name);
        if let Some(depth) = depth.filter(|depth| *depth > 0) {
            self.cut_off(depth + 1, &format!("END:{name}"), problems);
            self.close_last();
        } else {
            let what = format!("END:{} without its BEGIN", shortened(&name));
            problems.push(Problem::new(line.line(), what, "the line was left out"));
        }
    }

    fn cut_off(&mut self, depth: usize, before: &str, problems: &mut Problems) {
        while self.open.len() > depth {
            if let Some(cut_off) = self.open.last() {
                let what = format!("{} has no END before {}", shortened(&cut_off.name), shortened(before));
                problems.push(Problem::new(cut_off.line, what, "the existing part was read"));
            }
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        if let Some(component) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            parent.children.push(component);
        }
    }

    fn into_root(mut self, problems: &mut Problems) -> Component<'a> {
        while self.open.len() > 1 {
            if let Some(cut_off) = self.open.last() {
                let what = format!("{} has no END; the feed may be incomplete", shortened(&cut_off.name));
                problems.push(Problem::new(cut_off.line, what, "the existing part was read"));
            }
            self.close_last();
        }
        self.open.pop().unwrap_or_else(|| Component::empty(Cow::Borrowed(""), 1))
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
