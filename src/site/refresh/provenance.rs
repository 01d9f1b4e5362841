//! Where a feed was fetched from and when: a few lines inside the feed itself, which other programs pass over.
//!
//! RFC 5545, section 3.8.8.2, allows properties of one's own: `X-` names, folded at 75 octets and escaped as any.

use jiff::Timestamp;

const FETCHED: &str = "X-COMMUNITY-FETCHED";
const SOURCE: &str = "X-COMMUNITY-SOURCE";
const ETAG: &str = "X-COMMUNITY-ETAG";
const LAST_MODIFIED: &str = "X-COMMUNITY-LAST-MODIFIED";
const SAMPLE: &str = "X-COMMUNITY-SAMPLE";
const ALL: [&str; 5] = [FETCHED, SOURCE, ETAG, LAST_MODIFIED, SAMPLE];

const LONGEST_LINE: usize = 75;
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What a server has to be told to learn whether a feed has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Provenance {
    /// The address.
    pub(super) source: String,
    /// The server's mark of this version.
    pub(super) etag: Option<String>,
    /// When the server says that it last changed.
    pub(super) last_modified: Option<String>,
}

impl Provenance {
    /// Reads the lines back; nothing where the feed has no source or is a sample.
    pub(super) fn read(feed: &[u8]) -> Option<Self> {
        let mut found = [const { None }; ALL.len()];
        for line in content_lines(feed) {
            let place = ALL.iter().position(|name| is_called(line, name));
            if let Some(slot) = place.and_then(|place| found.get_mut(place)) {
                *slot = Some(value(line));
            }
        }
        let [_, source, etag, last_modified, sample] = found;
        if sample.is_some() {
            return None;
        }
        Some(Self { source: source?, etag, last_modified })
    }

    /// The feed with these lines at its top, and without such lines from before.
    pub(super) fn stamp(&self, feed: &[u8], now: Timestamp) -> Vec<u8> {
        let fetched = now.strftime("%Y%m%dT%H%M%SZ").to_string();
        let mut properties = vec![(FETCHED, fetched.as_str()), (SOURCE, &self.source)];
        properties.extend(self.etag.as_deref().map(|etag| (ETAG, etag)));
        properties.extend(self.last_modified.as_deref().map(|time| (LAST_MODIFIED, time)));

        let mut lines = content_lines(feed);
        let first = lines.next().unwrap_or_default();
        let line_end = if first.ends_with(b"\r\n") { "\r\n" } else { "\n" };
        let mut stamped = first.to_vec();
        for (name, text) in properties {
            stamped.extend(folded(&format!("{name}:{}", escaped(text)), line_end).bytes());
        }
        for line in lines.filter(|line| !ALL.iter().any(|name| is_called(line, name))) {
            stamped.extend_from_slice(line);
        }
        stamped
    }
}

/// The content lines with their folds and line ends in them: nothing of the feed is lost.
fn content_lines(feed: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = feed;
    std::iter::from_fn(move || {
        let is_end = |pair: &[u8]| matches!(pair, [b'\n', next] if !matches!(next, b' ' | b'\t'));
        let length = rest.windows(2).position(is_end).map_or(rest.len(), |position| position + 1);
        let (line, after) = rest.split_at_checked(length)?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

fn is_called(line: &[u8], name: &str) -> bool {
    let line = line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line);
    line.split_at_checked(name.len()).is_some_and(|(start, rest)| {
        start.eq_ignore_ascii_case(name.as_bytes()) && matches!(rest.first(), Some(b':' | b';'))
    })
}

/// What stands after the colon, unfolded and unescaped.
fn value(line: &[u8]) -> String {
    let text = String::from_utf8_lossy(line).replace("\r\n", "\n").replace("\n ", "").replace("\n\t", "");
    let value = text.split_once(':').map_or("", |(_, value)| value).trim_end_matches('\n');
    let mut unescaped = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        let meant = if character == '\\' { characters.next() } else { Some(character) };
        unescaped.extend(meant);
    }
    unescaped
}

/// RFC 5545, section 3.3.11. Neither addresses nor headers hold line breaks.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,")
}

/// RFC 5545, section 3.1: no line is longer than 75 octets, and no character is broken.
fn folded(line: &str, line_end: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LONGEST_LINE {
            folded.push_str(line_end);
            folded.push(' ');
            length = 1;
        }
        folded.push(character);
        length += character.len_utf8();
    }
    folded.push_str(line_end);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-NOTE:a\r\n b\r\nEND:VCALENDAR\r\n";

    fn now() -> Timestamp {
        "2026-11-22T09:30:00Z".parse().unwrap()
    }

    fn origin(source: &str, etag: Option<&str>) -> Provenance {
        Provenance { source: source.to_owned(), etag: etag.map(str::to_owned), last_modified: None }
    }

    #[test]
    fn the_lines_stand_right_after_the_beginning_with_the_line_ends_of_the_feed() {
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
    fn what_is_stamped_is_read_back_and_stamping_again_changes_only_the_time() {
        let long = format!("https://example.org/{}?a=1,2;3\\é", "long/".repeat(40));
        for source in ["https://example.org/a.ics", long.as_str()] {
            let origin = origin(source, Some("\"a,b;c\\d\""));
            let stamped = origin.stamp(FEED.as_bytes(), now());
            assert!(stamped.split(|byte| *byte == b'\n').all(|line| line.len() <= LONGEST_LINE + 1));
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
    fn lines_from_before_are_removed_with_their_folds_and_a_sample_has_no_origin() {
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
    fn bytes_that_are_not_text_are_kept() {
        let feed = b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\xfe\r\nEND:VCALENDAR\r\n";
        let stamped = origin("t", None).stamp(feed, now());
        assert!(stamped.windows(2).any(|pair| pair == b"\xff\xfe"));
    }
}
