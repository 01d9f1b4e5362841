//! Replaces Trunk's loading of the app with an import map, from which `src/boot/load_app.js` loads the app later.

use serde_json::Map;

use super::app_files::{AppFile, SCRIPT, WASM};

/// The start of the script with which Trunk loads the app.
pub const TRUNK_SCRIPT: &str = r#"<script type="module">"#;

const SCRIPT_END: &str = "</script>";

/// What is added to the script's address for each attempt to import it. Browsers do not fetch a module again after it
/// failed to load, so each attempt needs another address.
const ATTEMPTS: [&str; 3] = ["", "?2", "?3"];

/// Replaces Trunk's script and preload links with an import map of the app's files: `app`, `app?2` and
/// `app?3` are the script, `app.wasm` the wasm, each with its digest for subresource integrity. `None` if the document
/// does not have these.
pub fn with_import_map(html: &str, files: &[AppFile]) -> Option<String> {
    let html = without_link(&without_link(html, "modulepreload")?, "preload")?;
    let (before, rest) = html.split_once(TRUNK_SCRIPT)?;
    let (_, after) = rest.split_once(SCRIPT_END)?;
    let (mut imports, mut integrity) = (Map::new(), Map::new());
    for AppFile { specifier, name, integrity: digest } in files {
        let attempts = match specifier.as_str() {
            SCRIPT => &ATTEMPTS[..],
            WASM => &[""],
            // The script knows its parts.
            _ => continue,
        };
        for attempt in attempts {
            let address = format!("./{name}{attempt}");
            imports.insert(format!("{specifier}{attempt}"), address.clone().into());
            integrity.insert(address, digest.as_str().into());
        }
    }
    let map = serde_json::json!({ "imports": imports, "integrity": integrity });
    Some(format!(r#"{before}<script type="importmap">{map}{SCRIPT_END}{after}"#))
}

/// The document without its link with this `rel`.
fn without_link(html: &str, relation: &str) -> Option<String> {
    let (before, rest) = html.split_once(&format!(r#"<link rel="{relation}""#))?;
    let (_, after) = rest.split_once('>')?;
    Some([before, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_loading_becomes_an_import_map() {
        let html = r#"<head><style></style><script type="module">import init from './a.js';
await init('./a.wasm');</script>
<link rel="modulepreload" href="./a.js" crossorigin="anonymous" integrity="sha256-x"><link rel="preload" href="./a.wasm" integrity="sha256-y" as="fetch"></head>"#;
        let expected = r#"<head><style></style><script type="importmap">{"imports":{"app":"./a.js","app.wasm":"./a.wasm","app?2":"./a.js?2","app?3":"./a.js?3"},"integrity":{"./a.js":"sha256-x","./a.js?2":"sha256-x","./a.js?3":"sha256-x","./a.wasm":"sha256-y"}}</script>
</head>"#;
        let file = |specifier: &str, name: &str, digest: &str| AppFile {
            specifier: specifier.to_owned(),
            name: name.to_owned(),
            integrity: digest.to_owned(),
        };
        let files = [file("app", "a.js", "sha256-x"), file("app.wasm", "a.wasm", "sha256-y")];
        assert_eq!(with_import_map(html, &files).as_deref(), Some(expected));
        assert_eq!(with_import_map("<head></head>", &files), None);
    }
}
