//! `check`: reads all files that a maintainer edits or fetches, and reports all mistakes at once.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::document::PAGE_FILE;
use super::feed_warnings::feed_warnings;
use super::files::{self, DATA_FILE, Files};
use super::picture_check::{self, Forbidden};
use super::zones::BundledZones;
use crate::calendar::ics::zone_names;
use crate::calendar::time::Instant;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::calendar::views::horizon::{DAYS_AT_MOST, horizon};
use crate::calendar::{self, Feed, Problem};
use crate::community::mistake::{self, Mistake, Severity};
use crate::community::{Community, FEED_FILE, validate};
use crate::page::EMBED_FILE;

/// The data of a page, free of errors.
#[derive(Debug)]
pub struct Loaded {
    /// The content of the page.
    pub community: Community,
    /// The feed.
    pub feed: Feed,
    /// The community's own files that are published, relative to its folder.
    pub files: Vec<PathBuf>,
    /// The warnings.
    pub warnings: Vec<Mistake>,
}

/// Reads the data file and the feed in the folder `public`, and checks that the pictures exist.
///
/// # Errors
///
/// All mistakes, including warnings, if one of them is an error.
pub fn load(public: &Path, now: Instant) -> Result<Loaded, Vec<Mistake>> {
    let (community, mut mistakes) = load_community(public);
    let (feed, problems) = load_feed(&public.join(FEED_FILE), now);
    mistakes.extend(problems);
    let files = Files::of(public).unwrap_or_else(|error| {
        mistakes.push(unreadable(public, &error, "make sure that the folder can be read"));
        Files::default()
    });
    mistakes.extend(check_files(public, &files, community.as_ref()));
    match (community, feed) {
        (Some(community), Some(feed)) if !mistake::has_errors(&mistakes) => {
            Ok(Loaded { community, feed, files: files.published, warnings: mistakes })
        }
        _ => Err(mistakes),
    }
}

/// All mistakes in the files of the folder `public`, errors and warnings; events are expanded for a year from `now`.
pub fn check(public: &Path, now: Instant) -> Vec<Mistake> {
    match load(public, now) {
        Ok(loaded) => loaded.warnings,
        Err(mistakes) => mistakes,
    }
}

/// The mistakes as text: one per line, then a line with their numbers.
pub fn report(mistakes: &[Mistake]) -> String {
    let mut lines: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    let errors = mistakes.iter().filter(|mistake| mistake.severity == Severity::Error).count();
    let warnings = mistakes.len() - errors;
    lines.push(match (errors, warnings) {
        (0, 0) => "All is well.".to_owned(),
        (0, _) => format!("No errors. Warnings: {warnings}."),
        (_, _) => format!("Errors: {errors}. Warnings: {warnings}."),
    });
    lines.join("\n")
}

/// Reads only the data file; the community is `None` if one of the mistakes is an error.
pub fn load_community(public: &Path) -> (Option<Community>, Vec<Mistake>) {
    let path = public.join(DATA_FILE);
    let text = match files::read(&path) {
        Ok(bytes) => String::from_utf8(bytes),
        Err(error) => return (None, vec![unreadable(&path, &error, "make sure that the file exists")]),
    };
    match text {
        Ok(text) => {
            let zones = BundledZones::open();
            let current_zone_name =
                |name: &str| zones.find(zone_names::current(name)).map(|it| it.name().to_owned());
            validate::read(&path.display().to_string(), &text, &current_zone_name)
        }
        Err(error) => {
            let valid_length = error.utf8_error().valid_up_to();
            let line = 1 + error.as_bytes().iter().take(valid_length).filter(|byte| **byte == b'\n').count();
            let remedy = "save the file as UTF-8";
            (None, vec![error_in(&path, Some(line), "this is not UTF-8".to_owned(), remedy)])
        }
    }
}

/// Reads only the feed; it is `None` if one of the mistakes is an error.
pub fn load_feed(path: &Path, now: Instant) -> (Option<Feed>, Vec<Mistake>) {
    let remedy = "run `make refresh` to fetch it again, or correct it if you write it by hand";
    let bytes = match files::read(path) {
        Ok(bytes) => bytes,
        Err(error) => return (None, vec![unreadable(path, &error, remedy)]),
    };
    let feed = match calendar::read(&bytes, &calendar::Limits::DEFAULT) {
        Ok(feed) => feed,
        Err(error) => {
            return (None, vec![error_in(path, None, format!("this is not a calendar: {error}"), remedy)]);
        }
    };
    let mut mistakes = Vec::new();
    if feed.event_count() == 0 {
        mistakes.push(error_in(path, None, "the calendar has no events".to_owned(), remedy));
    }
    // Some problems, such as an unknown zone, are only found when events are expanded.
    let zones = BundledZones::open();
    let ahead = horizon(now, DAYS_AT_MOST, &Zone::utc()).window;
    let expansion = feed.expand(Viewer::new(&Zone::utc(), &zones), ahead);
    for problem in Problem::grouped(feed.problems.iter().chain(&expansion.problems)) {
        mistakes.push(Mistake {
            line: Some(problem.line),
            field: problem.event.map(|event| event.to_string()).unwrap_or_default(),
            ..warning_in(
                path,
                format!("{}; {}", problem.what, problem.done),
                "fix it in the calendar that the feed comes from, if you can",
            )
        });
    }
    // Samples only show what a calendar looks like.
    if !feed.is_sample {
        let warnings = feed_warnings(&feed, &zones, now).into_iter();
        mistakes.extend(warnings.map(|warning| warning_in(path, warning.reason, warning.remedy)));
    }
    if let Some(line) = feed.first_private() {
        let reason =
            "an event is private (CLASS): the page does not show it, but everybody can read it in the file";
        mistakes.push(Mistake {
            line: Some(line),
            field: "CLASS".to_owned(),
            ..warning_in(path, reason.to_owned(), "publish a calendar without private events")
        });
    }
    (Some(feed), mistakes)
}

/// The mistakes in the community's own files besides the data file and the feed.
fn check_files(public: &Path, own: &Files, community: Option<&Community>) -> Vec<Mistake> {
    let refused = own.refused.iter().map(|(path, what)| {
        error_in(
            &public.join(path),
            None,
            format!("it is {what}, which is not published"),
            "replace it by a file",
        )
    });
    let built = own
        .published
        .iter()
        .filter(|path| [PAGE_FILE, EMBED_FILE].iter().any(|name| *path == Path::new(name)));
    let built = built.map(|path| {
        let reason = "the page is built under this name".to_owned();
        error_in(&public.join(path), None, reason, "rename the file, or remove it")
    });
    let left_out = own.left_out.iter().filter(|path| *path != Path::new(DATA_FILE)).map(|path| {
        warning_in(
            &public.join(path),
            "it is not published".to_owned(),
            "rename it if it should be, or remove it",
        )
    });
    let pictures: BTreeSet<_> =
        community.iter().flat_map(|it| it.pictures()).flat_map(|it| [&it.light, &it.dark]).collect();
    let unpublished =
        pictures.into_iter().filter(|name| !own.published.iter().any(|path| path == Path::new(name)));
    let missing = unpublished.map(|name| {
        let path = public.join(name);
        let reason =
            if path.exists() { "the picture would not be published" } else { "the file does not exist" };
        error_in(&path, None, reason.to_owned(), "add the picture, or change its name in the data file")
    });
    let in_xml = own
        .published
        .iter()
        .filter(|path| files::is_svg(path) || files::is_xml(path))
        .flat_map(|path| check_xml(&public.join(path)));
    refused.chain(built).chain(left_out).chain(missing).chain(in_xml).collect()
}

fn check_xml(path: &Path) -> Vec<Mistake> {
    let picture = match fs::read(path) {
        Ok(picture) => picture,
        Err(error) => return vec![unreadable(path, &error, "make sure that the file can be read")],
    };
    let (kind, found) = if files::is_svg(path) {
        ("picture", picture_check::forbidden(&picture))
    } else {
        ("file", picture_check::forbidden_in_xml(&picture))
    };
    let reported = found.into_iter().map(|Forbidden { line, what }| {
        let remedy =
            "remove it, since the file could act for the whole site; save it in UTF-8, or a picture as PNG";
        error_in(path, Some(line), format!("the {kind} has {what}"), remedy)
    });
    reported.collect()
}

fn unreadable(path: &Path, error: &io::Error, remedy: &str) -> Mistake {
    error_in(path, None, format!("the file cannot be read: {error}"), remedy)
}

fn error_in(path: &Path, line: Option<usize>, reason: String, remedy: &str) -> Mistake {
    Mistake {
        severity: Severity::Error,
        file: path.display().to_string(),
        line,
        field: String::new(),
        reason,
        remedy: remedy.to_owned(),
    }
}

/// A warning about a file as a whole.
fn warning_in(path: &Path, reason: String, remedy: &str) -> Mistake {
    Mistake { severity: Severity::Warning, ..error_in(path, None, reason, remedy) }
}

#[cfg(test)]
mod tests;
