//! Runs wasm-bindgen and wasm-opt, in the versions that Trunk uses. They are on the PATH, or in Trunk's cache. Trunk
//! downloads wasm-opt only if `index.html` sets `data-wasm-opt`.

use std::path::{Path, PathBuf};
use std::process::Command;

/// A tool that processes wasm files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// Generates the JavaScript glue of a wasm.
    WasmBindgen,
    /// Makes a wasm smaller.
    WasmOpt,
}

impl Tool {
    const fn name(self) -> &'static str {
        match self {
            Self::WasmBindgen => "wasm-bindgen",
            Self::WasmOpt => "wasm-opt",
        }
    }

    /// Its path in Trunk's cache.
    fn in_cache(self) -> String {
        let (name, version) = (self.name(), self.version());
        match self {
            Self::WasmBindgen => format!("{name}-{version}/{name}"),
            Self::WasmOpt => format!("{name}-version_{version}/bin/{name}"),
        }
    }

    /// The version that Trunk uses too.
    fn version(self) -> &'static str {
        let (text, before) = match self {
            Self::WasmBindgen => (include_str!("../../Cargo.lock"), "name = \"wasm-bindgen\"\nversion = \""),
            Self::WasmOpt => (include_str!("../../Trunk.toml"), "wasm_opt = \"version_"),
        };
        let after = text.split_once(before).map_or("", |(_, after)| after);
        after.split('"').next().unwrap_or_default()
    }
}

/// Why a tool did not do its work.
#[derive(Debug)]
pub enum ToolError {
    /// It could not be started.
    Start(Tool, std::io::Error),
    /// It exited with an error. The text is from its standard error.
    Failed(Tool, String),
}

impl std::fmt::Display for ToolError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Start(tool, error) => write!(
                formatter,
                "{} {} cannot be started: {error}; build with «make build», which installs it, or put it on the PATH",
                tool.name(),
                tool.version()
            ),
            Self::Failed(tool, message) => write!(formatter, "{} failed: {message}", tool.name()),
        }
    }
}

impl std::error::Error for ToolError {}

/// Runs a tool. `arguments` adds its arguments.
///
/// # Errors
/// If it is missing or fails.
pub fn run(tool: Tool, arguments: impl FnOnce(&mut Command)) -> Result<(), ToolError> {
    let program = in_trunk_cache(tool).filter(|_| !is_on_path(tool));
    let mut command = Command::new(program.unwrap_or_else(|| tool.name().into()));
    arguments(&mut command);
    let output = command.output().map_err(|error| ToolError::Start(tool, error))?;
    if output.status.success() {
        return Ok(());
    }
    Err(ToolError::Failed(tool, String::from_utf8_lossy(&output.stderr).trim().to_owned()))
}

/// Whether the tool on the PATH has the right version.
fn is_on_path(tool: Tool) -> bool {
    let output = Command::new(tool.name()).arg("--version").output();
    // `wasm-bindgen 0.2.130`, `wasm-opt version 132 (version_132)`
    let is_version = |word: &str| word == tool.version();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).split_whitespace().any(is_version))
}

/// The tool in the cache of the tools that Trunk has downloaded.
fn in_trunk_cache(tool: Tool) -> Option<PathBuf> {
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    let in_home = ["Library/Caches/dev.trunkrs.trunk", "AppData/Local/trunkrs/trunk/cache", ".cache/trunk"];
    let caches = std::env::var_os("XDG_CACHE_HOME").map(|cache| Path::new(&cache).join("trunk"));
    let caches =
        caches.into_iter().chain(in_home.iter().filter_map(|cache| Some(home.as_ref()?.join(cache))));
    let paths =
        caches.map(|cache| cache.join(tool.in_cache()).with_extension(std::env::consts::EXE_EXTENSION));
    paths.into_iter().find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_versions_are_those_of_the_build() {
        for tool in [Tool::WasmBindgen, Tool::WasmOpt] {
            let version = tool.version();
            assert!(version.starts_with(|letter: char| letter.is_ascii_digit()), "{version}");
            assert!(tool.in_cache().contains(version));
        }
        assert_eq!(Tool::WasmOpt.in_cache(), "wasm-opt-version_132/bin/wasm-opt");
    }
}
