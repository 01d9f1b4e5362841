//! The modules of the crate use only what the table in `src/lib.rs` allows, and no two siblings use each other in a
//! circle: this reads the sources, and fails where either is broken.

#![allow(clippy::unwrap_used, clippy::panic)] // what serves a test is part of it; clippy does not see that

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const BROWSER_CRATES: &[&str] = &["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo*"];
const HOST_CRATES: &[&str] =
    &["clap", "jiff", "notosans", "pulldown_cmark", "resvg", "tempfile", "toml", "ureq"];
const LEPTOS: &[&str] = &["leptos*"];
const MACHINE: &[&str] = &["std::fs", "std::env", "std::net", "std::process", "std::thread", "std::io"];
/// Whatever asks for the time or the zone of the machine.
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
/// What a pure module must not mention.
const IMPURE: &[&[&str]] = &[BROWSER_CRATES, HOST_CRATES, LEPTOS, MACHINE, CLOCKS];

/// A module, the modules that it may use, and the crates and functions that its sources must not mention; `*` at the
/// end of a name stands for any end.
struct Layer {
    module: &'static str,
    may_use: &'static [&'static str],
    forbidden: &'static [&'static [&'static str]],
}

const LAYERS: &[Layer] = &[
    Layer { module: "small_sort", may_use: &[], forbidden: IMPURE },
    Layer { module: "web_address", may_use: &[], forbidden: IMPURE },
    Layer {
        module: "community",
        may_use: &["small_sort", "web_address"],
        // The data file is TOML and Markdown.
        forbidden: &[
            BROWSER_CRATES,
            &["clap", "jiff", "notosans", "resvg", "tempfile", "ureq"],
            LEPTOS,
            MACHINE,
            CLOCKS,
        ],
    },
    Layer { module: "calendar::time", may_use: &["small_sort", "web_address"], forbidden: IMPURE },
    Layer {
        module: "calendar::rrule",
        may_use: &["small_sort", "web_address", "calendar::time"],
        forbidden: IMPURE,
    },
    Layer {
        module: "calendar::ics",
        may_use: &["small_sort", "web_address", "calendar::time", "calendar::rrule"],
        forbidden: IMPURE,
    },
    Layer {
        module: "calendar::occurrences",
        may_use: &["small_sort", "web_address", "calendar::time", "calendar::rrule", "calendar::ics"],
        forbidden: IMPURE,
    },
    Layer {
        module: "calendar::views",
        may_use: &[
            "small_sort",
            "web_address",
            "calendar::time",
            "calendar::rrule",
            "calendar::ics",
            "calendar::occurrences",
        ],
        forbidden: IMPURE,
    },
    Layer {
        module: "calendar::text",
        may_use: &[
            "small_sort",
            "web_address",
            "calendar::time",
            "calendar::rrule",
            "calendar::ics",
            "calendar::occurrences",
            "calendar::views",
        ],
        forbidden: IMPURE,
    },
    Layer {
        module: "calendar::export",
        may_use: &[
            "small_sort",
            "web_address",
            "calendar::time",
            "calendar::rrule",
            "calendar::ics",
            "calendar::occurrences",
            "calendar::views",
            "calendar::text",
        ],
        forbidden: IMPURE,
    },
    Layer { module: "calendar", may_use: &["small_sort", "web_address"], forbidden: IMPURE },
    Layer {
        module: "page",
        may_use: &["small_sort", "web_address", "community", "calendar"],
        forbidden: IMPURE,
    },
    Layer {
        module: "browser",
        may_use: &["small_sort", "web_address", "calendar"],
        forbidden: &[HOST_CRATES, LEPTOS, MACHINE],
    },
    Layer {
        module: "ui",
        may_use: &["small_sort", "web_address", "community", "calendar", "page", "browser"],
        forbidden: &[BROWSER_CRATES, HOST_CRATES, MACHINE, CLOCKS],
    },
    Layer {
        module: "site",
        may_use: &["small_sort", "web_address", "community", "calendar", "page", "ui"],
        forbidden: &[BROWSER_CRATES],
    },
];

/// Lines of a source that has not grown too long, and of a file of tests.
const LONGEST: usize = 500;
const LONGEST_TESTS: usize = 700;

/// What is wrong with one source, by its path below `src`, in a crate of these modules.
fn complaints(path: &str, source: &str, modules: &BTreeSet<String>) -> Vec<String> {
    let mut found = Vec::new();
    let is_test = path.ends_with("/tests.rs") || path.contains("/tests/");
    let longest = if is_test { LONGEST_TESTS } else { LONGEST };
    let lines = source.lines().count();
    if lines > longest {
        found.push(format!("{path} has {lines} lines, more than {longest}"));
    }
    if path == "mod.rs" || path.ends_with("/mod.rs") {
        found.push(format!("{path} has to be a file beside its folder, named as the folder"));
    }
    let module = module_of(path);
    let Some(layer) = layer_of(&module).filter(|_| !is_test) else { return found };
    for (number, line) in code(source) {
        for forbidden in layer.forbidden.iter().copied().flatten() {
            if mentions(&line, forbidden) {
                found.push(format!("{path}:{number}: {} may not use {forbidden}", layer.module));
            }
        }
    }
    for used in uses(&module, source, modules) {
        let is_inside = is_within(&used, layer.module) || is_within(layer.module, &used);
        if !is_inside && !layer.may_use.iter().any(|allowed| is_within(&used, allowed)) {
            found.push(format!("{path}: {} may not use {used}", layer.module));
        }
    }
    found
}

/// The path of the module in a file below `src`: `calendar/ics/feed.rs` is `calendar::ics::feed`.
fn module_of(path: &str) -> String {
    path.trim_end_matches(".rs").replace('/', "::")
}

/// The layer of a module: the row that names it, or the nearest module around it.
fn layer_of(module: &str) -> Option<&'static Layer> {
    LAYERS.iter().filter(|layer| is_within(module, layer.module)).max_by_key(|layer| layer.module.len())
}

fn is_within(module: &str, outer: &str) -> bool {
    module.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The modules that a source names, each by the longest path that is a module.
fn uses(module: &str, source: &str, modules: &BTreeSet<String>) -> BTreeSet<String> {
    let text: String = code(source).into_iter().map(|(_, line)| line + "\n").collect();
    let mut paths = Vec::new();
    for start in ["crate::", "super::", "self::"] {
        for (index, _) in text.match_indices(start) {
            let before = text.get(..index).unwrap_or_default();
            if !before.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':') {
                expand(text.get(index..).unwrap_or_default(), "", &mut paths);
            }
        }
    }
    let absolute = paths.iter().filter_map(|path| {
        let (mut current, mut rest) = (module, path.as_str());
        if let Some(path) = rest.strip_prefix("crate::") {
            (current, rest) = ("", path);
        }
        rest = rest.strip_prefix("self::").unwrap_or(rest);
        while let Some(path) = rest.strip_prefix("super::") {
            (current, rest) = (current.rsplit_once("::").map_or("", |(parent, _)| parent), path);
        }
        let whole = [current, rest].join("::");
        let mut name = whole.trim_start_matches("::");
        while !modules.contains(name) {
            name = name.rsplit_once("::")?.0;
        }
        Some(name.to_owned())
    });
    absolute.filter(|used| used != module).collect()
}

/// Adds the paths at the start of a text, with the braces of `use a::{b, c::d}` written out.
fn expand(text: &str, prefix: &str, paths: &mut Vec<String>) {
    let is_path = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':';
    let end = text.find(|letter| !is_path(letter)).unwrap_or(text.len());
    let (path, rest) = text.split_at(end);
    let path = [prefix, path].concat();
    let Some(inside) = rest.strip_prefix('{').filter(|_| path.ends_with("::")) else {
        paths.push(path);
        return;
    };
    let (mut depth, mut start) = (0_usize, 0);
    for (index, letter) in inside.char_indices() {
        match letter {
            '{' => depth += 1,
            ',' | '}' if depth == 0 => {
                expand(inside.get(start..index).unwrap_or_default().trim(), &path, paths);
                start = index + 1;
                if letter == '}' {
                    return;
                }
            }
            '}' => depth -= 1,
            _ => {}
        }
    }
}

/// The circles among modules with the same parent: each as the names in it.
fn cycles(sources: &BTreeMap<String, String>) -> Vec<String> {
    let modules: BTreeSet<_> = sources.keys().map(|path| module_of(path)).collect();
    // Of a use across the tree, the arrow between the two siblings that hold its ends.
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (path, source) in sources.iter().filter(|(path, _)| !path.contains("tests")) {
        let module = module_of(path);
        for used in uses(&module, source, &modules) {
            let (from, to): (Vec<_>, Vec<_>) = (module.split("::").collect(), used.split("::").collect());
            let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
            if common < from.len() && common < to.len() {
                let sibling = |path: &[&str]| path.get(..=common).unwrap_or_default().join("::");
                arrows.entry(sibling(&from)).or_default().insert(sibling(&to));
            }
        }
    }
    // What uses nothing that is left is in no circle.
    loop {
        let names: BTreeSet<_> = arrows.keys().cloned().collect();
        let before = arrows.len();
        arrows.retain(|_, used| {
            used.retain(|name| names.contains(name));
            !used.is_empty()
        });
        if arrows.len() == before {
            break;
        }
    }
    arrows.into_iter().map(|(module, used)| format!("{module} uses {used:?}")).collect()
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
fn no_module_uses_what_it_may_not() {
    let sources = sources();
    let modules = sources.keys().map(|path| module_of(path)).collect();
    let found: Vec<_> =
        sources.iter().flat_map(|(path, source)| complaints(path, source, &modules)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn no_modules_use_each_other_in_a_circle() {
    let found = cycles(&sources());
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let sources = sources();
    let declared = |file: &str, prefix: &str| -> Vec<String> {
        let root = sources.get(file).unwrap_or_else(|| panic!("src/{file} is missing"));
        let names = root.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")?.strip_suffix(';'));
        names.map(|name| format!("{prefix}{name}")).collect()
    };
    let modules = [declared("lib.rs", ""), declared("calendar.rs", "calendar::")].concat();
    assert!(modules.len() >= 14, "{modules:?}");
    for module in modules {
        assert!(LAYERS.iter().any(|layer| layer.module == module), "no layer says what {module} may use");
        assert!(sources.contains_key(&format!("{}.rs", module.replace("::", "/"))), "{module} has no file");
    }
}

#[test]
fn every_kind_of_breach_is_found() {
    let sources = sources();
    let modules = sources.keys().map(|path| module_of(path)).collect();
    for (path, source) in [
        ("calendar/x.rs", "use leptos::prelude::*;"),
        ("calendar/x.rs", "use leptos_dom as dom;"),
        ("calendar/x.rs", "    let now = web_sys::window();"),
        ("calendar/x.rs", "use jiff::Zoned;"),
        ("calendar/x.rs", "use std::fs;"),
        ("calendar/x.rs", "use std::{collections::HashMap, fs};"),
        ("calendar.rs", "use std::time::Duration;"),
        ("calendar.rs", "use crate::site::zones;"),
        ("calendar.rs", "use crate::{calendar, ui};"),
        ("calendar/time/x.rs", "use crate::calendar::rrule::rule::Rule;"),
        (
            "calendar/ics/x.rs",
            "use crate::calendar::{\n    time::Instant,\n    views::{agenda, filter::Filter},\n};",
        ),
        ("calendar/ics/x.rs", "let all = super::super::text::agenda_text::title(&entry);"),
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
        assert_ne!(complaints(path, source, &modules), [""; 0], "{path}: {source}");
    }
    assert_eq!(complaints("ui/x.rs", &"\n".repeat(501), &modules).len(), 1);
    assert_eq!(complaints("ui/x/tests.rs", &"\n".repeat(701), &modules).len(), 1);
}

#[test]
fn what_is_allowed_is_no_breach() {
    let sources = sources();
    let modules = sources.keys().map(|path| module_of(path)).collect();
    for (path, source) in [
        ("calendar/x.rs", "// the site tool asks jiff\n//! and leptos\nlet x = 1; // not web_sys"),
        ("calendar/x.rs", "let jiffy = 1; let my_leptos = 2; let tomls = 3;"),
        ("calendar/views/x.rs", "use super::agenda::Entry;\nuse crate::calendar::time::Instant;"),
        ("calendar/x.rs", "fn a() {}\n#[cfg(test)]\nmod tests {\n    use jiff::Timestamp;\n}"),
        ("calendar/x/tests.rs", "use jiff::Timestamp;\nuse crate::site::zones::BundledZones;"),
        ("browser/x.rs", "let now = js_sys::Date::now();"),
        ("site/x.rs", "use std::time::SystemTime;\nuse crate::ui::app::App;"),
        ("ui/x.rs", "use crate::{browser, calendar};\nuse leptos::prelude::*;"),
    ] {
        assert_eq!(complaints(path, source, &modules), [""; 0], "{path}: {source}");
    }
}

#[test]
fn circles_are_found_between_files_and_between_folders() {
    let of = |files: &[(&str, &str)]| {
        let owned = files.iter().map(|(path, source)| ((*path).to_owned(), (*source).to_owned()));
        cycles(&owned.collect()).len()
    };
    assert_eq!(of(&[("a.rs", "use crate::b;"), ("b.rs", "use super::a;")]), 2);
    assert_eq!(
        of(&[("a.rs", "use crate::b::c;"), ("a/d.rs", ""), ("b.rs", ""), ("b/c.rs", "use crate::a::d;")]),
        2
    );
    assert_eq!(of(&[("a.rs", "use crate::{b, c};"), ("b.rs", "use crate::c;"), ("c.rs", "")]), 0);
    assert_eq!(of(&[("a.rs", "use self::b::c;"), ("a/b.rs", "use super::d;")]), 0);
}
