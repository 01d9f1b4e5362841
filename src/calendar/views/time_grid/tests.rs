use super::*;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::ZoneDatabase as _;
use crate::calendar::time::{Window, read_basic_date};
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

fn grid(zone: &str, first: &str, length: usize, events: &[&str]) -> TimeGrid {
    let event = |(uid, lines): (usize, &&str)| {
        format!("BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{}\nEND:VEVENT\n", lines.replace('|', "\n"))
    };
    let lines: String = events.iter().enumerate().map(event).collect();
    let feed = read(format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR").as_bytes(), &Limits::DEFAULT).unwrap();
    let database = BundledZones::open();
    let zone = database.find(zone).unwrap();
    let first = read_basic_date(first).unwrap();
    let window = Window {
        start: zone.start_of(first),
        end: zone.start_of(date_plus(first, i64::try_from(length).unwrap())),
    };
    let occurrences = feed.expand(Viewer::new(&zone, &database), window).occurrences;
    let entries: Vec<_> = occurrences.iter().map(|occurrence| Entry::new(occurrence, &zone)).collect();
    let now = zone.instant_of(first.and_hms_opt(12, 0, 0).unwrap());
    time_grid(&entries, (first, length), now, &Week::iso(), &zone)
}

/// The blocks of a day: title, start and end in minutes, lane and number of lanes.
fn blocks(day: &TimeDay) -> Vec<String> {
    let name = |block: &Block| block.entry.occurrence.details.summary.clone();
    let show = |block: &Block| {
        format!("{} {}-{} {}/{}", name(block), block.top, block.bottom, block.lane, block.lanes)
    };
    day.blocks.iter().map(show).collect()
}

#[test]
fn an_ordinary_day_has_24_hours_and_no_hole() {
    let grid = grid("Europe/Berlin", "20261125", 1, &["A|DTSTART:20261125T140000Z|DURATION:PT90M"]);
    assert_eq!(grid.minutes, 1440);
    assert_eq!(grid.hours.len(), 24);
    assert_eq!(grid.hours[13].at, 780);
    assert_eq!(blocks(&grid.days[0]), ["A 900-990 0/1"]);
    assert_eq!((grid.days[0].holes.as_slice(), grid.days[0].now), ([].as_slice(), Some(720)));
}

#[test]
fn a_25_hour_day_makes_holes_in_other_days() {
    // Daylight saving time ends in Berlin on Sunday, 25 October 2026, at 3:00.
    let grid = grid(
        "Europe/Berlin",
        "20261024",
        3,
        &[
            "first|DTSTART:20261025T003000Z|DURATION:PT30M",
            "again|DTSTART:20261025T013000Z|DURATION:PT30M",
            "after|DTSTART;TZID=Europe/Berlin:20261025T100000|DURATION:PT1H",
            "next|DTSTART;TZID=Europe/Berlin:20261026T100000|DURATION:PT1H",
        ],
    );
    assert_eq!(grid.minutes, 1500);
    let around: Vec<_> =
        grid.hours[1..6].iter().map(|mark| (mark.at, mark.time.hour(), mark.is_repeated)).collect();
    assert_eq!(around, [(60, 1, false), (120, 2, false), (180, 2, true), (240, 3, false), (300, 4, false)]);
    assert_eq!(blocks(&grid.days[1]), ["first 150-180 0/1", "again 210-240 0/1", "after 660-720 0/1"]);
    assert_eq!(blocks(&grid.days[2]), ["next 660-720 0/1"]);
    let holes: Vec<_> = grid.days.iter().map(|day| day.holes.clone()).collect();
    assert_eq!(holes, [vec![(180, 240)], vec![], vec![(180, 240)]]);
}

#[test]
fn a_23_hour_day_has_a_hole_at_the_skipped_hour() {
    let grid = grid("Europe/Berlin", "20260329", 2, &["across|DTSTART:20260329T003000Z|DURATION:PT1H"]);
    assert_eq!(grid.minutes, 1440);
    assert_eq!(grid.days[0].holes, [(120, 180)]);
    assert_eq!(grid.days[1].holes, []);
    // From 1:30 to 3:30 local time, one hour of which is skipped.
    assert_eq!(blocks(&grid.days[0]), ["across 90-210 0/1"]);
}

#[test]
fn unusual_offset_changes_are_laid_out_correctly() {
    // Lord Howe goes back by half an hour on 5 April 2026 at 2:00.
    let lord_howe = grid("Australia/Lord_Howe", "20260405", 1, &[]);
    assert_eq!(lord_howe.minutes, 1470);
    // Havana went back from 1:00 to 0:00 on 2 November 2025; Beirut goes forward from 0:00 on 29 March 2026.
    let havana = grid("America/Havana", "20251102", 1, &[]);
    assert_eq!((havana.minutes, havana.hours[1].at, havana.hours[1].is_repeated), (1500, 60, true));
    assert_eq!(grid("Asia/Beirut", "20260329", 1, &[]).days[0].holes, [(0, 60)]);
    // Nuuk goes back across midnight: the end of Saturday, 24 October 2026, is repeated.
    let nuuk = grid("America/Nuuk", "20261024", 2, &["late|DTSTART:20261025T013000Z|DURATION:PT30M"]);
    assert_eq!(nuuk.minutes, 1500);
    assert_eq!(blocks(&nuuk.days[0]), ["late 1470-1500 0/1"]);
    assert_eq!((nuuk.days[0].holes.len(), nuuk.days[1].holes.as_slice()), (0, [(1440, 1500)].as_slice()));
    // Apia had no 30 December 2011.
    let apia = grid("Pacific/Apia", "20111229", 3, &[]);
    let holes: Vec<_> = apia.days.iter().map(|day| day.holes.clone()).collect();
    assert_eq!(holes, [vec![], vec![(0, 1440)], vec![]]);
}

#[test]
fn overlapping_events_are_side_by_side_and_others_full_width() {
    let at = |name: &str, from: &str, length: &str| {
        format!("{name}|DTSTART;TZID=Europe/Berlin:20261125T{from}00|DURATION:PT{length}")
    };
    let events = [
        at("a", "0900", "2H"),
        at("b", "0930", "30M"),
        at("c", "1000", "1H"),
        at("d", "1200", "1H"),
        at("e", "1230", "0S"),
    ];
    let events: Vec<_> = events.iter().map(String::as_str).collect();
    assert_eq!(
        blocks(&grid("Europe/Berlin", "20261125", 1, &events).days[0]),
        ["a 540-660 0/2", "b 570-600 1/2", "c 600-660 1/2", "d 720-780 0/2", "e 750-765 1/2"]
    );
}

#[test]
fn an_event_across_midnight_is_on_both_days() {
    let grid = grid(
        "Europe/Berlin",
        "20261125",
        2,
        &[
            "A|DTSTART:20261125T220000Z|DURATION:PT3H",
            "B|DTSTART;VALUE=DATE:20261126",
            "C|DTSTART:20261125T120000Z|DURATION:P1D",
        ],
    );
    assert_eq!(blocks(&grid.days[0]), ["A 1380-1440 0/1"]);
    assert_eq!(blocks(&grid.days[1]), ["A 0-120 0/1"]);
    let bars: Vec<_> = grid.bars.iter().map(|bar| (bar.first, bar.span, bar.lane)).collect();
    assert_eq!(bars, [(0, 2, 0), (1, 1, 1)]);
    assert_eq!(grid.days[1].count, 3);
}

#[test]
fn a_day_shows_its_first_events_and_counts_the_rest() {
    let minutely = "m|DTSTART:20261125T000000Z|RRULE:FREQ=MINUTELY;INTERVAL=10";
    let days: Vec<_> = (0..25).map(|_| "d|DTSTART;VALUE=DATE:20261125").collect();
    let grid = grid("UTC", "20261125", 1, &[&[minutely], days.as_slice()].concat());
    assert_eq!((grid.days[0].blocks.len(), grid.days[0].count), (100, 144 + 25));
    assert_eq!(grid.days[0].blocks.last().unwrap().top, 99 * 10);
    assert_eq!((grid.bars.len(), grid.left_out), (20, 44 + 5));
}
