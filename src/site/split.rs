//! Splits the wasm of the app into the main wasm and the lazy parts.
//!
//! Only cargo's output has the relocations that this needs. So wasm-bindgen and wasm-opt have to run again afterwards.

mod function_order;
mod wasm_file;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

use wasm_split_cli_support::Options;

use super::app_files::{AppFile, SCRIPT, WASM, digest};
use super::minify;
use super::output::remedy;
use super::tools::{self, Tool};
use wasm_file::{add_section, reordered_with_short_imports, without_exports};

/// The wasm that cargo has built, as a path in the target directory.
const CARGO_WASM: &str = "wasm32-unknown-unknown/web/hearth.wasm";
const NAME: &str = "hearth";
/// The module from which the main wasm imports the functions that load the parts.
const LINK_NAME: &str = "./__wasm_split.js";
/// The module that the script imports before the wasm is split. An app without lazy parts does not import it.
const UNSPLIT: &str = "__wasm_split_placeholder__";
/// The module from which the main wasm imports the browser's interfaces: the script.
const GLUE: &str = "./hearth_bg.js";
/// A part of the names of the exports of classes that Leptos has for server functions. This app does not use them.
const UNUSED_CLASSES: &str = "intounderlying";
/// The parts that most actions need. Their files have the chunks that other parts share with them.
const COMMON_PARTS: [&str; 2] = ["controls", "engine"];
const LOADERS: &str = include_str!("split/load_parts.js");
const PARTS_MARKER: &str = r#""{parts}""#;
/// The WebAssembly features that rustc uses by default. wasm-opt needs them as options, because the parts have no
/// `target_features` section.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Why the wasm could not be split.
#[derive(Debug)]
pub enum SplitError {
    /// A file could not be read or written.
    File(PathBuf, io::Error),
    /// The wasm has an unexpected form.
    Wasm(String),
    /// A tool is missing or failed.
    Tool(tools::ToolError),
    /// The script of wasm-bindgen has an unexpected form.
    Script(&'static str),
}

impl std::fmt::Display for SplitError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File(path, error) => write!(formatter, "{}: {error}; {}", path.display(), remedy(error)),
            Self::Wasm(error) => write!(
                formatter,
                "the wasm cannot be split: {error}; check that .cargo/config.toml has «--emit-relocs»"
            ),
            Self::Tool(error) => error.fmt(formatter),
            Self::Script(reason) => {
                write!(formatter, "the script of wasm-bindgen {reason}; use the version of Cargo.lock")
            }
        }
    }
}

impl std::error::Error for SplitError {}

/// Replaces the script and the wasm that Trunk has written to `folder` with the split files. An app without lazy parts,
/// such as a development build, is left unchanged. The split files of the last wasm are cached in the target directory.
///
/// # Errors
/// If a tool is missing or fails, or a file cannot be read or written.
pub fn split(folder: &Path) -> Result<(), SplitError> {
    let built = AppFile::all_in(folder).map_err(at(folder))?;
    let Some(script) = built.iter().find(|file| file.specifier == SCRIPT) else { return Ok(()) };
    let path = folder.join(&script.name);
    let script = std::fs::read_to_string(&path).map_err(at(&path))?;
    if !script.contains(UNSPLIT) {
        return Ok(());
    }
    // The tool runs from a folder in `target`.
    let tool = std::env::current_exe().map_err(at(Path::new(NAME)))?;
    let target = tool.ancestors().nth(2).unwrap_or(folder);
    let path = target.join(CARGO_WASM);
    let wasm = std::fs::read(&path).map_err(at(&path))?;
    let all = target.join("split");
    let kept = all.join(digest(
        [
            wasm.as_slice(),
            LOADERS.as_bytes(),
            include_bytes!("split.rs"),
            include_bytes!("split/function_order.rs"),
            include_bytes!("split/wasm_file.rs"),
        ]
        .concat(),
    ));
    if !kept.is_dir() {
        // Only the files of the last wasm are cached.
        let _ = std::fs::remove_dir_all(&all);
        std::fs::create_dir_all(&all).map_err(at(&all))?;
        let work = tempfile::tempdir_in(&all).map_err(at(&all))?;
        let output = work.path().join("output");
        std::fs::create_dir(&output).map_err(at(&output))?;
        write_split(&wasm, work.path(), &output)?;
        std::fs::rename(&output, &kept).map_err(at(&kept))?;
    }
    for AppFile { name, .. } in built {
        let path = folder.join(name);
        std::fs::remove_file(&path).map_err(at(&path))?;
    }
    for AppFile { name, .. } in AppFile::all_in(&kept).map_err(at(&kept))? {
        let path = kept.join(&name);
        std::fs::copy(&path, folder.join(name)).map_err(at(&path))?;
    }
    Ok(())
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> SplitError + use<> {
    let path = path.to_owned();
    move |error| SplitError::File(path, error)
}

fn not_parsed(error: wasm_encoder::reencode::Error) -> SplitError {
    let source = std::error::Error::source(&error).map(|source| format!(": {source}"));
    SplitError::Wasm(format!("{error}{}", source.unwrap_or_default()))
}

/// Splits a wasm and writes the files of the app to `output`. Temporary files are written to `work`.
fn write_split(wasm: &[u8], work: &Path, output: &Path) -> Result<(), SplitError> {
    let wasm = without_exports(wasm, |name| name.contains(UNUSED_CLASSES)).map_err(not_parsed)?;
    let modules_of = split_wasm(&wasm, work)?;
    let main = work.join(NAME).with_extension("wasm");
    let glue = work.join("glue");
    tools::run(Tool::WasmBindgen, |command| {
        command.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", NAME]);
        command.arg(format!("--out-dir={}", glue.display())).arg(&main);
    })
    .map_err(SplitError::Tool)?;
    std::fs::rename(glue.join(format!("{NAME}_bg.wasm")), &main).map_err(at(&main))?;
    let names = modules_of.values().flatten().map(String::as_str).chain([NAME]);
    let optimized = optimize(work, names.collect())?;
    let bytes = |name: &str| {
        let missing = || SplitError::Wasm(format!("it has no module «{name}»"));
        optimized.get(name).cloned().ok_or_else(missing)
    };
    let write = |specifier: &str, name: (&str, &str), content: &[u8]| {
        AppFile::write(output, specifier.to_owned(), name, content).map_err(at(output))
    };
    let mut parts = Vec::new();
    for (name, modules) in &modules_of {
        let own = format!("split_{name}");
        let chunks: Vec<_> = modules.iter().filter(|module| **module != own).cloned().collect();
        let mut content = bytes(&own)?;
        let mut common = BTreeSet::new();
        for chunk in &chunks {
            match common_part(&modules_of, name, chunk) {
                Some(part) => drop(common.insert(part)),
                None => add_section(&mut content, chunk, &bytes(chunk)?),
            }
        }
        let file = write(name, (&format!("{NAME}-{name}"), ".wasm"), &content)?;
        parts.push(Part { chunks, common, file });
    }
    let path = glue.join(NAME).with_extension("js");
    let script = std::fs::read_to_string(&path).map_err(at(&path))?;
    let script = with_loaders(&script, &parts).ok_or(SplitError::Script("does not import the loaders"))?;
    let (main, names) = reordered_with_short_imports(&bytes(NAME)?, GLUE).map_err(not_parsed)?;
    let script = with_short_names(script, &names).ok_or(SplitError::Script("lacks an import of the wasm"))?;
    write(SCRIPT, (NAME, ".js"), minify::module(&script).as_bytes())?;
    write(WASM, (NAME, "_bg.wasm"), &main)?;
    Ok(())
}

/// The names of the modules of each part: its own, and the chunks that it shares with other parts.
type Modules = BTreeMap<String, Vec<String>>;

/// The common part whose file has a chunk of the part with this name; `None` if its own file has it.
fn common_part(modules_of: &Modules, name: &str, chunk: &String) -> Option<&'static str> {
    let has = |part: &&str| modules_of.get(*part).is_some_and(|modules| modules.contains(chunk));
    COMMON_PARTS.into_iter().filter(|_| !COMMON_PARTS.contains(&name)).find(has)
}

/// A part of the app, and the chunks that it needs. They are in its custom sections, or in those of the common parts.
struct Part {
    chunks: Vec<String>,
    common: BTreeSet<&'static str>,
    file: AppFile,
}

/// Splits a wasm into modules, which are written to a folder.
fn split_wasm(wasm: &[u8], folder: &Path) -> Result<Modules, SplitError> {
    let main = folder.join(NAME).with_extension("wasm");
    let mut options = Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LINK_NAME;
    let split =
        wasm_split_cli_support::transform(options).map_err(|error| SplitError::Wasm(format!("{error:#}")))?;
    Ok(split.prefetch_map.into_iter().collect())
}

/// Runs wasm-opt on the modules with these names in a folder, one per core at a time, and returns the results by name.
fn optimize(folder: &Path, mut names: Vec<&str>) -> Result<BTreeMap<String, Vec<u8>>, SplitError> {
    names.sort_unstable();
    names.dedup();
    let optimize = |name: &str| {
        let (input, output) = (folder.join(format!("{name}.wasm")), folder.join(format!("{name}.opt")));
        tools::run(Tool::WasmOpt, |command| {
            // Very small functions are inlined: a call is as large as the function, and the browser compiles fewer
            // functions. `-Oz` runs twice, because the first round makes more functions small. Functions with similar
            // names have similar code, which Brotli compresses better if it is adjacent. The functions of the main wasm
            // are later ordered by their code.
            // Low memory is unused: the stack is there and grows downwards, and it does not reach the last kilobyte.
            let options = [
                "-Oz",
                "-Oz",
                "--always-inline-max-function-size=5",
                "--low-memory-unused",
                "--strip-producers",
                "--strip-target-features",
                "--reorder-functions-by-name",
            ];
            command.args(options).args(FEATURES);
            command.arg(format!("--output={}", output.display())).arg(&input);
        })
        .map_err(SplitError::Tool)?;
        let content = std::fs::read(&output).map_err(|error| SplitError::File(output, error))?;
        Ok((name.to_owned(), content))
    };
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let mut optimized = BTreeMap::new();
        for names in names.chunks(cores) {
            let tasks: Vec<_> = names.iter().map(|name| scope.spawn(|| optimize(name))).collect();
            for task in tasks {
                let stopped = |_| SplitError::Wasm("optimizing it has stopped".to_owned());
                let (name, content) = task.join().map_err(stopped)??;
                optimized.insert(name, content);
            }
        }
        Ok(optimized)
    })
}

/// Replaces the imports of the split loaders in the script of wasm-bindgen with `load_parts.js`. Returns `None`
/// if the script has no such import.
fn with_loaders(script: &str, parts: &[Part]) -> Option<String> {
    let table = parts.iter().map(|Part { chunks, common, file }| {
        let AppFile { specifier, name, integrity } = file;
        let file = format!("./{name}");
        let part =
            serde_json::json!({ "file": file, "integrity": integrity, "chunks": chunks, "common": common });
        (specifier, part)
    });
    let table = serde_json::to_string(&table.collect::<BTreeMap<_, _>>()).ok()?;
    let import = format!(r#" from "{LINK_NAME}""#);
    let (imports, rest): (Vec<_>, Vec<_>) = script.lines().partition(|line| line.ends_with(&import));
    let names = imports.iter().map(|line| line.trim_end_matches(&import).trim_start_matches("import * as "));
    let constants: Vec<_> = names.map(|name| format!("const {name} = splitLoaders;")).collect();
    let loaders = LOADERS.replace(PARTS_MARKER, &table);
    let whole = [&[loaders], constants.as_slice(), &[rest.join("\n")]].concat().join("\n");
    (!imports.is_empty()).then_some(whole)
}

/// Replaces the names of the imports in the script with their short names. Returns `None` if the script lacks one.
fn with_short_names(mut script: String, names: &[(String, String)]) -> Option<String> {
    for (name, short) in names {
        let definition = format!(" {name}: ");
        let start = script.find(&definition)?;
        script.replace_range(start..start + definition.len(), &format!(" {short}: "));
    }
    Some(script)
}

#[cfg(test)]
mod tests;
