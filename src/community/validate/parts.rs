//! Iterates over the data file: all parts of one kind, wherever they are.

use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

use crate::community::mistake::Location;
use crate::community::schema::{
    ChannelTable, DataFile, FeedField, FeedTable, ImageTable, LinkTable, Located, SectionTable,
};
use crate::community::{ChannelKind, markup};

/// A link anywhere in the file.
pub(super) struct LocatedLink {
    /// The address as it is written.
    pub(super) url: String,
    /// Its location.
    pub(super) location: Location,
    /// The index of its section, if it is in one.
    pub(super) section: Option<usize>,
}

/// The section with this id.
pub(super) fn section<'a>(data: &'a DataFile, id: &str) -> Option<&'a SectionTable> {
    data.sections.iter().find(|section| section.is_called(id))
}

/// The feeds, if several are listed.
pub(super) fn feeds(data: &DataFile) -> &[FeedTable] {
    match data.calendar.as_ref().and_then(|table| table.feed.as_ref()) {
        Some(FeedField::Several(feeds)) => feeds,
        Some(FeedField::One(_)) | None => &[],
    }
}

/// All official addresses of calendars.
pub(super) fn calendar_addresses(data: &DataFile) -> impl Iterator<Item = &Located<String>> {
    let of_one = data.calendar.iter().flat_map(|table| [&table.web_view, &table.add_to_google]);
    let of_several = feeds(data).iter().flat_map(|feed| [&feed.url, &feed.web_view, &feed.add_to_google]);
    let one = data.calendar.iter().filter_map(|table| match &table.feed {
        Some(FeedField::One(url)) => Some(url),
        Some(FeedField::Several(_)) | None => None,
    });
    of_one.chain(of_several).flatten().chain(one)
}

/// All channels.
pub(super) fn channels(data: &DataFile) -> impl Iterator<Item = &ChannelTable> {
    data.sections.iter().flat_map(|section| &section.channels)
}

/// All pictures.
pub(super) fn images(data: &DataFile) -> impl Iterator<Item = &ImageTable> {
    let logo = data.community.iter().filter_map(|table| table.logo.as_ref());
    logo.chain(data.sections.iter().filter_map(|section| section.image.as_ref()))
}

/// All texts that are shown as they are.
pub(super) fn words(data: &DataFile) -> Vec<&Located<String>> {
    let mut found = Vec::new();
    if let Some(table) = &data.community {
        found.extend([&table.name, &table.title, &table.description]);
    }
    for section in &data.sections {
        found.extend([&section.title, &section.short_title]);
        found.extend(section.note.iter().map(|note| &note.title));
    }
    for channel in channels(data) {
        found.extend([&channel.name, &channel.address]);
        found.extend(links_of(channel).map(|link| &link.label));
    }
    found.extend(feeds(data).iter().map(|feed| &feed.name));
    found.extend(images(data).map(|image| &image.name));
    found.into_iter().flatten().collect()
}

/// All Markdown texts.
pub(super) fn markdown(data: &DataFile) -> Vec<&Located<String>> {
    let sections = data.sections.iter().flat_map(markdown_of);
    data.community.iter().flat_map(|table| [&table.lead, &table.footer]).flatten().chain(sections).collect()
}

/// All links, including those in Markdown.
pub(super) fn links(data: &DataFile) -> Vec<LocatedLink> {
    let mut found = Vec::new();
    if let Some(table) = &data.community {
        for text in [&table.lead, &table.footer].into_iter().flatten() {
            add_links_of_text(text, None, &mut found);
        }
        add_url(table.logo.as_ref().and_then(|logo| logo.url.as_ref()), None, &mut found);
    }
    for (position, section) in data.sections.iter().enumerate() {
        for text in markdown_of(section) {
            add_links_of_text(text, Some(position), &mut found);
        }
        for link in section.channels.iter().flat_map(links_of) {
            add_url(link.url.as_ref(), Some(position), &mut found);
        }
        add_url(section.image.as_ref().and_then(|image| image.url.as_ref()), Some(position), &mut found);
    }
    found
}

/// The kind of channel with this name, or an error that lists all kinds.
pub(super) fn channel_kind(name: &str) -> Result<ChannelKind, Error> {
    ChannelKind::deserialize(StrDeserializer::new(name))
}

fn links_of(channel: &ChannelTable) -> impl Iterator<Item = &LinkTable> {
    channel.links.iter().chain(&channel.mirrors)
}

fn markdown_of(section: &SectionTable) -> impl Iterator<Item = &Located<String>> {
    let note = section.note.iter().filter_map(|note| note.text.as_ref());
    let channels = section.channels.iter().flat_map(|channel| [&channel.purpose, &channel.audience]);
    section.text.iter().chain(note).chain(channels.flatten())
}

fn add_links_of_text(text: &Located<String>, section: Option<usize>, found: &mut Vec<LocatedLink>) {
    for link in markup::read(&text.value).links {
        let location =
            Location { line: text.location.line + link.lines_down, field: text.location.field.clone() };
        found.push(LocatedLink { url: link.url, location, section });
    }
}

fn add_url(url: Option<&Located<String>>, section: Option<usize>, found: &mut Vec<LocatedLink>) {
    if let Some(Located { value, location }) = url {
        found.push(LocatedLink { url: value.clone(), location: location.clone(), section });
    }
}
