//! The site tool: what runs on the machine that builds the page.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub mod check;
pub mod events;
pub mod refresh;
pub mod zones;

/// Builds and looks after a community page.
#[derive(Parser)]
#[command(name = "hearth", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Lists what a calendar feed holds between two days
    Events(events::Arguments),
}

/// Runs the tool with the process's arguments.
pub fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Events(arguments) => events::run(&arguments),
    }
}

/// The folder with the community's own files.
pub fn public_folder() -> PathBuf {
    PathBuf::from("public")
}
