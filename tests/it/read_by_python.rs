//! An exported series means the same to another program: Python's icalendar, with dateutil's rules and zones.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)] // clippy does not treat test helpers as tests

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use hearth::calendar::time::zone::Viewer;
use hearth::calendar::time::zone::Zone;
use hearth::calendar::time::{DAY, Instant, Window, basic_date};
use hearth::calendar::{Feed, Limits, When, export, read};
use hearth::site::zones::BundledZones;

const SAMPLE: &[u8] = include_bytes!("../../public/calendar.ics");

/// 2026-11-25T08:00:00Z
const NOW: Instant = Instant::from_unix(1_795_593_600);

/// The Python packages, with pinned versions.
const PACKAGES: [&str; 2] = ["icalendar==6.3.1", "python-dateutil==2.9.0.post0"];

/// Zones and rules that programs easily read differently.
const ODD: &str = "BEGIN:VCALENDAR\r\n\
    BEGIN:VEVENT\r\nUID:ny\r\nDTSTART;TZID=America/New_York:20250108T100000\r\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;UNTIL=20271103T150000Z\r\nEXDATE;TZID=America/New_York:20260225T100000\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:ny\r\nRECURRENCE-ID;TZID=America/New_York:20260311T100000\r\nDTSTART;TZID=Europe/London:20260312T153000\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:sydney\r\nDTSTART;TZID=Australia/Sydney:20260105T090000\r\nRRULE:FREQ=MONTHLY;BYDAY=-1MO;COUNT=30\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:kolkata\r\nDTSTART;TZID=Asia/Kolkata:20260105T193000\r\nRRULE:FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:lord-howe\r\nDTSTART;TZID=Australia/Lord_Howe:20260105T060000\r\nRRULE:FREQ=WEEKLY\r\nRDATE;TZID=Australia/Lord_Howe:20260606T060000\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:utc\r\nDTSTART:20260105T170000Z\r\nRRULE:FREQ=MONTHLY;BYMONTHDAY=-1\r\nEND:VEVENT\r\n\
    BEGIN:VEVENT\r\nUID:days\r\nDTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=YEARLY;BYMONTH=3,10;BYDAY=1SU\r\nEXDATE;VALUE=DATE:20271003\r\nEND:VEVENT\r\n\
    END:VCALENDAR\r\n";

/// The interpreter of a virtual environment in `.tools/python`, created if missing; the error is why it
/// cannot be created.
fn python() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(".tools/python");
    let interpreter = root.join("bin/python3");
    let run = |command: &mut Command| {
        let output = command.output().map_err(|error| error.to_string())?;
        let message = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() { Ok(()) } else { Err(message) }
    };
    let has_packages = |interpreter: &Path| {
        run(Command::new(interpreter).args(["-c", "import icalendar, dateutil.zoneinfo"])).is_ok()
    };
    if !has_packages(&interpreter) {
        run(Command::new("python3").args(["-m", "venv"]).arg(&root))?;
        let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
        run(Command::new(&interpreter).args(install).args(PACKAGES))?;
    }
    Ok(interpreter)
}

/// The starts of an iCalendar text as Python computes them.
fn starts_in_python(interpreter: &Path, text: &str, window: Window) -> BTreeSet<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/read_back.py");
    let mut child = Command::new(interpreter)
        .arg(script)
        .args([window.start.unix().to_string(), window.end.unix().to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{text}");
    String::from_utf8(output.stdout).unwrap().lines().map(ToOwned::to_owned).collect()
}

/// The starts of a series as this crate computes them.
fn starts_here(feed: &Feed, uid: &str, window: Window) -> BTreeSet<String> {
    let zones = BundledZones::open();
    let all = feed.expand_one(Viewer::new(&Zone::utc(), &zones), window, uid).occurrences;
    let starts = all.iter().filter_map(|occurrence| match occurrence.when {
        When::AllDay { start, .. } => Some(basic_date(start)),
        When::Timed { start, .. } => Some(start.unix().to_string()),
        // Python has no visitor's zone for a floating time.
        When::Floating { .. } => None,
    });
    starts.collect()
}

#[test]
fn every_exported_series_starts_at_the_same_times_in_python() {
    let interpreter = match python() {
        Ok(interpreter) => interpreter,
        Err(reason) => {
            eprintln!("SKIPPED, for want of Python with icalendar: {reason}");
            return;
        }
    };
    // Two years from 2026, around eight offset changes; dateutil's own zone data ends in 2037.
    let window = Window {
        start: Instant::from_unix(1_767_225_600),
        end: Instant::from_unix(1_767_225_600 + 730 * DAY),
    };
    let mut compared = 0;
    for bytes in [SAMPLE, ODD.as_bytes()] {
        let feed = read(bytes, &Limits::DEFAULT).unwrap();
        let zones = BundledZones::open();
        let all = feed.expand(Viewer::new(&Zone::utc(), &zones), window).occurrences;
        let uids: BTreeSet<_> = all.iter().map(|occurrence| occurrence.uid.clone()).collect();
        for uid in uids {
            let here = starts_here(&feed, &uid, window);
            if here.is_empty() {
                continue;
            }
            let text = export::feed(&feed, Some(&uid), &zones, NOW).unwrap();
            let there = starts_in_python(&interpreter, &text, window);
            assert_eq!(there, here, "{uid}\n{text}");
            compared += here.len();
        }
    }
    assert!(compared > 1000, "{compared}");
}
