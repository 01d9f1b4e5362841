//! The destinations of a community's page, which the host collects.

use std::collections::HashSet;

use super::{Destination, Kind};
use crate::community::{Community, Inline, Link, Paragraph, Section};

/// All destinations of the page: sections in reading order, then channels, then other links without
/// duplicates.
pub fn destinations(community: &Community) -> Vec<Destination> {
    let sections = community.all_sections();
    let mut all: Vec<_> = sections.iter().map(|section| of_section(section)).collect();
    for section in &sections {
        for channel in &section.channels {
            let url =
                channel.links.first().map_or_else(|| format!("#{}", section.id), |link| link.url.clone());
            let hint = channel.address.clone();
            all.push(Destination {
                kind: Kind::Address,
                title: channel.name.clone(),
                hint: String::new(),
                url: hint.clone(),
            });
            all.push(Destination { kind: Kind::Channel, title: channel.name.clone(), hint, url });
        }
    }
    let paragraphs = community.lead.iter().chain(&community.footer);
    links_in(paragraphs, &community.name, &mut all);
    for section in &sections {
        let note = section.note.iter().flat_map(|note| &note.text);
        links_in(section.text.iter().chain(note), &section.title, &mut all);
        for channel in &section.channels {
            let other = channel.links.iter().skip(1).chain(&channel.mirrors);
            all.extend(other.map(|link| of_link(link, &channel.name)));
            links_in([&channel.purpose, &channel.audience].into_iter(), &channel.name, &mut all);
        }
    }
    let mut seen = HashSet::new();
    all.retain(|it| it.kind != Kind::Link || (!it.url.starts_with('#') && seen.insert(it.url.clone())));
    all
}

fn of_section(section: &Section) -> Destination {
    Destination {
        kind: Kind::Section,
        title: section.title.clone(),
        hint: String::new(),
        url: format!("#{}", section.id),
    }
}

fn of_link(link: &Link, hint: &str) -> Destination {
    Destination { kind: Kind::Link, title: link.label.clone(), hint: hint.to_owned(), url: link.url.clone() }
}

fn links_in<'a>(paragraphs: impl Iterator<Item = &'a Paragraph>, hint: &str, all: &mut Vec<Destination>) {
    for inline in paragraphs.flatten() {
        links_of(inline, hint, all);
    }
}

fn links_of(inline: &Inline, hint: &str, all: &mut Vec<Destination>) {
    match inline {
        Inline::Text(_) | Inline::Code(_) => {}
        Inline::Emphasis(content) | Inline::Strong(content) => {
            for inner in content {
                links_of(inner, hint, all);
            }
        }
        Inline::Link(link) => {
            let title = link.content.iter().map(words).collect();
            let (hint, url) = (hint.to_owned(), link.url.clone());
            all.push(Destination { kind: Kind::Link, title, hint, url });
        }
    }
}

fn words(inline: &Inline) -> String {
    match inline {
        Inline::Text(words) | Inline::Code(words) => words.clone(),
        Inline::Emphasis(content) | Inline::Strong(content) => content.iter().map(words).collect(),
        Inline::Link(link) => link.content.iter().map(words).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::community::validate;

    const FILE: &str = r##"[community]
name = "Name"
title = "Title"
description = "Description"
lead = "See the [rules](/rules) or *[the **talk**](#talk)*"
language = "en"
base_url = "https://example.org/"
page_url = "https://example.org/community/"
accent = "#e6522c"
footer = "Footer, [rules](/rules)"
logo = { light = "logo.svg", name = "Logo", width = 1, height = 1 }

[calendar]
feed = "https://example.org/basic.ics"
stale_after_days = 7

[[section]]
id = "talk"
title = "Talk"
calendar = true
text = "Words"

[[section]]
id = "rooms"
title = "Rooms"
within = "talk"

[[section.channel]]
kind = "irc"
name = "Room"
address = "#room"
purpose = "Talk, as [agreed](https://other.example/)"
links = [{ label = "Join", url = "/join" }, { label = "Web client", url = "/web" }]
mirrors = [{ label = "Archive", url = "/archive" }]
"##;

    #[test]
    fn sections_come_first_then_channels_then_every_link_once() {
        let (community, mistakes) = validate::read("f", FILE, &|zone| Some(zone.to_owned()));
        let all = destinations(&community.unwrap_or_else(|| panic!("{mistakes:?}")));
        let lines: Vec<_> =
            all.iter().map(|it| format!("{:?} {} ({}) {}", it.kind, it.title, it.hint, it.url)).collect();
        assert_eq!(
            lines,
            [
                "Section Talk () #talk",
                "Section Rooms () #rooms",
                "Address Room () #room",
                "Channel Room (#room) https://example.org/join",
                "Link rules (Name) https://example.org/rules",
                "Link Web client (Room) https://example.org/web",
                "Link Archive (Room) https://example.org/archive",
                "Link agreed (Room) https://other.example/",
            ]
        );
    }
}
