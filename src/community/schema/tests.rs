use super::*;

fn mistakes_in(text: &str) -> Vec<String> {
    let mut mistakes = Mistakes::of("f");
    read(text, &mut mistakes);
    mistakes.into_sorted().iter().map(ToString::to_string).collect()
}

#[test]
fn an_empty_file_misses_its_two_tables() {
    assert_eq!(
        mistakes_in(""),
        [
            "f:1: community: error: `community` is missing. Remedy: add a table `[community]`.",
            "f:1: calendar: error: `calendar` is missing. Remedy: add a table `[calendar]`.",
        ]
    );
}

#[test]
fn all_type_and_field_mistakes_are_found_in_one_run() {
    let text = "\
[calendar]
feed = 1
stale_after_days = -1
colour = 'red'

[community]
name = 'a'
title = 'a'
description = 'a'
lead = 'a'
language = 'en'
base_url = 'https://example.org/'
page_url = 'https://example.org/'
accent = 2026-11-22
logo = []
footer = 'a'

[[section]]
id = 'a'
unlisted = 'yes'
note = { title = 'b', txt = 'c' }
channel = [3, { kind = 'irc', links = [{ label = 'd' }] }]
";
    let found: Vec<String> =
        mistakes_in(text).iter().map(|shown| shown.split(" Remedy").next().unwrap().to_owned()).collect();
    assert_eq!(
        found,
        [
            "f:2: calendar.feed: error: this number is not allowed here.",
            "f:3: calendar.stale_after_days: error: this number is not allowed here.",
            "f:4: calendar.colour: error: unknown field `colour`.",
            "f:14: community.accent: error: a date is not allowed here.",
            "f:15: community.logo: error: a list is not allowed here.",
            "f:18: section[0].title: error: `title` is missing.",
            "f:20: section[0].unlisted: error: a text is not allowed here.",
            "f:21: section[0].note.text: error: `text` is missing.",
            "f:21: section[0].note.txt: error: unknown field `txt`.",
            "f:22: section[0].channel[0]: error: this number is not allowed here.",
            "f:22: section[0].channel[1].name: error: `name` is missing.",
            "f:22: section[0].channel[1].address: error: `address` is missing.",
            "f:22: section[0].channel[1].purpose: error: `purpose` is missing.",
            "f:22: section[0].channel[1].links[0].url: error: `url` is missing.",
        ]
    );
}

#[test]
fn the_location_of_a_text_is_its_first_line() {
    let text = "[[section]]\nid = 'a'\ntitle = \"\"\"\nb\"\"\"\ntext = \"\"\"c\"\"\"\n";
    let mut mistakes = Mistakes::of("f");
    let data = read(text, &mut mistakes).unwrap();
    let section = &data.sections[0];
    let line = |field: &Option<Located<String>>| field.as_ref().unwrap().location.line;
    assert_eq!((line(&section.id), line(&section.title)), (2, 4));
    assert_eq!(section.text.as_ref().unwrap().location.line, 5);
}

#[test]
fn invalid_toml_is_reported_with_line_and_column() {
    for (text, start) in [
        ("a = 1\nb = é 2\n", "f:2: error: this is not TOML at column 5: "),
        ("[a]\n[a]\n", "f:2: error: this is not TOML at column "),
        ("a = \"b\nc = 1\n", "f:1: error: this is not TOML at column "),
        ("\u{0}", "f:1: error: this is not TOML at column "),
        ("a = [[[", "f:1: error: this is not TOML at column "),
    ] {
        let found = mistakes_in(text);
        assert!(found.len() == 1 && found[0].starts_with(start), "{text}: {found:?}");
    }
}
