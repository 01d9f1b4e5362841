//! The files of the app: its script, its main wasm and its lazy parts.

use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// What the scripts call the script of the app.
pub const SCRIPT: &str = "app";
/// What they call the main wasm.
pub const WASM: &str = "app.wasm";

/// A file of the app. Its name contains a digest of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppFile {
    /// What the scripts call it: [`SCRIPT`], [`WASM`], or the name of a part.
    pub specifier: String,
    /// Its name.
    pub name: String,
    /// Its digest, in the form of Subresource Integrity.
    pub integrity: String,
}

impl AppFile {
    fn new(specifier: String, name: String, content: &[u8]) -> Self {
        Self { specifier, name, integrity: integrity(content) }
    }

    /// Writes a file into a folder, with a digest of its content in its name: `before`, digest, `after`.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(
        folder: &Path,
        specifier: String,
        (before, after): (&str, &str),
        content: &[u8],
    ) -> io::Result<Self> {
        let name = format!("{before}-{}{after}", digest(content));
        std::fs::write(folder.join(&name), content)?;
        Ok(Self::new(specifier, name, content))
    }

    /// The files of the app in a folder: the script, the main wasm, and the parts, if it has been split.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn all_in(folder: &Path) -> io::Result<Vec<Self>> {
        let mut files = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            let path = PathBuf::from(entry?.file_name());
            let name = path.display().to_string();
            let specifier = match path.extension().and_then(|it| it.to_str()) {
                Some("js") => SCRIPT,
                Some("wasm") if name.ends_with("_bg.wasm") => WASM,
                Some("wasm") => &name,
                _ => continue,
            };
            files.push(Self::new(specifier.to_owned(), name.clone(), &std::fs::read(folder.join(path))?));
        }
        files.sort_by(|one, other| one.specifier.cmp(&other.specifier));
        Ok(files)
    }
}

/// The digest of a content, in the form of Subresource Integrity.
pub fn integrity(content: impl AsRef<[u8]>) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

/// A short digest of a content, for file names.
pub fn digest(content: impl AsRef<[u8]>) -> String {
    let bytes: [u8; 8] = Sha256::digest(content).first_chunk().copied().unwrap_or_default();
    format!("{:016x}", u64::from_be_bytes(bytes))
}
