//! What is told of an event besides its times.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::calendar::ics::component::Component;
use crate::calendar::ics::content_line::{ContentLine, text_list};
use crate::calendar::ics::property::Property;

/// What a reader is told of an event besides its time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// `SUMMARY`
    pub summary: String,
    /// `DESCRIPTION`, as the feed has it; see [`prose`](crate::calendar::ics::prose) for reading it.
    pub description: String,
    /// `LOCATION`
    pub location: String,
    /// Where to join a meeting on the web: `CONFERENCE`, Google's own property, or a `URL`.
    pub join_url: Option<String>,
    /// `ORGANIZER`'s name
    pub organizer: String,
    /// `CATEGORIES`
    pub categories: Vec<String>,
    /// `TRANSP`: whether whoever goes there counts as free
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_transparent: bool,
}

/// The properties that tell something, where to join in the order in which it is looked for.
const DETAIL_PROPERTIES: [Property; 9] = [
    Property::Summary,
    Property::Description,
    Property::Location,
    Property::Conference,
    Property::GoogleConference,
    Property::Url,
    Property::Organizer,
    Property::Categories,
    Property::Transparency,
];

/// The places of the lines that tell something.
pub(super) fn ranges(component: &Component<'_>) -> Vec<Range<usize>> {
    let lines = component.lines.iter().filter(|line| DETAIL_PROPERTIES.contains(&line.property));
    lines.map(|line| line.range.clone()).collect()
}

impl Details {
    /// Reads the lines that tell something; of two of one property that there is once, the first that says anything.
    pub(super) fn read<'a>(lines: impl Iterator<Item = ContentLine<'a>>) -> Self {
        let mut details = Self::default();
        let mut joins: [Option<String>; 3] = [const { None }; 3];
        for line in lines {
            match line.property {
                Property::Summary => first(&mut details.summary, || trimmed(line.text())),
                Property::Description => first(&mut details.description, || line.text()),
                Property::Location => first(&mut details.location, || trimmed(line.text())),
                Property::Organizer => {
                    let name = || line.parameter("CN").unwrap_or_default().into_owned();
                    first(&mut details.organizer, name);
                }
                Property::Categories => details.categories.extend(text_list(line.value)),
                Property::Transparency => {
                    details.is_transparent = line.value.trim_ascii().eq_ignore_ascii_case("TRANSPARENT");
                }
                property => {
                    let sources = [Property::Conference, Property::GoogleConference, Property::Url];
                    let index = sources.iter().position(|known| *known == property);
                    if let Some(join) = index.and_then(|index| joins.get_mut(index))
                        && join.is_none()
                    {
                        *join = Some(trimmed(line.text())).filter(|url| is_web(url));
                    }
                }
            }
        }
        details.join_url = joins.into_iter().flatten().next();
        details
    }
}

/// Fills a text that says nothing yet.
fn first(text: &mut String, read: impl FnOnce() -> String) {
    if text.trim().is_empty() {
        *text = read();
    }
}

fn trimmed(text: String) -> String {
    let bare = text.trim();
    if bare.len() == text.len() { text } else { bare.to_owned() }
}

/// Whether a character has no place in an address: those that are not seen, or that turn the direction of writing so that
/// the address is seen as another one.
pub fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{feff}')
}

/// Whether an address is one that a reader can be sent to: on the web, and without what browsers would drop unseen.
pub fn is_web(url: &str) -> bool {
    if url.chars().any(is_unseen) {
        return false;
    }
    let start =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    start("https://") || start("http://")
}
