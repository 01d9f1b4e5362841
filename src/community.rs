//! What the page says: the community, its sections and its channels.
//!
//! These are the types that the page is rendered from. They come out of `public/community.toml` through three steps,
//! all of which run on the machine that builds the site: [`schema`] reads the file as it is written, [`markup`] turns
//! its Markdown into typed [`Inline`] text, and [`validate`] completes the links and gathers every mistake.

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

/// All that the page says, checked and complete: every link is absolute or leads to a section of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Community {
    /// Short name, as in "Example".
    pub name: String,
    /// The heading of the page and the title of its window.
    pub title: String,
    /// One plain sentence for search engines and link previews.
    pub description: String,
    /// The paragraphs below the heading.
    pub lead: Vec<Paragraph>,
    /// Language of the words in the data file, as a BCP 47 tag.
    pub language: String,
    /// Where the community's own site is, without a trailing slash; completes links such as `/governance/`.
    pub base_url: String,
    /// The canonical address of this page.
    pub page_url: String,
    /// The one accent colour, made readable on both backgrounds.
    pub accent: Accent,
    /// The community's mark, beside its name in the header.
    pub logo: Image,
    /// The community's calendar and the ways to it.
    pub calendar: CalendarLinks,
    /// The outline of the page: sections in reading order, each with the sections inside it.
    pub sections: Vec<Section>,
    /// The paragraphs at the foot of the page.
    pub footer: Vec<Paragraph>,
    /// Whether browsers keep the page for when there is no network; only the build asks.
    #[serde(skip)]
    pub offline: bool,
}

impl Community {
    /// All sections in reading order, each before the sections inside it.
    pub fn all_sections(&self) -> Vec<&Section> {
        self.sections.iter().flat_map(|section| std::iter::once(section).chain(&section.sections)).collect()
    }

    /// All pictures, the logo first.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn pictures(&self) -> Vec<&Image> {
        let of_sections = self.all_sections().into_iter().filter_map(|section| section.image.as_ref());
        std::iter::once(&self.logo).chain(of_sections).collect()
    }
}

/// The accent colour of the page in `#rrggbb`, once for each background it has to be read on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accent {
    /// On the light background.
    pub light: String,
    /// On the dark background.
    pub dark: String,
}

/// One part of the page, with a heading and an address (`#id`) of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The slug in the address, unique on the page.
    pub id: String,
    /// The heading.
    pub title: String,
    /// What the section navigation calls it; the heading where there is no shorter name.
    pub short_title: String,
    /// Whether the section navigation lists it.
    pub listed: bool,
    /// Running text below the heading.
    pub text: Vec<Paragraph>,
    /// Places where the community meets.
    pub channels: Vec<Channel>,
    /// Whether the calendar stands in this section.
    pub calendar: bool,
    /// Something that must not be overlooked.
    pub note: Option<Note>,
    /// A picture that belongs to the text.
    pub image: Option<Image>,
    /// Sections one level down; they have none themselves.
    pub sections: Vec<Section>,
}

/// One paragraph of running text.
pub type Paragraph = Vec<Inline>;

/// A piece of running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Inline {
    /// Plain words.
    Text(String),
    /// A word of a machine's, such as a channel's name.
    Code(String),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Important words.
    Strong(Vec<Inline>),
    /// Words that lead elsewhere.
    Link(TextLink),
}

/// Words that lead elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextLink {
    /// An absolute address, or `#id` of a section of the page.
    pub url: String,
    /// The words.
    pub content: Vec<Inline>,
}

/// A link with a plain label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What the reader sees.
    pub label: String,
    /// An absolute address, or `#id` of a section of the page.
    pub url: String,
}

/// A place where the community talks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Channel {
    /// What sort of place it is; chooses the mark on its card.
    pub kind: ChannelKind,
    /// What people call it.
    pub name: String,
    /// What one types or pastes to get there: a room, a handle, an address.
    pub address: String,
    /// Ways in, the first being the main one.
    pub links: Vec<Link>,
    /// Copies kept elsewhere.
    pub mirrors: Vec<Link>,
    /// What the place is for.
    pub purpose: Vec<Inline>,
    /// Who should use it, where that is not everybody.
    pub audience: Vec<Inline>,
}

/// The sorts of channel that have a mark of their own in `style/icons.svg`.
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
    /// All of them.
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

    /// The id of the kind's symbol in `style/icons.svg`.
    pub const fn icon(self) -> &'static str {
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
    /// Its words.
    pub text: Vec<Paragraph>,
}

/// A picture with its words, in a version for each background.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    /// File below `public/` for the light background.
    pub light: String,
    /// File below `public/` for the dark background; may be the same file.
    pub dark: String,
    /// The picture in words.
    pub name: String,
    /// Width in CSS pixels.
    pub width: u32,
    /// Height in CSS pixels.
    pub height: u32,
    /// Where the picture leads, if anywhere.
    pub url: Option<String>,
}

/// The community's calendars and what the page has to know of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarLinks {
    /// The calendars whose events the page shows together; one at least.
    pub feeds: Vec<FeedLinks>,
    /// After how many days a feed counts as stale.
    pub stale_after_days: u32,
    /// The zones that many of the community live in, by their IANA names.
    #[serde(default)]
    pub usual_zones: Vec<String>,
}

/// One of the community's calendars and the official ways to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedLinks {
    /// What tells it from the others; nothing where it is the only one. Its events carry the name as a category.
    pub name: Option<String>,
    /// The address of the feed that `refresh` fetches and calendar programs subscribe to.
    pub url: String,
    /// The calendar on the web.
    pub web_view: Option<String>,
    /// Adds the calendar to the reader's own Google Calendar.
    pub add_to_google: Option<String>,
}
