//! A second community: everything that the page says about a community comes from its folder.

#![allow(clippy::unwrap_used)] // a panic fails the test

use std::fs;
use std::path::Path;

use hearth::community::mistake::Mistake;
use hearth::site::check;

use crate::building::{Built, now};

pub const FOLDER: &str = "tests/fixtures/other-community";

fn built() -> Built {
    Built::from(FOLDER, |_| {}).unwrap()
}

#[test]
fn its_files_pass_the_same_checks() {
    assert_eq!(check::check(Path::new(FOLDER), now()), Vec::<Mistake>::new());
    assert_eq!(built().warnings, Vec::<Mistake>::new());
}

#[test]
fn the_page_has_its_accent_sections_and_logos() {
    let html = built().html;
    assert!(html.contains(r#"<html lang="en-GB""#));
    assert!(html.contains("<title>Tidepool, together</title>"));
    // The accent is dark enough for the light background as it is, but must be lightened for the dark one.
    assert!(html.contains(":root{--accent-on-light:#0b7a75;--accent-on-dark:#"));
    let mut rest = html.as_str();
    for id in ["harbour-calls", "talk", "code", "home-port"] {
        rest = rest.split_once(&format!(r#"<section id="{id}""#)).unwrap_or_else(|| panic!("{id}")).1;
    }
    assert!(!rest.contains("<section "));
    for mark in ["logos/tidepool.svg", "logos/harbour-light.svg", "logos/harbour-dark.svg"] {
        assert!(html.contains(mark) && !built().file(mark).is_empty(), "{mark}");
    }
    assert!(html.contains("icons.svg#zulip") && html.contains("icons.svg#gitlab"));
}

#[test]
fn both_calendars_share_one_list_and_have_subscribe_links() {
    let html = built().html;
    for (key, time) in [
        ("weekly@tidepool.example/20261130T160000Z", "2026-11-30T16:00:00Z"),
        ("neap@tidepool.example/20261202T120000Z", "2026-12-02T12:00:00Z"),
        ("weekly@tidepool.example~Releases/20261201", "2026-12-01"),
        // Both calendars define a zone of the same name; this one is two and a half hours behind.
        ("freeze@tidepool.example/20261128T113000Z", "2026-11-28T11:30:00Z"),
    ] {
        assert!(html.contains(&format!(r#"data-occurrence="{key}""#)), "{key}");
        assert!(html.contains(&format!(r#"<time datetime="{time}""#)), "{time}");
    }
    assert!(html.contains("The official calendars"));
    for feed in ["harbour", "releases"] {
        assert!(
            html.contains(&format!(r#"href="webcal://calendars.tidepool.example/{feed}.ics""#)),
            "{feed}"
        );
    }
    for name in ["Harbour calls", "Releases"] {
        assert!(html.contains(&format!(r#"<h4 class="subscribe-name">{name}"#)), "{name}");
    }
}

#[test]
fn nothing_of_another_community_is_in_the_output() {
    let built = built();
    let beside = ["404.html", "robots.txt", "sitemap.xml"].map(|name| built.text(name));
    for text in beside.iter().chain([&built.html]) {
        let text = text.to_lowercase();
        for name in ["prometheus", "matrix", "cncf"] {
            assert!(!text.contains(name), "{name}");
        }
    }
}

#[test]
fn a_communitys_own_file_replaces_a_generated_one() {
    let built =
        Built::from(FOLDER, |folder| fs::write(folder.join("public/robots.txt"), "Own").unwrap()).unwrap();
    assert_eq!(built.text("robots.txt"), "Own");
}

#[test]
fn no_source_names_the_shipped_community() {
    fn search(path: &Path, found: &mut Vec<String>) {
        if path.is_dir() {
            for entry in fs::read_dir(path).unwrap() {
                search(&entry.unwrap().path(), found);
            }
        } else if String::from_utf8_lossy(&fs::read(path).unwrap()).to_lowercase().contains("prometheus") {
            found.push(path.display().to_string());
        }
    }
    let mut found = Vec::new();
    for path in [
        "src",
        "style",
        "index.html",
        "Trunk.toml",
        "Cargo.toml",
        "Makefile",
        ".make",
        "tests/support",
        "tests/web.rs",
    ] {
        search(Path::new(path), &mut found);
    }
    assert_eq!(found, [""; 0]);
}
