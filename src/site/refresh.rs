//! `refresh`: fetches the official feed and replaces the site's copy atomically, or leaves it unchanged.
//!
//! The file contains its origin in a few `X-COMMUNITY-` lines (see [`provenance`]), so that one rename replaces the
//! events together with the record of where and when they were fetched.

mod merge;
mod progress;
mod provenance;
mod public_hosts;

use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use ureq::http::{HeaderMap, Response, header};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::unversioned::transport::{Connector as _, DefaultConnector};
use ureq::{Agent, Body, ResponseExt as _};

use super::files;
use super::output::{note, remedy};
use crate::calendar::ics::encoding::utf8;
use crate::calendar::{self, NotACalendar};
use crate::community::FeedLinks;
use merge::NamedFeed;
pub use progress::ProgressLine;
use provenance::Provenance;
use public_hosts::PublicHosts;

/// The maximum duration of a fetch as a whole.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The maximum size of a feed, in bytes.
pub const SIZE_LIMIT: usize = 10 * 1024 * 1024;

/// The maximum number of redirects in a row.
pub const REDIRECT_LIMIT: u32 = 5;

const CHUNK: usize = 16 * 1024;
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// The limits of a fetch.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimits {
    /// The maximum time until the last byte.
    pub time: Duration,
    /// The maximum size of the feed in bytes, after decompression.
    pub size: usize,
    /// The maximum number of redirects in a row.
    pub redirects: u32,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self { time: TIME_LIMIT, size: SIZE_LIMIT, redirects: REDIRECT_LIMIT }
    }
}

/// The result of a successful fetch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The file has been replaced with the fetched feed.
    Replaced {
        /// The number of events in the feed.
        events: usize,
        /// The size of the feed in bytes.
        bytes: usize,
    },
    /// The feed has not changed (304 Not Modified); only the time of fetching in the file has been updated.
    NotChanged,
    /// Some of several feeds could not be fetched; the others were replaced.
    Partly {
        /// The number of events of all feeds.
        events: usize,
        /// Why each feed whose last good events were kept could not be fetched.
        failed: Vec<String>,
        /// Why each feed that was never fetched before could not be fetched.
        missing: Vec<String>,
    },
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replaced { events, bytes } => {
                write!(formatter, "the calendar was replaced: {events} events, {bytes} bytes")
            }
            Self::NotChanged => formatter.write_str("the calendar has not changed since it was last fetched"),
            Self::Partly { events, failed, missing } => {
                for reason in failed {
                    writeln!(formatter, "{reason} (its earlier events were kept)")?;
                }
                for reason in missing {
                    writeln!(formatter, "{reason} (it was left out, since it was never fetched before)")?;
                }
                write!(formatter, "the other calendars were replaced: events {events}")
            }
        }
    }
}

/// Why the file was not replaced.
#[derive(Debug)]
pub enum RefreshError {
    /// The server could not be reached.
    Unreachable(String),
    /// The response took too long.
    TimedOut(Duration),
    /// The server redirected too often.
    TooManyRedirects(u32),
    /// The status of the response is neither 200 nor an expected 304.
    Status(u16),
    /// The feed is larger than the limit.
    TooLarge(usize),
    /// The feed is incomplete.
    CutOff,
    /// The response is not a calendar.
    NotACalendar(String),
    /// The calendar has no events.
    NoEvents,
    /// The error of one of several calendars, with the calendar's name.
    OneOfSeveral(String, Box<RefreshError>),
    /// The errors of all of several calendars.
    AllOfSeveral(Vec<RefreshError>),
    /// The merged calendar does not have as many events as the calendars together.
    NotMerged,
    /// The file was written by hand.
    KeptByHand(PathBuf),
    /// The file could not be written.
    Unwritable(PathBuf, io::Error),
}

impl fmt::Display for RefreshError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason(formatter)?;
        formatter.write_str(" (the old calendar was not changed)")
    }
}

impl RefreshError {
    /// The reason, without what became of the old calendar.
    fn reason_text(&self) -> String {
        fmt::from_fn(|formatter| self.reason(formatter)).to_string()
    }

    fn reason(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOfSeveral(name, error) => {
                write!(formatter, "{name}: ")?;
                error.reason(formatter)
            }
            Self::AllOfSeveral(errors) => {
                let reasons: Vec<_> = errors.iter().map(Self::reason_text).collect();
                write!(formatter, "none of the calendars could be fetched; {}", reasons.join("; "))
            }
            Self::NotMerged => formatter.write_str(
                "the calendars cannot be merged without losing an event; fetch them one at a time to find out which",
            ),
            Self::Unreachable(reason) => {
                write!(formatter, "the feed cannot be reached: {reason}; check the network and the address")
            }
            Self::TimedOut(limit) => {
                write!(formatter, "the feed did not arrive within {limit:?}; try again later")
            }
            Self::TooManyRedirects(limit) => {
                write!(formatter, "the server redirects more than {limit} times; write the final address")
            }
            Self::Status(status @ (401 | 403 | 404 | 410)) => {
                write!(
                    formatter,
                    "the server responded with {status}; check the address, and that the calendar is public"
                )
            }
            Self::Status(status) => write!(formatter, "the server responded with {status}; try again later"),
            Self::TooLarge(limit) => {
                write!(formatter, "the feed is larger than {limit} bytes; check that the address is right")
            }
            Self::CutOff => formatter.write_str("the feed is incomplete; try again"),
            Self::NotACalendar(reason) => {
                write!(formatter, "the response is not a calendar: {reason}; write the address of an .ics feed")
            }
            Self::NoEvents => formatter
                .write_str("the feed has no events; check that the address and the calendar are right"),
            Self::KeptByHand(path) => {
                write!(
                    formatter,
                    "{} was neither fetched nor is a sample, so it may have been written by hand; move it away to fetch the \
                     calendar of the data file",
                    path.display()
                )
            }
            Self::Unwritable(path, error) => {
                write!(
                    formatter,
                    "{} cannot be replaced: {error}; {}",
                    path.display(),
                    remedy(error)
                )
            }
        }
    }
}

impl std::error::Error for RefreshError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unwritable(_, error) => Some(error),
            _ => None,
        }
    }
}

/// Fetches the calendars of a community into the file at `path`. Several calendars are merged, and each event gets the
/// names of the calendars of its series as categories. If one of several cannot be fetched, its events in the current
/// file are kept, and so is the time of fetching; one that is new is left out.
///
/// # Errors
///
/// If no calendar can be fetched, or one whose earlier events cannot be found, or the file cannot be written. The file
/// at `path` is then unchanged.
pub fn refresh_all(
    feeds: &[FeedLinks],
    path: &Path,
    now: Timestamp,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<Outcome, RefreshError> {
    may_be_replaced(path)?;
    if let [only] = feeds {
        return refresh(&only.url, path, now, limits, progress);
    }
    let current = fs::read(path).ok().filter(|bytes| count_events(bytes).is_ok()).unwrap_or_default();
    let earlier = provenance::read_several(&current);
    let (mut names, mut parts, mut failed, mut bytes) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let mut missing = Vec::new();
    let one = |name: &str, error| RefreshError::OneOfSeveral(name.to_owned(), Box::new(error));
    for feed in feeds {
        let name = feed.name.as_deref().unwrap_or(&feed.url);
        let has_moved_here = |known: &&Provenance| {
            known.name.as_deref() == Some(name) && feeds.iter().all(|feed| feed.url != known.source)
        };
        let known = earlier.iter().find(|known| known.source == feed.url);
        let known = known.or_else(|| earlier.iter().find(has_moved_here));
        let kept = known.and_then(|known| Some((known, part_of(&current, &earlier, known, name)?)));
        let known = kept.as_ref().map(|(known, _)| *known).filter(|known| known.source == feed.url);
        let keep = |content: Vec<u8>, origin| {
            count_events(&content).map(|events| Fetched { content, events, origin })
        };
        let part = match (fetch(&feed.url, known, limits, &mut |more| progress(bytes as u64 + more)), kept) {
            (Ok(Some(fetched)), _) => fetched,
            (Ok(None), Some((known, content))) => keep(content, known.clone())?,
            (Err(error), Some((_, content))) => {
                failed.push(one(name, error));
                // Without an ETag, so that the feed is fetched in full when it is there again.
                keep(content, Provenance::of(&feed.url))?
            }
            (result, None) => {
                let error = one(name, result.err().unwrap_or(RefreshError::Status(304)));
                // Its earlier events cannot be found, so the file stays as it is.
                if earlier.iter().any(|known| known.source == feed.url) {
                    return Err(error);
                }
                missing.push(error);
                continue;
            }
        };
        bytes += part.content.len();
        names.push(name);
        parts.push(part);
    }
    if failed.len() + missing.len() == feeds.len() {
        failed.extend(missing);
        return Err(RefreshError::AllOfSeveral(failed));
    }
    let inputs: Vec<_> =
        names.iter().zip(&parts).map(|(name, part)| NamedFeed { name, feed: &part.content }).collect();
    let merged = merge::merge(&inputs);
    let events = count_events(&merged.text)?;
    // An event that stands in a calendar twice counts once there, and is repeated twice.
    if events + merged.repeated < parts.iter().map(|part| part.events).sum::<usize>() {
        return Err(RefreshError::NotMerged);
    }
    // If another calendar's version of one of its events is written, a calendar's part of the file is not what was
    // fetched. It has to be fetched in full the next time.
    let origin = |(name, part): (&str, Fetched)| {
        let known =
            if merged.differing.contains(name) { Provenance::of(&part.origin.source) } else { part.origin };
        Provenance { name: Some(name.to_owned()), ..known }
    };
    let origins: Vec<_> = names.into_iter().zip(parts).map(origin).collect();
    // The file is as old as its oldest part.
    let fetched = provenance::fetched(&current).filter(|_| !failed.is_empty()).unwrap_or(now);
    replace(path, &provenance::stamp_several(&merged.text, fetched, &origins))?;
    if failed.is_empty() && missing.is_empty() {
        Ok(Outcome::Replaced { events, bytes: merged.text.len() })
    } else {
        let [failed, missing] =
            [failed, missing].map(|errors| errors.iter().map(RefreshError::reason_text).collect());
        Ok(Outcome::Partly { events, failed, missing })
    }
}

/// The calendar of one origin in the current file, which may be that of one calendar, or of several. `name` is the one
/// that the calendar has now.
fn part_of(current: &[u8], origins: &[Provenance], origin: &Provenance, name: &str) -> Option<Vec<u8>> {
    match (origins, &origin.name) {
        ([_], None) => Some(current.to_vec()),
        (_, earlier_name) => merge::part(current, earlier_name.as_deref().unwrap_or(name)),
    }
}

/// Checks that the file at `path` is one that a feed may replace: a sample, one that was fetched, or one without
/// content.
fn may_be_replaced(path: &Path) -> Result<(), RefreshError> {
    let is_nothing = |content: &[u8]| {
        let read = calendar::read(content, &calendar::Limits::DEFAULT);
        matches!(read, Err(NotACalendar::Empty | NotACalendar::WebPage))
    };
    match files::read(path) {
        Ok(content) if is_nothing(&content) => Ok(()),
        Ok(content) if provenance::is_kept_by_hand(&content) => {
            Err(RefreshError::KeptByHand(path.to_owned()))
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(RefreshError::Unwritable(path.to_owned(), error)),
    }
}

/// A feed with at least one event.
struct Fetched {
    content: Vec<u8>,
    events: usize,
    origin: Provenance,
}

/// Fetches a feed; `None` if it has not changed since it was `known`.
fn fetch(
    url: &str,
    known: Option<&Provenance>,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<Option<Fetched>, RefreshError> {
    let mut response = request(url, known, limits)?;
    match response.status().as_u16() {
        200 => {
            let content = receive(&mut response, limits, progress)?;
            let events = count_events(&content)?;
            let origin = Provenance {
                source: url.to_owned(),
                etag: header_text(response.headers(), &header::ETAG),
                last_modified: header_text(response.headers(), &header::LAST_MODIFIED),
                name: None,
            };
            Ok(Some(Fetched { content, events, origin }))
        }
        304 if known.is_some() => Ok(None),
        status => Err(RefreshError::Status(status)),
    }
}

/// Fetches the feed at `url` into the file at `path`; `progress` is called with the number of bytes received so far.
///
/// If the current file is complete and was fetched from `url`, the request is conditional (`If-None-Match` and
/// `If-Modified-Since`).
///
/// # Errors
///
/// If the feed cannot be fetched or the file cannot be written. The file at `path` is then unchanged.
pub fn refresh(
    url: &str,
    path: &Path,
    now: Timestamp,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<Outcome, RefreshError> {
    let current = fs::read(path).ok().filter(|bytes| count_events(bytes).is_ok());
    let known = current.as_deref().and_then(Provenance::read).filter(|known| known.source == url);
    match (fetch(url, known.as_ref(), limits, progress)?, current, known) {
        (Some(Fetched { content, events, origin }), _, _) => {
            replace(path, &origin.stamp(&content, now))?;
            Ok(Outcome::Replaced { events, bytes: content.len() })
        }
        (None, Some(current), Some(known)) => {
            replace(path, &known.stamp(&current, now))?;
            Ok(Outcome::NotChanged)
        }
        (None, _, _) => Err(RefreshError::Status(304)),
    }
}

fn request(
    url: &str,
    known: Option<&Provenance>,
    limits: &FetchLimits,
) -> Result<Response<Body>, RefreshError> {
    let config = Agent::config_builder()
        .timeout_global(Some(limits.time))
        .max_redirects(limits.redirects)
        // HTTPS must not be redirected to HTTP.
        .https_only(url.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://")))
        .http_status_as_error(false)
        .user_agent(USER_AGENT)
        .build();
    let connector = PublicHosts::of(url, &config).chain(DefaultConnector::default());
    let agent = Agent::with_parts(config, connector, DefaultResolver::default());
    let mut request = agent.get(url).header(header::ACCEPT, "text/calendar");
    if let Some(etag) = known.and_then(|known| known.etag.as_deref()) {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(last_modified) = known.and_then(|known| known.last_modified.as_deref()) {
        request = request.header(header::IF_MODIFIED_SINCE, last_modified);
    }
    let response = request.call().map_err(|error| network_error(error, limits))?;
    let address = response.get_uri().to_string();
    if address != url {
        note(format_args!(
            "{url} redirects to {address}; write that address into the data file if it is there to stay"
        ));
    }
    Ok(response)
}

fn receive(
    response: &mut Response<Body>,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<u8>, RefreshError> {
    let mut feed = Vec::new();
    let mut body = response.body_mut().as_reader();
    loop {
        let received = (&mut body).take(CHUNK as u64).read_to_end(&mut feed);
        if feed.len() > limits.size {
            return Err(RefreshError::TooLarge(limits.size));
        }
        match received {
            // Some servers send blank lines first.
            Ok(0) => return Ok(utf8(&feed).trim_ascii_start().to_vec()),
            Ok(_) => progress(feed.len() as u64),
            Err(error) => return Err(network_error(error.into(), limits)),
        }
    }
}

fn network_error(error: ureq::Error, limits: &FetchLimits) -> RefreshError {
    match error {
        ureq::Error::Timeout(_) => RefreshError::TimedOut(limits.time),
        ureq::Error::TooManyRedirects => RefreshError::TooManyRedirects(limits.redirects),
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => RefreshError::CutOff,
        other => RefreshError::Unreachable(other.to_string()),
    }
}

/// The number of events in a complete feed, which is at least one.
fn count_events(feed: &[u8]) -> Result<usize, RefreshError> {
    let read = calendar::read(feed, &calendar::Limits::DEFAULT);
    let count =
        read.and_then(|parsed| calendar::check_received(feed, &parsed).map(|()| parsed.event_count()));
    count.map_err(|error| match error {
        NotACalendar::CutOff => RefreshError::CutOff,
        NotACalendar::NoEvents => RefreshError::NoEvents,
        error => RefreshError::NotACalendar(error.to_string()),
    })
}

fn header_text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Replaces a file atomically: writes a temporary file next to it, and renames that.
fn replace(path: &Path, content: &[u8]) -> Result<(), RefreshError> {
    let write = || {
        let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = new_file_in(folder)?;
        if let Ok(old) = fs::metadata(path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        file.write_all(content)?;
        file.as_file().sync_all()?;
        file.persist(path)?;
        Ok(())
    };
    write().map_err(|error| RefreshError::Unwritable(path.to_owned(), error))
}

fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".calendar-").suffix(".part");
    // By default only its owner can read a temporary file, but this one is served to everybody.
    #[cfg(unix)]
    let permissions = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o644);
    #[cfg(unix)]
    builder.permissions(permissions);
    builder.tempfile_in(folder)
}
