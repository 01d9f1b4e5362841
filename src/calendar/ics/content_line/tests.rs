use super::*;

/// The lines as `NUMBER NAME|PARAMETERS|VALUE`, then the problems.
fn lines(feed: &[u8]) -> Vec<String> {
    let text = UnfoldedText::new(feed);
    let (read, problems): (Vec<_>, Vec<_>) = text.lines(&Limits::DEFAULT).flatten().partition(Result::is_ok);
    let show =
        |line: ContentLine<'_>| format!("{} {}|{}|{}", line.number, line.name, line.parameters, line.value);
    let problems = problems.into_iter().filter_map(Result::err).map(|problem| problem.to_string());
    read.into_iter().flatten().map(show).chain(problems).collect()
}

fn check(feed: &[u8], expected: &[&str]) {
    assert_eq!(lines(feed), expected);
}

fn line(text: &str) -> ContentLine<'_> {
    ContentLine::read(text, 1, 0..text.len()).unwrap()
}

#[test]
fn lines_are_unfolded_as_in_rfc_5545_section_3_1() {
    check(b"A:one\r\n  two\r\n\tthree\r\nB:x\r\n", &["1 A||one twothree", "4 B||x"]);
}

#[test]
fn a_fold_within_a_character_is_undone_before_decoding() {
    check(b"A:caf\xC3\r\n \xA9", &["1 A||café"]);
}

#[test]
fn lines_end_in_crlf_or_lf_or_cr() {
    check(b"A:1\r\nB:2\nC:3\rD:4", &["1 A||1", "2 B||2", "3 C||3", "4 D||4"]);
}

#[test]
fn a_byte_order_mark_and_blank_lines_are_skipped() {
    check(b"\xEF\xBB\xBFA:1\r\n\r\nB:2\r\n", &["1 A||1", "3 B||2"]);
}

#[test]
fn a_line_that_is_not_utf_8_is_windows_1252() {
    check(b"A:H\xF6he \x96 50 \x80\nB:\xC3\xA9", &["1 A||Höhe – 50 €", "2 B||é"]);
    // A line that has other characters in UTF-8 is UTF-8 with a fault.
    check(b"A:\xC3\xA9\xFF", &["1 A||é\u{FFFD}"]);
    assert_eq!(UnfoldedText::new(b"A:1\nB:\xFF").first_not_utf8(), Some(2));
    assert_eq!(UnfoldedText::new("A:é".as_bytes()).first_not_utf8(), None);
}

#[test]
fn a_line_may_end_in_two_cr_and_a_lf() {
    check(b"A:1\r\r\n 2\r\r\nB:3\r\r\n", &["1 A||12", "3 B||3"]);
    check(b"A:1\rB:2\r\rC:3", &["1 A||1", "2 B||2", "4 C||3"]);
}

#[test]
fn utf_16_is_converted() {
    let text = "BEGIN:é\r\nB:2";
    for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
        let plain: Vec<u8> = text.encode_utf16().flat_map(bytes).collect();
        let marked: Vec<u8> = bytes(0xFEFF).into_iter().chain(plain.clone()).collect();
        for feed in [plain, marked] {
            check(&feed, &["1 BEGIN||é", "2 B||2"]);
        }
    }
}

#[test]
fn quoted_printable_is_decoded_with_its_soft_line_breaks() {
    let feed = b"SUMMARY;ENCODING=QUOTED-PRINTABLE:Caf=C3=A9 =\r\ntalk=2C 1 =3D 1=\r\nB:2";
    let text = UnfoldedText::new(feed);
    let texts: Vec<_> = text.lines(&Limits::DEFAULT).flatten().map(|line| line.unwrap().text()).collect();
    assert_eq!(texts, ["Café talk, 1 = 1B:2"]);
    assert_eq!(line("A:x=41=").text(), "x=41=");
    assert_eq!(line("A;ENCODING=Quoted-Printable:=4=G1=+4=E4").text(), "=4=G1=+4ä");
}

#[test]
fn a_zone_name_with_an_unquoted_colon_ends_before_the_date() {
    for (text, zone, value) in [
        ("DTSTART;TZID=GMT+05:30:20261204T020000", "GMT+05:30", "20261204T020000"),
        (
            "EXDATE;TZID=tzone://Microsoft/Utc:20261210T100000,20261211T100000",
            "tzone://Microsoft/Utc",
            "20261210T100000,20261211T100000",
        ),
        (
            "DTSTART;TZID=(UTC+01:00) Amsterdam, Berlin;VALUE=DATE-TIME:20261204T130000",
            "(UTC+01:00) Amsterdam, Berlin",
            "20261204T130000",
        ),
        ("DTSTART;TZID=\"UTC+03:00\":20261204T180000", "UTC+03:00", "20261204T180000"),
        ("DTEND;TZID=Europe/Berlin:x:y", "Europe/Berlin", "x:y"),
    ] {
        let line = line(text);
        assert_eq!((line.parameter("TZID").as_deref(), line.value), (Some(zone), value), "{text}");
    }
    assert_eq!(line("SUMMARY:a:20261204").value, "a:20261204");
}

#[test]
fn the_rest_of_an_unknown_property_with_line_breaks_is_skipped() {
    check(b"X-TITLE=1 Street:geo\nTown\nCountry\nSUMMARY:2", &["1 X-TITLE=1 Street||geo", "4 SUMMARY||2"]);
    check(b"X-APPLE;X-TITLE=1 Street\nTown\nSUMMARY:2", &["3 SUMMARY||2"]);
}

#[test]
fn only_the_line_without_a_colon_is_left_out() {
    check(
        b"NAME:1\r\n 2\r\nnonsense\r\nB:2",
        &["1 NAME||12", "4 B||2", "line 3: a line without a colon; the line was left out"],
    );
}

#[test]
fn a_line_beyond_the_limit_is_left_out() {
    let text = UnfoldedText::new(b"A:12345\r\nB:1");
    let limits = Limits { line_bytes: 5, ..Limits::DEFAULT };
    let lines: Vec<_> = text
        .lines(&limits)
        .flatten()
        .map(|line| line.map(|line| line.name()).map_err(|it| it.to_string()))
        .collect();
    let problem = "line 1: a line of 7 bytes, more than the 5 allowed; the line was left out";
    assert_eq!(lines, [Err(problem.to_owned()), Ok("B".to_owned())]);
}

#[test]
fn colons_and_semicolons_inside_quotes_are_part_of_a_parameter() {
    let organizer = line("ORGANIZER;CN=\"A: B; C\";X=2:mailto:a@example.org");
    assert_eq!(organizer.parameter("CN").unwrap(), "A: B; C");
    assert_eq!(organizer.parameter("X").unwrap(), "2");
    assert_eq!(organizer.value, "mailto:a@example.org");
}

#[test]
fn an_unclosed_quote_does_not_swallow_the_value() {
    let broken = line("ORGANIZER;CN=\"A:mailto:a@example.org");
    assert_eq!(broken.value, "mailto:a@example.org");
}

#[test]
fn property_and_parameter_names_are_case_insensitive() {
    let start = line("dtstart;tzid=Europe/Berlin:20261101T100000");
    assert_eq!(start.property, Property::Start);
    assert_eq!(start.parameter("TZID").unwrap(), "Europe/Berlin");
    assert_eq!(start.parameter("VALUE"), None);
}

#[test]
fn parameters_are_unescaped_as_in_rfc_6868() {
    for (escaped, expected) in
        [("a^nb", "a\nb"), ("^'a^'", "\"a\""), ("a^^b", "a^b"), ("a^^nb", "a^nb"), ("a^b^", "a^b^")]
    {
        let text = format!("X;P={escaped}:");
        assert_eq!(line(&text).parameter("P").unwrap(), expected, "{escaped}");
    }
}

#[test]
fn text_is_unescaped_as_in_rfc_5545_section_3_3_11() {
    for (escaped, expected) in [
        (r"a\nb\Nc", "a\nb\nc"),
        (r"a\,b\;c\\d", r"a,b;c\d"),
        (r"a\\nb", r"a\nb"),
        (r"a\xb", "axb"),
        (r"a\", r"a\"),
        ("plain", "plain"),
    ] {
        assert_eq!(unescape(escaped), expected, "{escaped}");
    }
}

#[test]
fn a_line_with_very_many_soft_breaks_is_read_in_one_pass() {
    let feed = format!("A;ENCODING=QUOTED-PRINTABLE;X={}=\r\n:b", "a=\r\n".repeat(200_000));
    assert_eq!(UnfoldedText::new(feed.as_bytes()).lines(&Limits::DEFAULT).flatten().count(), 1);
}
