//! Converts a data file without mistakes into the community that is rendered: links are completed, sections
//! nested.

use crate::community::markup::Markup;
use crate::community::schema::{
    CalendarTable, ChannelTable, DataFile, FeedField, FeedTable, ImageTable, LinkTable, Located,
    SectionTable, channel_kind,
};
use crate::community::{
    CalendarLinks, Channel, Community, FEED_FILE, FeedLinks, Image, Inline, Link, Note, Paragraph, Section,
    accent, markup,
};
use crate::web_address::sibling;

/// Converts the file; `None` only if the checks have found an error in it.
pub(super) fn complete(data: &DataFile) -> Option<Community> {
    let table = data.community.as_ref()?;
    let base_url = value(table.base_url.as_ref())?.trim_end_matches('/').to_owned();
    let site = Site { base_url: &base_url };
    Some(Community {
        name: value(table.name.as_ref())?,
        title: value(table.title.as_ref())?,
        description: value(table.description.as_ref())?,
        lead: site.paragraphs(table.lead.as_ref()),
        language: value(table.language.as_ref())?,
        page_url: value(table.page_url.as_ref())?,
        accent: accent::derive(&value(table.accent.as_ref())?)?,
        logo: site.image(table.logo.as_ref()?)?,
        calendar: calendar(data.calendar.as_ref()?, table.page_url.as_ref()?)?,
        sections: site.sections_within(data, None)?,
        footer: site.paragraphs(table.footer.as_ref()),
        offline: value(table.offline.as_ref()).unwrap_or(true),
        base_url,
    })
}

fn calendar(table: &CalendarTable, page_url: &Located<String>) -> Option<CalendarLinks> {
    let only = |url| FeedLinks {
        name: None,
        url,
        web_view: value(table.web_view.as_ref()),
        add_to_google: value(table.add_to_google.as_ref()),
    };
    Some(CalendarLinks {
        feeds: match &table.feed {
            Some(FeedField::One(url)) => vec![only(url.value.clone())],
            Some(FeedField::Several(feeds)) => feeds.iter().map(feed).collect::<Option<_>>()?,
            None => vec![only(sibling(&page_url.value, FEED_FILE))],
        },
        is_fetched: table.feed.is_some(),
        stale_after_days: value(table.stale_after_days.as_ref())?,
        usual_zones: table.usual_zones.iter().map(|zone| zone.value.clone()).collect(),
    })
}

fn feed(table: &FeedTable) -> Option<FeedLinks> {
    Some(FeedLinks {
        name: Some(value(table.name.as_ref())?),
        url: value(table.url.as_ref())?,
        web_view: value(table.web_view.as_ref()),
        add_to_google: value(table.add_to_google.as_ref()),
    })
}

/// The site, whose address completes the links.
struct Site<'a> {
    base_url: &'a str,
}

impl Site<'_> {
    fn sections_within(&self, data: &DataFile, parent: Option<&SectionTable>) -> Option<Vec<Section>> {
        let parent_id = parent.and_then(|parent| parent.id.as_ref()).map(|id| id.value.as_str());
        let children = data.sections.iter().filter(|section| section.parent_id() == parent_id);
        children.map(|section| self.section(data, section, parent)).collect()
    }

    fn section(
        &self,
        data: &DataFile,
        table: &SectionTable,
        parent: Option<&SectionTable>,
    ) -> Option<Section> {
        let title = value(table.title.as_ref())?;
        Some(Section {
            id: value(table.id.as_ref())?,
            short_title: value(table.short_title.as_ref()).unwrap_or_else(|| title.clone()),
            title,
            listed: !table.is_unlisted() && !parent.is_some_and(SectionTable::is_unlisted),
            text: self.paragraphs(table.text.as_ref()),
            channels: table.channels.iter().map(|channel| self.channel(channel)).collect::<Option<_>>()?,
            calendar: table.has_calendar(),
            note: match &table.note {
                None => None,
                Some(note) => Some(Note {
                    title: value(note.title.as_ref())?,
                    text: self.paragraphs(note.text.as_ref()),
                }),
            },
            image: match &table.image {
                None => None,
                Some(image) => Some(self.image(image)?),
            },
            // Sections nest two levels deep, so the recursion ends here whatever is in the file.
            sections: if parent.is_none() { self.sections_within(data, Some(table))? } else { Vec::new() },
        })
    }

    fn channel(&self, table: &ChannelTable) -> Option<Channel> {
        Some(Channel {
            kind: channel_kind(&value(table.kind.as_ref())?).ok()?,
            name: value(table.name.as_ref())?,
            address: value(table.address.as_ref())?,
            links: table.links.iter().map(|link| self.link(link)).collect::<Option<_>>()?,
            mirrors: table.mirrors.iter().map(|link| self.link(link)).collect::<Option<_>>()?,
            purpose: self.line(table.purpose.as_ref()),
            audience: self.line(table.audience.as_ref()),
        })
    }

    fn link(&self, table: &LinkTable) -> Option<Link> {
        Some(Link { label: value(table.label.as_ref())?, url: self.completed(&value(table.url.as_ref())?) })
    }

    fn image(&self, table: &ImageTable) -> Option<Image> {
        let light = value(table.light.as_ref())?;
        Some(Image {
            dark: value(table.dark.as_ref()).unwrap_or_else(|| light.clone()),
            light,
            name: value(table.name.as_ref())?,
            width: value(table.width.as_ref())?,
            height: value(table.height.as_ref())?,
            url: value(table.url.as_ref()).map(|url| self.completed(&url)),
        })
    }

    fn paragraphs(&self, text: Option<&Located<Markup>>) -> Vec<Paragraph> {
        let mut paragraphs = text.map(|text| text.value.paragraphs.clone()).unwrap_or_default();
        for paragraph in &mut paragraphs {
            markup::change_links(paragraph, &|url| self.completed(url));
        }
        paragraphs
    }

    fn line(&self, text: Option<&Located<Markup>>) -> Vec<Inline> {
        self.paragraphs(text).into_iter().flatten().collect()
    }

    fn completed(&self, url: &str) -> String {
        if url.starts_with('/') { format!("{}{url}", self.base_url) } else { url.to_owned() }
    }
}

/// The value of a field.
fn value<T: Clone>(field: Option<&Located<T>>) -> Option<T> {
    field.map(|field| field.value.clone())
}
