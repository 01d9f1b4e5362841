//! `new`: creates a community's folder with the few files that a page needs.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::files::DATA_FILE;
use super::output::{remedy, visible};

/// The path in the folder and the content of each file. The data file is last, so a folder that has it is complete.
const FILES: [(&str, &str); 4] = [
    ("logos/logo.svg", include_str!("new/logo.svg")),
    ("favicon.svg", include_str!("new/logo.svg")),
    ("calendar.ics", include_str!("new/calendar.ics")),
    (DATA_FILE, include_str!("new/community.toml")),
];

/// The path of the data file's schema in the repository.
const SCHEMA: &str = "docs/community.schema.json";

/// Why the folder could not be created.
#[derive(Debug)]
pub enum NewError {
    /// The folder is not empty.
    NotEmpty(PathBuf),
    /// The path is a file.
    NotAFolder(PathBuf),
    /// A file could not be written.
    Unwritable(PathBuf, io::Error),
}

impl fmt::Display for NewError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty(folder) => write!(
                formatter,
                "{} is not empty, and was not changed; name a folder that is empty or does not exist",
                folder.display()
            ),
            Self::NotAFolder(path) => {
                write!(
                    formatter,
                    "{} is not a folder; name one that is empty or does not exist",
                    path.display()
                )
            }
            Self::Unwritable(path, error) => {
                write!(formatter, "{} cannot be written: {error}; {}", path.display(), remedy(error))
            }
        }
    }
}

impl std::error::Error for NewError {}

/// Writes a community's first files to a folder that is empty or does not exist; returns a text with the next steps.
///
/// # Errors
/// If the folder is not empty, or a file cannot be written.
pub fn create(folder: &Path) -> Result<String, NewError> {
    match fs::read_dir(folder).map(|mut entries| entries.next().is_none()) {
        Ok(false) => return Err(NewError::NotEmpty(folder.to_owned())),
        Ok(true) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(NewError::NotAFolder(folder.to_owned()));
        }
        Err(error) => return Err(NewError::Unwritable(folder.to_owned(), error)),
    }
    for (name, content) in FILES {
        let path = folder.join(name);
        let parent = path.parent().unwrap_or(folder);
        let text = if name == DATA_FILE { with_schema(folder, content) } else { content.to_owned() };
        fs::create_dir_all(parent)
            .and_then(|()| fs::write(&path, text))
            .map_err(|error| NewError::Unwritable(path, error))?;
    }
    let name = visible(&quoted(&folder.display().to_string()));
    Ok(format!(
        "{name} was created. Next:\n\
         1. Edit {name}/community.toml, and replace {name}/logos/logo.svg and {name}/favicon.svg.\n\
         2. cargo run -- check --community {name}\n\
         3. cargo run -- refresh --community {name}\n\
         4. make serve COMMUNITY={name}"
    ))
}

/// A path as an argument in a shell.
fn quoted(path: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-".contains(letter);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

/// The data file with a line that tells editors where its schema is, if the relative path to it is known.
fn with_schema(folder: &Path, content: &str) -> String {
    let is_plain = folder.components().all(|part| matches!(part, Component::Normal(_)));
    if !is_plain || !Path::new(SCHEMA).is_file() {
        return content.to_owned();
    }
    let up = "../".repeat(folder.components().count());
    format!("#:schema {up}{SCHEMA}\n\n{content}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_can_be_pasted_into_a_shell() {
        for (path, expected) in [
            ("a/b-c.d", "a/b-c.d"),
            ("my community", "'my community'"),
            ("a;b", "'a;b'"),
            ("it's", r"'it'\''s'"),
        ] {
            assert_eq!(quoted(path), expected);
        }
    }

    #[test]
    fn data_file_names_its_schema_if_the_path_is_known() {
        let first_line =
            |folder: &str| with_schema(Path::new(folder), "[a]").lines().next().map(str::to_owned);
        assert_eq!(first_line("mine").as_deref(), Some("#:schema ../docs/community.schema.json"));
        assert_eq!(first_line("a/b").as_deref(), Some("#:schema ../../docs/community.schema.json"));
        for folder in ["/srv/mine", "../mine", "./mine"] {
            assert_eq!(first_line(folder).as_deref(), Some("[a]"), "{folder}");
        }
    }
}
