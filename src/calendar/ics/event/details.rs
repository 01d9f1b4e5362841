//! The details of an event besides its times.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::calendar::ics::component::Component;
use crate::calendar::ics::content_line::ContentLine;
use crate::calendar::ics::encoding::text_list;
use crate::calendar::ics::property::Property;
use crate::web_address::is_web;

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
    /// The link to join the event online: its conference link, else the location if that is a web address.
    pub fn join_link(&self) -> Option<&str> {
        self.join_url.as_deref().or_else(|| Some(self.location.as_str()).filter(|location| is_web(location)))
    }

    /// The first category, which gives an event its hue.
    pub fn category(&self) -> Option<&str> {
        self.categories.first().map(String::as_str)
    }

    /// The venue: the location, unless it is empty or a web address.
    pub fn venue(&self) -> Option<&str> {
        Some(self.location.as_str()).filter(|location| !location.is_empty() && !is_web(location))
    }

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
