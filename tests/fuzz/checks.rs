//! Properties that hold for every input, whatever its bytes: one function per fuzz target.
//!
//! The fuzz targets call these with fuzzer input, `tests/it/fuzz_seeds.rs` with the seeds of each target.

use std::collections::HashSet;
use std::sync::LazyLock;

use chrono::NaiveDateTime;
use hearth::calendar::ics::component::Component;
use hearth::calendar::ics::content_line::UnfoldedText;
use hearth::calendar::ics::prose::{self, Run};
use hearth::calendar::ics::vtimezone::ZoneDefinition;
use hearth::calendar::ics::yielding::{Never, block_on};
use hearth::calendar::rrule::recur::{CivilWindow, exceptions, recurrences};
use hearth::calendar::rrule::rule::Rule;
use hearth::calendar::time::zone::Viewer;
use hearth::calendar::time::zone::{Zone, ZoneDatabase as _};
use hearth::calendar::time::{DAY, Instant, Window, civil_plus, read_basic_civil};
use hearth::calendar::views::agenda::Entry;
use hearth::calendar::{Expansion, Feed, Limits, Problems, read};
use hearth::community::markup;
use hearth::community::{Inline, Paragraph};
use hearth::site::zones::BundledZones;
use hearth::web_address::is_web;

/// Low limits that keep every run short.
const LIMITS: Limits = Limits {
    line_bytes: 1 << 12,
    events: 100,
    steps_of_a_series: 20_000,
    steps: 200_000,
    occurrences_of_a_series: 500,
    occurrences: 2_000,
    problems: 20,
    ..Limits::DEFAULT
};

static ZONES: LazyLock<BundledZones> = LazyLock::new(BundledZones::open);

/// 2026-11-01T00:00:00Z
const NOVEMBER: i64 = 1_793_491_200;

/// Reads a feed and expands it in several windows and visitor zones.
pub fn feed(bytes: &[u8]) {
    let Ok(feed) = read(bytes, &LIMITS) else { return };
    assert!(feed.problems.len() <= LIMITS.problems + 1, "{} problems", feed.problems.len());
    assert!(feed.event_count() <= LIMITS.events, "{} events", feed.event_count());
    for name in ["Europe/Berlin", "Pacific/Apia"] {
        let visitor_zone = ZONES.find(name).unwrap_or_else(Zone::utc);
        for (from, days) in [(NOVEMBER, 30), (NOVEMBER - 12_000 * DAY, 400)] {
            let window =
                Window { start: Instant::from_unix(from), end: Instant::from_unix(from + days * DAY) };
            let larger = Window { start: window.start.plus(-40 * DAY), end: window.end.plus(40 * DAY) };
            let (inner, outer) =
                (expanded(&feed, window, &visitor_zone), expanded(&feed, larger, &visitor_zone));
            // When a limit was reached, the two expansions may leave out different occurrences.
            let is_complete = |expansion: &Expansion| {
                expansion.problems.iter().all(|problem| problem.what.starts_with("the time zone"))
            };
            if is_complete(&inner) && is_complete(&outer) {
                let of_window = |expansion: &Expansion| {
                    let times =
                        expansion.occurrences.iter().map(|one| (one, one.when.instants(&visitor_zone)));
                    let inside = times.filter(|(_, (start, end))| window.touches(*start, *end));
                    inside.map(|(one, _)| format!("{one:?}")).collect::<HashSet<_>>()
                };
                assert_eq!(
                    of_window(&inner),
                    of_window(&outer),
                    "the same window, and inside of a larger one"
                );
            }
        }
    }
}

/// Expands a feed and checks each occurrence and the order.
fn expanded(feed: &Feed, window: Window, visitor_zone: &Zone) -> Expansion {
    let expansion = feed.expand(Viewer::new(visitor_zone, &*ZONES), window);
    let occurrences = &*expansion.occurrences;
    assert!(occurrences.len() <= LIMITS.occurrences, "{} occurrences", occurrences.len());
    let times: Vec<_> = occurrences.iter().map(|one| one.when.instants(visitor_zone)).collect();
    assert!(times.is_sorted(), "out of order");
    for ((start, end), occurrence) in times.into_iter().zip(occurrences) {
        assert!(start <= end, "ends before it starts: {occurrence:?}");
        assert!(window.touches(start, end), "outside of the window: {occurrence:?}");
        let entry = Entry::new(occurrence, visitor_zone);
        assert!(entry.last_day() >= entry.start_here.date(), "over before it begins: {entry:?}");
        assert!(!(entry.is_over(start) && entry.is_running(start)), "over and running: {entry:?}");
    }
    let mut identities: Vec<_> = occurrences.iter().map(|one| (&one.uid, one.original_start)).collect();
    identities.sort();
    // An identity can appear twice: when a gap skips one of two times of a rule, both fall on one instant.
    assert!(
        identities.windows(3).all(|three| matches!(three, [a, _, b] if a != b)),
        "an occurrence is there three times"
    );
    expansion
}

/// Follows a rule near its start and far from it. If the first line is a time such as `20240229T093000`, it
/// is the start.
pub fn rule(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let (first, rest) = text.split_once('\n').unwrap_or(("", &text));
    let Some((start, text)) =
        read_basic_civil(first.trim()).map(|start| (start, rest)).or_else(|| Some((leap_day()?, &*text)))
    else {
        return;
    };
    let Ok(rule) = Rule::read(text.trim_end()) else { return };
    for (ahead, days) in [(-10, 70), (0, 1), (300, 800), (7_000, 40), (70_000, 40), (1_000_000, 400)] {
        let first = civil_plus(start, ahead * DAY);
        let window = CivilWindow { first, last: civil_plus(first, days * DAY) };
        let wider = CivilWindow {
            first: civil_plus(window.first, -50 * DAY),
            last: civil_plus(window.last, 50 * DAY),
        };
        let found = recurrences(&rule, start, window, LIMITS.steps_of_a_series);
        let around = recurrences(&rule, start, wider, LIMITS.steps_of_a_series);
        assert!(found.steps_left <= LIMITS.steps_of_a_series, "more steps than there were");
        for (found, window) in [(&found.times, window), (&around.times, wider)] {
            assert!(found.windows(2).all(|pair| matches!(pair, [a, b] if a < b)), "out of order, or twice");
            let is_inside = |time: &NaiveDateTime| *time >= window.first && *time <= window.last;
            assert!(found.iter().all(is_inside), "outside of the window");
            assert!(found.iter().all(|time| *time >= start), "before the start");
        }
        if !found.was_limited && !around.was_limited {
            let inside = |time: &NaiveDateTime| *time >= window.first && *time <= window.last;
            let of_wider: Vec<_> = around.times.iter().copied().filter(inside).collect();
            assert_eq!(found.times, of_wider, "the same window, and inside of a wider one");
        }
        let excepted = exceptions(&rule, start, window, LIMITS.steps_of_a_series);
        if !found.was_limited && !excepted.was_limited && rule.count.is_none() {
            let of_rule: HashSet<_> = found.times.iter().collect();
            assert!(excepted.times.iter().all(|time| of_rule.contains(time)), "only an exception");
            assert!(found.times.len() <= excepted.times.len() + 1, "more than the start alone");
        }
    }
}

/// 2024-02-29T09:30: a leap day, so the year and the month matter.
fn leap_day() -> Option<NaiveDateTime> {
    read_basic_civil("20240229T093000")
}

/// Parses the bytes as the body of a `VTIMEZONE`, asks the zone for offsets, and expands a feed that uses it.
pub fn zone_definition(bytes: &[u8]) {
    let event = "DTSTART;TZID=Own/Zone:20261025T023000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;COUNT=4\n";
    let text = [
        b"BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Own/Zone\n".as_slice(),
        bytes,
        format!("\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:a\n{event}END:VEVENT\nEND:VCALENDAR\n").as_bytes(),
    ]
    .concat();
    let mut problems = Problems::new(LIMITS.problems);
    let unfolded = UnfoldedText::new(&text);
    let root = block_on(Component::read(&unfolded, &LIMITS, &mut problems, &mut Never));
    for calendar in root.children_named("VCALENDAR") {
        for component in calendar.children_named("VTIMEZONE").take(2) {
            let definition = ZoneDefinition::read(component, &LIMITS, &mut LIMITS.steps_of_zones.clone());
            if let Some(zone) = definition.and_then(|(_, definition)| definition.zone) {
                offsets(&zone);
            }
        }
    }
    if let Ok(feed) = read(&text, &LIMITS) {
        let window =
            Window { start: Instant::from_unix(NOVEMBER - 20 * DAY), end: Instant::from_unix(NOVEMBER) };
        expanded(&feed, window, &Zone::utc());
    }
}

/// Asks a zone for offsets long ago, around offset changes, and far in the future.
fn offsets(zone: &Zone) {
    for unix in [-11_644_473_600, -2_208_988_800, 0, 1_774_746_000, NOVEMBER - 7 * DAY, 4_102_444_800] {
        for hours in [0, 1, 2, 3, 24 * 180] {
            let instant = Instant::from_unix(unix + hours * 3600);
            assert!(zone.offset_at(instant).seconds().abs() < DAY, "an offset of a day or more");
            let civil = zone.civil_at(instant);
            let again = zone.instant_of(civil);
            assert!(again.since(instant).abs() <= 2 * DAY, "{civil} is at {again:?}, not at {instant:?}");
        }
    }
}

/// Parses Markdown of the data file, and the same text as an event's description.
pub fn inline_markup(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let lines = text.bytes().filter(|byte| *byte == b'\n').count();
    let mut markup = markup::read(&text);
    assert!(markup.links.iter().all(|link| link.lines_down <= lines), "a link below the text");
    assert!(markup.refused.iter().all(|refused| refused.lines_down <= lines), "a refusal below the text");
    let known: HashSet<_> = markup.links.iter().map(|link| link.url.as_str()).collect();
    for paragraph in &mut markup.paragraphs {
        let mut urls_found = Vec::new();
        let depth = gather_links(paragraph, &mut urls_found);
        assert!(depth <= 9, "{depth} deep");
        assert!(urls_found.iter().all(|url| known.contains(url.as_str())), "a link that was not listed");
        markup::change_links(paragraph, &|url| format!("https://example.org/{url}"));
    }
    description(&prose::read(&text));
}

/// Collects the link addresses of a paragraph and returns its nesting depth.
fn gather_links(paragraph: &Paragraph, urls: &mut Vec<String>) -> usize {
    let mut depth_of = |inline: &Inline| match inline {
        Inline::Text(_) | Inline::Code(_) => 0,
        Inline::Emphasis(content) | Inline::Strong(content) => gather_links(content, urls),
        Inline::Link(link) => {
            urls.push(link.url.clone());
            gather_links(&link.content, urls)
        }
    };
    paragraph.iter().map(&mut depth_of).max().unwrap_or(0) + 1
}

/// Checks the runs of a description: the schemes of its links, and its line breaks.
fn description(runs: &[Run]) {
    for run in runs {
        if let Run::Link { url, .. } = run {
            let is_mail = url.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("mailto:"));
            assert!(is_web(url) || is_mail, "a link to «{}»", url.escape_debug());
        }
    }
    let is_break = |run: &Run| *run == Run::Break;
    assert!(!runs.first().is_some_and(is_break) && !runs.last().is_some_and(is_break), "a break at an end");
    assert!(!runs.windows(3).any(|three| three.iter().all(is_break)), "three breaks in a row");
}
