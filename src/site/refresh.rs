//! `refresh`: fetches the official feed and replaces the file of the site in one step, or leaves it as it is.
//!
//! The file carries its own origin in a few `X-COMMUNITY-` lines (see [`provenance`]), so that one renaming replaces
//! the events and the knowledge of where and when they were fetched together.

mod merge;
mod progress;
mod provenance;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use ureq::http::{HeaderMap, Response, header};
use ureq::{Agent, Body};

use super::zones::BundledZones;
use crate::calendar;
use crate::calendar::ics::zone_names;
use crate::community::FeedLinks;
use merge::NamedFeed;
pub use progress::ProgressLine;
use provenance::Provenance;

/// How long fetching may take as a whole.
pub const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How large a feed may be, in bytes.
pub const SIZE_LIMIT: usize = 10 * 1024 * 1024;

/// How many times a server may send us on to another address.
pub const REDIRECT_LIMIT: u32 = 5;

const CHUNK: usize = 16 * 1024;
const NAME: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// What a fetch may cost.
#[derive(Clone, Copy, Debug)]
pub struct FetchLimits {
    /// From the first step to the last byte.
    pub time: Duration,
    /// Bytes of the feed, after unpacking.
    pub size: usize,
    /// Redirects in a row.
    pub redirects: u32,
}

impl Default for FetchLimits {
    fn default() -> Self {
        Self { time: TIME_LIMIT, size: SIZE_LIMIT, redirects: REDIRECT_LIMIT }
    }
}

/// How a fetch went well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The file holds the feed as it is now.
    Replaced {
        /// Events in the feed.
        events: usize,
        /// Bytes of the feed.
        bytes: usize,
    },
    /// The server says that the file holds the feed as it is now; its time of fetching is new.
    NotChanged,
}

impl fmt::Display for Outcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Replaced { events, bytes } => {
                write!(formatter, "the calendar is replaced: events {events}, bytes {bytes}")
            }
            Self::NotChanged => formatter.write_str("the calendar has not changed since it was last fetched"),
        }
    }
}

/// Why the old file stays.
#[derive(Debug)]
pub enum RefreshError {
    /// No answer came.
    Unreachable(String),
    /// The answer took too long.
    TimedOut(Duration),
    /// The server sent us on too often.
    TooManyRedirects(u32),
    /// The server answered with another status than 200.
    Status(u16),
    /// The feed is larger than it may be.
    TooLarge(usize),
    /// The feed breaks off.
    CutOff,
    /// The answer is something else.
    NotACalendar(String),
    /// The feed is a calendar without a single event.
    NoEvents,
    /// Something is wrong with one of several calendars, which is named.
    OneOfSeveral(String, Box<RefreshError>),
    /// Not every event of several calendars is among the events of all of them.
    NotMerged,
    /// The file cannot be replaced.
    Unwritable(PathBuf, io::Error),
}

impl fmt::Display for RefreshError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason(formatter)?;
        formatter.write_str(" (the old calendar stays as it is)")
    }
}

impl RefreshError {
    fn reason(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOfSeveral(name, error) => {
                write!(formatter, "{name}: ")?;
                error.reason(formatter)
            }
            Self::NotMerged => formatter.write_str(
                "the calendars cannot be put together without losing an event; fetch them one by one to see which",
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
                    "the server answers {status}; check the address, and that the calendar is public"
                )
            }
            Self::Status(status) => write!(formatter, "the server answers {status}; try again later"),
            Self::TooLarge(limit) => {
                write!(formatter, "the feed is larger than {limit} bytes; check that the address is right")
            }
            Self::CutOff => formatter.write_str("the feed breaks off before its end; try again"),
            Self::NotACalendar(reason) => {
                write!(formatter, "the answer is not a calendar: {reason}; write the address of an .ics feed")
            }
            Self::NoEvents => formatter
                .write_str("the feed holds no event; check that the address and the calendar are right"),
            Self::Unwritable(path, error) => {
                write!(
                    formatter,
                    "{} cannot be replaced: {error}; check the folder's permissions",
                    path.display()
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

/// Fetches the calendars of a community into the file at `path`: the one as it is, several put together, each event with
/// its calendar's name among its categories. Several are always fetched whole.
///
/// # Errors
///
/// Why there is no new file, as soon as one calendar cannot be had. The file at `path` is then what it was, byte for
/// byte.
pub fn refresh_all(
    feeds: &[FeedLinks],
    path: &Path,
    now: Timestamp,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<Outcome, RefreshError> {
    if let [only] = feeds {
        return refresh(&only.url, path, now, limits, progress);
    }
    let mut fetched = Vec::new();
    let (mut bytes, mut events) = (0, 0);
    for feed in feeds {
        let name = feed.name.as_deref().unwrap_or(&feed.url);
        let (content, count) = fetch(&feed.url, limits, &mut |more| progress(bytes as u64 + more))
            .map_err(|error| RefreshError::OneOfSeveral(name.to_owned(), Box::new(error)))?;
        bytes += content.len();
        events += count;
        fetched.push((name, content));
    }
    let parts: Vec<_> = fetched.iter().map(|(name, feed)| NamedFeed { name, feed }).collect();
    let merged = merge::merge(&parts, &means_the_same_everywhere());
    if events_of(&merged)? != events {
        return Err(RefreshError::NotMerged);
    }
    let sources: Vec<_> = feeds.iter().map(|feed| feed.url.as_str()).collect();
    replace(path, &provenance::stamp_several(&merged, now, &sources))?;
    Ok(Outcome::Replaced { events, bytes: merged.len() })
}

fn fetch(
    url: &str,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<(Vec<u8>, usize), RefreshError> {
    let mut answer = ask(url, None, limits)?;
    match answer.status().as_u16() {
        200 => {
            let feed = receive(&mut answer, limits, progress)?;
            let events = events_of(&feed)?;
            Ok((feed, events))
        }
        status => Err(RefreshError::Status(status)),
    }
}

/// Whether a zone's name is one of the database's or of Windows', which the reader takes before a feed's definition.
fn means_the_same_everywhere() -> impl Fn(&str) -> bool {
    let zones = BundledZones::open();
    move |name| zone_names::resolve(name, &zones, &BTreeMap::new()).is_some()
}

/// Fetches the feed at `url` into the file at `path`; `progress` is told how many bytes have come so far.
///
/// The server is asked for the feed only if it has changed, where the present file is whole and came from `url`.
///
/// # Errors
///
/// Why there is no new feed. The file at `path` is then what it was, byte for byte.
pub fn refresh(
    url: &str,
    path: &Path,
    now: Timestamp,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<Outcome, RefreshError> {
    let present = fs::read(path).ok().filter(|bytes| events_of(bytes).is_ok());
    let known = present.as_deref().and_then(Provenance::read).filter(|known| known.source == url);
    let mut answer = ask(url, known.as_ref(), limits)?;
    match (answer.status().as_u16(), present, known) {
        (200, _, _) => {
            let feed = receive(&mut answer, limits, progress)?;
            let events = events_of(&feed)?;
            let origin = Provenance {
                source: url.to_owned(),
                etag: header_text(answer.headers(), &header::ETAG),
                last_modified: header_text(answer.headers(), &header::LAST_MODIFIED),
            };
            replace(path, &origin.stamp(&feed, now))?;
            Ok(Outcome::Replaced { events, bytes: feed.len() })
        }
        (304, Some(present), Some(known)) => {
            replace(path, &known.stamp(&present, now))?;
            Ok(Outcome::NotChanged)
        }
        (status, _, _) => Err(RefreshError::Status(status)),
    }
}

fn ask(url: &str, known: Option<&Provenance>, limits: &FetchLimits) -> Result<Response<Body>, RefreshError> {
    let agent: Agent = Agent::config_builder()
        .timeout_global(Some(limits.time))
        .max_redirects(limits.redirects)
        // An encrypted address must not be left for an open one on the way.
        .https_only(url.starts_with("https://"))
        .http_status_as_error(false)
        .user_agent(NAME)
        .build()
        .into();
    let mut request = agent.get(url).header(header::ACCEPT, "text/calendar");
    if let Some(etag) = known.and_then(|known| known.etag.as_deref()) {
        request = request.header(header::IF_NONE_MATCH, etag);
    }
    if let Some(last_modified) = known.and_then(|known| known.last_modified.as_deref()) {
        request = request.header(header::IF_MODIFIED_SINCE, last_modified);
    }
    request.call().map_err(|error| network_error(error, limits))
}

fn receive(
    answer: &mut Response<Body>,
    limits: &FetchLimits,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<u8>, RefreshError> {
    let mut feed = Vec::new();
    let mut body = answer.body_mut().as_reader();
    loop {
        let received = (&mut body).take(CHUNK as u64).read_to_end(&mut feed);
        if feed.len() > limits.size {
            return Err(RefreshError::TooLarge(limits.size));
        }
        match received {
            Ok(0) => return Ok(feed),
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

/// How many events a whole feed holds, which is one at least.
fn events_of(feed: &[u8]) -> Result<usize, RefreshError> {
    let events = calendar::read(feed, &calendar::Limits::DEFAULT)
        .map_err(|error| RefreshError::NotACalendar(error.to_string()))?
        .event_count();
    let last_line = feed.trim_ascii_end().rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    if !last_line.eq_ignore_ascii_case(b"END:VCALENDAR") {
        return Err(RefreshError::CutOff);
    }
    if events == 0 { Err(RefreshError::NoEvents) } else { Ok(events) }
}

fn header_text(headers: &HeaderMap, name: &header::HeaderName) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Writes a file beside the old one and puts it into its place, so that there is a whole file at every moment.
fn replace(path: &Path, content: &[u8]) -> Result<(), RefreshError> {
    let attempt = || {
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
    attempt().map_err(|error| RefreshError::Unwritable(path.to_owned(), error))
}

fn new_file_in(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".calendar-").suffix(".part");
    // A temporary file is its owner's alone unless told otherwise, and this one is served to everybody.
    #[cfg(unix)]
    let permissions = <fs::Permissions as std::os::unix::fs::PermissionsExt>::from_mode(0o644);
    #[cfg(unix)]
    builder.permissions(permissions);
    builder.tempfile_in(folder)
}
