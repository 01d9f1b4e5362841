//! Builds a page in a temporary folder, as Trunk does.

#![allow(clippy::unwrap_used)] // clippy does not treat test helpers as tests

use std::path::Path;

use hearth::calendar::time::{Instant, read_basic_civil};
use hearth::community::mistake::Mistake;
use hearth::site::document::Audience;
use hearth::site::prerender::{PrerenderError, prerender};

pub const TEMPLATE: &str = r#"<!doctype html><html lang="en" data-app="static"><head><template id="page-policy"></template><template id="page-head"></template><script type="module">import init from "./a.js";await init("./a.wasm");</script><link rel="preload" href="./a.wasm" crossorigin="anonymous" integrity="sha384-x" as="fetch"><link rel="modulepreload" href="./a.js" integrity="sha384-y"></head>
  <body>
    <template id="page-body"></template>
  </body></html>"#;

/// The time of every build, unless a test passes another one.
pub fn now() -> Instant {
    Instant::from_utc(read_basic_civil("20261125T080000").unwrap())
}

/// A built page and the files beside it.
pub struct Built {
    folder: tempfile::TempDir,
    pub html: String,
    pub warnings: Vec<Mistake>,
}

impl Built {
    /// Builds the page of a community's folder. `change` may first edit the temporary folder, which holds
    /// `public` and `index.html`.
    pub fn from(community: &str, change: impl FnOnce(&Path)) -> Result<Self, PrerenderError> {
        let folder = tempfile::tempdir().unwrap();
        let public = folder.path().join("public");
        copy(Path::new(community), &public);
        let index_html = folder.path().join("index.html");
        std::fs::write(&index_html, TEMPLATE).unwrap();
        std::fs::copy("style/icons.svg", folder.path().join("icons.svg")).unwrap();
        change(folder.path());
        let warnings = prerender(&public, &index_html, Audience::Visitors, now())?;
        let html = std::fs::read_to_string(&index_html).unwrap();
        Ok(Self { folder, html, warnings })
    }

    /// The folder to serve.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Reads a file beside the page.
    pub fn file(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.folder.path().join(name)).unwrap()
    }

    /// Reads a text file beside the page.
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.file(name)).unwrap()
    }
}

/// Copies a folder recursively.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The content of the first script of a type.
pub fn script<'a>(html: &'a str, kind: &str) -> &'a str {
    let kind = format!("type=\"{kind}\">");
    html.split_once(&kind).unwrap().1.split_once("</script>").unwrap().0
}
