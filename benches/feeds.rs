//! Feeds for the measurements.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

/// The names of the feeds, and the number of bytes or events at which each is large enough.
const SIZES: [(&str, usize, usize); 3] =
    [("small", 60_000, usize::MAX), ("large", usize::MAX, 2_500), ("huge", usize::MAX, 25_000)];

/// A small, a large and a huge feed: from the folder that `FEEDS` names, otherwise the page's own, made
/// longer. Generated feeds are written to the target folder, for `in_node.mjs`.
pub fn of_all_sizes() -> Vec<(&'static str, Vec<u8>)> {
    let given = env::var_os("FEEDS").filter(|folder| !folder.is_empty());
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("feeds");
    fs::create_dir_all(&made).unwrap_or_else(|error| panic!("{}: {error}", made.display()));
    let feed = |(name, bytes, events)| {
        let file = format!("{name}.ics");
        if let Some(folder) = &given {
            let path = Path::new(folder).join(file);
            let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            return (name, text);
        }
        let text = repeated(include_str!("../public/calendar.ics"), bytes, events).into_bytes();
        fs::write(made.join(&file), &text).unwrap_or_else(|error| panic!("{file}: {error}"));
        (name, text)
    };
    SIZES.into_iter().map(feed).collect()
}

/// Repeats the events of a feed, each time with new `UID`s, until it has this many bytes or events.
fn repeated(feed: &str, bytes: usize, events: usize) -> String {
    let (head, rest) = feed.split_once("BEGIN:VEVENT").unwrap_or((feed, ""));
    let body = rest.rsplit_once("END:VCALENDAR").map_or(rest, |(body, _)| body);
    let mut text = head.to_owned();
    let mut count = 0;
    for round in 0.. {
        for event in body.split("BEGIN:VEVENT") {
            if text.len() >= bytes || count >= events || event.is_empty() {
                return text + "END:VCALENDAR\r\n";
            }
            text.push_str("BEGIN:VEVENT");
            text.push_str(&event.replacen("\nUID:", &format!("\nUID:{round}-"), 1));
            count += 1;
        }
    }
    text
}

/// A feed of weekly and monthly series that began this many years before 2026.
pub fn of_age(years: u32) -> String {
    const RULES: [&str; 4] = [
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH",
        "FREQ=MONTHLY;BYDAY=2TU",
        "FREQ=MONTHLY;BYMONTHDAY=15",
    ];
    let mut text = String::from("BEGIN:VCALENDAR\r\n");
    for series in 0..100 {
        let (hour, start) = (8 + series % 10, 2026 - years);
        for (kind, rule) in RULES.into_iter().enumerate() {
            let event =
                format!("UID:{series}-{kind}\r\nDTSTART;TZID=Europe/Berlin:{start}0105T{hour:02}0000");
            let _ =
                write!(text, "BEGIN:VEVENT\r\n{event}\r\nDURATION:PT1H\r\nRRULE:{rule}\r\nEND:VEVENT\r\n");
        }
    }
    text + "END:VCALENDAR\r\n"
}
