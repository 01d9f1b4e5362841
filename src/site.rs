//! The site tool: what runs on the machine that builds the page.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use jiff::Timestamp;

use self::refresh::{Limits, ProgressLine};
use crate::calendar::time::Instant;
use crate::community::mistake::has_errors;

pub mod addresses;
pub mod beside_the_page;
pub mod check;
pub mod events;
pub mod head;
pub mod prerender;
pub mod preview;
pub mod refresh;
pub mod structured_data;
pub mod zones;

/// Where a community's own files are, relative to the folder that the tool is called in.
const PUBLIC: &str = "public";

/// Builds and looks after a community page.
#[derive(Parser)]
#[command(name = "hearth", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Reads the community's files and names every mistake in them
    Check,
    /// Fetches the community's calendar into public/calendar.ics
    Refresh,
    /// Renders the page into the HTML that Trunk has made (Trunk calls this itself)
    Prerender,
    /// Lists what a calendar feed holds between two days
    Events(events::Arguments),
}

/// Runs the tool with the process's arguments.
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Check => run_check(),
        Command::Refresh => run_refresh(),
        Command::Prerender => run_prerender(),
        Command::Events(arguments) => events::run(&arguments),
    }
}

fn now() -> Instant {
    Instant::from_unix(Timestamp::now().as_second())
}

fn run_check() -> ExitCode {
    let mistakes = check::check(Path::new(PUBLIC), now());
    eprintln!("{}", check::report(&mistakes));
    if has_errors(&mistakes) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn run_refresh() -> ExitCode {
    let (community, mistakes) = check::load_community(Path::new(PUBLIC));
    let Some(community) = community else {
        eprintln!("{}", check::report(&mistakes));
        return ExitCode::FAILURE;
    };
    let path = Path::new(PUBLIC).join(check::FEED_FILE);
    eprintln!("Fetching {}", community.calendar.feed);
    let mut line = ProgressLine::on_stderr();
    let result = refresh::refresh(
        &community.calendar.feed,
        &path,
        Timestamp::now(),
        &Limits::default(),
        &mut |bytes| line.show(bytes),
    );
    line.finish();
    match result {
        Ok(outcome) => {
            eprintln!("{outcome}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("hearth refresh: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run_prerender() -> ExitCode {
    let Some(staging) = std::env::var_os("TRUNK_STAGING_DIR") else {
        eprintln!(
            "hearth prerender: TRUNK_STAGING_DIR is not set; Trunk calls this by itself: run «trunk build»"
        );
        return ExitCode::FAILURE;
    };
    let index_html = PathBuf::from(staging).join("index.html");
    match prerender::prerender(Path::new(PUBLIC), &index_html, now()) {
        Ok(warnings) => {
            if !warnings.is_empty() {
                eprintln!("{}", check::report(&warnings));
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("hearth prerender: {error}");
            ExitCode::FAILURE
        }
    }
}
