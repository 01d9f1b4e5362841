//! The community's own files: which of them are published next to the page, and which must not be there.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The data file.
pub(super) const DATA_FILE: &str = "community.toml";

/// The only folder with a leading dot that is published (RFC 8615).
const WELL_KNOWN: &str = ".well-known";

/// The ends of the names of copies that editors and version control leave, of data files, and of compressed copies,
/// which some servers send in the place of the original.
const LEFT_OUT: [&str; 14] = [
    "~", ".swp", ".swo", ".bak", ".old", ".save", ".orig", ".rej", ".tmp", ".part", ".toml", ".br", ".gz",
    ".zst",
];

/// The files of a folder.
#[derive(Debug, Default)]
pub struct Files {
    /// The paths of the files that are published, relative to the folder, sorted.
    pub published: Vec<PathBuf>,
    /// The paths of the files and folders that are not meant to be published.
    pub left_out: Vec<PathBuf>,
    /// What must not be there: its path, and what it is.
    pub refused: Vec<(PathBuf, &'static str)>,
}

impl Files {
    /// Reads a folder and its subfolders.
    ///
    /// # Errors
    /// If a folder cannot be read.
    pub fn of(folder: &Path) -> io::Result<Self> {
        let mut files = Self::default();
        files.read(folder, Path::new(""))?;
        files.published.sort();
        files.left_out.sort();
        files.refused.sort();
        Ok(files)
    }

    fn read(&mut self, folder: &Path, inside: &Path) -> io::Result<()> {
        for entry in fs::read_dir(folder.join(inside))? {
            let entry = entry?;
            let path = inside.join(entry.file_name());
            let kind = entry.file_type()?;
            if is_left_out(&path) {
                self.left_out.push(path);
            } else if let Some(what) = not_plain(kind) {
                self.refused.push((path, what));
            } else if kind.is_dir() {
                self.read(folder, &path)?;
            } else {
                self.published.push(path);
            }
        }
        Ok(())
    }
}

/// What a path is that is neither a file nor a folder. A symbolic link may lead out of the folder, and reading a pipe
/// or a device may never end.
fn not_plain(kind: fs::FileType) -> Option<&'static str> {
    if kind.is_symlink() {
        Some("a symbolic link")
    } else if kind.is_dir() || kind.is_file() {
        None
    } else {
        Some("a device or a pipe")
    }
}

/// Whether a file is not meant to be published: data files, hidden files, copies, and files of the system.
fn is_left_out(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    (name.starts_with('.') && name != WELL_KNOWN)
        || (name.starts_with('#') && name.ends_with('#'))
        || name.starts_with("~$")
        || LEFT_OUT.iter().any(|end| name.ends_with(end))
        || ["thumbs.db", "desktop.ini"].contains(&name.as_str())
}

/// Whether a file is a picture in SVG, by its name.
pub fn is_svg(path: &Path) -> bool {
    has_extension(path, &["svg", "svgz"])
}

/// Whether a file that is not a picture may be in XML, by its name.
pub fn is_xml(path: &Path) -> bool {
    has_extension(path, &["xml", "xhtml", "xht", "xsl", "xslt", "rss", "atom", "rdf", "mathml"])
}

fn has_extension(path: &Path, kinds: &[&str]) -> bool {
    path.extension().is_some_and(|own| kinds.iter().any(|kind| own.eq_ignore_ascii_case(kind)))
}

/// Reads a file that must be a plain one.
///
/// # Errors
/// If it is not a plain file or cannot be read.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    require_plain(path)?;
    fs::read(path)
}

/// Checks that a path is a plain file.
///
/// # Errors
/// If it does not exist, or is something else.
pub fn require_plain(path: &Path) -> io::Result<()> {
    let kind = fs::symlink_metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder, not a file"));
    }
    not_plain(kind).map_or(Ok(()), |what| Err(io::Error::other(format!("it is {what}, not a file"))))
}
