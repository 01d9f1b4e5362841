//! The output of the commands. Control and direction characters, which feeds may have, never reach a terminal, and
//! output that cannot be written is an error.

use std::fmt::{Display, Write as _};
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::web_address::{Hidden, hidden};

/// Writes a text to standard output.
///
/// # Errors
/// If it cannot be written, for example because the disk is full or the reader of a pipe has ended.
pub fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush())
}

/// Whether a line could not be written to standard error.
static HAS_LOST_LINES: AtomicBool = AtomicBool::new(false);

/// Writes a line to standard error. If this fails, the command ends with an error code.
pub fn note(line: impl Display) {
    if writeln!(io::stderr().lock(), "{}", visible(&line.to_string())).is_err() {
        HAS_LOST_LINES.store(true, Ordering::Relaxed);
    }
}

/// Returns `code`, or an error code if the command succeeded but a line could not be written.
pub fn exit_code(code: ExitCode) -> ExitCode {
    if code == ExitCode::SUCCESS && HAS_LOST_LINES.load(Ordering::Relaxed) { ExitCode::FAILURE } else { code }
}

/// Writes the text that a command is for, and returns the exit code.
pub fn finish(command: &str, text: &str) -> ExitCode {
    match print(text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => not_written(command, error),
    }
}

/// Reports that the output of a command could not be written, and returns the exit code.
pub fn not_written(command: &str, error: io::Error) -> ExitCode {
    failed(command, format!("the output cannot be written: {error}"))
}

/// Reports why a command failed.
pub fn report(command: &str, error: impl Display) {
    note(format_args!("hearth {command}: {error}"));
}

/// Reports why a command failed, and returns the exit code.
pub fn failed(command: &str, error: impl Display) -> ExitCode {
    report(command, error);
    ExitCode::FAILURE
}

/// A text with hidden characters written as escapes, except line breaks, tabs and joiners.
pub fn visible(text: &str) -> String {
    escape(text, |escaped, letter| write!(escaped, "{}", letter.escape_unicode()))
}

/// A line of JSON with hidden characters written as JSON escapes; they are only in strings.
pub fn visible_json(text: &str) -> String {
    escape(text, |escaped, letter| write!(escaped, "\\u{:04x}", u32::from(letter)))
}

fn escape(text: &str, write: impl Fn(&mut String, char) -> std::fmt::Result) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match hidden(letter) {
            Some(Hidden::Control | Hidden::Direction | Hidden::Invisible)
                if !matches!(letter, '\n' | '\t') =>
            {
                let _ = write(&mut escaped, letter);
            }
            _ => escaped.push(letter),
        }
    }
    escaped
}

/// What to do about an error of the file system.
pub fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "free some space",
        io::ErrorKind::ReadOnlyFilesystem => "the file system is read-only; choose another folder",
        io::ErrorKind::IsADirectory => "remove the folder, or move it away",
        io::ErrorKind::NotADirectory => "a part of the path is a file; correct the path",
        io::ErrorKind::NotFound => "create its folder first",
        io::ErrorKind::PermissionDenied => "check the permissions of the file and its folder",
        _ => "try again",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_written_as_escapes() {
        assert_eq!(visible("a\u{1b}[31m\u{7}\u{202e}b\tc\nd"), "a\\u{1b}[31m\\u{7}\\u{202e}b\tc\nd");
        assert_eq!(visible("\u{9b}می\u{200c}خواهم 👩\u{200d}💻"), "\\u{9b}می\u{200c}خواهم 👩\u{200d}💻");
        assert_eq!(visible_json("{\"a\":\"\u{7f}\u{2066}\"}"), "{\"a\":\"\\u007f\\u2066\"}");
    }
}
