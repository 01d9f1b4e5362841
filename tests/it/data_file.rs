//! The shipped data file, and one that is full of mistakes.

#![allow(clippy::unwrap_used, clippy::panic)] // clippy does not treat test helpers as tests

use std::collections::BTreeSet;
use std::path::Path;

use hearth::calendar::ics::zone_names::current;
use hearth::calendar::time::zone::ZoneDatabase as _;
use hearth::community::mistake::{Mistake, has_errors};
use hearth::community::{ChannelKind, Community, Inline, Section, validate};
use hearth::site::zones::BundledZones;

const SHIPPED: &str = include_str!("../../public/community.toml");
const ICONS: &str = include_str!("../../style/icons.svg");

const SECTIONS: [&str; 14] = [
    "calendar-for-public-events",
    "community-connections",
    "slack-channel",
    "irc",
    "matrix",
    "user-mailing-lists",
    "discourse-forum",
    "social",
    "github",
    "project-governance",
    "contributing",
    "code-of-conduct",
    "legal-umbrella",
    "acknowledgements",
];

const LINKS: [&str; 26] = [
    "https://prometheus.io/governance/",
    "https://slack.cncf.io/",
    "https://libera.chat/",
    "https://app.element.io/#/room/#prometheus:matrix.org",
    "https://groups.google.com/forum/#!forum/prometheus-announce",
    "https://www.mail-archive.com/prometheus-announce@googlegroups.com/",
    "https://groups.google.com/forum/#!forum/prometheus-users",
    "https://www.mail-archive.com/prometheus-users@googlegroups.com/",
    "https://discuss.prometheus.io/",
    "https://www.discourse.org/",
    "https://bsky.app/profile/prometheus.io",
    "https://bsky.app/",
    "https://chaos.social/@Prometheus",
    "https://chaos.social",
    "https://github.com/prometheus",
    "#community-connections",
    "https://prometheus.io/support-training",
    "https://prometheus.io/docs/guides/contributing/",
    "https://github.com/cncf/foundation/blob/main/code-of-conduct.md",
    "https://cncf.io/",
    "https://kubernetes.io/",
    "http://www.matttproud.com",
    "http://juliusv.com",
    "https://soundcloud.com",
    "https://www.docker.com/",
    "http://www.boxever.com/",
];

const WEB_VIEW: &str = "https://calendar.google.com/calendar/u/0/embed?src=prometheus.io_bdf9qgm081nrd0fe32g3olsld0%40group.calendar.google.com";
const ADD_TO_GOOGLE: &str = "https://calendar.google.com/calendar/render?cid=prometheus.io_bdf9qgm081nrd0fe32g3olsld0@group.calendar.google.com";
const FEED: &str = "https://calendar.google.com/calendar/ical/prometheus.io_bdf9qgm081nrd0fe32g3olsld0%40group.calendar.google.com/public/basic.ics";

fn current_zone_name(name: &str) -> Option<String> {
    BundledZones::open().find(current(name)).map(|zone| zone.name().to_owned())
}

fn shipped() -> (Community, Vec<Mistake>) {
    let (community, mistakes) = validate::read("public/community.toml", SHIPPED, &current_zone_name);
    assert!(!has_errors(&mistakes), "{mistakes:#?}");
    (community.unwrap(), mistakes)
}

fn add_links_of_text(text: &[Inline], found: &mut BTreeSet<String>) {
    for inline in text {
        match inline {
            Inline::Text(_) | Inline::Code(_) => {}
            Inline::Emphasis(content) | Inline::Strong(content) => add_links_of_text(content, found),
            Inline::Link(link) => {
                found.insert(link.url.clone());
            }
        }
    }
}

fn links_of_section(section: &Section) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for paragraph in section.text.iter().chain(section.note.iter().flat_map(|note| &note.text)) {
        add_links_of_text(paragraph, &mut found);
    }
    for channel in &section.channels {
        add_links_of_text(&channel.purpose, &mut found);
        add_links_of_text(&channel.audience, &mut found);
        found.extend(channel.links.iter().chain(&channel.mirrors).map(|link| link.url.clone()));
    }
    found.extend(section.image.iter().filter_map(|image| image.url.clone()));
    found
}

#[test]
fn the_shipped_file_warns_only_about_three_http_links() {
    let (_, mistakes) = shipped();
    let warned: Vec<_> = mistakes.iter().map(|mistake| (mistake.field.as_str(), &mistake.reason)).collect();
    assert_eq!(
        warned,
        [
            ("section[13].text", &"`http://www.matttproud.com` is an unencrypted address".to_owned()),
            ("section[13].text", &"`http://juliusv.com` is an unencrypted address".to_owned()),
            ("section[13].text", &"`http://www.boxever.com/` is an unencrypted address".to_owned()),
        ]
    );
}

#[test]
fn the_shipped_file_has_every_section_in_order() {
    let (community, _) = shipped();
    let ids: Vec<&str> = community.all_sections().iter().map(|section| section.id.as_str()).collect();
    assert_eq!(ids, SECTIONS);
    let top: Vec<&str> = community.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(
        top,
        [
            "calendar-for-public-events",
            "community-connections",
            "project-governance",
            "contributing",
            "code-of-conduct",
            "legal-umbrella",
            "acknowledgements"
        ]
    );
    assert!(community.all_sections().iter().all(|section| section.listed));
}

#[test]
fn the_shipped_file_has_exactly_the_expected_links() {
    let (community, _) = shipped();
    let found: BTreeSet<String> = community.all_sections().into_iter().flat_map(links_of_section).collect();
    let expected: BTreeSet<String> = LINKS.iter().map(|link| (*link).to_owned()).collect();
    assert_eq!(found, expected);
    let [feed] = community.calendar.feeds.as_slice() else { panic!("{:?}", community.calendar.feeds) };
    assert_eq!(feed.web_view.as_deref(), Some(WEB_VIEW));
    assert_eq!(feed.add_to_google.as_deref(), Some(ADD_TO_GOOGLE));
    assert_eq!((feed.url.as_str(), feed.name.as_deref()), (FEED, None));
}

#[test]
fn the_shipped_file_has_every_channel_with_its_address() {
    let (community, _) = shipped();
    let sections = community.all_sections();
    let found: Vec<(&str, &str)> = sections
        .iter()
        .flat_map(|section| &section.channels)
        .map(|channel| (channel.kind.icon(), channel.address.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("slack", "#prometheus"),
            ("irc", "#prometheus"),
            ("matrix", "#prometheus:matrix.org"),
            ("mailing-list", "prometheus-announce@googlegroups.com"),
            ("mailing-list", "prometheus-users@googlegroups.com"),
            ("discourse", "discuss.prometheus.io"),
            ("bluesky", "@prometheus.io"),
            ("mastodon", "@Prometheus@chaos.social"),
            ("github", "github.com/prometheus"),
        ]
    );
}

#[test]
fn the_sprite_has_every_channel_icon_and_all_pictures_exist() {
    for kind in ChannelKind::ALL.map(ChannelKind::icon) {
        assert!(ICONS.contains(&format!("<path id=\"{kind}\" ")), "{kind}");
    }
    let (community, _) = shipped();
    let public = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let images = community.all_sections().into_iter().filter_map(|section| section.image.as_ref());
    for image in images.chain([&community.logo]) {
        assert!(public.join(&image.light).is_file() && public.join(&image.dark).is_file(), "{image:?}");
    }
}

/// Every mistake is on a line that the test below names.
const BROKEN: &str = r#"[community]
name = "Example"
title = ""
description = 3
lead = """
Good words, then <b>bad</b> ones.

A link to [nowhere](#nowhere).
"""
language = "en"
base_url = "https://example.org"
page_url = "/community/"
accent = "orange"
footer = "Words"
colour = "red"

[community.logo]
light = "/logo.svg"
name = "Example"
width = 0
height = 24

[calendar]
feed = "ftp://example.org/basic.ics"
stale_after_days = 7

[[section]]
id = "talk"
title = "Talk"

[[section.channel]]
kind = "pigeon"
name = "Loft"
address = "Roof"
purpose = "Letters"
links = [
  { label = "Fly", url = "javascript:alert(1)" },
  { lable = "Walk", url = "http://example.org" },
]

[[section]]
id = "talk"
title = "Hidden"
unlisted = "yes"
within = "cellar"

[[section]]
title = "Nameless"
text = "Words"
"#;

#[test]
fn every_mistake_is_reported_at_once_with_its_line() {
    let (community, mistakes) = validate::read("community.toml", BROKEN, &current_zone_name);
    assert_eq!(community, None);
    let found: Vec<String> = mistakes
        .iter()
        .map(|mistake| {
            let shown = mistake.to_string();
            shown.split(". Remedy: ").next().unwrap().trim_start_matches("community.toml:").to_owned()
        })
        .collect();
    assert_eq!(
        found,
        [
            "1: section: error: no section has the calendar",
            "3: community.title: error: this is empty",
            "4: community.description: error: this number is not allowed here",
            "6: community.lead: error: raw HTML is not allowed in a text",
            "8: community.lead: error: no section has the id `nowhere`",
            "12: community.page_url: error: the address `/community/` is not allowed here",
            "13: community.accent: error: `orange` is not a colour",
            "15: community.colour: error: unknown field `colour`",
            "18: community.logo.light: error: `/logo.svg` is not a path in `public`",
            "20: community.logo.width: error: the size of the picture is 0",
            "24: calendar.feed: error: the address `ftp://example.org/basic.ics` is not allowed here",
            "32: section[0].channel[0].kind: error: unknown variant `pigeon`, expected one of `slack`, `irc`, \
             `matrix`, `mailing-list`, `discourse`, `bluesky`, `mastodon`, `github`, `gitlab`, `discord`, `zulip`, \
             `youtube`, `other`",
            "37: section[0].channel[0].links[0].url: error: the address `javascript:alert(1)` is not allowed here",
            "38: section[0].channel[0].links[1].label: error: `label` is missing",
            "38: section[0].channel[0].links[1].lable: error: unknown field `lable`",
            "38: section[0].channel[0].links[1].url: warning: `http://example.org` is an unencrypted address",
            "41: section[1]: warning: the section has only a heading",
            "42: section[1].id: error: the id `talk` is already used by the section on line 28",
            "44: section[1].unlisted: error: a text is not allowed here",
            "45: section[1].within: error: no section has the id `cellar`",
            "47: section[2].id: error: `id` is missing",
        ]
    );
}

#[test]
fn a_truncated_file_is_a_mistake_not_a_panic() {
    for (end, _) in BROKEN.char_indices() {
        let (community, mistakes) =
            validate::read("community.toml", BROKEN.get(..end).unwrap(), &current_zone_name);
        assert!(community.is_none() && has_errors(&mistakes));
    }
}
