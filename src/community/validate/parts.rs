//! Iterates over the data file: all parts of one kind, wherever they are.

use crate::community::markup::Markup;
use crate::community::mistake::Location;
use crate::community::schema::{ChannelTable, DataFile, ImageTable, LinkTable, Located, SectionTable};

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
    data.sections.iter().find(|section| section.has_id(id))
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

fn links_of(channel: &ChannelTable) -> impl Iterator<Item = &LinkTable> {
    channel.links.iter().chain(&channel.mirrors)
}

fn markdown_of(section: &SectionTable) -> impl Iterator<Item = &Located<Markup>> {
    let note = section.note.iter().filter_map(|note| note.text.as_ref());
    let channels = section.channels.iter().flat_map(|channel| [&channel.purpose, &channel.audience]);
    section.text.iter().chain(note).chain(channels.flatten())
}

fn add_links_of_text(text: &Located<Markup>, section: Option<usize>, found: &mut Vec<LocatedLink>) {
    for link in &text.value.links {
        let location =
            Location { line: text.location.line + link.lines_down, field: text.location.field.clone() };
        found.push(LocatedLink { url: link.url.clone(), location, section });
    }
}

fn add_url(url: Option<&Located<String>>, section: Option<usize>, found: &mut Vec<LocatedLink>) {
    if let Some(Located { value, location }) = url {
        found.push(LocatedLink { url: value.clone(), location: location.clone(), section });
    }
}
