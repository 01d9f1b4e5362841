//! Looking for things by words.

use crate::small_sort::sort_by_key;

/// Something that can be looked for.
pub trait Findable {
    /// The words that it can be found by, folded: without accents and capitals.
    fn found_by(&self) -> &str;
}

/// The things that hold every one of some folded words: first those that have the first word whole, then those that
/// have a word beginning with it, then the others; otherwise in their own order.
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

/// «UTC−3» and «gmt-3» as the plain offset that both mean; other words as they are.
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
    fn whole_words_come_before_beginnings_and_those_before_the_rest() {
        assert_eq!(found("room"), ["matrix room", "room", "a mailroom"]);
        assert_eq!(found("york"), ["new york -5", "yorkshire"]);
        assert_eq!(found("yor"), ["new york -5", "yorkshire"]);
    }

    #[test]
    fn every_word_has_to_be_there_in_any_order() {
        assert_eq!(found("york new"), ["new york -5"]);
        assert_eq!(found("york room"), [""; 0]);
    }

    #[test]
    fn an_offset_is_found_however_it_is_written() {
        for words in ["-5", "UTC-5", "utc−5", "gmt-5"] {
            assert_eq!(found(words), ["new york -5"], "{words}");
        }
        assert_eq!(unprefixed("utc"), "utc");
    }
}
