use super::*;

const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
                    DTSTAMP:20261122T090000Z\r\nDTSTART:20261122T100000Z\r\nSUMMARY:Call\r\nEND:VEVENT\r\n\
                    END:VCALENDAR\r\n";

/// A temporary copy of a community's folder, with a small feed.
fn community() -> tempfile::TempDir {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/other-community");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("logos")).unwrap();
    for file in [DATA_FILE, "logos/tidepool.svg", "logos/harbour-light.svg", "logos/harbour-dark.svg"] {
        fs::copy(shipped.join(file), folder.path().join(file)).unwrap();
    }
    fs::write(folder.path().join(FEED_FILE), FEED).unwrap();
    folder
}

fn now() -> Instant {
    Instant::from_unix(1_795_000_000)
}

fn errors(folder: &Path) -> Vec<String> {
    let start = format!("{}/", folder.display());
    check(folder, now())
        .iter()
        .filter(|mistake| mistake.severity == Severity::Error)
        .map(|mistake| mistake.to_string().replace(&start, ""))
        .collect()
}

#[test]
fn valid_files_load_without_warnings() {
    let folder = community();
    let loaded = load(folder.path(), now()).unwrap();
    assert_eq!(loaded.feed.event_count(), 1);
    assert_eq!(loaded.community.name, "Tidepool");
    assert_eq!(report(&loaded.warnings), "All is well.");
}

#[test]
fn feed_without_calendar_or_event_is_an_error() {
    let folder = community();
    let feed = folder.path().join(FEED_FILE);
    for (content, start) in [
        ("<!doctype html><title>a</title>", "calendar.ics: error: this is not a calendar: "),
        ("", "calendar.ics: error: this is not a calendar: "),
        (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
            "calendar.ics: error: the calendar has no events. Remedy: run `make refresh`",
        ),
    ] {
        fs::write(&feed, content).unwrap();
        let errors = errors(folder.path());
        assert!(errors.len() == 1 && errors[0].starts_with(start), "{errors:?}");
    }
}

#[test]
fn private_event_is_a_warning() {
    let folder = community();
    fs::write(folder.path().join(FEED_FILE), FEED.replace("SUMMARY", "CLASS:PRIVATE\r\nSUMMARY")).unwrap();
    let loaded = load(folder.path(), now()).unwrap();
    let shown = report(&loaded.warnings);
    assert!(shown.contains("calendar.ics:4: CLASS: warning: an event is private"), "{shown}");
}

#[test]
fn mistakes_of_all_files_are_reported_at_once() {
    let folder = community();
    fs::remove_file(folder.path().join(FEED_FILE)).unwrap();
    fs::remove_file(folder.path().join("logos/harbour-dark.svg")).unwrap();
    let found = errors(folder.path());
    let starts = [
        "calendar.ics: error: the file cannot be read: ",
        "logos/harbour-dark.svg: error: the file does not exist. ",
    ];
    assert_eq!(found.len(), starts.len(), "{found:?}");
    assert!(found.iter().zip(starts).all(|(error, start)| error.starts_with(start)), "{found:?}");

    fs::write(folder.path().join(DATA_FILE), b"a = 1\nb = \"\xff\"\n").unwrap();
    let found = errors(folder.path());
    assert!(found[0].starts_with("community.toml:2: error: this is not UTF-8."), "{found:?}");
    assert_eq!(found.len(), 2);
}
