//! The service worker, which shows the page where there is no network, and what the page has for it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::minify;
use crate::community::Community;

/// What the worker is called, beside the page: its folder is what it is for.
pub const FILE: &str = "sw.js";

/// The worker of a community that wants none: it takes back what an earlier one has kept.
pub fn off() -> String {
    minify::script(include_str!("service_worker/off.js"))
}

/// One build of the page, and the files that it is made of beside its HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build {
    /// Another one wherever what visitors get is another, the events aside: they come anew without a build.
    pub name: String,
    /// Each file with its digest, as Subresource Integrity writes it.
    pub files: BTreeMap<String, String>,
}

impl Build {
    /// The build that `template` is of, which Trunk has left in `staging` with the files of the app, for a community
    /// whose own files lie in `public` and take the place of others.
    ///
    /// # Errors
    /// When a file cannot be read.
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
            files.insert(name, format!("sha256-{}", STANDARD.encode(Sha256::digest(content))));
        }
        let all = serde_json::to_string(&(template, community, &files, WORKER, PAGE_PART))?;
        let name = Sha256::digest(all).first_chunk().copied().map(u64::from_be_bytes).unwrap_or_default();
        Ok(Self { name: format!("{name:016x}"), files })
    }

    /// The worker of this build.
    ///
    /// # Errors
    /// When the names of the files cannot be written as JSON.
    pub fn worker(&self) -> serde_json::Result<String> {
        let files = serde_json::to_string(&self.files)?;
        Ok(minify::script(WORKER).replace("{build}", &self.name).replace(r#""{files}""#, &files))
    }

    /// What stands at the end of the page: the line that tells of a newer version, and the script that asks for the
    /// worker.
    pub fn page_part(&self) -> String {
        minify::script(PAGE_PART).replace("{build}", &self.name)
    }
}

const WORKER: &str = include_str!("service_worker/worker.js");
const PAGE_PART: &str = include_str!("service_worker/page.html");

/// Where wasm-bindgen puts scripts that crates bring along, each crate's in a folder.
const SNIPPETS: &str = "snippets";

/// The files in a folder and, below a name, in those inside it, as paths with slashes that begin with `name`.
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
