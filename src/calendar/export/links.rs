//! Links that add an event to a web calendar: Google's, Outlook's and Yahoo's.
//!
//! Each service has its own format for times. For all of them, every field is percent-encoded and limited in
//! length, so that no address becomes longer than browsers and servers accept.

use crate::calendar::ics::event::{Event, EventEnd, EventTime, Status};
use crate::calendar::ics::feed::Feed;
use crate::calendar::ics::prose;
use crate::calendar::ics::zone_names;
use crate::calendar::occurrences::occurrence::{Occurrence, When};
use crate::calendar::rrule::rule::Rule;
use crate::calendar::time::zone::{Zone, ZoneDatabase};
use crate::calendar::time::{
    DAY, Instant, basic_civil, basic_date, basic_utc, civil_text, date_plus, date_text,
};

/// A web calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Service {
    /// Google Calendar.
    Google,
    /// Outlook for private accounts, at outlook.live.com.
    Outlook,
    /// Outlook for work and school accounts, at outlook.office.com.
    Office,
    /// Yahoo Calendar.
    Yahoo,
}

/// The maximum number of bytes of a title, a location and a description, each after encoding.
const MAX_TITLE: usize = 300;
const MAX_LOCATION: usize = 300;
const MAX_DESCRIPTION: usize = 1200;

impl Service {
    /// All services, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Google, Self::Outlook, Self::Office, Self::Yahoo];

    /// The displayed name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Google => "Google",
            Self::Outlook => "Outlook",
            Self::Office => "Microsoft 365",
            Self::Yahoo => "Yahoo",
        }
    }

    /// The link that adds one occurrence.
    pub fn add(self, occurrence: &Occurrence, database: &dyn ZoneDatabase) -> String {
        let fields = Fields::of(occurrence);
        match self {
            Self::Google => {
                let (dates, zone) = google_times(&occurrence.when, database);
                fields.google(&dates, zone.as_deref(), None)
            }
            Self::Outlook => fields.outlook("outlook.live.com", &occurrence.when),
            Self::Office => fields.outlook("outlook.office.com", &occurrence.when),
            Self::Yahoo => fields.yahoo(&occurrence.when),
        }
    }
}

/// The ways to add one event to other calendars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddLinks {
    /// The links that add the occurrence to web calendars; empty if it is cancelled.
    pub occurrence: Vec<(Service, String)>,
    /// The link that adds the series to Google Calendar.
    pub series_to_google: Option<String>,
    /// Whether the series can be exported as a file.
    pub has_series_file: bool,
}

impl AddLinks {
    /// The ways to add an occurrence, and its series if the feed is available.
    pub fn new(occurrence: &Occurrence, feed: Option<&Feed>, database: &dyn ZoneDatabase) -> Self {
        let takes_place = occurrence.status != Status::Cancelled;
        let feed = feed.filter(|_| occurrence.in_series);
        let link = |service: Service| (service, service.add(occurrence, database));
        Self {
            occurrence: if takes_place { Service::ALL.map(link).to_vec() } else { Vec::new() },
            series_to_google: feed.and_then(|feed| add_series_to_google(feed, occurrence, database)),
            has_series_file: feed.is_some(),
        }
    }
}

/// The link that adds the whole series of an occurrence to Google Calendar, the only service whose links accept a rule.
/// There is none for a cancelled series, for one that is more than one rule, such as one with moved or cancelled
/// occurrences, and for one whose zone only its feed defines.
pub fn add_series_to_google(
    feed: &Feed,
    occurrence: &Occurrence,
    database: &dyn ZoneDatabase,
) -> Option<String> {
    let series = feed.series_with(&occurrence.uid)?;
    let is_open = |master: &&Event| !master.is_private && master.status != Status::Cancelled;
    let master = series.master.as_ref().filter(is_open)?;
    let [rule] = master.rules.as_slice() else { return None };
    let has_exceptions = !(series.overrides.is_empty() && master.exception_dates.is_empty());
    if has_exceptions || !master.dates.is_empty() || !master.exception_rules.is_empty() {
        return None;
    }
    let zone = feed.zone_of(master.start, database);
    let known = zone.as_ref().filter(|zone| database.find(zone.name()).is_some());
    let (start, ends, rule) = if let EventTime::Date(date) = master.start {
        let days = days_of(master, date);
        (basic_date(date), basic_date(date_plus(date, days)), feed.rule_of(rule, master.start, database))
    } else {
        let zone = known?;
        let start = feed.instant_of(master.start, database)?;
        let end = match master.end {
            EventEnd::At(end) => feed.instant_of(end, database)?.max(start),
            EventEnd::After { days, seconds } => {
                let civil = zone.civil_at(start);
                let later = date_plus(civil.date(), days).and_time(civil.time());
                zone.instant_of(later).plus(seconds)
            }
            EventEnd::Missing => start,
        };
        let civil = |instant| basic_civil(zone.civil_at(instant));
        (civil(start), civil(end), rule.ending_at_an_instant(zone))
    };
    let zone = known.map(Zone::name);
    let details = feed.details(master);
    let fields = Fields { title: details.title(), ..Fields::of(occurrence) };
    Some(fields.google(&format!("{start}/{ends}"), zone, Some(&rule)))
}

fn days_of(event: &Event, start: chrono::NaiveDate) -> i64 {
    let days = match event.end {
        EventEnd::At(EventTime::Date(end)) => end.signed_duration_since(start).num_days(),
        EventEnd::After { days, seconds } => days.saturating_add(seconds / DAY),
        EventEnd::At(_) | EventEnd::Missing => 1,
    };
    days.max(1)
}

/// The times in Google's format, and the zone to show them in if it is in the database.
fn google_times(when: &When, database: &dyn ZoneDatabase) -> (String, Option<String>) {
    match when {
        When::AllDay { start, end } => (format!("{}/{}", basic_date(*start), basic_date(*end)), None),
        When::Floating { start, end } => (format!("{}/{}", basic_civil(*start), basic_civil(*end)), None),
        When::Timed { start, end, zone, .. } => {
            let zone = database.find(zone_names::current(zone)).map(|zone| zone.name().to_owned());
            (format!("{}/{}", basic_utc(*start), basic_utc(*end)), zone)
        }
    }
}

/// The details of an event besides its times.
struct Fields<'a> {
    title: &'a str,
    location: &'a str,
    description: String,
}

impl<'a> Fields<'a> {
    fn of(occurrence: &'a Occurrence) -> Self {
        let details = &occurrence.details;
        let description = prose::plain(&details.description);
        // The address to join comes first, so that it is kept however much is cut off.
        let join = details.join_link().filter(|url| *url != details.location && !description.contains(*url));
        let parts: Vec<_> =
            join.into_iter().chain(Some(description.as_str()).filter(|text| !text.is_empty())).collect();
        let join_or_location = if details.location.is_empty() {
            details.join_link().unwrap_or_default()
        } else {
            &details.location
        };
        Self { title: details.title(), location: join_or_location, description: parts.join("\n\n") }
    }

    fn google(&self, dates: &str, zone: Option<&str>, rule: Option<&Rule>) -> String {
        let mut link = Link::new("https://calendar.google.com/calendar/render");
        link.field("action", "TEMPLATE");
        self.add_title(&mut link, "text");
        link.field("dates", dates);
        if let Some(zone) = zone {
            link.field("ctz", zone);
        }
        if let Some(rule) = rule {
            link.field("recur", &format!("RRULE:{rule}"));
        }
        self.others(&mut link, "details", "location");
        link.text
    }

    fn outlook(&self, host: &str, when: &When) -> String {
        let mut link = Link::new(&format!("https://{host}/calendar/0/deeplink/compose"));
        link.field("path", "/calendar/action/compose");
        link.field("rru", "addevent");
        self.add_title(&mut link, "subject");
        let utc = |instant: Instant| civil_text(instant.utc()) + "Z";
        let (start, end) = match when {
            When::AllDay { start, end } => (date_text(*start), date_text(*end)),
            When::Floating { start, end } => (civil_text(*start), civil_text(*end)),
            When::Timed { start, end, .. } => (utc(*start), utc(*end)),
        };
        link.field("startdt", &start);
        link.field("enddt", &end);
        if when.is_all_day() {
            link.field("allday", "true");
        }
        self.others(&mut link, "body", "location");
        link.text
    }

    fn yahoo(&self, when: &When) -> String {
        let mut link = Link::new("https://calendar.yahoo.com/");
        link.field("v", "60");
        self.add_title(&mut link, "title");
        let (start, end) = match when {
            // Yahoo's end date is inclusive.
            When::AllDay { start, end } => (basic_date(*start), basic_date(date_plus(*end, -1).max(*start))),
            When::Floating { start, end } => (basic_civil(*start), basic_civil(*end)),
            When::Timed { start, end, .. } => (basic_utc(*start), basic_utc(*end)),
        };
        link.field("st", &start);
        link.field("et", &end);
        if when.is_all_day() {
            link.field("dur", "allday");
        }
        self.others(&mut link, "desc", "in_loc");
        link.text
    }

    fn add_title(&self, link: &mut Link, name: &str) {
        link.bounded(name, self.title, MAX_TITLE);
    }

    fn others(&self, link: &mut Link, description: &str, location: &str) {
        link.bounded(description, &self.description, MAX_DESCRIPTION);
        link.bounded(location, self.location, MAX_LOCATION);
    }
}

/// An address with its query under construction.
struct Link {
    text: String,
    has_fields: bool,
}

impl Link {
    fn new(base: &str) -> Self {
        Self { text: base.to_owned(), has_fields: false }
    }

    fn field(&mut self, name: &str, value: &str) {
        self.bounded(name, value, usize::MAX);
    }

    /// Adds a field whose encoded value has at most `most` bytes, cut between characters; an empty value adds
    /// no field.
    fn bounded(&mut self, name: &str, value: &str, most: usize) {
        if value.is_empty() {
            return;
        }
        self.text.push(if self.has_fields { '&' } else { '?' });
        self.has_fields = true;
        self.text.push_str(name);
        self.text.push('=');
        let start = self.text.len();
        let ellipsis = percent_encoded('…');
        for character in value.chars() {
            let next = percent_encoded(character);
            if self.text.len() - start + next.len() + ellipsis.len() > most {
                self.text.push_str(&ellipsis);
                break;
            }
            self.text.push_str(&next);
        }
    }
}

/// A character as it may stand in a query (RFC 3986 section 2.1): unreserved ones as they are, others as bytes.
pub fn percent_encoded(character: char) -> String {
    if character.is_ascii_alphanumeric() || "-._~".contains(character) {
        return character.to_string();
    }
    let mut bytes = [0; 4];
    let bytes = character.encode_utf8(&mut bytes).bytes();
    bytes.fold(String::new(), |text, byte| text + &format!("%{byte:02X}"))
}

#[cfg(test)]
mod tests;
