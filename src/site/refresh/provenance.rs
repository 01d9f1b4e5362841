//! Where and when a feed was fetched, as non-standard properties in the feed itself (RFC 5545, section 3.8.8.2), which
//! other programs ignore.

use jiff::Timestamp;

use crate::calendar::ics::encoding::{escaped, fold, is_named, raw_lines, value_of};

const FETCHED: &str = "X-COMMUNITY-FETCHED";
const SOURCE: &str = "X-COMMUNITY-SOURCE";
const NAME: &str = "X-COMMUNITY-NAME";
const ETAG: &str = "X-COMMUNITY-ETAG";
const LAST_MODIFIED: &str = "X-COMMUNITY-LAST-MODIFIED";
const SAMPLE: &str = "X-COMMUNITY-SAMPLE";
const ALL: [&str; 6] = [FETCHED, SOURCE, NAME, ETAG, LAST_MODIFIED, SAMPLE];

/// What a conditional request for a feed needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Provenance {
    /// The address.
    pub(super) source: String,
    /// If it is one of several calendars, its name, which its events have as a category.
    pub(super) name: Option<String>,
    /// The `ETag` of the response.
    pub(super) etag: Option<String>,
    /// The `Last-Modified` of the response.
    pub(super) last_modified: Option<String>,
}

impl Provenance {
    /// Reads the properties of a feed; `None` if the feed has no source, is merged from several, or is a sample.
    pub(super) fn read(feed: &[u8]) -> Option<Self> {
        let is_sample = raw_lines(feed).any(|line| is_named(line, SAMPLE));
        let [only]: [Self; 1] = read_several(feed).try_into().ok()?;
        Some(only).filter(|only| only.name.is_none() && !is_sample)
    }

    /// The address alone, for an unconditional request.
    pub(super) fn of(source: &str) -> Self {
        Self { source: source.to_owned(), name: None, etag: None, last_modified: None }
    }

    /// The feed with these properties at the top, and without earlier ones.
    pub(super) fn stamp(&self, feed: &[u8], now: Timestamp) -> Vec<u8> {
        stamped(feed, now, &self.properties())
    }

    fn properties(&self) -> Vec<(&'static str, &str)> {
        let mut properties = vec![(SOURCE, self.source.as_str())];
        properties.extend(self.name.as_deref().map(|name| (NAME, name)));
        properties.extend(self.etag.as_deref().map(|etag| (ETAG, etag)));
        properties.extend(self.last_modified.as_deref().map(|time| (LAST_MODIFIED, time)));
        properties
    }
}

/// Whether a feed has none of these properties, so that it was neither fetched nor is a sample.
pub(super) fn is_kept_by_hand(feed: &[u8]) -> bool {
    !raw_lines(feed).any(|line| ALL.iter().any(|name| is_named(line, name)))
}

/// When a feed was fetched, if it says so.
pub(super) fn fetched(feed: &[u8]) -> Option<Timestamp> {
    let line = raw_lines(feed).find(|line| is_named(line, FETCHED))?;
    value_of(line).trim().parse().ok()
}

/// A merged feed with the properties of its calendars at the top, those of each after its source.
pub(super) fn stamp_several(feed: &[u8], now: Timestamp, origins: &[Provenance]) -> Vec<u8> {
    stamped(feed, now, &origins.iter().flat_map(Provenance::properties).collect::<Vec<_>>())
}

/// The properties of each calendar of a merged feed.
pub(super) fn read_several(feed: &[u8]) -> Vec<Provenance> {
    let mut origins: Vec<Provenance> = Vec::new();
    for line in raw_lines(feed) {
        if is_named(line, SOURCE) {
            origins.push(Provenance::of(&value_of(line)));
        } else if let Some(last) = origins.last_mut() {
            if is_named(line, NAME) {
                last.name = Some(value_of(line));
            } else if is_named(line, ETAG) {
                last.etag = Some(value_of(line));
            } else if is_named(line, LAST_MODIFIED) {
                last.last_modified = Some(value_of(line));
            }
        }
    }
    origins
}

fn stamped(feed: &[u8], now: Timestamp, properties: &[(&str, &str)]) -> Vec<u8> {
    let fetched = now.strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut lines = raw_lines(feed);
    let first = lines.next().unwrap_or_default();
    let line_end = if first.ends_with(b"\r\n") { "\r\n" } else { "\n" };
    let mut stamped = first.to_vec();
    for (name, text) in [(FETCHED, fetched.as_str())].iter().chain(properties) {
        stamped.extend(fold(&format!("{name}:{}", escaped(text)), line_end).bytes());
    }
    for line in lines.filter(|line| !ALL.iter().any(|name| is_named(line, name))) {
        stamped.extend_from_slice(line);
    }
    stamped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::ics::encoding::MAX_LINE;

    const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-NOTE:a\r\n b\r\nEND:VCALENDAR\r\n";

    fn now() -> Timestamp {
        "2026-11-22T09:30:00Z".parse().unwrap()
    }

    fn origin(source: &str, etag: Option<&str>) -> Provenance {
        Provenance { etag: etag.map(str::to_owned), ..Provenance::of(source) }
    }

    #[test]
    fn properties_follow_the_first_line_with_the_same_line_breaks() {
        let stamped = origin("https://example.org/a.ics", Some("W/\"1\"")).stamp(FEED.as_bytes(), now());
        assert_eq!(
            String::from_utf8(stamped).unwrap(),
            "BEGIN:VCALENDAR\r\nX-COMMUNITY-FETCHED:20261122T093000Z\r\n\
             X-COMMUNITY-SOURCE:https://example.org/a.ics\r\nX-COMMUNITY-ETAG:W/\"1\"\r\n\
             VERSION:2.0\r\nX-NOTE:a\r\n b\r\nEND:VCALENDAR\r\n"
        );
        let feed = FEED.replace("\r\n", "\n");
        let stamped = origin("https://example.org/a.ics", None).stamp(feed.as_bytes(), now());
        assert!(!stamped.contains(&b'\r'));
    }

    #[test]
    fn stamping_round_trips_and_stamping_again_changes_only_the_time() {
        let long = format!("https://example.org/{}?a=1,2;3\\é", "long/".repeat(40));
        for source in ["https://example.org/a.ics", long.as_str()] {
            let origin = origin(source, Some("\"a,b;c\\d\""));
            let stamped = origin.stamp(FEED.as_bytes(), now());
            assert!(stamped.split(|byte| *byte == b'\n').all(|line| line.len() <= MAX_LINE + 1));
            assert_eq!(Provenance::read(&stamped), Some(origin.clone()));

            let later = "2026-11-23T10:31:01Z".parse().unwrap();
            let again = String::from_utf8(origin.stamp(&stamped, later)).unwrap();
            assert_eq!(
                again.replace("20261123T103101Z", "20261122T093000Z"),
                String::from_utf8(stamped).unwrap()
            );
        }
    }

    #[test]
    fn a_file_of_several_feeds_is_of_none_of_them() {
        let origins =
            [origin("https://example.org/a.ics", None), origin("https://example.org/b.ics", Some("1"))];
        let both = stamp_several(FEED.as_bytes(), now(), &origins);
        assert_eq!(read_several(&both), origins);
        assert_eq!(Provenance::read(&both), None);
    }

    #[test]
    fn earlier_properties_are_removed_and_a_sample_has_no_provenance() {
        let feed = "BEGIN:VCALENDAR\nx-community-sample;A=1:yes\n and\n\tmore\nX-COMMUNITY-SOURCE:s\n\
                    X-COMMUNITY-OTHER:kept\nEND:VCALENDAR";
        assert_eq!(Provenance::read(feed.as_bytes()), None);
        let stamped = String::from_utf8(origin("t", None).stamp(feed.as_bytes(), now())).unwrap();
        assert_eq!(
            stamped,
            "BEGIN:VCALENDAR\nX-COMMUNITY-FETCHED:20261122T093000Z\nX-COMMUNITY-SOURCE:t\n\
             X-COMMUNITY-OTHER:kept\nEND:VCALENDAR"
        );
    }

    #[test]
    fn invalid_utf_8_is_kept() {
        let feed = b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\xfe\r\nEND:VCALENDAR\r\n";
        let stamped = origin("t", None).stamp(feed, now());
        assert!(stamped.windows(2).any(|pair| pair == b"\xff\xfe"));
    }
}
