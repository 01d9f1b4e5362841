//! The files next to the page that have one series of the calendar each, for subscriptions.

use crate::web_address::sibling;

/// The folder of the files.
pub const FOLDER: &str = "series";

/// The maximum number of series that have files; a calendar with more has none.
pub const MAX_FILES: usize = 200;

/// The file of a series, by its `UID`: a digest (FNV-1a, 64 bits), because a `UID` may contain any character.
pub fn series_file(uid: &str) -> String {
    let digest = uid.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{FOLDER}/{digest:016x}.ics")
}

/// The address with which calendar programs subscribe to a series; `page_url` is the address of the page.
pub fn series_address(page_url: &str, uid: &str) -> Option<String> {
    let file = sibling(page_url, &series_file(uid));
    file.split_once("://").map(|(_, rest)| format!("webcal://{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_a_file_and_an_address() {
        // The test vector for "foobar" in the specification of FNV.
        assert_eq!(series_file("foobar"), "series/85944171f73967e8.ics");
        assert_eq!(
            series_address("https://a.example/b/?c#d", "foobar").as_deref(),
            Some("webcal://a.example/b/series/85944171f73967e8.ics")
        );
    }
}
