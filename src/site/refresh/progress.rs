//! One line on standard error that says how much has come so far.

use std::io::{self, IsTerminal, Write};

/// Tells the progress of a fetch: drawn anew in one line on a terminal, told once at the end elsewhere.
#[derive(Debug)]
pub struct ProgressLine {
    is_terminal: bool,
    bytes: u64,
}

impl ProgressLine {
    /// A line on standard error.
    pub fn on_stderr() -> Self {
        Self { is_terminal: io::stderr().is_terminal(), bytes: 0 }
    }

    /// Tells how many bytes have come so far.
    pub fn show(&mut self, bytes: u64) {
        self.bytes = bytes;
        if self.is_terminal {
            // A line that cannot be drawn is no reason to stop.
            let mut stderr = io::stderr().lock();
            let _ = write!(stderr, "\rreceived {}", in_kilobytes(bytes)).and_then(|()| stderr.flush());
        }
    }

    /// Ends the line; nothing is printed if nothing came.
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
