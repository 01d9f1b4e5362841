//! `hearth prerender`: renders the page into the HTML file that Trunk has built.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::app_files::AppFile;
use super::document::{Audience, DocumentError, Documents, ICONS_FILE, VIEWS_FILE};
use super::files::is_svg;
use super::html::json_for_script;
use super::import_map::{self, with_import_map};
use super::output::remedy;
use super::service_worker::{self, Build};
use super::snapshot::snapshot;
use super::split::{SplitError, split};
use super::zones::BundledZones;
use super::{check, headers, minify, preview, static_files, templates};
use crate::calendar::ics::zone_names;
use crate::calendar::time::Instant;
use crate::calendar::{Feed, export};
use crate::community::mistake::Mistake;
use crate::community::{Community, FEED_FILE};
use crate::page::zone_search::{PLACES, PLACES_FILE};
use crate::page::{COMMUNITY_FILE, EMBED_FILE, Page, series_files};

/// The layer with the styles of what only the app shows.
const VIEWS_LAYER: &str = "views";
/// The marker in `src/boot/local_times.js` for the zones that browsers call by their old names.
const RENAMED_ZONES_MARKER: &str = r#""{renamed zones}""#;
/// The marker in `src/boot/before_paint.js` for the markup that the app creates elements from.
const TEMPLATES_MARKER: &str = r#""{templates}""#;

/// Why the page could not be rendered.
#[derive(Debug)]
pub enum PrerenderError {
    /// The data has mistakes.
    Data(Vec<Mistake>),
    /// A file could not be read or written.
    File(PathBuf, std::io::Error),
    /// A document could not be rendered.
    Document(DocumentError),
    /// The wasm could not be split.
    Split(SplitError),
    /// The picture for link previews could not be rendered.
    Preview(preview::PreviewError),
}

impl std::fmt::Display for PrerenderError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Data(mistakes) => formatter.write_str(&check::report(mistakes)),
            Self::File(path, error) => write!(formatter, "{}: {error}; {}", path.display(), remedy(error)),
            Self::Document(error) => error.fmt(formatter),
            Self::Split(error) => error.fmt(formatter),
            Self::Preview(error) => error.fmt(formatter),
        }
    }
}

impl std::error::Error for PrerenderError {}

impl From<DocumentError> for PrerenderError {
    fn from(error: DocumentError) -> Self {
        Self::Document(error)
    }
}

/// Renders the page of the community in `public` into `index_html`, which Trunk has built from the template. Splits the
/// wasm. Writes the files for search engines and link previews next to it, copies the community's own files there, and returns the
/// warnings about the data.
///
/// # Errors
/// If the data has mistakes, or a file cannot be read or written.
pub fn prerender(
    public: &Path,
    index_html: &Path,
    audience: Audience,
    now: Instant,
) -> Result<Vec<Mistake>, PrerenderError> {
    let mut loaded = check::load(public, now).map_err(PrerenderError::Data)?;
    let series = each_series(&loaded.feed, now);
    let feed_file = public.join(FEED_FILE);
    let feed_file = std::fs::read(&feed_file).map_err(|error| PrerenderError::File(feed_file, error))?;
    let page = Page {
        community: loaded.community,
        snapshot: snapshot(&loaded.feed, &feed_file, now),
        has_series_files: !series.is_empty(),
    };
    let for_visitors = audience == Audience::Visitors;
    let folder = Folder(index_html.parent().unwrap_or(Path::new("")));
    let template = read(index_html)?;

    // This comes first: every script and wasm in the folder counts as a file of the app.
    let (template, app) = split_app(folder, &template)?;
    let template = write_app_data(folder, &template, &page.community)?;
    // The service worker caches what is in the folder now: the app and its data. The files below are not cached.
    let build = (for_visitors && page.community.offline)
        .then(|| Build::of(&template, &page.community, public, folder.0))
        .transpose()
        .map_err(|error| PrerenderError::File(folder.0.to_owned(), error))?;

    for (name, content) in static_files::files(&page.community, &template) {
        folder.write(name, content)?;
    }
    for (name, content) in series {
        folder.write(&name, content)?;
    }
    let template = with_script_data(&template, folder, &app)?;
    let documents = Documents { template: &template, page: &page, build: build.as_ref(), audience };
    let (whole, embed) = (documents.page()?, documents.embed()?);
    folder.write(EMBED_FILE, embed.html)?;
    let policies = headers::Policies { page: whole.policy, embed: embed.policy };
    let svgs = svgs(&loaded.files);
    folder.write(headers::FILE, headers::file(&page.community.page_url, &app, &svgs, &policies))?;
    // A page under `trunk serve` is neither cached nor shared, and the picture takes a while.
    if for_visitors {
        let worker = build.map_or_else(|| Ok(service_worker::off()), |build| build.worker());
        folder.write(service_worker::FILE, worker.map_err(DocumentError::Json)?)?;
        let picture = preview::draw(public, &page.community).map_err(PrerenderError::Preview)?;
        loaded.warnings.extend(picture.warnings);
        folder.write(preview::FILE, picture.png)?;
    }

    // The community's own files replace generated ones. The page itself is replaced only if all else succeeded.
    copy(public, folder, &loaded.files)?;
    std::fs::write(index_html, whole.html)
        .map_err(|error| PrerenderError::File(index_html.to_owned(), error))?;
    Ok(loaded.warnings)
}

/// The folder that Trunk has built into.
#[derive(Clone, Copy)]
struct Folder<'a>(&'a Path);

impl Folder<'_> {
    /// Writes a file, and creates the folder that it is in.
    fn write(self, name: &str, content: impl AsRef<[u8]>) -> Result<(), PrerenderError> {
        let path = self.0.join(name);
        let parent = path.parent().unwrap_or(self.0);
        let written = std::fs::create_dir_all(parent).and_then(|()| std::fs::write(&path, content));
        written.map_err(|error| PrerenderError::File(path, error))
    }
}

fn read(path: &Path) -> Result<String, PrerenderError> {
    std::fs::read_to_string(path).map_err(|error| PrerenderError::File(path.to_owned(), error))
}

/// Splits the wasm; returns the template with the import map of the app, and the names of the app's files.
fn split_app(folder: Folder, template: &str) -> Result<(String, Vec<String>), PrerenderError> {
    split(folder.0).map_err(PrerenderError::Split)?;
    let files =
        AppFile::all_in(folder.0).map_err(|error| PrerenderError::File(folder.0.to_owned(), error))?;
    let template =
        with_import_map(template, &files).ok_or(DocumentError::MissingMarker(import_map::TRUNK_SCRIPT))?;
    Ok((template, files.into_iter().map(|file| file.name).collect()))
}

/// Writes the files that the app fetches: the places of zones, the community, the styles of the views, the icons in use.
/// Returns the template without the styles.
fn write_app_data(folder: Folder, template: &str, community: &Community) -> Result<String, PrerenderError> {
    folder.write(PLACES_FILE, PLACES)?;
    folder.write(COMMUNITY_FILE, serde_json::to_string(community).map_err(DocumentError::Json)?)?;
    let (template, views) = minify::without_layer(template, VIEWS_LAYER);
    folder.write(VIEWS_FILE, views)?;
    let icons = read(&folder.0.join(ICONS_FILE))?;
    folder.write(ICONS_FILE, static_files::icons(&icons, community))?;
    Ok(template)
}

/// The names of the pictures in SVG, as paths of addresses.
fn svgs(files: &[PathBuf]) -> Vec<String> {
    let svgs = files.iter().filter(|path| is_svg(path));
    svgs.map(|path| {
        path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    })
    .collect()
}

/// The template with the data of its scripts. `app` are the names of the app's files.
fn with_script_data(template: &str, folder: Folder, app: &[String]) -> Result<String, PrerenderError> {
    let renamed: BTreeMap<_, _> = zone_names::renamed_cities().collect();
    let mut templates = BTreeSet::new();
    for name in app.iter().filter(|name| Path::new(name).extension().is_some_and(|it| it == "wasm")) {
        let path = folder.0.join(name);
        let wasm = std::fs::read(&path).map_err(|error| PrerenderError::File(path, error))?;
        templates.extend(templates::in_wasm(&wasm));
    }
    let renamed = json_for_script(&renamed).map_err(DocumentError::Json)?;
    let templates = json_for_script(&templates).map_err(DocumentError::Json)?;
    Ok(template.replace(RENAMED_ZONES_MARKER, &renamed).replace(TEMPLATES_MARKER, &templates))
}

fn copy(public: &Path, folder: Folder, files: &[PathBuf]) -> Result<(), PrerenderError> {
    for name in files {
        let (source, target) = (public.join(name), folder.0.join(name));
        let parent = target.parent().unwrap_or(folder.0);
        let copied = std::fs::create_dir_all(parent).and_then(|()| std::fs::copy(&source, &target));
        copied.map_err(|error| PrerenderError::File(source, error))?;
    }
    Ok(())
}

/// The name and content of the file of each series; none if there are more than [`MAX_FILES`](series_files::MAX_FILES).
fn each_series(feed: &Feed, now: Instant) -> Vec<(String, String)> {
    if feed.recurring().count() > series_files::MAX_FILES {
        return Vec::new();
    }
    let zones = BundledZones::open();
    let file = |uid| Some((series_files::series_file(uid), export::feed(feed, Some(uid), &zones, now)?));
    feed.recurring().filter_map(file).collect()
}
