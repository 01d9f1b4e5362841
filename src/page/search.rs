//! Searches by words.

use crate::small_sort::sort_by_key;

/// Something that can be searched for.
pub trait Findable {
    /// The text that is searched, folded: in lower case and without accents.
    fn found_by(&self) -> &str;
}

/// The things that contain every one of some folded words: first those with the first word as a whole word,
/// then those with a word that begins with it, then the others; otherwise in their own order.
pub fn matching<'a, T: Findable>(things: &'a [T], words: &[String]) -> Vec<&'a T> {
    let wanted: Vec<_> = words.iter().map(|word| unprefixed(word)).collect();
    let holds = |thing: &&T| wanted.iter().all(|word| thing.found_by().contains(word));
    let mut found: Vec<_> = things.iter().filter(holds).collect();
    if let Some(first) = wanted.first() {
        sort_by_key(&mut found, |thing| {
            let words = || thing.found_by().split_whitespace();
            (!words().any(|word| word == first), !words().any(|word| word.starts_with(first)))
        });
    }
    found
}

/// Converts «UTC−3» and «gmt-3» to the plain offset; other words stay as they are.
pub fn unprefixed(word: &str) -> String {
    let word = word.replace('−', "-");
    let lower = word.to_lowercase();
    let offset = lower.strip_prefix("utc").or_else(|| lower.strip_prefix("gmt"));
    offset.filter(|offset| offset.starts_with(['+', '-'])).map_or(word, ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Findable for &str {
        fn found_by(&self) -> &str {
            self
        }
    }

    fn found(words: &str) -> Vec<&'static str> {
        let things = &["matrix room", "room", "a mailroom", "new york -5", "yorkshire"];
        let words: Vec<_> = words.split(' ').map(ToOwned::to_owned).collect();
        matching(things, &words).into_iter().copied().collect()
    }

    #[test]
    fn whole_words_rank_before_prefixes_and_substrings() {
        assert_eq!(found("room"), ["matrix room", "room", "a mailroom"]);
        assert_eq!(found("york"), ["new york -5", "yorkshire"]);
        assert_eq!(found("yor"), ["new york -5", "yorkshire"]);
    }

    #[test]
    fn all_words_have_to_match_in_any_order() {
        assert_eq!(found("york new"), ["new york -5"]);
        assert_eq!(found("york room"), [""; 0]);
    }

    #[test]
    fn an_offset_is_found_in_every_notation() {
        for words in ["-5", "UTC-5", "utc−5", "gmt-5"] {
            assert_eq!(found(words), ["new york -5"], "{words}");
        }
        assert_eq!(unprefixed("utc"), "utc");
    }
}
