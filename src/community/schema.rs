//! Reads `public/community.toml` as it is written, before its contents are checked.
//!
//! A missing or unknown field, or one of the wrong type, is a mistake, and reading continues after it, so
//! that a maintainer sees all mistakes at once. That is why the file is read by [`TableReader`] and not by a
//! derived `Deserialize`, which stops at the first error. `docs/community-toml.md` explains each field.

mod field;
mod link;
mod text_kind;

mod table_reader;

mod json;

use toml::de::DeTable;

use super::markup::Markup;
use super::mistake::{Location, Mistakes};
pub use json::json_schema;
use table_reader::{TableReader, TextOrTables, column_of, line_of};
use text_kind::TextKind::{
    Address, ChannelKind, Colour, File, Id, Language, Link, Markdown, Paragraph, Words, Zone,
};
pub use text_kind::channel_kind;

/// A value and its location.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located<T> {
    /// The value.
    pub value: T,
    /// Its location; for a multi-line text, that of its first line.
    pub location: Location,
}

/// The whole file. Here and below, a required field is `None` only if that has been reported.
#[derive(Clone, Debug)]
pub struct DataFile {
    /// `[community]`, required.
    pub community: Option<CommunityTable>,
    /// `[calendar]`, required.
    pub calendar: Option<CalendarTable>,
    /// `[[section]]`, in the order of the file.
    pub sections: Vec<SectionTable>,
}

/// `[community]`: the community of the page.
#[derive(Clone, Debug)]
pub struct CommunityTable {
    /// The short name, required.
    pub name: Option<Located<String>>,
    /// The heading of the page, required.
    pub title: Option<Located<String>>,
    /// One plain sentence for search engines, required.
    pub description: Option<Located<String>>,
    /// The Markdown below the heading, required.
    pub lead: Option<Located<Markup>>,
    /// A BCP 47 tag, required.
    pub language: Option<Located<String>>,
    /// The address that site-relative links are completed with, required.
    pub base_url: Option<Located<String>>,
    /// The canonical address of the page, required.
    pub page_url: Option<Located<String>>,
    /// `#rrggbb`, required.
    pub accent: Option<Located<String>>,
    /// `[community.logo]`, required.
    pub logo: Option<ImageTable>,
    /// The Markdown at the bottom of the page, required.
    pub footer: Option<Located<Markup>>,
    /// Whether browsers keep the page for offline use.
    pub offline: Option<Located<bool>>,
}

/// `[calendar]`: the official links to the community's calendar.
#[derive(Clone, Debug)]
pub struct CalendarTable {
    /// The address of the calendar on the web, if there is one calendar.
    pub web_view: Option<Located<String>>,
    /// The link that adds the calendar to the visitor's Google Calendar, if there is one calendar.
    pub add_to_google: Option<Located<String>>,
    /// The address of the one feed, or several feeds; without one, the community writes the calendar itself.
    pub feed: Option<FeedField>,
    /// The number of days after which a feed counts as stale, required.
    pub stale_after_days: Option<Located<u32>>,
    /// The zones that many members of the community live in.
    pub usual_zones: Vec<Located<String>>,
}

/// `feed = "..."`, or one `[[calendar.feed]]` for each of several.
#[derive(Clone, Debug)]
pub enum FeedField {
    /// The address of the only feed.
    One(Located<String>),
    /// Several feeds, shown together.
    Several(Vec<FeedTable>),
}

/// `[[calendar.feed]]`: one of several calendars.
#[derive(Clone, Debug)]
pub struct FeedTable {
    /// The name of the calendar, required.
    pub name: Option<Located<String>>,
    /// The address of the feed, required.
    pub url: Option<Located<String>>,
    /// The address of the calendar on the web.
    pub web_view: Option<Located<String>>,
    /// The link that adds the calendar to the visitor's Google Calendar.
    pub add_to_google: Option<Located<String>>,
}

impl FeedTable {
    /// The name of the calendar.
    pub fn name(&self) -> Option<&Located<String>> {
        self.name.as_ref()
    }

    /// The address of the feed.
    pub fn url(&self) -> Option<&Located<String>> {
        self.url.as_ref()
    }
}

/// `[[section]]`: a section of the page.
#[derive(Clone, Debug)]
pub struct SectionTable {
    /// The location of its header.
    pub location: Location,
    /// The slug, required.
    pub id: Option<Located<String>>,
    /// The heading, required.
    pub title: Option<Located<String>>,
    /// The name in the navigation.
    pub short_title: Option<Located<String>>,
    /// The id of the parent section.
    pub within: Option<Located<String>>,
    /// Whether it is left out of the navigation.
    pub unlisted: Option<Located<bool>>,
    /// Markdown.
    pub text: Option<Located<Markup>>,
    /// `[[section.channel]]`.
    pub channels: Vec<ChannelTable>,
    /// Whether the calendar is here.
    pub calendar: Option<Located<bool>>,
    /// `[section.note]`.
    pub note: Option<NoteTable>,
    /// `[section.image]`.
    pub image: Option<ImageTable>,
}

impl SectionTable {
    /// Whether it asks to be left out of the navigation.
    pub fn is_unlisted(&self) -> bool {
        self.unlisted.as_ref().is_some_and(|unlisted| unlisted.value)
    }

    /// Whether it has the calendar.
    pub fn has_calendar(&self) -> bool {
        self.calendar.as_ref().is_some_and(|calendar| calendar.value)
    }

    /// The id of the parent section.
    pub fn parent_id(&self) -> Option<&str> {
        self.within.as_ref().map(|within| within.value.as_str())
    }

    /// Whether its id is `id`.
    pub fn has_id(&self, id: &str) -> bool {
        self.id.as_ref().is_some_and(|own| own.value == id)
    }
}

/// `[[section.channel]]`: a channel where the community communicates.
#[derive(Clone, Debug)]
pub struct ChannelTable {
    /// The location of its header.
    pub location: Location,
    /// A kind of channel that has an icon, required.
    pub kind: Option<Located<String>>,
    /// The displayed name, required.
    pub name: Option<Located<String>>,
    /// What visitors type or paste to get there, required.
    pub address: Option<Located<String>>,
    /// Markdown of one paragraph, required.
    pub purpose: Option<Located<Markup>>,
    /// Markdown of one paragraph.
    pub audience: Option<Located<Markup>>,
    /// The links to the channel, the main one first.
    pub links: Vec<LinkTable>,
    /// Links to copies in other places.
    pub mirrors: Vec<LinkTable>,
}

/// `{ label = "...", url = "..." }`.
#[derive(Clone, Debug)]
pub struct LinkTable {
    /// The displayed text, required.
    pub label: Option<Located<String>>,
    /// The address, required.
    pub url: Option<Located<String>>,
}

/// `[section.note]`: a callout, something that must not be overlooked.
#[derive(Clone, Debug)]
pub struct NoteTable {
    /// The heading, required.
    pub title: Option<Located<String>>,
    /// Markdown, required.
    pub text: Option<Located<Markup>>,
}

/// `[section.image]` or `[community.logo]`: a picture.
#[derive(Clone, Debug)]
pub struct ImageTable {
    /// The file for the light background, required.
    pub light: Option<Located<String>>,
    /// The file for the dark background; the light one if missing.
    pub dark: Option<Located<String>>,
    /// The alternative text, required.
    pub name: Option<Located<String>>,
    /// The width in CSS pixels, required.
    pub width: Option<Located<u32>>,
    /// The height in CSS pixels, required.
    pub height: Option<Located<u32>>,
    /// The link of the picture.
    pub url: Option<Located<String>>,
}

/// Reads the text of the file, unless it is not TOML, and adds what is wrong to `mistakes`.
pub fn read(text: &str, mistakes: &mut Mistakes) -> Option<DataFile> {
    let (root, syntax_errors) = DeTable::parse_recoverable(text);
    // An unclosed quote makes everything after it look wrong: only the first error is useful.
    if let Some(error) = syntax_errors.first() {
        let offset = error.span().map_or(text.len(), |span| span.start);
        let location = Location { line: line_of(text, offset), field: String::new() };
        mistakes.error(
            &location,
            format!("this is not TOML at column {}: {}", column_of(text, offset), error.message()),
            "fix it first; the rest of the file was not checked",
        );
        return None;
    }
    Some(TableReader::read_root(text, root.get_ref(), mistakes, data_file))
}

fn data_file(table: &mut TableReader<'_>) -> DataFile {
    DataFile {
        community: table.required_table("community", community, "The community of the page."),
        calendar: table.required_table("calendar", calendar, "The calendar and the official links to it."),
        sections: table.one_table_at_least(
            "section",
            section,
            "The sections of the page, from top to bottom.",
        ),
    }
}

fn community(table: &mut TableReader<'_>) -> CommunityTable {
    CommunityTable {
        name: table.required_text("name", Words, "Short name, shown next to the logo."),
        title: table.required_text("title", Words, "The heading of the page."),
        description: table.required_text(
            "description",
            Words,
            "One plain sentence, for search engines and link previews.",
        ),
        lead: table.required_markdown("lead", Markdown, "Introduction below the heading. Markdown."),
        language: table.required_text("language", Language, "BCP 47 tag of the language of this file."),
        base_url: table.required_text("base_url", Address, "Prefix of links such as `/governance/`."),
        page_url: table.required_text("page_url", Address, "The address of this page."),
        accent: table.required_text("accent", Colour, "One colour, `#rrggbb`; its shades are computed."),
        logo: table.required_table("logo", image, "The community's logo."),
        footer: table.required_markdown("footer", Markdown, "Text at the bottom of the page. Markdown."),
        offline: table.flag("offline", "Whether browsers keep the page for offline use; true by default."),
    }
}

fn calendar(table: &mut TableReader<'_>) -> CalendarTable {
    CalendarTable {
        web_view: table.text("web_view", Address, WEB_VIEW),
        add_to_google: table.text("add_to_google", Address, ADD_TO_GOOGLE),
        feed: match table.text_or_tables(
            "feed",
            Address,
            feed,
            "Address of the .ics feed; for several calendars, one table each. Without it, calendar.ics is kept by hand.",
        ) {
            Some(TextOrTables::Text(url)) => Some(FeedField::One(url)),
            Some(TextOrTables::Tables(feeds)) => Some(FeedField::Several(feeds)),
            None => None,
        },
        stale_after_days: table.required_number(
            "stale_after_days",
            "After this many days without a refresh, the page shows that the calendar may be out of date.",
        ),
        usual_zones: table.texts(
            "usual_zones",
            Zone,
            "IANA names of the time zones that many members of the community live in; at most 8.",
        ),
    }
}

const WEB_VIEW: &str = "Address of the calendar on the web.";
const ADD_TO_GOOGLE: &str = "Address that adds the calendar to the visitor's Google Calendar.";

fn feed(table: &mut TableReader<'_>) -> FeedTable {
    FeedTable {
        name: table.required_text("name", Words, "Name that distinguishes the calendar from the others."),
        url: table.required_text("url", Address, "Address of the .ics feed."),
        web_view: table.text("web_view", Address, WEB_VIEW),
        add_to_google: table.text("add_to_google", Address, ADD_TO_GOOGLE),
    }
}

fn section(table: &mut TableReader<'_>) -> SectionTable {
    SectionTable {
        location: table.location(),
        id: table.required_text(
            "id",
            Id,
            "Part of addresses that other sites may link to: change it only with care.",
        ),
        title: table.required_text("title", Words, "The heading."),
        short_title: table.text(
            "short_title",
            Words,
            "Shorter title for the navigation; the title by default.",
        ),
        within: table.text("within", Id, "Id of the parent section."),
        unlisted: table.flag("unlisted", "Leaves the section out of the navigation."),
        text: table.markdown("text", Markdown, "Text below the heading. Markdown."),
        channels: table.tables("channel", channel, "Channels where the community talks."),
        calendar: table
            .flag("calendar", "Shows the calendar in this section; exactly one section must have it."),
        note: table.table("note", note, "A note that must not be overlooked."),
        image: table.table("image", image, "A picture that belongs to the text."),
    }
}

fn channel(table: &mut TableReader<'_>) -> ChannelTable {
    ChannelTable {
        location: table.location(),
        kind: table.required_text("kind", ChannelKind, "Kind of channel; determines the icon."),
        name: table.required_text("name", Words, "Displayed name."),
        address: table.required_text(
            "address",
            Words,
            "What people type to get there: a room, a handle or an address.",
        ),
        purpose: table.required_markdown(
            "purpose",
            Paragraph,
            "What the channel is for. Markdown, one paragraph.",
        ),
        audience: table.markdown("audience", Paragraph, "Who should use it. Markdown, one paragraph."),
        links: table.one_table_at_least("links", link, "Links to the channel, the main one first."),
        mirrors: table.tables("mirrors", link, "Links to copies in other places."),
    }
}

fn link(table: &mut TableReader<'_>) -> LinkTable {
    LinkTable {
        label: table.required_text("label", Words, "Displayed text."),
        url: table.required_text("url", Link, "Address of the link."),
    }
}

fn note(table: &mut TableReader<'_>) -> NoteTable {
    NoteTable {
        title: table.required_text("title", Words, "Heading of the note."),
        text: table.required_markdown("text", Markdown, "Text of the note. Markdown."),
    }
}

fn image(table: &mut TableReader<'_>) -> ImageTable {
    ImageTable {
        light: table.required_text(
            "light",
            File,
            "File for light backgrounds, relative to the community's folder.",
        ),
        dark: table.text("dark", File, "File for dark backgrounds; the same file by default."),
        name: table.required_text("name", Words, "Alternative text."),
        width: table.required_number("width", "Width in CSS pixels."),
        height: table.required_number("height", "Height in CSS pixels."),
        url: table.text("url", Link, "Address that the picture links to."),
    }
}

#[cfg(test)]
mod tests;
