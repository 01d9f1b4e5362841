//! The rooms of the crate keep to what each may use: this reads the sources, and fails where an arrow of the table in
//! `src/lib.rs` is broken.

#![allow(clippy::unwrap_used, clippy::panic)] // what serves a test is part of it; clippy does not see that

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

const BROWSER_CRATES: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo*"];
const HOST_CRATES: &[&str] =
    &["clap", "jiff", "notosans", "pulldown_cmark", "resvg", "tempfile", "toml", "ureq"];
const MACHINE: &[&str] = &["std::fs", "std::env", "std::net", "std::process", "std::thread", "std::io"];
/// Whatever asks what time it is or which zone this is.
const CLOCKS: &[&str] = &[
    "std::time",
    "SystemTime",
    "Instant::now",
    "Date::now",
    "Date::new_0",
    "Local::now",
    "Timestamp::now",
    "Utc::now",
    "Zoned::now",
    "TimeZone::system",
];

/// A room, and what its sources must not mention; `*` at the end stands for any end of the name.
struct Room {
    name: &'static str,
    forbidden: &'static [&'static [&'static str]],
}

const ROOMS: &[Room] = &[
    Room {
        name: "community",
        forbidden: &[
            BROWSER_CRATES,
            &["clap", "jiff", "notosans", "resvg", "tempfile", "ureq", "leptos*"],
            MACHINE,
            CLOCKS,
            &["crate::browser", "crate::calendar", "crate::page", "crate::site", "crate::ui"],
        ],
    },
    Room {
        name: "calendar",
        forbidden: &[
            BROWSER_CRATES,
            HOST_CRATES,
            &["leptos*"],
            MACHINE,
            CLOCKS,
            &["crate::browser", "crate::community", "crate::page", "crate::site", "crate::ui"],
        ],
    },
    Room {
        name: "page",
        forbidden: &[
            BROWSER_CRATES,
            HOST_CRATES,
            &["leptos*"],
            MACHINE,
            CLOCKS,
            &["crate::browser", "crate::site", "crate::ui"],
        ],
    },
    Room {
        name: "browser",
        forbidden: &[
            HOST_CRATES,
            &["leptos*"],
            MACHINE,
            &["crate::community", "crate::page", "crate::site", "crate::ui"],
        ],
    },
    Room { name: "ui", forbidden: &[BROWSER_CRATES, HOST_CRATES, MACHINE, CLOCKS, &["crate::site"]] },
    Room { name: "site", forbidden: &[BROWSER_CRATES, &["crate::browser"]] },
];

/// Lines of a source that has not grown too long, and of a file of tests.
const LONGEST: usize = 500;
const LONGEST_TESTS: usize = 700;

/// What is wrong with one source, by its path below `src`.
fn complaints(path: &str, source: &str) -> Vec<String> {
    let mut found = Vec::new();
    let is_test = path.ends_with("/tests.rs");
    let longest = if is_test { LONGEST_TESTS } else { LONGEST };
    let lines = source.lines().count();
    if lines > longest {
        found.push(format!("{path} has {lines} lines, more than {longest}"));
    }
    if path == "mod.rs" || path.ends_with("/mod.rs") {
        found.push(format!("{path} would be a file beside its folder, named as it"));
    }
    let name = path.split(['/', '.']).next().unwrap_or_default();
    let Some(room) = ROOMS.iter().find(|room| room.name == name).filter(|_| !is_test) else { return found };
    for (number, line) in code(source) {
        for forbidden in room.forbidden.iter().copied().flatten() {
            if mentions(&line, forbidden) {
                found.push(format!("{path}:{number}: {name} may not use {forbidden}"));
            }
        }
    }
    found
}

/// The lines of a source without its comments, and only those before the tests inside it.
fn code(source: &str) -> Vec<(usize, String)> {
    let without_comment = |line: &str| {
        let line = line.trim();
        if line.starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) }.to_owned()
    };
    let numbered = source.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered
        .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
        .map(|(number, line)| (number, without_comment(line)))
        .collect()
}

/// Whether a line names a path, also inside braces: `use std::{env, fs}` names `std::fs`.
fn mentions(line: &str, path: &str) -> bool {
    let (path, any_end) = path.strip_suffix('*').map_or((path, false), |start| (start, true));
    let is_name = |letter: char| letter.is_alphanumeric() || letter == '_';
    let whole = |text: &str, name: &str| {
        text.match_indices(name).any(|(start, _)| {
            let (before, after) = (text.get(..start).unwrap_or_default(), text.get(start + name.len()..));
            !before.ends_with(is_name) && (any_end || !after.unwrap_or_default().starts_with(is_name))
        })
    };
    let in_braces = path.split_once("::").is_some_and(|(first, second)| {
        line.split_once(&format!("{first}::{{")).is_some_and(|(_, inside)| whole(inside, second))
    });
    whole(line, path) || in_braces
}

fn sources() -> BTreeMap<String, String> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, files);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    let name = |path: &Path| path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

#[test]
fn no_room_uses_what_it_may_not() {
    let found: Vec<_> = sources().iter().flat_map(|(path, source)| complaints(path, source)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_room_of_the_crate_is_looked_at() {
    let sources = sources();
    let root = sources.get("lib.rs").unwrap_or_else(|| panic!("src/lib.rs is not there"));
    let rooms: Vec<_> =
        root.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert!(rooms.len() >= 5, "{rooms:?}");
    for room in rooms {
        assert!(ROOMS.iter().any(|known| known.name == room), "nothing is said about what {room} may use");
        assert!(sources.contains_key(&format!("{room}.rs")), "src/{room}.rs is not there");
    }
}

#[test]
fn every_kind_of_breach_is_found() {
    for (path, source) in [
        ("calendar/x.rs", "use leptos::prelude::*;"),
        ("calendar/x.rs", "use leptos_dom as dom;"),
        ("calendar/x.rs", "    let now = web_sys::window();"),
        ("calendar/x.rs", "use jiff::Zoned;"),
        ("calendar/x.rs", "use std::fs;"),
        ("calendar/x.rs", "use std::{collections::HashMap, fs};"),
        ("calendar.rs", "use std::time::Duration;"),
        ("calendar.rs", "use crate::site::zones;"),
        ("calendar.rs", "use crate::{agenda, ui};"),
        ("community/x.rs", "let now = SystemTime::now();"),
        ("community.rs", "use crate::browser::clock;"),
        ("page.rs", "use gloo_net::http::Request;"),
        ("browser/x.rs", "use leptos::prelude::*;"),
        ("browser/x.rs", "use crate::ui::app::App;"),
        ("ui/x.rs", "let window = web_sys::window();"),
        ("ui/x.rs", "use js_sys::Date;"),
        ("ui/x.rs", "use crate::site::check;"),
        ("ui/x.rs", "let now = chrono::Utc::now();"),
        ("site/x.rs", "use crate::browser::clock;"),
        ("calendar/mod.rs", ""),
    ] {
        assert_eq!(complaints(path, source).len(), 1, "{path}: {source}");
    }
    assert_eq!(complaints("ui/x.rs", &"\n".repeat(501)).len(), 1);
    assert_eq!(complaints("ui/x/tests.rs", &"\n".repeat(701)).len(), 1);
}

#[test]
fn what_is_allowed_is_no_breach() {
    for (path, source) in [
        ("calendar/x.rs", "// the site tool asks jiff\n//! and leptos\nlet x = 1; // not web_sys"),
        ("calendar/x.rs", "let jiffy = 1; let my_leptos = 2; let tomls = 3;"),
        ("calendar/x.rs", "use super::time::Instant;"),
        ("calendar/x.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n    use jiff::Timestamp;\n}"),
        ("calendar/x/tests.rs", "use jiff::Timestamp;\nuse crate::site::zones::BundledZones;"),
        ("browser/x.rs", "let now = js_sys::Date::now();"),
        ("site/x.rs", "use std::time::SystemTime;\nuse crate::ui::app::App;"),
        ("ui/x.rs", "use crate::{browser, calendar};\nuse leptos::prelude::*;"),
    ] {
        assert_eq!(complaints(path, source), [""; 0], "{path}: {source}");
    }
}
