//! Searches by words.

use super::typed_offset;
use crate::small_sort::sort_by_key;

/// Something that can be searched for.
pub trait Searchable {
    /// The terms that queries are compared with.
    fn search_terms(&self) -> &SearchTerms;
}

/// The terms that queries are compared with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchTerms {
    /// Its names.
    pub names: Vec<Name>,
    /// The UTC offset in seconds; only for time zones.
    pub offset: Option<i64>,
    /// The position among equal matches, lowest first; matches with the same position keep their order.
    pub order: usize,
}

/// A name that queries are compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, folded: in lower case and without accents.
    pub folded: String,
    /// The name as it is shown next to the title; `None` if the title contains it.
    pub shown: Option<String>,
}

/// How well something matches, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A name, or the offset, equals the query.
    Whole,
    /// One name has all words of the query.
    Words,
    /// All words of the query are prefixes of words of one name.
    Prefixes,
    /// All words of the query are substrings of one name.
    Inside,
    /// The words of the query are substrings of several names.
    Scattered,
}

/// A query, split into words.
#[derive(Clone, Debug, Default)]
pub struct Query(Vec<Term>);

/// A word as typed.
#[derive(Clone, Debug)]
struct Term {
    /// The offset that it may be, in seconds.
    offset: Option<i64>,
    /// Its parts without punctuation.
    parts: Vec<String>,
}

impl Query {
    /// Creates a query from folded words.
    pub fn new(words: &[String]) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        for word in words {
            let term =
                Term { offset: typed_offset::read(word), parts: parts(word).map(str::to_owned).collect() };
            // In «UTC +2» both words are one offset.
            if word.starts_with(['+', '-', '−']) && term.offset.is_some() {
                terms.pop_if(|before| before.is_utc());
            }
            if !term.parts.is_empty() {
                terms.push(term);
            }
        }
        Self(terms)
    }
}

/// The initials of a title of three or more words, such as `CoC`; empty for a shorter title.
pub fn initials(title: &str) -> String {
    let words = title.split_whitespace();
    if words.clone().count() < 3 {
        String::new()
    } else {
        words.filter_map(|word| word.chars().next()).collect()
    }
}

impl Term {
    fn is_utc(&self) -> bool {
        matches!(self.parts.as_slice(), [only] if only == "utc" || only == "gmt")
    }
}

impl SearchTerms {
    /// The search terms of something with one text, which is shown as its title and hint.
    pub fn text(folded: String) -> Self {
        Self { names: vec![Name { folded, shown: None }], ..Self::default() }
    }

    /// The name that a query has found, if the title does not contain it.
    pub fn matching_name(&self, query: &Query) -> Option<&str> {
        let (_, index) = self.best(query).or_else(|| self.near(query))?;
        self.names.get(index)?.shown.as_deref()
    }

    /// The same as [`best`](Self::best), if each word of the query may have one mistake.
    fn near(&self, query: &Query) -> Option<(Rank, usize)> {
        let wanted: Vec<_> = query.0.iter().flat_map(|term| &term.parts).collect();
        let has = |name: &Name, word: &str| parts(&name.folded).any(|part| is_near(part, word));
        let has_all = |(_, name): &(usize, &Name)| wanted.iter().all(|word| has(name, word));
        let rank = |(index, name): (usize, &Name)| {
            let is_whole = parts(&name.folded).count() == wanted.len();
            (if is_whole { Rank::Whole } else { Rank::Words }, index)
        };
        self.names.iter().enumerate().filter(has_all).map(rank).min_by_key(|(rank, _)| *rank)
    }

    /// How well a query matches, and the index of the name that it matches best.
    fn best(&self, query: &Query) -> Option<(Rank, usize)> {
        let is_text = |term: &&Term| term.offset.is_none() || term.offset != self.offset;
        let texts = query.0.iter().filter(is_text).flat_map(|term| &term.parts);
        let wanted: Vec<_> = texts.map(String::as_str).collect();
        if wanted.is_empty() {
            return Some((Rank::Whole, 0));
        }
        let mut best: Option<(Rank, usize)> = None;
        for (index, name) in self.names.iter().enumerate() {
            if let Some(rank) = rank(&name.folded, &wanted)
                && best.is_none_or(|(known, _)| rank < known)
            {
                best = Some((rank, index));
            }
        }
        let is_somewhere = |word: &&str| self.names.iter().any(|name| name.folded.contains(*word));
        best.or_else(|| wanted.iter().all(is_somewhere).then_some((Rank::Scattered, 0)))
    }
}

/// How well a name matches some words; `None` if it does not contain all of them.
fn rank(name: &str, wanted: &[&str]) -> Option<Rank> {
    if parts(name).eq(wanted.iter().copied()) {
        return Some(Rank::Whole);
    }
    let mut worst = Rank::Words;
    for word in wanted {
        let rank = if parts(name).any(|part| part == *word) {
            Rank::Words
        } else if parts(name).any(|part| part.starts_with(word)) {
            Rank::Prefixes
        } else if name.contains(word) {
            Rank::Inside
        } else {
            return None;
        };
        worst = worst.max(rank);
    }
    Some(worst)
}

/// The shortest word that may be misspelled, in letters.
const MIN_LETTERS: usize = 4;

/// Whether `typed` is `word` or a prefix of it, with at most one mistake: a letter missing, added, replaced, or swapped
/// with the next.
fn is_near(word: &str, typed: &str) -> bool {
    let (word, typed): (Vec<char>, Vec<char>) = (word.chars().collect(), typed.chars().collect());
    if typed.len() < MIN_LETTERS {
        return word == typed;
    }
    let same = word.iter().zip(&typed).take_while(|(one, other)| one == other).count();
    let begins = |from_word: usize, from_typed: usize| {
        let rest = word.get(from_word..).unwrap_or_default();
        typed.get(from_typed..).is_some_and(|typed| rest.starts_with(typed))
    };
    let is_swapped = word.get(same) == typed.get(same + 1) && word.get(same + 1) == typed.get(same);
    begins(same + 1, same)
        || begins(same, same + 1)
        || begins(same + 1, same + 1)
        || (is_swapped && begins(same + 2, same + 2))
}

/// The words of a text, without punctuation.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty())
}

/// The things that contain every one of some folded words: first those with a name that is exactly these words, then
/// those with all of them as whole words, then as beginnings of words, then the others; otherwise by their own
/// positions. If nothing contains them, the things with words that differ by one letter, in the same order. Without
/// words, all things in their own order.
pub fn matching<'a, T: Searchable>(things: &'a [T], words: &[String]) -> Vec<&'a T> {
    let query = Query::new(words);
    if query.0.is_empty() {
        return things.iter().collect();
    }
    let found_by = |rank: fn(&SearchTerms, &Query) -> Option<(Rank, usize)>| {
        let found = things.iter().filter_map(|thing| {
            let search_terms = thing.search_terms();
            rank(search_terms, &query).map(|(rank, _)| (rank as usize, search_terms.order, thing))
        });
        found.collect::<Vec<_>>()
    };
    let mut found = found_by(SearchTerms::best);
    if found.is_empty() {
        found = found_by(SearchTerms::near);
    }
    sort_by_key(&mut found, |(rank, order, _)| (*rank, *order));
    found.into_iter().map(|(_, _, thing)| thing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Searchable for SearchTerms {
        fn search_terms(&self) -> &SearchTerms {
            self
        }
    }

    fn words(typed: &str) -> Vec<String> {
        typed.split_whitespace().map(ToOwned::to_owned).collect()
    }

    fn found(typed: &str) -> Vec<String> {
        let things = ["matrix room", "room", "a mailroom", "new york", "yorkshire", "libera.chat (irc)"];
        let things = things.map(|text| SearchTerms::text(text.to_owned()));
        matching(&things, &words(typed)).into_iter().map(|thing| thing.names[0].folded.clone()).collect()
    }

    #[test]
    fn a_word_may_differ_by_one_letter_if_nothing_contains_it() {
        for typed in ["matrx", "matirx", "natrix", "maatrix", "matrx room"] {
            assert_eq!(found(typed).first().map(String::as_str), Some("matrix room"), "{typed}");
        }
        for typed in ["mtx", "metrics", "rum"] {
            assert_eq!(found(typed), [""; 0], "{typed}");
        }
    }

    #[test]
    fn misspelled_words_find_things_in_their_own_order() {
        let thing = |text: &str, order| SearchTerms {
            names: vec![
                Name { folded: "zone".to_owned(), shown: None },
                Name { folded: text.to_owned(), shown: Some(text.to_owned()) },
            ],
            order,
            ..SearchTerms::default()
        };
        let things = [thing("australia (casey)", 9), thing("australia", 2)];
        let typed = words("austrailia");
        let found = matching(&things, &typed);
        assert_eq!(found.iter().map(|thing| thing.order).collect::<Vec<_>>(), [2, 9]);
        assert_eq!(found[0].matching_name(&Query::new(&typed)), Some("australia"));
    }

    #[test]
    fn whole_names_rank_before_words_prefixes_and_substrings() {
        assert_eq!(found("room"), ["room", "matrix room", "a mailroom"]);
        assert_eq!(found("york"), ["new york", "yorkshire"]);
        assert_eq!(found("yor"), ["new york", "yorkshire"]);
        assert_eq!(found("oom"), ["matrix room", "room", "a mailroom"]);
    }

    #[test]
    fn all_words_have_to_match_in_any_order() {
        assert_eq!(found("york new"), ["new york"]);
        assert_eq!(found("york room"), [""; 0]);
    }

    #[test]
    fn punctuation_does_not_matter() {
        for typed in ["libera.chat", "Libera/chat".to_lowercase().as_str(), "chat, irc", "(irc)", "#libera"] {
            assert_eq!(found(typed), ["libera.chat (irc)"], "{typed}");
        }
        for nothing in ["", " ", "#", "+ ."] {
            assert_eq!(found(nothing).len(), 6, "{nothing}");
        }
    }

    #[test]
    fn an_offset_is_one_of_the_words_or_part_of_a_text() {
        let named = |text: &str, hours: Option<i64>| SearchTerms {
            offset: hours.map(|hours| hours * 3600),
            ..SearchTerms::text(text.to_owned())
        };
        let things = [
            named("europe/berlin", Some(1)),
            named("africa/lagos", Some(1)),
            named("a call at +1:00", None),
            named("utc", Some(0)),
        ];
        let found = |typed: &str| -> Vec<_> {
            matching(&things, &words(typed)).into_iter().map(|thing| thing.names[0].folded.as_str()).collect()
        };
        for typed in ["utc+1", "gmt+01:00", "gmt +0100"] {
            assert_eq!(found(typed), ["europe/berlin", "africa/lagos"], "{typed}");
        }
        for typed in ["+1:00", "utc +1"] {
            assert_eq!(found(typed), ["europe/berlin", "africa/lagos", "a call at +1:00"], "{typed}");
        }
        assert_eq!(found("africa +1"), ["africa/lagos"]);
        assert_eq!(found("utc"), ["utc"]);
        assert_eq!(found("+9"), [""; 0]);
    }

    #[test]
    fn the_name_that_was_found_is_shown_unless_the_title_contains_it() {
        let other = |name: &str| Name { folded: name.to_lowercase(), shown: Some(name.to_owned()) };
        let mut zone = SearchTerms::text("america/los angeles".to_owned());
        zone.names.extend([
            other("Pacific Time"),
            other("San Francisco"),
            other("San Diego"),
            other("Pacific"),
        ]);
        for (typed, expected) in [
            ("los angeles", None),
            ("angeles", None),
            ("san francisco", Some("San Francisco")),
            ("francisco", Some("San Francisco")),
            ("san", Some("San Francisco")),
            ("pacific", Some("Pacific")),
            ("pacific t", Some("Pacific Time")),
            ("diego america", None),
            ("tokyo", None),
            ("", None),
        ] {
            assert_eq!(zone.matching_name(&Query::new(&words(typed))), expected, "{typed}");
        }
        assert_eq!(matching(&[zone], &words("diego america")).len(), 1);
    }

    #[test]
    fn a_title_of_three_words_has_initials() {
        for (title, expected) in
            [("Code of Conduct", "CoC"), ("Legal umbrella", ""), ("", ""), (" Ärger  in Übersee ", "ÄiÜ")]
        {
            assert_eq!(initials(title), expected, "{title}");
        }
    }

    #[test]
    fn those_that_match_equally_well_are_in_their_own_order() {
        let named = |text: &str, order| SearchTerms { order, ..SearchTerms::text(text.to_owned()) };
        let things = [named("one st", 3), named("st two", 1), named("st three", 1), named("st", 9)];
        let found: Vec<_> = matching(&things, &words("st")).into_iter().map(|thing| thing.order).collect();
        assert_eq!(found, [9, 1, 1, 3]);
    }
}
