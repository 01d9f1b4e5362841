use super::*;

const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
                    DTSTAMP:20261122T090000Z\r\nDTSTART:20261122T100000Z\r\nSUMMARY:Call\r\nEND:VEVENT\r\n\
                    END:VCALENDAR\r\n";

/// A copy of the shipped folder with a small feed in it.
fn shipped() -> tempfile::TempDir {
    let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("public");
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("logos")).unwrap();
    for file in [DATA_FILE, ICON_FILE, "logos/prometheus.svg", "logos/cncf-light.svg", "logos/cncf-dark.svg"]
    {
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
fn the_shipped_files_make_a_page() {
    let folder = shipped();
    let loaded = load(folder.path(), now()).unwrap();
    assert_eq!(loaded.feed.event_count(), 1);
    assert_eq!(loaded.community.name, "Prometheus");
    assert!(report(&loaded.warnings).ends_with("No errors. Warnings: 3."), "{}", report(&loaded.warnings));
}

#[test]
fn a_feed_must_be_a_calendar_with_an_event() {
    let folder = shipped();
    let feed = folder.path().join(FEED_FILE);
    for (content, start) in [
        ("<!doctype html><title>a</title>", "calendar.ics: error: this is not a calendar: "),
        ("", "calendar.ics: error: this is not a calendar: "),
        (
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
            "calendar.ics: error: the calendar holds no event. Remedy: run `make refresh`",
        ),
    ] {
        fs::write(&feed, content).unwrap();
        let errors = errors(folder.path());
        assert!(errors.len() == 1 && errors[0].starts_with(start), "{errors:?}");
    }
}

#[test]
fn a_private_event_that_would_be_published_is_a_warning() {
    let folder = shipped();
    fs::write(folder.path().join(FEED_FILE), FEED.replace("SUMMARY", "CLASS:PRIVATE\r\nSUMMARY")).unwrap();
    let loaded = load(folder.path(), now()).unwrap();
    let told = report(&loaded.warnings);
    assert!(told.contains("calendar.ics:4: CLASS: warning: an event is private"), "{told}");
}

#[test]
fn mistakes_of_all_files_are_told_at_once() {
    let folder = shipped();
    fs::remove_file(folder.path().join(FEED_FILE)).unwrap();
    fs::remove_file(folder.path().join("logos/cncf-dark.svg")).unwrap();
    let icons = folder.path().join(ICON_FILE);
    let sprite = fs::read_to_string(&icons).unwrap().replace("id=\"irc\"", "id=\"irk\"");
    fs::write(&icons, sprite).unwrap();
    let found = errors(folder.path());
    let starts = [
        "calendar.ics: error: the file cannot be read: ",
        "logos/cncf-dark.svg: error: there is no such file. ",
        "icons.svg: error: there is no symbol `irc` for the channel `Prometheus on Libera.Chat`. ",
    ];
    assert_eq!(found.len(), starts.len(), "{found:?}");
    assert!(found.iter().zip(starts).all(|(error, start)| error.starts_with(start)), "{found:?}");

    fs::write(folder.path().join(DATA_FILE), b"a = 1\nb = \"\xff\"\n").unwrap();
    let found = errors(folder.path());
    assert!(found[0].starts_with("community.toml:2: error: this is not UTF-8."), "{found:?}");
    assert_eq!(found.len(), 2);
}
