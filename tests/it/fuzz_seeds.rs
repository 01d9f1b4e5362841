//! Runs the checks of the fuzz targets on their seeds; `make fuzz` searches for inputs that fail them.

#![allow(clippy::unwrap_used)] // a panic fails the test

#[path = "../fuzz/checks.rs"]
mod checks;

use std::path::Path;

/// Runs a target's check on each of its seeds.
fn run(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/seeds").join(target);
    let mut seeds: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    seeds.sort();
    assert!(!seeds.is_empty(), "{target} has no seeds");
    for seed in seeds {
        // The last path printed is the seed that failed.
        println!("{}", seed.display());
        check(&std::fs::read(&seed).unwrap());
    }
}

#[test]
fn feed_seeds_pass() {
    run("feed", checks::feed);
}

#[test]
fn rule_seeds_pass() {
    run("rule", checks::rule);
}

#[test]
fn zone_definition_seeds_pass() {
    run("zone_definition", checks::zone_definition);
}

#[test]
fn inline_markup_seeds_pass() {
    run("inline_markup", checks::inline_markup);
}
