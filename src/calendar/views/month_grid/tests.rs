use super::*;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::zone::ZoneDatabase as _;
use crate::calendar::time::{Instant, Window, date_text, read_basic_civil, read_basic_date};
use crate::calendar::views::period::View;
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

fn grid(events: &[&str]) -> Vec<MonthWeek> {
    let event = |(uid, lines): (usize, &&str)| {
        format!("BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{}\nEND:VEVENT\n", lines.replace('|', "\n"))
    };
    let lines: String = events.iter().enumerate().map(event).collect();
    let feed = read(format!("BEGIN:VCALENDAR\n{lines}END:VCALENDAR").as_bytes(), &Limits::DEFAULT).unwrap();
    let database = BundledZones::open();
    let zone = database.find("Europe/Berlin").unwrap();
    let period = Period { view: View::Month, date: read_basic_date("20261125").unwrap() };
    let window: Window = period.window(chrono::Weekday::Mon, &zone);
    assert_eq!(window.start, zone.instant_of(read_basic_civil("20261026T000000").unwrap()));
    assert!(window.start > Instant::from_unix(0));
    let occurrences = feed.expand(Viewer::new(&zone, &database), window).occurrences;
    let entries: Vec<_> = occurrences.iter().map(|occurrence| Entry::new(occurrence, &zone)).collect();
    month_grid(&entries, period, read_basic_date("20261125").unwrap(), &Week::iso())
}

/// A week as its bars and its days with events.
fn show(week: &MonthWeek) -> String {
    let name = |entry: &Entry| entry.occurrence.details.summary.clone();
    let bars = week.bars.iter().map(|bar| {
        let (before, after) =
            (if bar.begins_before { "<" } else { "" }, if bar.ends_after { ">" } else { "" });
        format!("{before}{}{after}@{}+{}/{}", name(&bar.entry), bar.first, bar.span, bar.lane)
    });
    let days = week.days.iter().filter(|day| day.count > 0).map(|day| {
        let names: Vec<_> = day.entries.iter().map(name).collect();
        format!("{}[{}]+{} of {}", date_text(day.date), names.join(" "), day.hidden, day.count)
    });
    bars.chain(days).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_month_has_whole_weeks_with_today_and_weekends_marked() {
    let weeks = grid(&[]);
    assert_eq!(weeks.len(), 6);
    let days: Vec<_> = weeks.iter().flat_map(|week| &week.days).collect();
    assert_eq!(
        (date_text(days[0].date), date_text(days[41].date)),
        ("2026-10-26".into(), "2026-12-06".into())
    );
    assert_eq!(days.iter().filter(|day| day.is_in_month).count(), 30);
    assert_eq!(days.iter().filter(|day| day.is_weekend).count(), 12);
    let today: Vec<_> = days.iter().filter(|day| day.is_today).map(|day| date_text(day.date)).collect();
    assert_eq!(today, ["2026-11-25"]);
}

#[test]
fn a_multi_day_event_is_a_bar_in_each_week() {
    let weeks = grid(&["A|DTSTART;VALUE=DATE:20261113|DTEND;VALUE=DATE:20261118"]);
    assert_eq!(show(&weeks[2]), "A>@4+3/0 2026-11-13[]+0 of 1 2026-11-14[]+0 of 1 2026-11-15[]+0 of 1");
    assert_eq!(show(&weeks[3]), "<A@0+2/0 2026-11-16[]+0 of 1 2026-11-17[]+0 of 1");
}

#[test]
fn overlapping_bars_take_the_first_free_lane() {
    let weeks = grid(&[
        "A|DTSTART;VALUE=DATE:20261116|DTEND;VALUE=DATE:20261118",
        "B|DTSTART;VALUE=DATE:20261117|DTEND;VALUE=DATE:20261120",
        "C|DTSTART;VALUE=DATE:20261118|DTEND;VALUE=DATE:20261119",
    ]);
    let lanes: Vec<_> = weeks[3].bars.iter().map(|bar| (bar.first, bar.lane)).collect();
    assert_eq!(lanes, [(0, 0), (1, 1), (2, 0)]);
}

#[test]
fn events_that_do_not_fit_are_counted() {
    let at = |hour: u32| format!("E{hour}|DTSTART;TZID=Europe/Berlin:20261125T{hour:02}0000|DURATION:PT1H");
    let events: Vec<_> = (9..14).map(at).collect();
    let day = "D|DTSTART;VALUE=DATE:20261125";
    let all: Vec<_> = std::iter::once(day).chain(events.iter().map(String::as_str)).collect();
    assert_eq!(show(&grid(&all)[4]), "D@2+1/0 2026-11-25[E9 E10]+3 of 6");
    assert_eq!(show(&grid(&all[1..4])[4]), "2026-11-25[E9 E10 E11]+0 of 3");
}

#[test]
fn an_event_across_midnight_is_on_both_days() {
    let weeks = grid(&["A|DTSTART;TZID=Europe/Berlin:20261125T230000|DURATION:PT2H"]);
    assert_eq!(show(&weeks[4]), "2026-11-25[A]+0 of 1 2026-11-26[A]+0 of 1");
    let weeks = grid(&["A|DTSTART;TZID=Europe/Berlin:20261025T230000|DURATION:PT2H"]);
    assert_eq!(show(&weeks[0]), "2026-10-26[A]+0 of 1", "it began before the grid");
    let weeks = grid(&["A|DTSTART;TZID=Europe/Berlin:20261125T230000|DURATION:PT1H"]);
    assert_eq!(show(&weeks[4]), "2026-11-25[A]+0 of 1", "midnight is not on the next day");
}
