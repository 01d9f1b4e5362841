use super::*;

#[test]
fn a_list_is_split_at_unescaped_commas() {
    assert_eq!(text_list(r"One,Two\, too,, Three\\,Four"), ["One", "Two, too", " Three\\", "Four"]);
    assert!(text_list("").is_empty());
}

#[test]
fn parameters_are_quoted_if_necessary() {
    for (text, expected) in [
        ("plain", "plain"),
        ("a: b", "\"a: b\""),
        ("a;b,c", "\"a;b,c\""),
        ("\"a\"^\n", "^'a^'^^^n"),
        (" a", "\" a\""),
    ] {
        assert_eq!(quote(text), expected);
    }
}

#[test]
fn a_line_is_split_at_the_first_colon_outside_quotes() {
    let split = |line| Line::split(line).map(|line| (line.name, line.parameters, line.value));
    assert_eq!(split("SUMMARY:a:b"), Some(("SUMMARY", "", "a:b")));
    assert_eq!(split("X;A=\"b:c\";D=e:f"), Some(("X", "A=\"b:c\";D=e", "f")));
    assert_eq!(split("X;A=\"b:c"), Some(("X", "A=\"b", "c")), "a quote that is never closed");
    assert_eq!(split("no colon"), None);
}

#[test]
fn parameters_are_split_at_semicolons_outside_quotes() {
    let all: Vec<_> = parameters("A=b;C=\"d;e\"; F =g;h").collect();
    assert_eq!(all, [("A", "b"), ("C", "\"d;e\""), ("F", "g")]);
    assert_eq!(parameters("").count(), 0);
}

#[test]
fn folding_is_undone_by_unfolding() {
    let line = format!("SUMMARY:{}", "äß漢".repeat(40));
    for end in ["\r\n", "\n"] {
        let folded = fold(&line, end);
        assert!(folded.lines().all(|physical| physical.len() <= MAX_LINE), "{folded}");
        assert_eq!(unfold(folded.as_bytes()), line);
        assert_eq!(raw_lines(format!("{folded}NEXT:1{end}").as_bytes()).count(), 2);
    }
}

#[test]
fn raw_lines_lose_nothing() {
    let feed = b"\xEF\xBB\xBFBEGIN:VCALENDAR\r\nX:a\r\n b\n\tc\nEND:VCALENDAR";
    let lines: Vec<_> = raw_lines(feed).collect();
    assert_eq!(lines.concat(), feed);
    assert!(is_named(lines[0], "begin") && is_named(lines[1], "X") && !is_named(lines[1], "XY"));
    assert_eq!(value_of(lines[1]), "abc");
    assert_eq!(value_of(b"X:a\\, b\\nc\r\n"), "a, b\nc");
}

#[test]
fn a_web_page_is_recognised_by_its_start() {
    assert!(is_web_page(b"\n<!DOCTYPE html>") && is_web_page(b"<!-- --><HTML lang=en>"));
    assert!(!is_web_page(b"BEGIN:VCALENDAR") && !is_web_page(b""));
}
