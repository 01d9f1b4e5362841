//! A progress line on standard error.

use std::io::{self, IsTerminal, Write};

/// Shows the progress of a fetch: on a terminal it updates one line, elsewhere it prints one line at the end.
#[derive(Debug)]
pub struct ProgressLine {
    is_terminal: bool,
    bytes: u64,
}

impl ProgressLine {
    /// Creates a progress line on standard error.
    pub fn on_stderr() -> Self {
        Self { is_terminal: io::stderr().is_terminal(), bytes: 0 }
    }

    /// Shows the number of bytes received so far.
    pub fn show(&mut self, bytes: u64) {
        self.bytes = bytes;
        if self.is_terminal {
            // If the line cannot be written, the fetch continues.
            let mut stderr = io::stderr().lock();
            let _ = write!(stderr, "\rreceived {}", in_kilobytes(bytes)).and_then(|()| stderr.flush());
        }
    }

    /// Ends the line; prints nothing if nothing was received.
    pub fn finish(self) {
        if self.bytes == 0 {
            return;
        }
        let mut stderr = io::stderr().lock();
        let _ = if self.is_terminal {
            writeln!(stderr)
        } else {
            writeln!(stderr, "received {}", in_kilobytes(self.bytes))
        };
    }
}

fn in_kilobytes(bytes: u64) -> String {
    format!("{} kB", bytes.div_ceil(1000))
}
