//! The details of an event besides its times.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::calendar::ics::component::Component;
use crate::calendar::ics::content_line::ContentLine;
use crate::calendar::ics::encoding::text_list;
use crate::calendar::ics::limits::Limits;
use crate::calendar::ics::meeting_hosts::{find_in, is_meeting};
use crate::calendar::ics::problem::{Problem, Problems};
use crate::calendar::ics::property::Property;
use crate::calendar::ics::prose::decode_entities;
use crate::web_address::{is_web, path, percent_decoded, without_redirect};

/// The details of an event that visitors see besides its times.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// `SUMMARY`
    pub summary: String,
    /// `DESCRIPTION`, as written in the feed; [`prose`](crate::calendar::ics::prose) parses it.
    pub description: String,
    /// `LOCATION`, unless it is only the address to join
    pub location: String,
    /// The address to join the event online; see [`Details::join_link`].
    pub join_url: Option<String>,
    /// Other ways to join, such as a phone number: the other `CONFERENCE`s
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other_conferences: Vec<NamedLink>,
    /// The page of the event: a `URL` that is no meeting
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_url: Option<String>,
    /// `ATTACH`: notes and recordings
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<NamedLink>,
    /// The name of the `ORGANIZER`
    pub organizer: String,
    /// `CATEGORIES`
    pub categories: Vec<String>,
    /// `COLOR`: the name of a CSS colour; empty if there is none
    #[serde(skip_serializing_if = "String::is_empty")]
    pub color: String,
    /// `IMAGE`: the address of a picture
    #[serde(skip_serializing_if = "Option::is_none")]
    pub image: Option<String>,
    /// `TRANSP`: whether attendees count as free
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_transparent: bool,
}

/// A link of an event with its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct NamedLink {
    /// The address.
    pub url: String,
    /// The name: a label or the name of a file.
    pub name: String,
}

/// The properties with details.
const DETAIL_PROPERTIES: [Property; 14] = [
    Property::Attachment,
    Property::BusyStatus,
    Property::Categories,
    Property::Color,
    Property::Conference,
    Property::Description,
    Property::GoogleConference,
    Property::Image,
    Property::Location,
    Property::MicrosoftMeeting,
    Property::Organizer,
    Property::Summary,
    Property::Transparency,
    Property::Url,
];

/// What Outlook puts before the title of a cancelled event, in the languages of its users.
const CANCELLED_TITLES: [&str; 20] = [
    "Abgesagt:",
    "Afgelast:",
    "Aflyst:",
    "Anulat:",
    "Anulowano:",
    "Anulowane:",
    "Annulé :",
    "Annulé:",
    "Annullato:",
    "Avlyst:",
    "Cancelado:",
    "Cancelada:",
    "Canceled:",
    "Cancelled:",
    "Geannuleerd:",
    "Inställt:",
    "Odwołano:",
    "Peruttu:",
    "Zrušeno:",
    "Отменено:",
];

/// The ranges of the content lines with details. A text that is too long is cut, and an address that is too long is
/// left out.
pub(super) fn ranges(
    component: &Component<'_>,
    limits: &Limits,
    problems: &mut Problems,
) -> Vec<Range<usize>> {
    let lines = component.lines.iter().filter(|line| DETAIL_PROPERTIES.contains(&line.property));
    let range = |line: &ContentLine<'_>| {
        let (length, allowed) = (line.range.len(), limits.detail_bytes);
        if line.property == Property::Description || length <= allowed {
            return Some(line.range.clone());
        }
        let what = format!("{} has {length} bytes, more than the {allowed} allowed", line.name());
        let is_text = [Property::Summary, Property::Location, Property::Categories].contains(&line.property);
        if is_text {
            problems.push(Problem::new(line.line(), what, "it was cut"));
            return Some(line.beginning(allowed));
        }
        let problem = Problem::new(line.line(), what, "it was left out");
        problems.push(if line.property.may_embed_a_file() { problem.invisible() } else { problem });
        None
    };
    lines.filter_map(range).collect()
}

/// Whether Outlook has marked the event as cancelled by its title. Published calendars keep the status confirmed, but show
/// the time as free.
pub(super) fn is_cancelled_in_outlook(component: &Component<'_>) -> bool {
    let is = |property, value: &str| {
        component.property(property).is_some_and(|line| line.value.trim_ascii().eq_ignore_ascii_case(value))
    };
    let is_free = is(Property::Transparency, "TRANSPARENT") || is(Property::BusyStatus, "FREE");
    is_free
        && component.text(Property::Summary).is_some_and(|title| without_cancelled(title.trim()).is_some())
}

/// A title without Outlook's mark of a cancelled event; `None` without the mark.
fn without_cancelled(title: &str) -> Option<&str> {
    CANCELLED_TITLES.iter().find_map(|mark| title.strip_prefix(mark)).map(str::trim_start)
}

/// The title of an event, also of one without a summary.
pub(super) fn title_or_untitled(summary: &str) -> &str {
    if summary.is_empty() { "Untitled event" } else { summary }
}

impl Details {
    /// The title that is shown.
    pub fn title(&self) -> &str {
        title_or_untitled(&self.summary)
    }

    /// The link to join the event online, decided when the details are read: the first `CONFERENCE` on the web, Google's
    /// or Microsoft's own property, a `URL` or `LOCATION` with a meeting, a `LOCATION` that is an address, or a meeting in
    /// the `DESCRIPTION`.
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
        let mut is_free = false;
        let (mut conferences, mut of_vendor, mut url) = (Vec::new(), None, None);
        for line in lines {
            match line.property {
                Property::Summary => first(&mut details.summary, || title_text(&line)),
                Property::Description => first(&mut details.description, || line.text()),
                Property::Location => first(&mut details.location, || title_text(&line)),
                Property::Organizer => {
                    let name = || line.parameter("CN").unwrap_or_default().into_owned();
                    first(&mut details.organizer, name);
                }
                Property::Categories => details.categories.extend(text_list(line.value)),
                Property::Color => first(&mut details.color, || line.text().trim().to_ascii_lowercase()),
                Property::Image => details.image = details.image.take().or_else(|| web_address(&line)),
                Property::Transparency => {
                    details.is_transparent = line.value.trim_ascii().eq_ignore_ascii_case("TRANSPARENT");
                }
                Property::BusyStatus => is_free |= line.value.trim_ascii().eq_ignore_ascii_case("FREE"),
                Property::Conference => conferences.extend(conference(&line)),
                Property::GoogleConference | Property::MicrosoftMeeting => {
                    of_vendor = of_vendor.or_else(|| web_address(&line));
                }
                Property::Url => url = url.or_else(|| web_address(&line)),
                Property::Attachment => details.attachments.extend(attachment(&line)),
                _ => {}
            }
        }
        if (is_free || details.is_transparent)
            && let Some(title) = without_cancelled(&details.summary)
        {
            details.summary = title.to_owned();
        }
        details.decide_join(conferences, of_vendor, url);
        details
    }

    fn decide_join(
        &mut self,
        mut conferences: Vec<NamedLink>,
        of_vendor: Option<String>,
        url: Option<String>,
    ) {
        let on_the_web = conferences.iter().position(|conference| is_web(&conference.url));
        let conference = on_the_web.map(|index| conferences.remove(index).url);
        let (meeting, page) = match url {
            Some(url) if is_meeting(&url) => (Some(url), None),
            url => (None, url),
        };
        let location = || Some(self.location.clone()).filter(|location| is_web(location));
        self.join_url = conference
            .or(of_vendor)
            .or(meeting)
            .or_else(|| find_in(&self.location))
            .or_else(location)
            .or_else(|| find_in(&self.description));
        // A location that only repeats the address says nothing more.
        if self.join_url.as_ref() == Some(&self.location) {
            self.location.clear();
        }
        self.other_conferences = conferences;
        self.page_url = page.filter(|page| Some(page) != self.join_url.as_ref());
    }
}

/// Sets a text if it is blank.
fn first(text: &mut String, read: impl FnOnce() -> String) {
    if text.trim().is_empty() {
        *text = read();
    }
}

/// Parses a title or a location, in which some programs write HTML entities.
fn title_text(line: &ContentLine<'_>) -> String {
    let text = line.text();
    let text = if text.contains('&') { decode_entities(&text) } else { text };
    trimmed(text)
}

fn trimmed(text: String) -> String {
    let bare = text.trim();
    if bare.len() == text.len() { text } else { bare.to_owned() }
}

fn web_address(line: &ContentLine<'_>) -> Option<String> {
    // An address has no escapes (RFC 5545 section 3.3.13), but some programs write them.
    let url = if line.value.contains('\\') { line.text() } else { line.value.to_owned() };
    Some(without_redirect(url.trim())).filter(|url| is_web(url))
}

/// A `CONFERENCE` (RFC 7986 section 5.11): a web address or a phone number.
fn conference(line: &ContentLine<'_>) -> Option<NamedLink> {
    let url = web_address(line).or_else(|| {
        let number = line.value.trim_ascii();
        let is_phone = number.get(..4).is_some_and(|scheme| scheme.eq_ignore_ascii_case("tel:"));
        let is_number =
            |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || b"+-.(),;*#=".contains(&byte));
        let digits = number.get(4..).filter(|digits| !digits.is_empty() && is_number(digits));
        digits.filter(|_| is_phone).map(|digits| format!("tel:{digits}"))
    })?;
    let name = line.parameter("LABEL").map(|label| label.trim().to_owned()).filter(|label| !label.is_empty());
    let name = name.unwrap_or_else(|| url.trim_start_matches("tel:").to_owned());
    Some(NamedLink { url, name })
}

/// The link of an `ATTACH` that is a web address, with the name of the file.
fn attachment(line: &ContentLine<'_>) -> Option<NamedLink> {
    let url = web_address(line)?;
    let name = ["FILENAME", "X-FILENAME", "X-APPLE-FILENAME"].iter().find_map(|name| line.parameter(name));
    let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    let of_path = || {
        let last = path(&url).trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        Some(percent_decoded(last)).filter(|name| !name.is_empty())
    };
    let name = name.or_else(of_path).unwrap_or_else(|| crate::web_address::host(&url).to_owned());
    Some(NamedLink { url, name })
}
