//! The built page: what is in the HTML before any script runs.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice)] // a panic fails the test

use std::path::Path;

use hearth::community::validate::RESERVED_IDS;
use hearth::page::AppData;
use hearth::page::series_files::{FOLDER, MAX_FILES, series_file};
use hearth::site::prerender::PrerenderError;

use crate::building::{Built, now, script};

const FEED: &str = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@x\r\nDTSTART;TZID=America/New_York:20261126T100000\r\n\
                    DTEND;TZID=America/New_York:20261126T110000\r\nSUMMARY:One </script><!-- two\r\n\
                    DESCRIPTION:<b>Bold</b> <script>alert(1)</script>\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

/// Builds the shipped community's page with the feed above, after `change`.
fn build(change: impl FnOnce(&Path)) -> Result<String, PrerenderError> {
    let built = Built::from("public", |folder| {
        for file in ["a.js", "a_bg.wasm"] {
            std::fs::write(folder.join(file), file).unwrap();
        }
        std::fs::write(folder.join("public/calendar.ics"), FEED).unwrap();
        change(folder);
    });
    built.map(|built| built.html)
}

fn data(html: &str) -> &str {
    script(html, "application/json")
}

#[test]
fn the_html_has_the_title_sections_and_events() {
    let html = build(|_| {}).unwrap();
    assert!(html.contains("<title>Prometheus community</title>"));
    for section in ["slack-channel", "calendar-for-public-events", "acknowledgements"] {
        assert!(html.contains(&format!(r#"<section id="{section}""#)), "{section}");
    }
    assert!(html.contains(r#"data-occurrence="a@x/20261126T150000Z""#));
    let time = html
        .split_once(r#"<time datetime="2026-11-26T15:00:00Z""#)
        .unwrap()
        .1
        .split_once("</time>")
        .unwrap()
        .0;
    assert!(time.contains("15:00"), "{time}");
    assert!(html.contains("10:00\u{a0}–\u{a0}11:00") && html.contains(" in ") && html.contains("New York"));
    assert!(html.contains(r#"data-feed="snapshot""#) && html.contains(r#"data-zone="UTC""#));
}

#[test]
fn the_ids_of_the_page_itself_are_reserved() {
    let html = build(|_| {}).unwrap();
    let ids: Vec<_> =
        html.split(" id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect();
    let sections: Vec<_> =
        html.split("<section id=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    let of_section = |id: &str| {
        let base = id.strip_suffix("-heading").or_else(|| id.strip_suffix("-link")).unwrap_or(id);
        sections.contains(&base)
    };
    let of_page: Vec<_> = ids.iter().filter(|id| !of_section(id)).collect();
    assert!(sections.len() > 10 && of_page.len() > 10, "{ids:?}");
    for id in of_page {
        assert!(RESERVED_IDS.contains(&id.as_str()), "{id}");
    }
}

#[test]
fn the_page_data_matches_what_was_rendered_and_is_escaped() {
    let html = build(|_| {}).unwrap();
    let data_of_app: AppData = serde_json::from_str(data(&html)).unwrap();
    assert_eq!(data_of_app.snapshot.built_at, now());
    assert_eq!(data_of_app.snapshot.occurrences.len(), 1);
    assert_eq!(data_of_app.snapshot.occurrences[0].details.summary, "One </script><!-- two");
    assert!(!html.contains("<script>alert(1)"));
    assert!(!html.contains("One </script>"));
}

#[test]
fn the_body_begins_with_the_app() {
    let html = build(|_| {}).unwrap();
    assert!(
        html.contains(r#"<body><a class="skip-link""#) || html.contains("<body><a href=\"#content\""),
        "{}",
        &html[..900]
    );
}

#[test]
fn the_app_is_not_preloaded_and_keeps_its_integrity() {
    let html = build(|_| {}).unwrap();
    assert!(!html.contains("preload") && !html.contains(r#"type="module""#));
    let map: serde_json::Value = serde_json::from_str(script(&html, "importmap")).unwrap();
    assert_eq!(map["imports"]["app"], "./a.js");
    assert_eq!(map["imports"]["app.wasm"], "./a_bg.wasm");
    // printf a_bg.wasm | openssl dgst -sha256 -binary | base64
    assert_eq!(map["integrity"]["./a_bg.wasm"], "sha256-lfih4uDGoHfmaf/dQ/QzbkYJ3tzeR57/vHQRVYHcyqA=");
    // Each attempt to import the script is checked.
    for attempt in ["", "?2", "?3"] {
        let address = &map["imports"][format!("app{attempt}")];
        assert_eq!(*address, format!("./a.js{attempt}"));
        assert_eq!(
            map["integrity"][address.as_str().unwrap()],
            "sha256-3FmFsqN3xOpzXJmXnaJ3vjvSS+iM9BHBG1K1w/lXBTY="
        );
    }
}

/// Builds the page with weekly events with these `UID`s, and one that does not recur.
fn with_series(uids: &[String]) -> Built {
    let event = |uid: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20261126T100000Z\r\nSUMMARY:Call {uid}\r\n{more}END:VEVENT\r\n"
        )
    };
    let events: String = uids.iter().map(|uid| event(uid, "RRULE:FREQ=WEEKLY\r\n")).collect();
    let feed = format!("BEGIN:VCALENDAR\r\n{events}{}END:VCALENDAR\r\n", event("single", ""));
    Built::from("public", |folder| std::fs::write(folder.join("public/calendar.ics"), feed).unwrap()).unwrap()
}

#[test]
fn each_series_has_a_file_to_subscribe_to() {
    let built = with_series(&["a".to_owned(), "b/../c".to_owned()]);
    let file = built.text(&series_file("b/../c"));
    assert!(file.contains("X-WR-CALNAME:Call b/../c\r\n") && file.contains("RRULE:FREQ=WEEKLY"), "{file}");
    assert!(!file.contains("UID:a\r\n") && !file.contains("single"));
    assert!(built.folder().join(series_file("a")).is_file());
    assert!(!built.folder().join(series_file("single")).exists());
    let app: AppData = serde_json::from_str(data(&built.html)).unwrap();
    assert!(app.calendar.has_series_files);

    let many: Vec<_> = (0..=MAX_FILES).map(|uid| uid.to_string()).collect();
    let built = with_series(&many);
    assert!(!built.folder().join(FOLDER).exists());
    let app: AppData = serde_json::from_str(data(&built.html)).unwrap();
    assert!(!app.calendar.has_series_files);
}

#[test]
fn the_html_does_not_depend_on_when_it_is_read() {
    let html = build(|_| {}).unwrap();
    let body = html.split_once("<body>").unwrap().1.split_once("<script").unwrap().0;
    for word in ["today", "tomorrow", "in 1 day", "Next event</p>", "Happening now"] {
        assert!(!body.contains(word), "{word}");
    }
}

#[test]
fn a_right_to_left_language_sets_dir() {
    let in_language = |language: &str| {
        let language = format!("language = \"{language}\"");
        build(|folder| {
            let path = folder.join("public/community.toml");
            let text = std::fs::read_to_string(&path).unwrap();
            std::fs::write(&path, text.replace("language = \"en\"", &language)).unwrap();
        })
        .unwrap()
    };
    assert!(in_language("ar-EG").contains(r#"<html lang="ar-EG" dir="rtl" data-app"#));
    assert!(in_language("de").contains(r#"<html lang="de" data-app"#));
}

#[test]
fn a_calendar_with_rare_events_is_built_with_the_next_one() {
    let html = build(|folder| {
        let seldom = FEED.replace("20261126", "20270326");
        std::fs::write(folder.join("public/calendar.ics"), seldom).unwrap();
    })
    .unwrap();
    assert!(html.contains(r#"data-occurrence="a@x/20270326T140000Z""#));
}

#[test]
fn a_mistake_in_the_data_stops_the_build_with_its_line() {
    let result = build(|folder| {
        let path = folder.join("public/community.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text.replace("title = \"IRC\"", "title = \"\"\ncolour = 3")).unwrap();
    });
    let Err(PrerenderError::Data(mistakes)) = result else { panic!("{result:?}") };
    assert_eq!(
        mistakes.iter().filter(|mistake| mistake.field.contains("section[3]")).count(),
        2,
        "{mistakes:#?}"
    );
    assert!(mistakes.iter().all(|mistake| mistake.line.is_some()));
}

#[test]
fn a_broken_feed_stops_the_build() {
    let result = build(|folder| std::fs::write(folder.join("public/calendar.ics"), "<html>").unwrap());
    assert!(matches!(result, Err(PrerenderError::Data(_))), "{result:?}");
}

#[test]
fn a_template_without_a_marker_is_an_error() {
    let result = build(|folder| std::fs::write(folder.join("index.html"), "<html lang=\"en\">").unwrap());
    assert!(matches!(result, Err(PrerenderError::Document(_))), "{result:?}");
}

#[test]
fn the_policy_comes_first_and_is_in_the_headers() {
    let built = Built::from("public", |_| {}).unwrap();
    let start = r#"<meta http-equiv="Content-Security-Policy" content=""#;
    let (before, rest) = built.html.split_once(start).unwrap();
    assert!(!before.contains("<style") && !before.contains("<script"));
    let policy = rest.split_once('"').unwrap().0;
    assert!(policy.contains("; script-src 'self' 'wasm-unsafe-eval'"), "{policy}");
    assert!(policy.contains("; style-src 'self' 'sha256-"), "{policy}");
    let headers = built.text("_headers");
    let line = format!("  Content-Security-Policy: {policy}; frame-ancestors 'none'\n");
    assert!(
        headers
            .contains(&format!("\n/index.html\n  Cache-Control: no-cache\n  X-Frame-Options: DENY\n{line}")),
        "{headers}"
    );
    let embed = built.text("embed.html");
    let policy = embed.split_once(start).unwrap().1.split_once('"').unwrap().0;
    let line = format!("  Content-Security-Policy: {policy}\n");
    assert!(headers.contains(&format!("\n/embed.html\n  Cache-Control: no-cache\n{line}")), "{headers}");
    assert_eq!(built.html.matches("<style>").count(), 1);
}

#[test]
fn the_html_has_no_style_attribute() {
    // The Content-Security-Policy forbids them: `style=(…)` in a view works under `trunk serve` and not in a build.
    let html = build(|_| {}).unwrap();
    let found = html.match_indices(" style=").map(|(index, _)| &html[index.saturating_sub(120)..index + 40]);
    assert_eq!(found.collect::<Vec<_>>(), [""; 0]);
}
