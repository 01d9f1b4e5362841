//! Replaces Trunk's loading of the app with an import map, from which `src/boot/load_app.js` loads the app later.

use serde_json::Map;

/// The start of the script with which Trunk loads the app.
pub const SCRIPT: &str = r#"<script type="module">"#;

const SCRIPT_END: &str = "</script>";

/// A file of the app, from Trunk's preload link.
struct File<'a> {
    address: &'a str,
    digest: &'a str,
}

/// What is added to the script's address for each attempt to import it. Browsers do not fetch a module again after it
/// failed to load, so each attempt needs another address.
const ATTEMPTS: [&str; 3] = ["", "?2", "?3"];

/// The document with an import map instead of Trunk's script and preload links: `app`, `app?2` and `app?3` are the script,
/// `app.wasm` the wasm, each with its digest for subresource integrity. `None` if the document does not have these.
pub fn with_import_map(html: &str) -> Option<String> {
    let (html, script) = without_link(html, "modulepreload")?;
    let (html, wasm) = without_link(&html, "preload")?;
    let (script, wasm) = (File::of(&script)?, File::of(&wasm)?);
    let (before, rest) = html.split_once(SCRIPT)?;
    let (_, after) = rest.split_once(SCRIPT_END)?;
    let (mut imports, mut integrity) = (Map::new(), Map::new());
    for attempt in ATTEMPTS {
        let address = format!("{}{attempt}", script.address);
        imports.insert(format!("app{attempt}"), address.clone().into());
        integrity.insert(address, script.digest.into());
    }
    imports.insert("app.wasm".to_owned(), wasm.address.into());
    integrity.insert(wasm.address.to_owned(), wasm.digest.into());
    let map = serde_json::json!({ "imports": imports, "integrity": integrity });
    Some(format!(r#"{before}<script type="importmap">{map}{SCRIPT_END}{after}"#))
}

/// The document without its link with this `rel`, and the link.
fn without_link(html: &str, relation: &str) -> Option<(String, String)> {
    let start = html.find(&format!(r#"<link rel="{relation}""#))?;
    let (before, rest) = html.split_at(start);
    let (link, after) = rest.split_once('>')?;
    Some(([before, after].concat(), link.to_owned()))
}

impl<'a> File<'a> {
    fn of(link: &'a str) -> Option<Self> {
        let value = |name: &str| Some(link.split_once(&format!(r#" {name}=""#))?.1.split_once('"')?.0);
        Some(Self { address: value("href")?, digest: value("integrity")? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_loading_becomes_an_import_map() {
        let html = r#"<head><style></style><script type="module">import init from './a.js';
await init('./a.wasm');</script>
<link rel="modulepreload" href="./a.js" crossorigin="anonymous" integrity="sha384-x"><link rel="preload" href="./a.wasm" integrity="sha384-y" as="fetch"></head>"#;
        let expected = r#"<head><style></style><script type="importmap">{"imports":{"app":"./a.js","app.wasm":"./a.wasm","app?2":"./a.js?2","app?3":"./a.js?3"},"integrity":{"./a.js":"sha384-x","./a.js?2":"sha384-x","./a.js?3":"sha384-x","./a.wasm":"sha384-y"}}</script>
</head>"#;
        assert_eq!(with_import_map(html).as_deref(), Some(expected));
        assert_eq!(with_import_map("<head></head>"), None);
    }
}
