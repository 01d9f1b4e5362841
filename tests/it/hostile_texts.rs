//! Injection attempts in every text of a feed: in the built page, in its data, and in exports.

#![allow(clippy::unwrap_used, clippy::panic)] // a panic fails the test

use std::path::Path;

use hearth::calendar::ics::encoding::escaped;
use hearth::calendar::time::{Instant, read_basic_civil};
use hearth::calendar::{Limits, export, read};
use hearth::page::AppData;
use hearth::site::zones::BundledZones;

use crate::building::{Built, script};

const TEXTS: &str = include_str!("../fixtures/hostile-texts.json");

fn texts() -> Vec<String> {
    let mut texts: Vec<String> = serde_json::from_str(TEXTS).unwrap();
    assert!(texts.len() >= 60);
    texts.push("a very long name ".repeat(60_000));
    texts
}

/// An event with a text in every property that can have one.
fn feed(text: &str) -> String {
    let value = escaped(text);
    let quoted: String = text.chars().filter(|letter| !letter.is_control() && *letter != '"').collect();
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        format!("X-WR-CALNAME:{value}"),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{value}"),
        "DTSTART:20261126T150000Z".to_owned(),
        "DURATION:PT1H".to_owned(),
        format!("SUMMARY:{value}"),
        format!("DESCRIPTION:{value}"),
        format!("LOCATION:{value}"),
        format!("CATEGORIES:{value}"),
        format!("ORGANIZER;CN=\"{quoted}\":mailto:a@example.org"),
        format!("URL:{value}"),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.join("\r\n") + "\r\n"
}

/// The elements of a document that text from a feed must never add, sorted.
fn elements(html: &str) -> Vec<&str> {
    let tags = html.split('<').skip(1).filter_map(|rest| rest.split([' ', '>', '/']).next());
    let mut tags: Vec<_> = tags
        .filter(|tag| {
            [
                "script", "style", "img", "iframe", "form", "object", "embed", "base", "meta", "link",
                "input", "textarea", "title", "template", "math",
            ]
            .contains(tag)
        })
        .collect();
    tags.sort_unstable();
    tags
}

#[test]
fn hostile_texts_add_no_elements_and_keep_the_data_intact() {
    let page_of = |text: &str| {
        let write = |folder: &Path| std::fs::write(folder.join("public/calendar.ics"), feed(text)).unwrap();
        Built::from("public", write).unwrap().html
    };
    let harmless = page_of("harmless");
    for text in texts() {
        let html = page_of(&text);
        let shown: String = text.chars().take(60).collect();
        assert_eq!(elements(&html), elements(&harmless), "{shown}");
        let mut links = html.split("<a ").skip(1).filter_map(|rest| rest.split('>').next());
        assert!(
            !links.any(|link| link.contains("href=\"javascript:") || link.contains("href=\"data:")),
            "{shown}"
        );
        let data = script(&html, "application/json");
        let data_of_app: AppData =
            serde_json::from_str(data).unwrap_or_else(|error| panic!("{shown}: {error}"));
        assert!(data_of_app.snapshot.occurrences.len() <= 1, "{shown}");
    }
}

#[test]
fn an_export_has_exactly_one_event() {
    let now = Instant::from_utc(read_basic_civil("20261125T080000").unwrap());
    for text in texts() {
        let read_once = read(feed(&text).as_bytes(), &Limits::DEFAULT).unwrap();
        let Some(written) = export::feed(&read_once, None, &BundledZones::open(), now) else { continue };
        assert_eq!(written.matches("\r\nBEGIN:VEVENT\r\n").count(), 1, "{text:.60}");
        assert!(!written.contains("\r\nATTACH"), "{text:.60}");
        let again = read(written.as_bytes(), &Limits::DEFAULT).unwrap();
        assert_eq!(again.event_count(), 1);
    }
}
