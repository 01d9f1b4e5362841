//! The service worker that the site tool writes for use without a network.

#![allow(clippy::unwrap_used)] // a panic fails the test

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hearth::site::document::Audience;
use hearth::site::prerender::prerender;
use hearth::site::service_worker::FILE;
use sha2::{Digest as _, Sha256};

use crate::building::{Built, TEMPLATE, copy, now};
use crate::other_community::FOLDER;

const SCRIPT: &str = "app-0123456789abcdef.js";
const SNIPPET: &str = "snippets/crate-0123456789abcdef/inline0.js";

/// Builds the page with an app of three files, after `change` has edited the folder that holds `public`.
fn built(change: impl FnOnce(&Path)) -> Built {
    Built::from(FOLDER, |folder| {
        fs::write(folder.join(SCRIPT), "app").unwrap();
        fs::write(folder.join("icons.svg"), "<svg/>").unwrap();
        fs::create_dir_all(folder.join(SNIPPET).parent().unwrap()).unwrap();
        fs::write(folder.join(SNIPPET), "snippet").unwrap();
        change(folder);
    })
    .unwrap()
}

fn changed(folder: &Path, file: &str, from: &str, to: &str) {
    let path = folder.join("public").join(file);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{file}: {from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

/// The build names in the page and in the worker.
fn names(built: &Built) -> [String; 2] {
    let worker = built.text(FILE);
    [(&built.html, "<script data-build=\""), (&worker, "BUILD=`")]
        .map(|(text, before)| text.split_once(before).unwrap().1.split(['"', '`']).next().unwrap().to_owned())
}

#[test]
fn the_worker_lists_every_file_with_its_digest() {
    let built = built(|_| {});
    let worker = built.text(FILE);
    let files = worker.split_once("FILES={").unwrap().1.split_once('}').unwrap().0;
    let files: BTreeMap<String, String> = serde_json::from_str(&format!("{{{files}}}")).unwrap();
    let expected = [
        SCRIPT,
        "community.json",
        "favicon.svg",
        "icons.svg",
        "logos/harbour-dark.svg",
        "logos/harbour-light.svg",
        "logos/tidepool.svg",
        SNIPPET,
        "views.css",
        "zone-places.json",
    ];
    assert_eq!(files.keys().collect::<Vec<_>>(), expected);
    for (name, digest) in &files {
        assert_eq!(
            *digest,
            format!("sha256-{}", STANDARD.encode(Sha256::digest(built.file(name)))),
            "{name}"
        );
    }
    assert!(!worker.contains("{build}") && !worker.contains("{files}"));
    assert!(worker.lines().all(|line| !line.starts_with(' ') && !line.contains("//")), "{worker}");
}

#[test]
fn the_build_name_changes_with_everything_but_the_events() {
    let first = names(&built(|_| {}));
    assert_eq!(first[0], first[1]);
    assert_eq!(first[0].len(), 16);
    assert_eq!(names(&built(|_| {})), first);
    let events = |folder: &Path| changed(folder, "calendar.ics", "SUMMARY:", "SUMMARY:New ");
    assert_eq!(names(&built(events)), first);

    let title = |folder: &Path| changed(folder, "community.toml", "title = \"", "title = \"New ");
    let picture = |folder: &Path| changed(folder, "logos/tidepool.svg", "<svg", "<svg id=\"new\"");
    let app = |folder: &Path| fs::write(folder.join(SCRIPT), "another").unwrap();
    let own_icons = |folder: &Path| fs::write(folder.join("public/icons.svg"), "<svg></svg>").unwrap();
    let template = |folder: &Path| {
        fs::write(folder.join("index.html"), TEMPLATE.replace("<body>", "<body><!-- -->")).unwrap();
    };
    let changes: [&dyn Fn(&Path); 5] = [&title, &picture, &app, &own_icons, &template];
    let mut seen = vec![first];
    for change in changes {
        let names = names(&built(change));
        assert_eq!(names[0], names[1]);
        assert!(!seen.contains(&names));
        seen.push(names);
    }
}

#[test]
fn the_policy_allows_the_script_that_registers_the_worker() {
    let html = built(|_| {}).html;
    let script = html.split_once("<script data-build=").unwrap().1.split_once('>').unwrap().1;
    let digest = STANDARD.encode(Sha256::digest(script.split_once("</script>").unwrap().0));
    assert!(html.contains(&format!("'sha256-{digest}'")));
}

#[test]
fn with_offline_off_the_worker_deletes_caches_and_unregisters() {
    let built = built(|folder| changed(folder, "community.toml", "name = \"", "offline = false\nname = \""));
    assert!(!built.html.contains("data-build") && built.html.contains("class=\"new-version\""));
    let worker = built.text(FILE);
    assert!(worker.contains("caches.delete(") && worker.contains("registration.unregister()"), "{worker}");
    assert!(!worker.contains("\"fetch\""), "{worker}");
}

#[test]
fn a_build_for_developers_has_no_worker() {
    let folder = tempfile::tempdir().unwrap();
    let public = folder.path().join("public");
    copy(Path::new(FOLDER), &public);
    let index_html = folder.path().join("index.html");
    fs::write(&index_html, TEMPLATE).unwrap();
    fs::copy("style/icons.svg", folder.path().join("icons.svg")).unwrap();
    prerender(&public, &index_html, Audience::Developers, now()).unwrap();
    assert!(!folder.path().join(FILE).exists());
    assert!(!fs::read_to_string(index_html).unwrap().contains("data-build"));
}
