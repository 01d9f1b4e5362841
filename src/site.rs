//! The site tool, which runs on the machine that builds the page.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::Timestamp;

use self::document::Audience;
use self::output::{failed, note};
use self::refresh::{FetchLimits, Outcome, ProgressLine};
use crate::calendar::time::Instant;
use crate::community::FEED_FILE;
use crate::community::mistake::has_errors;
use crate::community::schema;

pub mod files;
pub mod output;
pub mod zones;

pub mod new;

pub mod check;
pub mod feed_warnings;
pub mod picture_check;

pub mod refresh;

pub mod events;

pub mod prerender;

pub mod app_files;
pub mod split;
pub mod tools;

pub mod document;
pub mod event_url;
pub mod head;
pub mod html;
pub mod structured_data;

pub mod import_map;
pub mod minify;
pub mod policy;
pub mod templates;

pub mod headers;
pub mod preview;
pub mod service_worker;
pub mod snapshot;
pub mod static_files;

/// Builds and maintains a community page.
#[derive(Parser)]
#[command(name = "hearth", version, about)]
struct Arguments {
    /// Folder with the community's own files
    #[arg(long, global = true, env = "COMMUNITY", default_value = "public", value_name = "FOLDER")]
    community: PathBuf,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks the community's files and reports every mistake
    Check,
    /// Creates the folder of a new community
    New {
        /// Folder that is empty or does not exist
        folder: PathBuf,
    },
    /// Prints the JSON Schema of community.toml, for editors
    Schema,
    /// Fetches the community's calendars into its calendar.ics
    Refresh,
    /// Renders the page into the HTML that Trunk has built (called by Trunk)
    Prerender,
    /// Lists the occurrences of a calendar feed between two times
    Events(events::Arguments),
}

/// Runs the tool with the process's arguments.
pub fn main() -> ExitCode {
    let Arguments { community, command } = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(help_or_error) => {
            let code = u8::try_from(help_or_error.exit_code()).unwrap_or(1);
            return match help_or_error.print() {
                Ok(()) => ExitCode::from(code),
                Err(error) => output::not_written("help", error),
            };
        }
    };
    output::exit_code(match command {
        Command::Check => run_check(&community),
        Command::Schema => run_schema(),
        Command::New { folder } => run_new(&folder),
        Command::Refresh => run_refresh(&community),
        Command::Prerender => run_prerender(&community),
        Command::Events(arguments) => events::run(&arguments),
    })
}

/// The variable that sets the time of a build, in seconds since 1970, so that two builds are the same bytes
/// (<https://reproducible-builds.org/specs/source-date-epoch/>).
const SOURCE_DATE_EPOCH: &str = "SOURCE_DATE_EPOCH";

/// The time of the build: `SOURCE_DATE_EPOCH` if it is set, else the machine's.
///
/// # Errors
/// If the variable is not a number of seconds.
fn now() -> Result<Instant, String> {
    let Some(text) = std::env::var_os(SOURCE_DATE_EPOCH) else {
        return Ok(Instant::from_unix(Timestamp::now().as_second()));
    };
    let seconds = text.to_str().and_then(|text| text.parse::<u32>().ok());
    seconds.map(|seconds| Instant::from_unix(i64::from(seconds))).ok_or_else(|| {
        format!(
            "{SOURCE_DATE_EPOCH} is «{}», not a number of seconds since 1970; unset it or correct it",
            text.display()
        )
    })
}

fn run_check(public: &Path) -> ExitCode {
    let now = match now() {
        Ok(now) => now,
        Err(error) => return failed("check", error),
    };
    let mistakes = check::check(public, now);
    note(check::report(&mistakes));
    if has_errors(&mistakes) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn run_schema() -> ExitCode {
    output::finish("schema", &format!("{:#}\n", schema::json_schema()))
}

fn run_new(folder: &Path) -> ExitCode {
    match new::create(folder) {
        Ok(next) => output::finish("new", &format!("{next}\n")),
        Err(error) => failed("new", error),
    }
}

/// The exit code of `refresh` if some of several calendars could not be fetched.
const SOME_FAILED: u8 = 3;

fn run_refresh(public: &Path) -> ExitCode {
    let (community, mistakes) = check::load_community(public);
    let Some(community) = community else {
        note(check::report(&mistakes));
        return ExitCode::FAILURE;
    };
    let path = public.join(FEED_FILE);
    if !community.calendar.is_fetched {
        note("The data file names no `calendar.feed`, so calendar.ics is kept by hand. Nothing was fetched.");
        return ExitCode::SUCCESS;
    }
    let feeds = &community.calendar.feeds;
    for feed in feeds {
        note(format_args!("Fetching {}", feed.url));
    }
    let mut line = ProgressLine::on_stderr();
    let result =
        refresh::refresh_all(feeds, &path, Timestamp::now(), &FetchLimits::default(), &mut |bytes| {
            line.show(bytes);
        });
    line.finish();
    match result {
        Ok(outcome) => {
            let is_partly = matches!(outcome, Outcome::Partly { .. });
            note(outcome);
            let (_, mistakes) = check::load_feed(&path, Instant::from_unix(Timestamp::now().as_second()));
            if !mistakes.is_empty() {
                note(check::report(&mistakes));
            }
            if is_partly { ExitCode::from(SOME_FAILED) } else { ExitCode::SUCCESS }
        }
        Err(error) => failed("refresh", error),
    }
}

fn run_prerender(public: &Path) -> ExitCode {
    let Some(staging) = std::env::var_os("TRUNK_STAGING_DIR") else {
        return failed("prerender", "TRUNK_STAGING_DIR is not set; run «trunk build», which calls this");
    };
    let index_html = PathBuf::from(staging).join("index.html");
    let is_for_visitors = std::env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    let audience = if is_for_visitors { Audience::Visitors } else { Audience::Developers };
    let now = match now() {
        Ok(now) => now,
        Err(error) => return failed("prerender", error),
    };
    match prerender::prerender(public, &index_html, audience, now) {
        Ok(warnings) => {
            if !warnings.is_empty() {
                note(check::report(&warnings));
            }
            ExitCode::SUCCESS
        }
        Err(error) => failed("prerender", error),
    }
}
