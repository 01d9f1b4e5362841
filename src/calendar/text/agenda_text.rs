//! Texts for the agenda; components only have to put them into elements.

use chrono::{Datelike as _, NaiveDate, NaiveDateTime};

use crate::calendar::ics::event::{Details, NamedLink, Status};
use crate::calendar::ics::prose::{self, Run};
use crate::calendar::ics::zone_names::city;
use crate::calendar::occurrences::occurrence::{OriginalStart, When};
use crate::calendar::text::clock_change_text::ClockChangeText;
use crate::calendar::time::words::{Unit, Words};
use crate::calendar::time::zone::Zone;
use crate::calendar::time::{DAY, Instant, civil_plus, date_text, midnight, rfc3339};
use crate::calendar::views::agenda::{AgendaDay, Entry, ThereTime};
use crate::calendar::views::clock_change::ClockChange;
use crate::calendar::views::clocks::Clocks;
use crate::web_address::host;

/// The texts of a day of the agenda.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DayText {
    /// The date for HTML's `datetime`.
    pub datetime: String,
    /// The full date.
    pub heading: String,
    /// The same date as a calendar sheet.
    pub tile: TileText,
    /// The day relative to today, if it is near.
    pub near: Option<String>,
    /// Whether it is today.
    pub is_today: bool,
    /// The language of the texts.
    pub language: String,
    /// The entries of the day.
    pub entries: Vec<EntryText>,
}

/// A date as a calendar sheet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TileText {
    /// The date for HTML's `datetime`.
    pub datetime: String,
    /// The weekday in short.
    pub weekday: String,
    /// The day of the month.
    pub day: String,
    /// The month in short.
    pub month: String,
}

/// The texts of an occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntryText {
    /// The key of the occurrence, `UID/START`.
    pub key: String,
    /// The key for addresses, which is the same in every zone.
    pub link: String,
    /// Whether it takes place.
    pub status: Status,
    /// Whether it is over.
    pub is_over: bool,
    /// The title of the event.
    pub title: String,
    /// The first category of the event; empty if there is none.
    pub category: String,
    /// The name of the event's CSS colour; empty if there is none.
    pub color: String,
    /// Whether it is an all-day event.
    pub is_all_day: bool,
    /// Whether it is at the same civil time in every zone.
    pub is_floating: bool,
    /// When it is, in the visitor's zone. Of whole days the first day; without words where that is the day of the heading.
    pub time: TimeText,
    /// The last day, where it is more than one whole day.
    pub last_day: Option<TimeText>,
    /// The times by the visitor's second clock.
    pub second: Option<ClockText>,
    /// The times in the organiser's zone, unless one of the visitor's zones shows them already.
    pub there: Option<ClockText>,
    /// The original start, if the occurrence was moved.
    pub moved_from: Option<TimeText>,
    /// The change of its local time, if there is one.
    pub clock_change: Option<ClockChangeText>,
    /// The location, as text and links.
    pub location: Vec<Run>,
    /// The link to join it online, unless it is cancelled or over.
    pub join: Option<JoinLink>,
    /// Its page, its attachments, and other ways to join it.
    pub links: Vec<NamedLink>,
    /// The organiser.
    pub organizer: String,
    /// The description.
    pub description: Vec<Run>,
}

/// Times in another zone, as text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ClockText {
    /// The times.
    pub times: String,
    /// The city of that zone.
    pub city: String,
}

/// A time as text, with its machine-readable form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TimeText {
    /// The start, as RFC 3339 or as a date.
    pub datetime: String,
    /// The end, likewise, where the words name a range.
    pub until: Option<String>,
    /// What the visitor sees.
    pub words: String,
}

/// A link to join an event online.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct JoinLink {
    /// The address.
    pub url: String,
    /// The host of the address, which tells visitors where the link leads.
    pub host: String,
}

/// The texts of a day; today and tomorrow are also named as such. `changes` are the changes of local time.
pub fn day_text(
    day: &AgendaDay,
    clocks: &Clocks,
    changes: &[ClockChange],
    now: Instant,
    words: &dyn Words,
) -> DayText {
    let today = clocks.zone.civil_at(now).date();
    let ahead = day.date.signed_duration_since(today).num_days();
    DayText {
        datetime: date_text(day.date),
        heading: words.day(day.date, day.date.year() != today.year()),
        tile: tile_text(day.date, date_text(day.date), words),
        is_today: ahead == 0,
        near: (0..=1).contains(&ahead).then(|| words.relative(Unit::Day, ahead)),
        language: words.language(),
        entries: day
            .entries
            .iter()
            .map(|entry| entry_text(entry, midnight(day.date), clocks, changes, now, words))
            .collect(),
    }
}

/// The texts of an occurrence, to be shown under the day of `shown_under`. `changes` are the changes of local time.
pub fn entry_text(
    entry: &Entry,
    shown_under: NaiveDateTime,
    clocks: &Clocks,
    changes: &[ClockChange],
    now: Instant,
    words: &dyn Words,
) -> EntryText {
    let details = &entry.occurrence.details;
    let zone = &clocks.zone;
    let is_over = entry.is_over(now);
    let can_join = can_join(entry, now);
    let is_second = |there: &ThereTime| clocks.second().is_some_and(|second| second.name() == &*there.zone);
    let key = entry.occurrence.key(zone);
    let change = changes.iter().find(|change| change.key == key);
    EntryText {
        clock_change: change.map(|change| change.text(words)),
        key,
        link: entry.occurrence.link_key(),
        status: entry.occurrence.status,
        is_over,
        title: title(entry),
        category: category(entry),
        color: details.color.clone(),
        is_all_day: entry.occurrence.when.is_all_day(),
        is_floating: matches!(entry.occurrence.when, When::Floating { .. }),
        time: time_text(entry, shown_under, zone, words),
        last_day: last_day_text(entry, words),
        second: second_times(entry, clocks, words),
        there: entry.there().filter(|there| !is_second(there)).map(|there| there_text(entry, &there, words)),
        moved_from: moved_from(entry, zone, words),
        location: details.venue().map(prose::read).unwrap_or_default(),
        join: join_link(entry, now),
        links: links(details, can_join),
        organizer: details.organizer.clone(),
        description: prose::read(&details.description),
    }
}

/// A date as a calendar sheet.
pub fn tile_text(date: NaiveDate, datetime: String, words: &dyn Words) -> TileText {
    TileText {
        datetime,
        weekday: words.weekday(date),
        day: words.day_number(date),
        month: words.short_month(date),
    }
}

/// The first category of an occurrence; empty if there is none.
pub fn category(entry: &Entry) -> String {
    entry.occurrence.details.category().unwrap_or_default().to_owned()
}

/// The title of an occurrence.
pub fn title(entry: &Entry) -> String {
    entry.occurrence.details.title().to_owned()
}

/// The full time of an occurrence on one line, for use without a day heading. The year is named if it is not this year.
pub fn when_words(entry: &Entry, today: NaiveDate, words: &dyn Words) -> String {
    let with_year = entry.start_here.year() != today.year();
    if entry.occurrence.when.is_all_day() {
        words.day_range(entry.start_here.date(), entry.last_day(), with_year)
    } else {
        words.when(entry.start_here, written_end(entry.start_here, entry.end_here), with_year)
    }
}

/// The end as HTML's `datetime` wants it: the last day of an all-day occurrence; nothing where it has no length.
pub fn until(entry: &Entry, zone: &Zone) -> Option<String> {
    if entry.occurrence.when.is_all_day() {
        return entry.is_many_days().then(|| date_text(entry.last_day()));
    }
    (entry.end > entry.start).then(|| rfc3339(entry.end_here, zone.offset_at(entry.end)))
}

fn time_text(entry: &Entry, shown_under: NaiveDateTime, zone: &Zone, words: &dyn Words) -> TimeText {
    let datetime = entry.datetime();
    if entry.occurrence.when.is_all_day() {
        let first = entry.start_here.date();
        let began_earlier = first != shown_under.date();
        let words = if began_earlier { words.short_day(first) } else { String::new() };
        return TimeText { datetime, until: None, words };
    }
    let words = range_words((entry.start_here, entry.end_here), shown_under.date(), words);
    TimeText { datetime, until: until(entry, zone), words }
}

fn last_day_text(entry: &Entry, words: &dyn Words) -> Option<TimeText> {
    let last = entry.last_day();
    let is_range = entry.occurrence.when.is_all_day() && entry.is_many_days();
    is_range.then(|| TimeText { datetime: date_text(last), until: None, words: words.short_day(last) })
}

/// A range of times below the heading of a day: with its days, where it is not within that day.
fn range_words(
    (start, end): (NaiveDateTime, NaiveDateTime),
    heading: NaiveDate,
    words: &dyn Words,
) -> String {
    let end = written_end(start, end);
    if start.date() == heading && end.date() == heading {
        words.times(start, end)
    } else {
        words.moments(start, end)
    }
}

/// The end as it is written: "23:00 – 00:00" ends at midnight, so the next day is not named. `src/boot/local_times.js` has
/// the same rule.
fn written_end(start: NaiveDateTime, end: NaiveDateTime) -> NaiveDateTime {
    let day = midnight(start.date());
    let is_until_midnight = end == civil_plus(day, DAY) && start > day;
    if is_until_midnight { day } else { end }
}

fn there_text(entry: &Entry, there: &ThereTime, words: &dyn Words) -> ClockText {
    let times = range_words((there.start, there.end), entry.start_here.date(), words);
    ClockText { times, city: city(&there.zone) }
}

/// The times of an occurrence in the second zone; `None` for all-day and floating ones, which are the same
/// everywhere.
pub(super) fn second_times(entry: &Entry, clocks: &Clocks, words: &dyn Words) -> Option<ClockText> {
    let second = clocks.second()?;
    match entry.occurrence.when {
        When::Timed { start, end, .. } => {
            let range = (second.civil_at(start), second.civil_at(end));
            let times = range_words(range, entry.start_here.date(), words);
            Some(ClockText { times, city: city(second.name()) })
        }
        When::AllDay { .. } | When::Floating { .. } => None,
    }
}

/// When it was to be before it was moved.
pub(super) fn moved_from(entry: &Entry, zone: &Zone, words: &dyn Words) -> Option<TimeText> {
    entry.occurrence.moved.then(|| match entry.occurrence.original_start {
        OriginalStart::Date(date) => {
            TimeText { datetime: date_text(date), until: None, words: words.short_day(date) }
        }
        OriginalStart::Floating(civil) => moment_text(zone.instant_of(civil), zone, words),
        OriginalStart::At(instant) => moment_text(instant, zone, words),
    })
}

fn moment_text(instant: Instant, zone: &Zone, words: &dyn Words) -> TimeText {
    let civil = zone.civil_at(instant);
    TimeText { datetime: rfc3339(civil, zone.offset_at(instant)), until: None, words: words.moment(civil) }
}

/// The links of an event besides the one to join it.
fn links(details: &Details, can_join: bool) -> Vec<NamedLink> {
    let page = details
        .page_url
        .iter()
        .map(|url| NamedLink { name: format!("Event page on {}", host(url)), url: url.clone() });
    let ways = details.other_conferences.iter().filter(|_| can_join).map(|conference| NamedLink {
        name: format!("Join by {}", conference.name),
        url: conference.url.clone(),
    });
    ways.chain(page).chain(details.attachments.iter().cloned()).collect()
}

/// Whether an occurrence can still be joined: it takes place, and is not over.
fn can_join(entry: &Entry, now: Instant) -> bool {
    entry.occurrence.status != Status::Cancelled && !entry.is_over(now)
}

/// The link to join an occurrence online, unless it is cancelled or over.
pub fn join_link(entry: &Entry, now: Instant) -> Option<JoinLink> {
    let url = entry.occurrence.details.join_link().filter(|_| can_join(entry, now))?.to_owned();
    Some(JoinLink { host: host(&url).to_owned(), url })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::calendar::occurrences::occurrence::Occurrence;
    use crate::calendar::time::words::English;
    use crate::calendar::time::zone::ZoneDatabase as _;
    use crate::calendar::time::{date_plus, read_basic_civil};
    use crate::site::zones::BundledZones;

    fn entry(start: &str, end: &str, details: Details) -> (Entry, Zone) {
        let zones = BundledZones::open();
        let (berlin, new_york) =
            (zones.find("Europe/Berlin").unwrap(), zones.find("America/New_York").unwrap());
        let at = |text| berlin.instant_of(read_basic_civil(text).unwrap());
        let (start, end) = (at(start), at(end));
        let occurrence = Occurrence {
            uid: "a".into(),
            original_start: OriginalStart::At(start),
            when: When::Timed {
                start,
                end,
                zone: "America/New_York".into(),
                start_there: new_york.civil_at(start),
                end_there: new_york.civil_at(end),
            },
            status: Status::Confirmed,
            moved: false,
            in_series: false,
            details: Arc::new(details),
        };
        (Entry::new(&occurrence, &berlin), berlin)
    }

    fn text(start: &str, end: &str, details: Details) -> EntryText {
        let (entry, berlin) = entry(start, end, details);
        entry_text(&entry, midnight(entry.start_here.date()), &berlin.into(), &[], entry.start, &English)
    }

    fn with_second_zone(second: &str, start: &str, end: &str) -> EntryText {
        let (entry, berlin) = entry(start, end, Details::default());
        let clocks = Clocks::new(berlin, BundledZones::open().find(second));
        entry_text(&entry, midnight(entry.start_here.date()), &clocks, &[], entry.start, &English)
    }

    #[test]
    fn a_second_time_names_its_day_if_it_differs() {
        let second = with_second_zone("Asia/Tokyo", "20261125T150000", "20261125T170000").second.unwrap();
        assert_eq!(second.times, "Wed, 25 Nov, 23:00\u{a0}–\u{a0}Thu, 26 Nov, 01:00");
        assert_eq!(second.city, "Tokyo");
        let second = with_second_zone("Asia/Tokyo", "20261125T180000", "20261125T190000").second.unwrap();
        assert_eq!(second.times, "Thu, 26 Nov, 02:00\u{a0}–\u{a0}03:00");
    }

    #[test]
    fn no_zone_repeats_the_times_of_another() {
        let text = with_second_zone("America/New_York", "20261125T150000", "20261125T160000");
        assert_eq!(text.second.unwrap().times, "09:00\u{a0}–\u{a0}10:00");
        assert_eq!(text.there, None, "the organiser's clock is the second one");
        assert_eq!(with_second_zone("Europe/Berlin", "20261125T150000", "20261125T160000").second, None);
    }

    #[test]
    fn an_evening_until_midnight_is_written_without_the_next_day() {
        let (evening, _) = entry("20261125T220000", "20261126T000000", Details::default());
        assert_eq!(
            when_words(&evening, evening.last_day(), &English),
            "Wednesday, 25 November, 22:00\u{a0}–\u{a0}00:00"
        );
        let time = text("20261125T220000", "20261126T000000", Details::default()).time;
        assert_eq!(time.words, "22:00\u{a0}–\u{a0}00:00");
        assert_eq!(time.until.as_deref(), Some("2026-11-26T00:00:00+01:00"));
        let second = with_second_zone("Asia/Shanghai", "20261125T160000", "20261125T170000").second.unwrap();
        assert_eq!(second.times, "23:00\u{a0}–\u{a0}00:00");
    }

    #[test]
    fn a_whole_day_or_more_until_midnight_names_the_next_day() {
        let (whole_day, _) = entry("20261125T000000", "20261126T000000", Details::default());
        assert_eq!(
            when_words(&whole_day, whole_day.last_day(), &English),
            "Wednesday, 25 November, 00:00\u{a0}–\u{a0}Thursday, 26 November, 00:00"
        );
        let new_year = date_plus(whole_day.last_day(), 60);
        assert_eq!(
            when_words(&whole_day, new_year, &English),
            "Wednesday, 25 November 2026, 00:00\u{a0}–\u{a0}Thursday, 26 November 2026, 00:00"
        );
        let (entry, _) = entry("20261125T090000", "20261127T000000", Details::default());
        assert_eq!(
            when_words(&entry, entry.last_day(), &English),
            "Wednesday, 25 November, 09:00\u{a0}–\u{a0}Friday, 27 November, 00:00"
        );
    }

    #[test]
    fn the_organisers_day_is_named_if_it_differs() {
        let there = text("20261125T030000", "20261125T040000", Details::default()).there.unwrap();
        assert_eq!(there.times, "Tue, 24 Nov, 21:00\u{a0}–\u{a0}22:00");
        assert_eq!(there.city, "New York");
    }

    #[test]
    fn a_join_link_has_the_real_host() {
        for (url, host) in [
            ("https://meet.example.org/a?b#c", "meet.example.org"),
            ("https://good.example@evil.example/x", "evil.example"),
            ("https://evil.example\\@good.example/x", "evil.example"),
        ] {
            let details = Details { join_url: Some(url.to_owned()), ..Details::default() };
            assert_eq!(text("20261125T090000", "20261125T100000", details).join.unwrap().host, host, "{url}");
        }
    }

    #[test]
    fn an_event_that_is_over_has_no_link_to_join() {
        let details = Details { location: "https://meet.example.org/x".to_owned(), ..Details::default() };
        let (entry, berlin) = entry("20261125T090000", "20261125T100000", details);
        let at = |now| {
            entry_text(&entry, midnight(entry.start_here.date()), &berlin.clone().into(), &[], now, &English)
        };
        assert!(at(entry.start).join.is_some() && !at(entry.start).is_over);
        assert!(at(entry.end).join.is_none() && at(entry.end).is_over);
    }

    #[test]
    fn a_location_that_is_an_address_becomes_the_join_link() {
        let details = Details { location: "https://meet.example.org/x".to_owned(), ..Details::default() };
        let text = text("20261125T090000", "20261125T100000", details);
        assert_eq!(text.join.unwrap().host, "meet.example.org");
        assert!(text.location.is_empty());
    }
}
