use super::*;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, Instant, Window};
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

fn occurrences() -> Arc<[Occurrence]> {
    let event = |lines: &str| format!("BEGIN:VEVENT\n{lines}\nEND:VEVENT\n");
    let events = [
        event(
            "UID:call\nDTSTART:20261102T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:Call\nCATEGORIES:Core,Open\nLOCATION:Café",
        ),
        event("UID:call\nRECURRENCE-ID:20261109T100000Z\nDTSTART:20261109T120000Z\nSUMMARY:Special"),
        event(
            "UID:call\nRECURRENCE-ID:20261116T100000Z\nDTSTART:20261116T100000Z\nSTATUS:CANCELLED\nSUMMARY:Call",
        ),
        event(
            "UID:hours\nDTSTART:20261103T100000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:Office\nORGANIZER;CN=Zoë:x\nCATEGORIES:Open",
        ),
        event("UID:once\nDTSTART:20261104T100000Z\nSUMMARY:Once\nDESCRIPTION:Über alles"),
    ];
    let feed = format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat());
    let start = Instant::from_unix(1_793_491_200);
    let window = Window { start, end: start.plus(28 * DAY) };
    let feed = read(feed.as_bytes(), &Limits::DEFAULT).unwrap();
    feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window).occurrences
}

fn shown(filter: &Filter) -> usize {
    let fold = |text: &str| text.to_lowercase().replace('é', "e").replace('ü', "u").replace('ë', "e");
    occurrences().iter().filter(|occurrence| filter.passes(occurrence, fold)).count()
}

fn by_words(words: &[&str]) -> usize {
    shown(&Filter { words: words.iter().map(|word| (*word).to_owned()).collect(), ..Filter::default() })
}

#[test]
fn an_open_filter_shows_everything() {
    assert!(Filter::default().is_empty());
    assert_eq!(shown(&Filter::default()), 9);
}

#[test]
fn words_are_searched_in_title_description_location_and_organiser() {
    assert_eq!(by_words(&["off"]), 4);
    assert_eq!(by_words(&["cafe"]), 2);
    assert_eq!(by_words(&["zoe"]), 4);
    assert_eq!(by_words(&["uber"]), 1);
    assert_eq!(by_words(&["off", "zoe"]), 4);
    assert_eq!(by_words(&["off", "cafe"]), 0);
}

#[test]
fn one_of_the_chosen_categories_or_series_is_enough() {
    let of = |categories: &[&str], series: &[&str]| {
        shown(&Filter {
            categories: categories.iter().map(|name| (*name).to_owned()).collect(),
            series: series.iter().map(|uid| (*uid).into()).collect(),
            ..Filter::default()
        })
    };
    assert_eq!(of(&["Core"], &[]), 2);
    assert_eq!(of(&["Core", "Open"], &[]), 6);
    assert_eq!(of(&[], &["call"]), 4);
    assert_eq!(of(&["Open"], &["hours"]), 4);
    assert_eq!(of(&["Core"], &["hours"]), 0);
    assert_eq!(shown(&Filter { hides_cancelled: true, ..Filter::default() }), 8);
}

#[test]
fn facets_are_counted_and_a_series_has_its_own_title() {
    let show = |facets: Vec<Facet>| {
        facets.iter().map(|facet| format!("{} {} {}", facet.key, facet.name, facet.count)).collect::<Vec<_>>()
    };
    let occurrences = occurrences();
    assert_eq!(show(categories(&occurrences)), ["Core Core 2", "Open Open 6"]);
    assert_eq!(show(series(&occurrences)), ["call Call 4", "hours Office 4"]);
}
