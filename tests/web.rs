//! Tests of the `browser` module in a real browser, for what native tests cannot cover.
#![cfg(target_arch = "wasm32")]

use chrono::NaiveDate;
use hearth::browser::intl::{LocaleWords, fold};
use hearth::browser::zone::{BrowserZones, all_names, own_name};
use hearth::browser::{clock, json, location, storage};
use hearth::calendar::time::words::{Unit, Words};
use hearth::calendar::time::zone::Viewer;
use hearth::calendar::time::zone::{Zone, ZoneDatabase};
use hearth::calendar::time::{Instant, Window, rfc3339};
use hearth::calendar::{Limits, read};
use hearth::ui::static_element::{changing, element};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

#[path = "support/synthetic.rs"]
mod synthetic_feeds;
#[path = "support/zone_answers.rs"]
mod zone_answers;

wasm_bindgen_test_configure!(run_in_browser);

fn zone(name: &str) -> Zone {
    BrowserZones.find(name).unwrap_or_else(|| panic!("{name} is not known"))
}

fn shows(name: &str, unix: i64) -> String {
    let (zone, instant) = (zone(name), Instant::from_unix(unix));
    rfc3339(zone.civil_at(instant), zone.offset_at(instant))
}

#[wasm_bindgen_test]
fn offsets_come_from_intl_around_an_offset_change() {
    // 2026-10-25T01:00:00Z: daylight saving time ends in Berlin.
    assert_eq!(shows("Europe/Berlin", 1_792_890_000 - 1), "2026-10-25T02:59:59+02:00");
    assert_eq!(shows("Europe/Berlin", 1_792_890_000), "2026-10-25T02:00:00+01:00");
    // Lord Howe changes by half an hour, Kolkata never changes, Kathmandu is at a quarter-hour offset.
    assert_eq!(shows("Australia/Lord_Howe", 1_767_225_600), "2026-01-01T11:00:00+11:00");
    assert_eq!(shows("Australia/Lord_Howe", 1_782_864_000), "2026-07-01T10:30:00+10:30");
    assert_eq!(shows("Asia/Kolkata", 1_782_864_000), "2026-07-01T05:30:00+05:30");
    assert_eq!(shows("Asia/Kathmandu", 1_782_864_000), "2026-07-01T05:45:00+05:45");
    // Apia skipped 30 December 2011.
    assert_eq!(shows("Pacific/Apia", 1_325_239_200 - 1), "2011-12-29T23:59:59-10:00");
    assert_eq!(shows("Pacific/Apia", 1_325_239_200), "2011-12-31T00:00:00+14:00");
}

#[wasm_bindgen_test]
fn skipped_times_move_forward_and_repeated_ones_are_the_first() {
    let berlin = zone("Europe/Berlin");
    let civil = |month, day, hour, minute| {
        NaiveDate::from_ymd_opt(2026, month, day).and_then(|date| date.and_hms_opt(hour, minute, 0)).unwrap()
    };
    let rendered = |civil| {
        let instant = berlin.instant_of(civil);
        rfc3339(berlin.civil_at(instant), berlin.offset_at(instant))
    };
    assert_eq!(rendered(civil(3, 29, 2, 30)), "2026-03-29T03:30:00+02:00");
    assert_eq!(rendered(civil(10, 25, 2, 30)), "2026-10-25T02:30:00+02:00");
}

#[wasm_bindgen_test]
fn invalid_zone_names_are_rejected() {
    for name in ["", "Mars/Olympus", "+05:00", "a/b/c", "../..", "Europe/Berlin ", "<script>"] {
        assert!(BrowserZones.find(name).is_none(), "{name}");
    }
    assert!(BrowserZones.find("UTC").is_some());
}

#[wasm_bindgen_test]
fn zone_aliases_resolve_to_current_names() {
    for (asked, name) in
        [("europe/berlin", "Europe/Berlin"), ("Japan", "Asia/Tokyo"), ("Asia/Calcutta", "Asia/Kolkata")]
    {
        assert_eq!(zone(asked).name(), name);
    }
}

#[wasm_bindgen_test]
fn all_zones_are_listed_once_by_current_name() {
    let names = all_names();
    assert!(names.len() > 400, "{}", names.len());
    assert_eq!(names.first().map(String::as_str), Some("UTC"));
    for present in ["Asia/Kolkata", "Europe/Kyiv", "America/New_York"] {
        assert_eq!(names.iter().filter(|name| *name == present).count(), 1, "{present}");
    }
    assert!(!names.iter().any(|name| name == "Asia/Calcutta"));
    assert!(names.contains(&own_name().unwrap()));
}

#[wasm_bindgen_test]
fn every_listed_zone_opens() {
    for name in all_names() {
        assert!(BrowserZones.find(&name).is_some(), "{name}");
    }
}

#[wasm_bindgen_test]
fn a_feed_is_expanded_with_browser_zones() {
    let text = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID=America/New_York:20261028T100000\r\n\
                DURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let feed = read(text.as_bytes(), &Limits::DEFAULT).unwrap();
    let window = Window { start: Instant::from_unix(1_792_000_000), end: Instant::from_unix(1_800_000_000) };
    let berlin = zone("Europe/Berlin");
    let expansion = feed.expand(Viewer::new(&berlin, &BrowserZones), window);
    assert!(expansion.problems.is_empty(), "{:?}", expansion.problems);
    let starts: Vec<_> = expansion
        .occurrences
        .iter()
        .map(|occurrence| {
            let (start, _) = occurrence.when.instants(&berlin);
            rfc3339(berlin.civil_at(start), berlin.offset_at(start))
        })
        .collect();
    // Between the two daylight-saving changes the event is an hour earlier in Berlin.
    assert_eq!(
        starts,
        ["2026-10-28T15:00:00+01:00", "2026-11-04T16:00:00+01:00", "2026-11-11T16:00:00+01:00"]
    );
}

#[wasm_bindgen_test]
fn dates_and_durations_are_formatted_by_the_browser() {
    // `before_paint.js` defines `stored`.
    js_sys::eval(concat!("var stored = () => null;\n", include_str!("../src/boot/date_formats.js"))).unwrap();
    let words = LocaleWords::new();
    let date = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    assert!(words.day(date, true).contains("2026"), "{}", words.day(date, true));
    assert!(words.day(date, false).contains("25"));
    assert_eq!(words.relative(Unit::Day, 1), "tomorrow");
    assert_eq!(words.relative(Unit::Hour, 2), "in 2 hours");
    assert!(words.language().starts_with("en"));
    let at = |hour| date.and_hms_opt(hour, 0, 0).unwrap();
    assert_eq!(words.times(at(9), at(9)), words.time(at(9).time()));
    assert_ne!(words.times(at(9), at(10)), words.time(at(9).time()));
    assert!(
        words.when(at(9), at(10), false).starts_with(&words.day(date, false)),
        "{}",
        words.when(at(9), at(10), false)
    );
}

#[wasm_bindgen_test]
fn accents_and_case_are_folded() {
    assert_eq!(fold("São TOMÉ"), "sao tome");
    assert_eq!(fold("Łódź, SØREN, Straße, Æther"), "lodz, soren, strasse, aether");
}

#[wasm_bindgen_test]
fn choices_are_stored_and_removed() {
    storage::set(storage::StoredChoice::Zone, Some("Asia/Tokyo"));
    assert_eq!(storage::get(storage::StoredChoice::Zone).as_deref(), Some("Asia/Tokyo"));
    storage::set(storage::StoredChoice::Zone, None);
    assert_eq!(storage::get(storage::StoredChoice::Zone), None);
}

#[wasm_bindgen_test]
fn a_query_is_set_read_and_removed() {
    location::set_query("zone=Asia/Tokyo", true);
    assert_eq!(location::query(), "?zone=Asia/Tokyo");
    assert!(location::address_of("irc").unwrap().ends_with("?zone=Asia/Tokyo#irc"));
    location::set_query("", false);
    assert_eq!(location::query(), "");
}

#[wasm_bindgen_test]
fn the_clock_is_the_browsers_in_whole_seconds() {
    let before = js_sys::Date::now();
    let now = clock::now().unix();
    let after = js_sys::Date::now();
    #[expect(clippy::cast_possible_truncation, reason = "seconds of a date are far below 2^53")]
    let whole = |milliseconds: f64| (milliseconds / 1000.0).floor() as i64;
    assert!((whole(before)..=whole(after)).contains(&now));
}

#[wasm_bindgen_test]
fn the_engine_gives_the_same_answers_as_on_the_host() {
    let cases = synthetic_feeds::cases();
    let expected: Vec<_> = include_str!("fixtures/synthetic-answers.txt").lines().collect();
    assert_eq!(cases.len(), expected.len());
    for (case, expected) in cases.iter().zip(expected) {
        let answer = case.answer(&BrowserZones);
        assert_eq!(synthetic_feeds::digest(&answer), expected, "{answer}");
    }
}

#[wasm_bindgen_test]
fn names_of_zones_mean_the_same_as_on_the_host() {
    let differing: Vec<_> = zone_answers::names()
        .zip(zone_answers::ANSWERS.lines())
        .map(|(name, expected)| (zone_answers::answer(name, &BrowserZones), expected))
        .filter(|(answer, expected)| answer != expected)
        .collect();
    assert_eq!(differing, []);
}

/// The items of a rendered list.
fn items(list: &web_sys::Element) -> Vec<web_sys::Element> {
    let children = list.children();
    (0..children.length()).filter_map(|index| children.item(index)).collect()
}

#[wasm_bindgen_test]
async fn only_the_elements_that_differ_are_replaced() {
    let document = web_sys::window().unwrap().document().unwrap();
    let place: web_sys::HtmlElement = document.create_element("div").unwrap().dyn_into().unwrap();
    let words = RwSignal::new(vec!["a", "b", "c"]);
    let render = move || {
        let item = |word: &&'static str| element("li").child(element("b").child(*word));
        let items: Vec<_> = words.get().iter().map(item).collect();
        (!items.is_empty()).then(|| element("ul").attr("class", "words").child(items))
    };
    let _mounted = mount_to(place.clone(), move || changing(render));
    let shown = || place.text_content().unwrap();
    let list = place.first_element_child().unwrap();
    let at_first = items(&list);
    assert_eq!((shown().as_str(), at_first.len()), ("abc", 3));
    // What a script has added to an element that does not change stays.
    let _ = at_first[1].set_attribute("data-added", "");

    for (now, expected, kept) in [
        (vec!["b", "c"], "bc", &[(1, 0), (2, 1)][..]),
        (vec!["x", "b", "c", "y"], "xbcy", &[(1, 1), (2, 2)]),
        (vec!["x", "b", "z", "y"], "xbzy", &[(1, 1)]),
        (vec!["b"], "b", &[(1, 0)]),
    ] {
        words.set(now);
        tick().await;
        assert_eq!(shown(), expected);
        let items = items(&list);
        for (before, after) in kept {
            assert!(at_first[*before].is_same_node(Some(&items[*after])), "{expected}");
        }
    }
    assert!(at_first[1].has_attribute("data-added"));
    // The item stays when only the element in it is replaced.
    let (item, inner) = (at_first[1].clone(), at_first[1].first_element_child().unwrap());
    words.set(vec!["w"]);
    tick().await;
    assert!(items(&list)[0].is_same_node(Some(&item)) && !inner.is_connected());

    words.set(Vec::new());
    tick().await;
    assert_eq!((shown().as_str(), place.child_element_count()), ("", 0));
    words.set(vec!["a"]);
    tick().await;
    assert_eq!(shown(), "a");
}

#[derive(Debug, PartialEq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shape {
    Unit,
    Newtype(i64),
    Tuple(u16, bool),
    Struct { text: Option<String>, numbers: Vec<f64> },
}

#[wasm_bindgen_test]
fn json_is_read_into_every_shape_of_data() {
    let text = r#"["unit", {"newtype": -9007199254740991}, {"tuple": [65535, true]},
        {"struct": {"text": null, "numbers": [1, 0.5, -2e3]}},
        {"struct": {"text": "\u00fc\n", "numbers": [], "unknown": {"a": [null]}}}]"#;
    let expected = vec![
        Shape::Unit,
        Shape::Newtype(-9_007_199_254_740_991),
        Shape::Tuple(65535, true),
        Shape::Struct { text: None, numbers: vec![1.0, 0.5, -2000.0] },
        Shape::Struct { text: Some("ü\n".to_owned()), numbers: Vec::new() },
    ];
    assert_eq!(json::read::<Vec<Shape>>(text), Some(expected));
}

#[wasm_bindgen_test]
fn json_of_another_shape_is_not_read() {
    for text in [
        "",
        "{",
        "null",
        "[]",
        "{}",
        "1",
        "\"another\"",
        "{\"newtype\": \"1\"}",
        "{\"newtype\": 0.5}",
        "{\"tuple\": [65536, true]}",
        "{\"tuple\": [1]}",
        "{\"struct\": {\"text\": \"\"}}",
        "{\"unit\": 1}",
    ] {
        assert_eq!(json::read::<Shape>(text), None, "{text}");
    }
}
