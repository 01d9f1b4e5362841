//! What search engines and link previews get: structured data, meta tags, the preview picture, and the files
//! they request.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)] // a panic fails the test

use serde_json::Value;

use crate::building::{Built, script};
use crate::other_community::FOLDER;

const FEED: &str = "BEGIN:VCALENDAR
BEGIN:VEVENT
UID:timed@x
DTSTART;TZID=America/New_York:20261126T100000
DTEND;TZID=America/New_York:20261126T110000
SUMMARY:One </script><script>alert(1)</script><!-- \"two\" & \u{2028}三
URL:https://meet.example/a?b=c&d
IMAGE;VALUE=URI;DISPLAY=BADGE:https://pictures.example/one.png
IMAGE:data:image/png;base64,AA==
END:VEVENT
BEGIN:VEVENT
UID:days@x
DTSTART;VALUE=DATE:20261127
DTEND;VALUE=DATE:20261129
SUMMARY:Summit
LOCATION:Hall 3\\, Berlin
END:VEVENT
BEGIN:VEVENT
UID:off@x
DTSTART:20261128T100000Z
SUMMARY:Cancelled call
STATUS:CANCELLED
END:VEVENT
BEGIN:VEVENT
UID:series@x
DTSTART;TZID=Europe/Berlin:20261126T100000
DTEND;TZID=Europe/Berlin:20261126T110000
RRULE:FREQ=WEEKLY;COUNT=2
SUMMARY:Call
URL:https://meet.example/call
LOCATION:Room 1
END:VEVENT
BEGIN:VEVENT
UID:series@x
RECURRENCE-ID;TZID=Europe/Berlin:20261203T100000
DTSTART;TZID=Europe/Berlin:20261204T153000
DTEND;TZID=Europe/Berlin:20261204T163000
SUMMARY:Call
LOCATION:https://meet.example/other
END:VEVENT
BEGIN:VEVENT
UID:floating@x
DTSTART:20261201T090000
DTEND:20261201T100000
SUMMARY:Wave
END:VEVENT
BEGIN:VEVENT
UID:secret@x
DTSTART:20261202T100000Z
CLASS:PRIVATE
SUMMARY:Secret
END:VEVENT
END:VCALENDAR
";

fn build(feed: &str) -> Built {
    Built::from(FOLDER, |folder| {
        std::fs::write(folder.join("public/calendar.ics"), feed).unwrap();
    })
    .unwrap()
}

fn graph(html: &str) -> Vec<Value> {
    let data: Value = serde_json::from_str(script(html, "application/ld+json")).unwrap();
    assert_eq!(data["@context"], "https://schema.org");
    data["@graph"].as_array().unwrap().clone()
}

fn event<'a>(graph: &'a [Value], name: &str) -> &'a Value {
    let mut events = graph.iter().filter(|thing| thing["@type"] == "Event");
    events.find(|event| event["name"].as_str().unwrap().starts_with(name)).unwrap()
}

#[test]
fn every_event_has_the_fields_search_engines_require() {
    let graph = graph(&build(FEED).html);
    let organization = &graph[0];
    assert_eq!(organization["@type"], "Organization");
    let base_url = organization["url"].as_str().unwrap();
    let events = &graph[1..];
    assert_eq!(events.len(), 6, "{events:#?}");
    let is_time = |text: &str| text.parse::<jiff::civil::DateTime>().is_ok();
    let is_instant = |text: &str| text.parse::<jiff::Timestamp>().is_ok();
    let is_date = |text: &str| text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok();
    let pages = format!("{base_url}/people/?event=");
    for event in events {
        assert_eq!(event["@type"], "Event");
        assert!(!event["name"].as_str().unwrap().is_empty());
        for end in ["startDate", "endDate"] {
            let text = event[end].as_str().unwrap();
            assert!(is_instant(text) || is_date(text) || is_time(text), "{text}");
        }
        assert!(event["url"].as_str().unwrap().starts_with(&pages), "{event}");
        assert_eq!(event["organizer"]["@id"], organization["@id"]);
        for location in event["location"].as_array().unwrap() {
            match location["@type"].as_str().unwrap() {
                "VirtualLocation" => assert!(location["url"].as_str().unwrap().starts_with("https://")),
                "Place" => assert!(location["name"].is_string() && location["address"].is_string()),
                other => unreachable!("{other}"),
            }
        }
        assert!(!event["location"].as_array().unwrap().is_empty());
    }
}

#[test]
fn times_have_the_organisers_offset_all_day_ends_are_inclusive_and_pictures_are_kept() {
    let graph = graph(&build(FEED).html);
    let timed = event(&graph, "One");
    assert_eq!(timed["startDate"], "2026-11-26T10:00:00-05:00");
    assert_eq!(timed["image"], "https://pictures.example/one.png");
    assert_eq!(timed["endDate"], "2026-11-26T11:00:00-05:00");
    let days = event(&graph, "Summit");
    assert_eq!((&days["startDate"], &days["endDate"]), (&"2026-11-27".into(), &"2026-11-28".into()));
    assert_eq!(event(&graph, "Wave")["startDate"], "2026-12-01T09:00:00");
    assert_eq!(timed["url"], "https://tidepool.example/people/?event=timed%40x/20261126T150000Z");
}

#[test]
fn cancelled_and_moved_events_are_marked() {
    let graph = graph(&build(FEED).html);
    assert_eq!(event(&graph, "Cancelled")["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(event(&graph, "Wave")["eventStatus"], "https://schema.org/EventScheduled");
    let calls: Vec<_> = graph.iter().filter(|event| event["name"] == "Call").collect();
    assert_eq!(calls[0]["eventStatus"], "https://schema.org/EventScheduled");
    assert!(calls[0].get("previousStartDate").is_none());
    assert_eq!(calls[1]["eventStatus"], "https://schema.org/EventRescheduled");
    assert_eq!(calls[1]["previousStartDate"], "2026-12-03T10:00:00+01:00");
    assert_eq!(calls[1]["startDate"], "2026-12-04T15:30:00+01:00");
}

#[test]
fn the_attendance_mode_is_given_where_known() {
    let graph = graph(&build(FEED).html);
    let mode = |event: &Value| event["eventAttendanceMode"].as_str().unwrap().to_owned();
    let calls: Vec<_> = graph.iter().filter(|event| event["name"] == "Call").collect();
    assert!(mode(event(&graph, "One")).ends_with("/OnlineEventAttendanceMode"));
    assert_eq!(event(&graph, "One")["location"][0]["url"], "https://meet.example/a?b=c&d");
    assert!(mode(event(&graph, "Summit")).ends_with("/OfflineEventAttendanceMode"));
    assert_eq!(event(&graph, "Summit")["location"][0]["name"], "Hall 3, Berlin");
    assert!(mode(calls[0]).ends_with("/MixedEventAttendanceMode"));
    assert_eq!(calls[0]["location"].as_array().unwrap().len(), 2);
    assert!(mode(calls[1]).ends_with("/OnlineEventAttendanceMode"));
    let wave = event(&graph, "Wave");
    assert!(wave.get("eventAttendanceMode").is_none());
    assert_eq!(wave["location"][0]["url"], wave["url"]);
}

#[test]
fn titles_are_escaped_and_private_or_sample_events_omitted() {
    let built = build(FEED);
    assert_eq!(
        event(&graph(&built.html), "One")["name"],
        "One </script><script>alert(1)</script><!-- \"two\" & \u{2028}三"
    );
    let json = script(&built.html, "application/ld+json");
    assert!(!json.contains('<') && !json.contains("Secret"));
    let samples = build(&FEED.replacen('\n', "\nX-COMMUNITY-SAMPLE:TRUE\n", 1));
    assert_eq!(graph(&samples.html).len(), 1);
}

#[test]
fn link_previews_get_a_title_an_address_and_a_picture() {
    let built = build(FEED);
    for tag in [
        r#"<link rel="canonical" href="https://tidepool.example/people/">"#,
        r#"<meta property="og:title" content="Tidepool, together">"#,
        r#"<meta property="og:url" content="https://tidepool.example/people/">"#,
        r#"<meta property="og:image" content="https://tidepool.example/people/preview.png">"#,
        r#"<meta property="og:image:width" content="1200">"#,
        r#"<meta property="og:image:height" content="630">"#,
        r#"<meta name="twitter:card" content="summary_large_image">"#,
    ] {
        assert!(built.html.contains(tag), "{tag}");
    }
    assert!(!built.html.contains("hreflang"));
}

/// Width and height from the first chunk of a PNG.
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n") && &png[12..16] == b"IHDR");
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

fn with_title_and_name(title: &str, name: &str) -> Built {
    Built::from(FOLDER, |folder| {
        let path = folder.join("public/community.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let text = text.replace("\"Tidepool, together\"", &format!("\"{title}\""));
        std::fs::write(&path, text.replace("name = \"Tidepool\"", &format!("name = \"{name}\""))).unwrap();
    })
    .unwrap()
}

#[test]
fn the_picture_keeps_its_size_and_stays_small_for_any_title() {
    let long =
        "A community with so long a name that nobody has ever said it in one breath & <lived> to tell of it";
    let pictures = [build(FEED), with_title_and_name(long, long)].map(|built| built.file("preview.png"));
    for picture in &pictures {
        assert_eq!(size(picture), (1200, 630));
        assert!((5_000..100_000).contains(&picture.len()), "{} bytes", picture.len());
    }
    assert_ne!(pictures[0], pictures[1]);
    assert_eq!(pictures[0], build(FEED).file("preview.png"), "the same words give the same picture");
}

#[test]
fn letters_without_a_font_are_left_out_with_a_warning() {
    // These code points are unassigned, so no font has a glyph for them.
    let built = with_title_and_name("\u{50000}\u{50001}", "Tidepool");
    let warnings: Vec<_> = built.warnings.iter().filter(|it| it.reason.contains("preview picture")).collect();
    assert_eq!(warnings.len(), 1, "{:#?}", built.warnings);
    assert_eq!(size(&built.file("preview.png")), (1200, 630));
}

#[test]
fn the_sitemap_names_the_page_and_robots_txt_names_the_sitemap() {
    let built = Built::from(FOLDER, |folder| {
        let path = folder.join("public/community.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        let changed = text.replace("tidepool.example/people/\"", "example.org/a/?b=1&c=2\"");
        std::fs::write(&path, changed).unwrap();
    })
    .unwrap();
    let map = built.text("sitemap.xml");
    let map = resvg::usvg::roxmltree::Document::parse(&map).unwrap();
    let root = map.root_element();
    assert_eq!(root.tag_name().namespace(), Some("http://www.sitemaps.org/schemas/sitemap/0.9"));
    assert_eq!(root.tag_name().name(), "urlset");
    let locations: Vec<_> = root
        .descendants()
        .filter(|node| node.has_tag_name((root.tag_name().namespace().unwrap(), "loc")))
        .collect();
    assert_eq!(locations.len(), 1);
    assert_eq!(locations[0].text(), Some("https://example.org/a/?b=1&c=2"));
    let robots = built.text("robots.txt");
    assert!(robots.lines().any(|line| line == "Sitemap: https://example.org/a/sitemap.xml"), "{robots}");
    assert!(robots.lines().any(|line| line == "User-agent: *"), "{robots}");
}

#[test]
fn the_404_page_is_self_contained_and_links_back() {
    let page = build(FEED).text("404.html");
    assert!(page.len() < 10_000, "{} bytes", page.len());
    assert!(page.contains(r#"<a href="https://tidepool.example/people/">"#));
    assert!(page.contains("--accent-on-light:#") && page.contains("noindex"));
    for what in ["<script", "wasm", "src=", "<link", "url(", "@import"] {
        assert!(!page.contains(what), "{what}");
    }
    assert_eq!(page.matches("href=").count(), 1);
    assert!(page.contains(r#"content="default-src 'none'; style-src 'sha256-"#));
}
