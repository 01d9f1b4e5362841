//! A folder created by `new`.

#![allow(clippy::unwrap_used)] // a panic fails the test

use std::fs;

use hearth::community::mistake::Mistake;
use hearth::site::check;
use hearth::site::new::{NewError, create};

use crate::building::{Built, now};

#[test]
fn a_new_folder_passes_the_checks_and_builds() {
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
fn existing_files_are_left_alone() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("mine");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("note"), "mine").unwrap();
    let error = create(&folder).unwrap_err();
    assert!(matches!(error, NewError::NotEmpty(_)), "{error}");
    assert!(error.to_string().ends_with("name a folder that is empty or does not exist"), "{error}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);

    let file = folder.join("note");
    assert!(matches!(create(&file).unwrap_err(), NewError::NotAFolder(_)));
    assert_eq!(fs::read_to_string(file).unwrap(), "mine");
}

#[test]
fn an_empty_folder_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    create(folder.path()).unwrap();
    assert!(folder.path().join("community.toml").is_file());
}
