//! The content of the page: the community, its sections and its channels.
//!
//! The page is rendered from these types. They are made from `public/community.toml` in three steps, all of
//! which run on the machine that builds the site: [`schema`] reads the file as it is written, [`markup`]
//! turns its Markdown into typed [`Inline`] text, and [`validate`] completes the links and collects every
//! mistake.

#[cfg(not(target_arch = "wasm32"))]
pub mod accent;
#[cfg(not(target_arch = "wasm32"))]
pub mod markup;
#[cfg(not(target_arch = "wasm32"))]
pub mod mistake;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
#[cfg(not(target_arch = "wasm32"))]
pub mod validate;

use serde::{Deserialize, Serialize};

/// The validated content of the page: every link is absolute or points to a section of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Community {
    /// The short name, such as "Example".
    pub name: String,
    /// The heading of the page and the title of its window.
    pub title: String,
    /// One plain sentence for search engines and link previews.
    pub description: String,
    /// The paragraphs below the heading.
    pub lead: Vec<Paragraph>,
    /// The language of the texts in the data file, as a BCP 47 tag.
    pub language: String,
    /// The address of the community's own site, without a trailing slash; completes links such as
    /// `/governance/`.
    pub base_url: String,
    /// The canonical address of this page.
    pub page_url: String,
    /// The accent colour, adjusted to be readable on both backgrounds.
    pub accent: Accent,
    /// The community's logo, beside its name in the header.
    pub logo: Image,
    /// The community's calendars and the links to them.
    pub calendar: CalendarLinks,
    /// The sections in reading order, each with its nested sections.
    pub sections: Vec<Section>,
    /// The paragraphs at the bottom of the page.
    pub footer: Vec<Paragraph>,
    /// Whether browsers keep the page for offline use; only the build reads this.
    pub offline: bool,
}

impl Community {
    /// All sections in reading order, each before its nested sections.
    pub fn all_sections(&self) -> Vec<&Section> {
        self.sections.iter().flat_map(|section| std::iter::once(section).chain(&section.sections)).collect()
    }

    /// The same community with nothing but its calendar, for [`EMBED_FILE`](crate::page::EMBED_FILE).
    #[must_use]
    pub fn calendar_alone(self) -> Self {
        let mut all = self.sections.into_iter().flat_map(|mut section| {
            let inner = std::mem::take(&mut section.sections);
            std::iter::once(section).chain(inner)
        });
        let section = all.find(|section| section.calendar);
        let section = section.map(|section| Section {
            text: Vec::new(),
            channels: Vec::new(),
            note: None,
            image: None,
            ..section
        });
        Self { sections: section.into_iter().collect(), lead: Vec::new(), footer: Vec::new(), ..self }
    }

    /// All pictures, the logo first.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn pictures(&self) -> Vec<&Image> {
        let of_sections = self.all_sections().into_iter().filter_map(|section| section.image.as_ref());
        std::iter::once(&self.logo).chain(of_sections).collect()
    }
}

/// The accent colour of the page as `#rrggbb`, one for each background that it has to be readable on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent {
    /// The colour on the light background.
    pub light: String,
    /// The colour on the dark background.
    pub dark: String,
}

/// A section of the page, with its own heading and address (`#id`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The slug in the address, unique on the page.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The name in the section navigation; the heading if there is no shorter name.
    pub short_title: String,
    /// Whether the section navigation lists it.
    pub listed: bool,
    /// The text below the heading.
    pub text: Vec<Paragraph>,
    /// The community's channels in this section.
    pub channels: Vec<Channel>,
    /// Whether the calendar is in this section.
    pub calendar: bool,
    /// A callout.
    pub note: Option<Note>,
    /// A picture that belongs to the text.
    pub image: Option<Image>,
    /// The nested sections, which have no sections themselves.
    pub sections: Vec<Section>,
}

impl Section {
    /// Whether it has only a text and perhaps a picture.
    pub const fn is_short(&self) -> bool {
        self.sections.is_empty() && self.channels.is_empty() && !self.calendar && self.note.is_none()
    }
}

/// A paragraph of text.
pub type Paragraph = Vec<Inline>;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// A technical term, such as a channel's name.
    Code(String),
    /// Emphasised text.
    Emphasis(Vec<Inline>),
    /// Strongly emphasised text.
    Strong(Vec<Inline>),
    /// A link.
    Link(TextLink),
}

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextLink {
    /// An absolute address, or `#id` of a section of the page.
    pub url: String,
    /// The text of the link.
    pub content: Vec<Inline>,
}

/// A link with a plain label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The displayed text.
    pub label: String,
    /// An absolute address, or `#id` of a section of the page.
    pub url: String,
}

/// A channel where the community communicates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// The kind of channel, which selects the icon on its card.
    pub kind: ChannelKind,
    /// The displayed name.
    pub name: String,
    /// What visitors type or paste to get there: a room, a handle, an address.
    pub address: String,
    /// The links to the channel, the main one first.
    pub links: Vec<Link>,
    /// Links to copies in other places.
    pub mirrors: Vec<Link>,
    /// What the channel is for.
    pub purpose: Vec<Inline>,
    /// Who should use it, unless it is for everybody.
    pub audience: Vec<Inline>,
}

/// The kinds of channels that have an icon in `style/icons.svg`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChannelKind {
    /// A Slack workspace.
    Slack,
    /// A room on an IRC network.
    Irc,
    /// A Matrix room.
    Matrix,
    /// A mailing list.
    MailingList,
    /// A Discourse forum.
    Discourse,
    /// An account on Bluesky.
    Bluesky,
    /// An account on Mastodon.
    Mastodon,
    /// Repositories on GitHub.
    Github,
    /// Repositories on GitLab.
    Gitlab,
    /// A Discord server.
    Discord,
    /// A Zulip organisation.
    Zulip,
    /// Recorded talks on YouTube.
    Youtube,
    /// Anything else.
    Other,
}

impl ChannelKind {
    /// All kinds.
    pub const ALL: [Self; 13] = [
        Self::Slack,
        Self::Irc,
        Self::Matrix,
        Self::MailingList,
        Self::Discourse,
        Self::Bluesky,
        Self::Mastodon,
        Self::Github,
        Self::Gitlab,
        Self::Discord,
        Self::Zulip,
        Self::Youtube,
        Self::Other,
    ];

    /// The id of the kind's icon in `style/icons.svg`, which is its name.
    pub const fn icon(self) -> &'static str {
        self.name()
    }

    /// The name of the kind in the data file.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slack => "slack",
            Self::Irc => "irc",
            Self::Matrix => "matrix",
            Self::MailingList => "mailing-list",
            Self::Discourse => "discourse",
            Self::Bluesky => "bluesky",
            Self::Mastodon => "mastodon",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Discord => "discord",
            Self::Zulip => "zulip",
            Self::Youtube => "youtube",
            Self::Other => "other",
        }
    }
}

/// A callout: something that must not be overlooked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its heading.
    pub title: String,
    /// The text.
    pub text: Vec<Paragraph>,
}

/// A picture with its alternative text, in a version for each background.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// The file below `public/` for the light background.
    pub light: String,
    /// The file below `public/` for the dark background; may be the same file.
    pub dark: String,
    /// The alternative text.
    pub name: String,
    /// The width in CSS pixels.
    pub width: u32,
    /// The height in CSS pixels.
    pub height: u32,
    /// The link of the picture, if any.
    pub url: Option<String>,
}

/// The community's calendars and the page's settings for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarLinks {
    /// The calendars whose events the page shows together; at least one.
    pub feeds: Vec<FeedLinks>,
    /// Whether `refresh` fetches them. If not, the community writes `calendar.ics` itself, and visitors subscribe to that
    /// file; only `refresh` reads this.
    #[serde(skip)]
    pub is_fetched: bool,
    /// The number of days after which a feed counts as stale.
    pub stale_after_days: u32,
    /// The zones that many members of the community live in, as IANA names.
    #[serde(default)]
    pub usual_zones: Vec<String>,
}

/// The file next to the page with the events of all calendars.
pub const FEED_FILE: &str = "calendar.ics";

/// A calendar of the community, with the official links to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedLinks {
    /// The name of the calendar; `None` if it is the only one. Its events have the name as a category.
    pub name: Option<String>,
    /// The address of the feed, which `refresh` fetches and calendar programs subscribe to.
    pub url: String,
    /// The address of the calendar on the web.
    pub web_view: Option<String>,
    /// The link that adds the calendar to the visitor's Google Calendar.
    pub add_to_google: Option<String>,
}
