//! The fuzz targets' checks hold for their seeds; `make fuzz` looks for inputs for which they do not.

#![allow(clippy::unwrap_used)] // a test may fail by them

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
        // The last one that is shown is the one that fails.
        println!("{}", seed.display());
        check(&std::fs::read(&seed).unwrap());
    }
}

#[test]
fn feeds_hold() {
    run("feed", checks::feed);
}

#[test]
fn rules_hold() {
    run("rule", checks::rule);
}

#[test]
fn zone_definitions_hold() {
    run("zone_definition", checks::zone_definition);
}

#[test]
fn inline_markup_holds() {
    run("inline_markup", checks::inline_markup);
}
