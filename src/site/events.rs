//! `hearth events`: lists the occurrences of a feed, as a table or as JSON.

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::Datelike as _;
use serde::Serialize;

use super::output;
use super::zones::BundledZones;
use crate::calendar::ics::event::Status;
use crate::calendar::text::agenda_text::title;
use crate::calendar::time::words::{English, Words as _};
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::calendar::time::{Instant, Window, date_text, rfc3339};
use crate::calendar::views::agenda::Entry;
use crate::calendar::{Limits, Occurrence, OriginalStart, Problem, When, read};

/// Lists the occurrences that start between two times, including private ones.
#[derive(clap::Args)]
pub struct Arguments {
    /// An iCalendar file, or - for standard input
    file: PathBuf,
    /// Start of the range: a day (midnight in the zone) or an instant (RFC 3339)
    #[arg(long)]
    from: String,
    /// End of the range, exclusive: a day or an instant
    #[arg(long)]
    to: String,
    /// IANA name of the time zone to show times in
    #[arg(long, default_value = "UTC")]
    zone: String,
    /// Prints one JSON object per line
    #[arg(long)]
    json: bool,
    /// Also lists cancelled occurrences in the table
    #[arg(long)]
    include_cancelled: bool,
    /// Also lists occurrences that start before --from and end after it
    #[arg(long)]
    include_running: bool,
    /// Maximum number of occurrences
    #[arg(long)]
    limit: Option<usize>,
}

/// An occurrence to list.
#[derive(Clone)]
struct Row {
    entry: Entry,
    /// Whether the page does not show it.
    is_private: bool,
}

/// An occurrence as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    uid: &'a str,
    summary: &'a str,
    start: String,
    end: String,
    all_day: bool,
    status: Status,
    original_start: String,
    zone: &'a str,
    moved: bool,
}

/// Runs the command. The exit code is 0 if the feed was read, and 2 if an argument is invalid or the file is not a
/// calendar.
pub fn run(arguments: &Arguments) -> ExitCode {
    match list(arguments) {
        Ok((text, problems)) => {
            problems.iter().for_each(output::note);
            output::finish("events", &text)
        }
        Err(reason) => {
            output::report("events", reason);
            ExitCode::from(2)
        }
    }
}

fn list(arguments: &Arguments) -> Result<(String, Vec<String>), String> {
    let database = BundledZones::open();
    let zone = database.find(&arguments.zone).ok_or_else(|| {
        format!("--zone {}: no such zone; use an IANA name such as Europe/Berlin", arguments.zone)
    })?;
    let window =
        Window { start: point("--from", &arguments.from, &zone)?, end: point("--to", &arguments.to, &zone)? };
    if window.end <= window.start {
        return Err("--to is not after --from".to_owned());
    }
    let bytes = load(&arguments.file).map_err(|error| format!("{}: {error}", arguments.file.display()))?;
    let feed =
        read(&bytes, &Limits::OF_A_LIST).map_err(|error| format!("{}: {error}", arguments.file.display()))?;
    let expansion = feed.expand(Viewer::new(&zone, &database), window);
    let problems = Problem::grouped(feed.problems.iter().chain(&expansion.problems));
    let problems =
        problems.iter().map(|problem| format!("{}: {problem}", arguments.file.display())).collect();
    let shown = |row: &Row| {
        let takes_place = row.entry.occurrence.status != Status::Cancelled;
        (arguments.json || arguments.include_cancelled || takes_place)
            && (arguments.include_running || row.entry.start >= window.start)
    };
    let rows = |occurrences: &[Occurrence], is_private: bool| {
        let row = |occurrence: &Occurrence| Row { entry: Entry::new(occurrence, &zone), is_private };
        occurrences.iter().map(row).collect::<Vec<_>>()
    };
    let mut rows = [rows(&expansion.occurrences, false), rows(&expansion.private, true)].concat();
    rows.retain(shown);
    rows.sort_by_key(|row| row.entry.start);
    rows.truncate(arguments.limit.unwrap_or(usize::MAX));
    let text = if arguments.json { json(&rows, &zone)? } else { output::visible(&table(&rows, &zone)) };
    Ok((text, problems))
}

fn load(file: &Path) -> std::io::Result<Vec<u8>> {
    if file == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes)?;
        Ok(bytes)
    } else {
        std::fs::read(file)
    }
}

fn point(name: &str, text: &str, zone: &Zone) -> Result<Instant, String> {
    if let Ok(date) = text.parse::<chrono::NaiveDate>() {
        return Ok(zone.start_of(date));
    }
    text.parse::<jiff::Timestamp>().map(|timestamp| Instant::from_unix(timestamp.as_second())).map_err(|_| {
        format!("{name} {text}: neither a date (2026-11-01) nor an instant (2026-11-01T00:00:00Z)")
    })
}

fn json(rows: &[Row], zone: &Zone) -> Result<String, String> {
    let mut text = String::new();
    for Row { entry, .. } in rows {
        let occurrence = &entry.occurrence;
        let at = |instant: Instant| rfc3339(zone.civil_at(instant), zone.offset_at(instant));
        let line = Line {
            uid: &occurrence.uid,
            summary: &occurrence.details.summary,
            start: at(entry.start),
            end: at(entry.end),
            all_day: occurrence.when.is_all_day(),
            status: occurrence.status,
            original_start: match occurrence.original_start {
                OriginalStart::Date(date) => date_text(date),
                OriginalStart::Floating(civil) => at(zone.instant_of(civil)),
                OriginalStart::At(instant) => at(instant),
            },
            zone: match &occurrence.when {
                When::Timed { zone, .. } => zone,
                _ => zone.name(),
            },
            moved: occurrence.moved,
        };
        text += &output::visible_json(&serde_json::to_string(&line).map_err(|error| error.to_string())?);
        text.push('\n');
    }
    Ok(text)
}

fn table(rows: &[Row], zone: &Zone) -> String {
    let mut text = format!("Times in {}\n", zone.name());
    for Row { entry, is_private } in rows {
        let occurrence = &entry.occurrence;
        let times = if occurrence.when.is_all_day() {
            "all day".to_owned()
        } else {
            English.times(entry.start_here, entry.end_here)
        };
        let mut marks = String::new();
        if occurrence.status != Status::Confirmed {
            let _ = write!(marks, "  [{}]", occurrence.status.word());
        }
        if occurrence.moved {
            marks.push_str("  [moved]");
        }
        if *is_private {
            marks.push_str("  [private]");
        }
        let date = entry.start_here.date();
        let (weekday, date) = (date.weekday(), date_text(date));
        let _ = writeln!(text, "{weekday} {date}  {times:<13}  {}{marks}", title(entry));
    }
    text
}
