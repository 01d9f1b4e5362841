use super::*;
use crate::calendar::ics::content_line::UnfoldedText;
use crate::calendar::ics::yielding::{Never, block_on};

fn outline(component: &Component<'_>) -> String {
    let inside: Vec<_> = component.children.iter().map(outline).collect();
    format!("{}{}[{}]", component.name, component.lines.len(), inside.join(" "))
}

/// Compares the tree, with each component as its name, its number of lines and its children, and the
/// problems.
fn check(lines: &str, expected: &str, expected_problems: &[&str]) {
    let feed = lines.replace(' ', "\n");
    let text = UnfoldedText::new(feed.as_bytes());
    let mut problems = Problems::new(100);
    let limits = Limits { depth: 3, ..Limits::DEFAULT };
    let root = block_on(Component::read(&text, &limits, &mut problems, &mut Never));
    assert_eq!(outline(&root), expected);
    assert_eq!(problems.into_vec().iter().map(ToString::to_string).collect::<Vec<_>>(), expected_problems);
}

#[test]
fn components_are_nested_as_in_rfc_5545_section_3_6() {
    check(
        "BEGIN:VCALENDAR UID:1 BEGIN:VEVENT UID:2 URL:3 BEGIN:VALARM UID:4 END:VALARM STATUS:5 END:VEVENT END:VCALENDAR",
        "0[VCALENDAR1[VEVENT3[VALARM1[]]]]",
        &[],
    );
}

#[test]
fn names_are_case_insensitive() {
    check("begin:vcalendar Begin:vEvent end:VEVENT END:VCALENDAR", "0[VCALENDAR0[VEVENT0[]]]", &[]);
}

#[test]
fn a_truncated_feed_keeps_what_was_read() {
    check(
        "BEGIN:VCALENDAR BEGIN:VEVENT UID:1",
        "0[VCALENDAR0[VEVENT1[]]]",
        &[
            "line 2: VEVENT has no END; the feed may be incomplete; the existing part was read",
            "line 1: VCALENDAR has no END; the feed may be incomplete; the existing part was read",
        ],
    );
}

#[test]
fn a_missing_end_is_assumed_before_the_next_one() {
    check(
        "BEGIN:VCALENDAR BEGIN:VEVENT UID:1 END:VCALENDAR UID:2",
        "1[VCALENDAR0[VEVENT1[]]]",
        &["line 2: VEVENT has no END before END:VCALENDAR; the existing part was read"],
    );
}

#[test]
fn an_end_without_its_begin_is_left_out() {
    check(
        "BEGIN:VCALENDAR END:VEVENT UID:1 END:VCALENDAR",
        "0[VCALENDAR1[]]",
        &["line 2: END:VEVENT without its BEGIN; the line was left out"],
    );
}

#[test]
fn only_components_nested_too_deep_are_left_out() {
    check(
        "BEGIN:A BEGIN:B BEGIN:C BEGIN:D UID:1 BEGIN:E END:E END:D UID:2 END:C END:B UID:3 END:A",
        "0[A1[B0[C1[]]]]",
        &["line 4: components nested deeper than 3; the inner ones were left out"],
    );
}

#[test]
fn the_first_property_counts_and_blank_text_is_none() {
    let text = UnfoldedText::new(b"BEGIN:VEVENT\nSUMMARY:One\\, two\nSUMMARY:Three\nLOCATION:  \nEND:VEVENT");
    let mut problems = Problems::new(100);
    let root = block_on(Component::read(&text, &Limits::DEFAULT, &mut problems, &mut Never));
    let event = root.children_named("VEVENT").next().unwrap();
    assert_eq!(event.text(Property::Summary).unwrap(), "One, two");
    assert_eq!(event.text(Property::Location), None);
    assert_eq!(event.property(Property::Location).map(ContentLine::line), Some(4));
    assert!(event.property(Property::Start).is_none());
}
