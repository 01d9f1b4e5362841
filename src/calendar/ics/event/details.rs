//! The details of an event besides its times.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::calendar::ics::component::Component;
use crate::calendar::ics::content_line::ContentLine;
use crate::calendar::ics::encoding::text_list;
use crate::calendar::ics::property::Property;

/// The details of an event that visitors see besides its times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// `SUMMARY`
    pub summary: String,
    /// `DESCRIPTION`, as written in the feed; [`prose`](crate::calendar::ics::prose) parses it.
    pub description: String,
    /// `LOCATION`
    pub location: String,
    /// The address to join the event online: `CONFERENCE`, Google's own property, or a `URL`.
    pub join_url: Option<String>,
    /// The name of the `ORGANIZER`
    pub organizer: String,
    /// `CATEGORIES`
    pub categories: Vec<String>,
    /// `TRANSP`: whether attendees count as free
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_transparent: bool,
}

/// The properties with details; those with an address to join are in order of preference.
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

/// The ranges of the content lines with details.
pub(super) fn ranges(component: &Component<'_>) -> Vec<Range<usize>> {
    let lines = component.lines.iter().filter(|line| DETAIL_PROPERTIES.contains(&line.property));
    lines.map(|line| line.range.clone()).collect()
}

impl Details {
    /// Parses the content lines with details; if a property that may occur once is repeated, the first one
    /// that is not blank counts.
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

/// Sets a text if it is blank.
fn first(text: &mut String, read: impl FnOnce() -> String) {
    if text.trim().is_empty() {
        *text = read();
    }
}

fn trimmed(text: String) -> String {
    let bare = text.trim();
    if bare.len() == text.len() { text } else { bare.to_owned() }
}

/// Whether a character must not be in an address: it is invisible, or it changes the writing direction, so
/// that the address looks like another one.
pub fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || letter.is_whitespace()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
        || matches!(letter, '\u{ad}' | '\u{61c}' | '\u{feff}')
}

/// Whether an address can be linked to: it is on the web, and has no invisible characters that browsers would
/// drop.
pub fn is_web(url: &str) -> bool {
    if url.chars().any(is_unseen) {
        return false;
    }
    let start =
        |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    start("https://") || start("http://")
}
