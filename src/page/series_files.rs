//! The feeds of single series, in files next to the page. Calendar programs can subscribe to them.

use crate::web_address::{sibling, webcal};

/// The folder of the files.
pub const FOLDER: &str = "series";

/// The maximum number of recurring series. For a calendar with more, no files are written.
pub const MAX_FILES: usize = 200;

/// The path of the file of a series. Its name is a digest of the `UID` (FNV-1a, 64 bits), because a `UID` may contain any
/// character.
pub fn series_file(uid: &str) -> String {
    let digest = uid.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |digest, byte| {
        (digest ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{FOLDER}/{digest:016x}.ics")
}

/// The `webcal:` address of a series, next to the page at `page_url`.
pub fn series_address(page_url: &str, uid: &str) -> Option<String> {
    webcal(&sibling(page_url, &series_file(uid)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_series_has_a_file_and_an_address() {
        // The FNV specification has this test vector.
        assert_eq!(series_file("foobar"), "series/85944171f73967e8.ics");
        assert_eq!(
            series_address("https://a.example/b/?c#d", "foobar").as_deref(),
            Some("webcal://a.example/b/series/85944171f73967e8.ics")
        );
    }
}
