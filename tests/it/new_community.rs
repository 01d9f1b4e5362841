//! A folder that `new` has started.

#![allow(clippy::unwrap_used)] // a test may fail by them

use std::fs;

use hearth::community::mistake::Mistake;
use hearth::site::check;
use hearth::site::new::{NewError, create};

use crate::building::{Built, now};

#[test]
fn it_passes_the_checks_and_makes_a_page() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("a/b");
    let next = create(&folder).unwrap();
    for step in ["community.toml", "check --community", "refresh --community", "make serve COMMUNITY="] {
        assert!(next.contains(step), "{next}");
    }
    assert_eq!(check::check(&folder, now()), Vec::<Mistake>::new());
    let built = Built::from(folder.to_str().unwrap(), |_| {}).unwrap();
    assert!(built.html.contains("<title>Example community</title>") && built.html.contains("data-sample"));
    assert!(built.html.contains(r#"data-occurrence="weekly@example.org/20261125T150000Z""#));
    assert_eq!(built.warnings, []);
}

#[test]
fn what_is_there_already_is_left_alone() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("mine");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("note"), "mine").unwrap();
    let error = create(&folder).unwrap_err();
    assert!(matches!(error, NewError::NotEmpty(_)), "{error}");
    assert!(error.to_string().ends_with("name a folder that is empty or not there yet"), "{error}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);

    let file = folder.join("note");
    assert!(matches!(create(&file).unwrap_err(), NewError::NotAFolder(_)));
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
}

#[test]
fn an_empty_folder_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    create(folder.path()).unwrap();
    assert!(folder.path().join("community.toml").is_file());
}
