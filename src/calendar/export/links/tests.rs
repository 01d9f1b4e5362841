use super::*;
use crate::calendar::time::zone::Viewer;
use crate::calendar::time::{DAY, Window, read_basic_civil};
use crate::calendar::{Limits, read};
use crate::site::zones::BundledZones;

fn feed(event: &str) -> Feed {
    let event = format!("BEGIN:VEVENT\nUID:1\n{event}\nEND:VEVENT\n");
    read(format!("BEGIN:VCALENDAR\n{event}END:VCALENDAR\n").as_bytes(), &Limits::DEFAULT).unwrap()
}

fn first(feed: &Feed) -> Occurrence {
    let start = Instant::from_utc(read_basic_civil("20261101T000000").unwrap());
    let window = Window { start, end: start.plus(60 * DAY) };
    let all = feed.expand(Viewer::new(&Zone::utc(), &BundledZones::open()), window).occurrences;
    all[0].clone()
}

fn link(service: Service, event: &str) -> String {
    service.add(&first(&feed(event)), &BundledZones::open())
}

fn series(event: &str) -> Option<String> {
    let feed = feed(event);
    add_series_to_google(&feed, &first(&feed), &BundledZones::open())
}

const CALL: &str = "DTSTART;TZID=America/New_York:20261126T100000\nDTEND;TZID=America/New_York:20261126T110000\n\
    SUMMARY:Q&A + «beer» 100%\nLOCATION:Room 5\\, upstairs\nDESCRIPTION:<b>Bring</b> a=b";

#[test]
fn times_are_instants_and_special_characters_are_encoded() {
    let title = "Q%26A%20%2B%20%C2%ABbeer%C2%BB%20100%25";
    let (about, location) = ("Bring%20a%3Db", "Room%205%2C%20upstairs");
    assert_eq!(
        link(Service::Google, CALL),
        format!(
            "https://calendar.google.com/calendar/render?action=TEMPLATE&text={title}\
             &dates=20261126T150000Z%2F20261126T160000Z&ctz=America%2FNew_York&details={about}&location={location}"
        )
    );
    for (service, host) in [(Service::Outlook, "outlook.live.com"), (Service::Office, "outlook.office.com")] {
        assert_eq!(
            link(service, CALL),
            format!(
                "https://{host}/calendar/0/deeplink/compose?path=%2Fcalendar%2Faction%2Fcompose&rru=addevent\
                 &subject={title}&startdt=2026-11-26T15%3A00%3A00Z&enddt=2026-11-26T16%3A00%3A00Z\
                 &body={about}&location={location}"
            )
        );
    }
    assert_eq!(
        link(Service::Yahoo, CALL),
        format!(
            "https://calendar.yahoo.com/?v=60&title={title}&st=20261126T150000Z&et=20261126T160000Z\
             &desc={about}&in_loc={location}"
        )
    );
}

#[test]
fn all_day_ends_follow_the_convention_of_each_service() {
    let summit = "DTSTART;VALUE=DATE:20261126\nDTEND;VALUE=DATE:20261128\nSUMMARY:Summit";
    assert!(link(Service::Google, summit).ends_with("&dates=20261126%2F20261128"));
    assert!(link(Service::Outlook, summit).ends_with("&startdt=2026-11-26&enddt=2026-11-28&allday=true"));
    assert!(link(Service::Yahoo, summit).ends_with("&st=20261126&et=20261127&dur=allday"));
}

#[test]
fn floating_times_stay_floating() {
    let breakfast = "DTSTART:20261126T090000\nDTEND:20261126T093000\nSUMMARY:Breakfast";
    assert!(link(Service::Google, breakfast).ends_with("&dates=20261126T090000%2F20261126T093000"));
    assert!(link(Service::Yahoo, breakfast).ends_with("&st=20261126T090000&et=20261126T093000"));
}

#[test]
fn the_join_address_comes_first_and_fields_are_limited() {
    let join = "CONFERENCE;VALUE=URI:https://meet.example.org/x";
    let long = format!(
        "{}\n{join}\nSUMMARY:{}\nLOCATION:{}\nDESCRIPTION:{}",
        "DTSTART:20261126T100000Z",
        "ü".repeat(5000),
        "x".repeat(5000),
        "😀 ".repeat(9000)
    );
    for service in Service::ALL {
        let link = link(service, &long);
        assert!(link.len() < 2100, "{}", link.len());
        assert!(link.contains("=https%3A%2F%2Fmeet.example.org%2Fx%0A%0A%F0%9F%98%80"), "{link}");
        assert!(link.contains("%C3%BC%E2%80%A6&"), "cut between characters");
    }
}

#[test]
fn an_untitled_event_has_a_title_in_the_link() {
    assert!(link(Service::Google, "DTSTART:20261126T100000Z").contains("text=Untitled%20event"));
}

#[test]
fn a_series_link_has_the_start_in_the_series_zone() {
    let weekly = "DTSTART;TZID=Europe/Berlin:20260107T150000\nDURATION:PT45M\nSUMMARY:Call";
    let expected = "https://calendar.google.com/calendar/render?action=TEMPLATE&text=Call\
        &dates=20260107T150000%2F20260107T154500&ctz=Europe%2FBerlin&recur=RRULE%3AFREQ%3D";
    assert_eq!(
        series(&format!("{weekly}\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE")),
        Some(format!("{expected}WEEKLY%3BINTERVAL%3D2%3BBYDAY%3DWE"))
    );
    // The end of a rule is an instant if its times are in a zone.
    assert_eq!(
        series(&format!("{weekly}\nRRULE:FREQ=DAILY;UNTIL=20261203T150000")),
        Some(format!("{expected}DAILY%3BUNTIL%3D20261203T140000Z"))
    );
    let days = "DTSTART;VALUE=DATE:20261126\nRRULE:FREQ=YEARLY\nSUMMARY:Day";
    assert!(
        series(days).unwrap().ends_with("&text=Day&dates=20261126%2F20261127&recur=RRULE%3AFREQ%3DYEARLY")
    );
}

#[test]
fn a_series_that_is_not_a_single_rule_has_no_link() {
    let start = "DTSTART;TZID=Europe/Berlin:20261126T150000";
    for lines in [
        "SUMMARY:once",
        "RRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY",
        "RRULE:FREQ=DAILY\nRDATE;TZID=Europe/Berlin:20261127T180000",
        "RRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY;BYDAY=SA",
        "RRULE:FREQ=DAILY\nSTATUS:CANCELLED",
    ] {
        assert_eq!(series(&format!("{start}\n{lines}")), None, "{lines}");
    }
    assert_eq!(series("DTSTART:20261126T150000\nRRULE:FREQ=DAILY"), None, "in no zone");
}

#[test]
fn a_description_as_plain_text_keeps_its_links() {
    let text = prose::plain("See <a href=\"https://example.org/n\">the notes</a><br>or https://example.com");
    assert_eq!(text, "See the notes (https://example.org/n)\nor https://example.com");
}

#[test]
fn cancelled_events_have_no_links_and_series_files_need_the_feed() {
    let links = |event: &str, knows_feed: bool| {
        let feed = feed(event);
        AddLinks::new(&first(&feed), knows_feed.then_some(&feed), &BundledZones::open())
    };
    let weekly = format!("{CALL}\nRRULE:FREQ=WEEKLY");
    let (with_feed, without) = (links(&weekly, true), links(&weekly, false));
    assert!(with_feed.series_to_google.is_some() && with_feed.has_series_file);
    assert_eq!((without.series_to_google, without.has_series_file), (None, false));
    assert_eq!(with_feed.occurrence, without.occurrence);
    assert_eq!(with_feed.occurrence.len(), Service::ALL.len());
    assert!(!links(CALL, true).has_series_file);
    assert_eq!(links(&format!("{CALL}\nSTATUS:CANCELLED"), true).occurrence, []);
}
