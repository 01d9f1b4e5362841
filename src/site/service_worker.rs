//! The service worker, which serves the page offline, and the part of the page that registers it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use super::app_files::{digest, integrity};
use super::minify;
use crate::community::Community;

/// The file name of the worker. It is next to the page, because its folder is its scope.
pub const FILE: &str = "sw.js";

/// The worker of a community without offline support; it deletes the caches of an earlier worker.
pub fn off() -> String {
    minify::script(include_str!("service_worker/off.js"))
}

/// A build of the page, and its files without the HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// The name; it differs if anything that visitors get differs, except the events, which change without a build.
    pub name: String,
    /// The digest of each file, in the form of Subresource Integrity.
    pub files: BTreeMap<String, String>,
}

impl Build {
    /// The build of `template`, which Trunk has written to `staging` with the files of the app. The community's own
    /// files in `public` replace those with the same names.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn of(template: &str, community: &Community, public: &Path, staging: &Path) -> io::Result<Self> {
        let mut names = files_in(staging, "")?;
        names.retain(|name| name != "index.html");
        if staging.join(SNIPPETS).is_dir() {
            names.extend(files_in(&staging.join(SNIPPETS), SNIPPETS)?);
        }
        names.extend(community.pictures().into_iter().flat_map(|it| [it.light.clone(), it.dark.clone()]));
        names.extend(Some("favicon.svg".to_owned()).filter(|name| public.join(name).is_file()));
        let mut files = BTreeMap::new();
        for name in names {
            let own = public.join(&name);
            let content = std::fs::read(if own.is_file() { own } else { staging.join(&name) })?;
            files.insert(name, integrity(content));
        }
        let all = format!("{:?}", (template, community, &files, WORKER, NEW_VERSION, NEW_VERSION_SCRIPT));
        Ok(Self { name: digest(all), files })
    }

    /// The worker of this build.
    ///
    /// # Errors
    /// If the names of the files cannot be written as JSON.
    pub fn worker(&self) -> serde_json::Result<String> {
        let files = serde_json::to_string(&self.files)?;
        // The minifier writes strings as template literals.
        Ok(minify::script(WORKER).replace("{build}", &self.name).replace("`{files}`", &files))
    }
}

/// The end of the page's HTML: the notice of a newer version, and the script that registers the worker of the build, if
/// there is one.
pub fn page_part(build: Option<&Build>) -> String {
    let script = minify::script(NEW_VERSION_SCRIPT);
    let name = build.map(|build| format!(" data-build=\"{}\"", build.name)).unwrap_or_default();
    format!("{NEW_VERSION}<script{name}>{script}</script>")
}

const WORKER: &str = include_str!("service_worker/worker.js");
const NEW_VERSION: &str = include_str!("service_worker/new_version.html");
const NEW_VERSION_SCRIPT: &str = include_str!("../boot/new_version.js");

/// The folder in which wasm-bindgen puts the scripts of crates, each crate's in its own folder.
const SNIPPETS: &str = "snippets";

/// The files in a folder, as paths with slashes that begin with `name`; with a name, also those in subfolders.
fn files_in(folder: &Path, name: &str) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy();
        let inside = if name.is_empty() { file.into_owned() } else { format!("{name}/{file}") };
        if path.is_file() {
            names.push(inside);
        } else if !name.is_empty() {
            names.extend(files_in(&path, &inside)?);
        }
    }
    Ok(names)
}
