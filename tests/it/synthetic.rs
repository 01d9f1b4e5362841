//! The answers that the browser tests expect are those of the host.

use hearth::site::zones::BundledZones;

use crate::synthetic_feeds::{cases, digest};

const ANSWERS: &str = "tests/fixtures/synthetic-answers.txt";

/// `WRITE_ANSWERS=1 cargo test --test it synthetic` writes new answers.
#[test]
fn the_stored_answers_match_the_host() {
    let database = BundledZones::open();
    let answers: Vec<_> = cases().iter().map(|case| case.answer(&database)).collect();
    let lines: String = answers.iter().map(|answer| digest(answer) + "\n").collect();
    if std::env::var_os("WRITE_ANSWERS").is_some() {
        std::fs::write(ANSWERS, &lines).unwrap_or_else(|error| panic!("{ANSWERS}: {error}"));
    }
    let known = std::fs::read_to_string(ANSWERS).unwrap_or_else(|error| panic!("{ANSWERS}: {error}"));
    for ((answer, expected), line) in answers.iter().zip(known.lines()).zip(1..) {
        assert_eq!(digest(answer), expected, "line {line} of {ANSWERS}:\n{answer}");
    }
    assert_eq!(lines.lines().count(), known.lines().count());
    // The answers have many occurrences, and every kind of them.
    let all = answers.concat();
    assert!(all.lines().count() > 8_000, "{}", all.lines().count());
    for kind in ["all day", "floating", "moved", "Pacific/Apia", "Africa/Casablanca"] {
        assert!(all.contains(kind), "{kind}");
    }
}
