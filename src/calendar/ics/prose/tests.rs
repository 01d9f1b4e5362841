use proptest::prelude::*;

use super::*;

/// The runs in short form: text as it is, `/` for a break, `[label](url)` for a link.
fn show(description: &str) -> String {
    let piece = |run: &Run| match run {
        Run::Words(words) => words.clone(),
        Run::Break => "/".to_owned(),
        Run::Link { url, label } => format!("[{label}]({url})"),
    };
    read(description).iter().map(piece).collect()
}

fn check(description: &str, expected: &str) {
    assert_eq!(show(description), expected, "{description}");
}

#[test]
fn plain_text_keeps_its_lines_and_its_addresses_become_links() {
    check("One\nTwo", "One/Two");
    check(
        "See https://a.example.org/x?y=1&z=2.",
        "See [https://a.example.org/x?y=1&z=2](https://a.example.org/x?y=1&z=2).",
    );
    check(
        "(http://a.example.org), <https://b.example.org>",
        "([http://a.example.org](http://a.example.org)), [https://b.example.org](https://b.example.org)",
    );
    check(
        "Write to <team@example.org> or <a.b@example.org>",
        "Write to <team@example.org> or <a.b@example.org>",
    );
    check("https:// and http://", "https:// and http://");
}

#[test]
fn html_from_google_becomes_text_breaks_and_links() {
    check("<b>One</b><br>Two<br/>Three", "One/Two/Three");
    check("<p>One</p><p>Two</p>", "One//Two");
    check("<ul><li>One</li><li>Two</li></ul>", "• One/• Two");
    check(
        "Read <a href=\"https://a.example.org/\"><i>the notes</i></a>.",
        "Read [the notes](https://a.example.org/).",
    );
    check("<a href='https://a.example.org?x=1&amp;y=2'>A</a>", "[A](https://a.example.org?x=1&y=2)");
    check("<A HREF=https://a.example.org target=_blank>A</A>", "[A](https://a.example.org)");
    check("<a href=\"mailto:a@example.org\">write</a>", "[write](mailto:a@example.org)");
}

#[test]
fn closing_brackets_that_were_not_opened_end_an_address() {
    check("(http://a.example.org/x_(y)).", "([http://a.example.org/x_(y)](http://a.example.org/x_(y))).");
    check("[http://a.example.org/x].)", "[[http://a.example.org/x](http://a.example.org/x)].)");
}

#[test]
fn long_texts_of_one_kind_of_markup_keep_their_words() {
    let long = format!("http://a{}", ")".repeat(20_000));
    assert_eq!(read(&long).len(), 2);
    for (markup, words) in [
        ("<style a>", ""),
        ("<td>&nbsp;</td>", "x"),
        ("<script src=a>", ""),
        ("<td> ", "x"),
        ("<td></td>", "x"),
    ] {
        let long = markup.repeat(20_000) + words;
        assert!(plain(&long).trim() == words, "{markup}");
    }
}

#[test]
fn there_are_at_most_two_breaks_in_a_row_and_none_at_the_ends() {
    check("\n\nOne\n\n\n\nTwo\n\n", "One//Two");
    check("<br><br>One<br><br><br><br>Two<br>", "One//Two");
}

#[test]
fn a_less_than_sign_without_a_tag_is_kept() {
    check("1 < 2 and a <3", "1 < 2 and a <3");
    check("a <b", "a <b");
    check("<", "<");
}

#[test]
fn addresses_in_angle_brackets_are_links() {
    check(
        "Notes are at <https://a.example.org/x> as always\nJoin here<https://b.example.org/19%3a0>\nID: 0",
        "Notes are at [https://a.example.org/x](https://a.example.org/x) as always/\
         Join here [https://b.example.org/19%3a0](https://b.example.org/19%3a0)/ID: 0",
    );
    check("Write to <mailto:a@example.org>", "Write to [a@example.org](mailto:a@example.org)");
    check("<javascript:alert(1)>", "<javascript:alert(1)>");
}

#[test]
fn what_is_no_element_stays() {
    check(
        "Option<String>, Vec<T>, \"/join <room>\", <time> and 1 < 2 > 3",
        "Option<String>, Vec<T>, \"/join <room>\", <time> and 1 < 2 > 3",
    );
    check("a <time datetime=x>b</time> <code>c</code>", "a b c");
}

#[test]
fn blocks_end_lines_and_cells_end_links() {
    check(
        "<body><h2>Where</h2>Caf&eacute; Z&uuml;rich<table><tr><td>Zoom:</td><td>https://a.example.org/j/1</td>\
         <td>Passcode 42</td></tr></table><blockquote>Quote</blockquote>After<hr>End</body>",
        "Where/Café Zürich//Zoom: [https://a.example.org/j/1](https://a.example.org/j/1) Passcode 42//Quote/After/End",
    );
}

#[test]
fn redirects_are_replaced_by_where_they_lead() {
    let real = "[https://a.example.org/x](https://a.example.org/x)";
    check("https://www.google.com/url?q=https://a.example.org/x&sa=D&usg=0", real);
    check(
        "<a href=\"https://www.google.com/url?q=https://a.example.org/x&amp;sa=D\">https://a.example.org/x</a>",
        real,
    );
    check(
        "<https://eur03.safelinks.protection.outlook.com/ap/t-0/?url=https%3A%2F%2Fa.example.org%2Fx&data=0>",
        real,
    );
}

#[test]
fn brackets_of_an_address_stay_if_they_are_closed() {
    check("(https://a.example.org/x_(y))", "([https://a.example.org/x_(y)](https://a.example.org/x_(y)))");
}

#[test]
fn the_block_of_google_meet_is_left_out() {
    let row = "-::~:~::~:~:~:~::~:~::-";
    check(&format!("Agenda\n\n{row}\nJoin with Google Meet: https://meet.google.com/a\n{row}"), "Agenda");
    check(&format!("{row}\nx\n{row}\nAfter"), "After");
    check(&format!("Before {row}"), "Before ");
}

#[test]
fn character_references_are_decoded() {
    check("a &amp; b &lt;i&gt; &quot;c&quot; &#39;d&#x27; &ndash; &hellip;", "a & b <i> \"c\" 'd' – …");
    check("&unknown; &; & &#0; &#x110000; &#xD800; &amp", "&unknown; &; & &#0; &#x110000; &#xD800; &amp");
}

#[test]
fn character_references_do_not_create_markup() {
    check("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>");
    check("&amp;lt;b&amp;gt;", "&lt;b&gt;");
}

#[test]
fn content_of_script_and_style_is_dropped() {
    check("a<script>alert('<b>')</script>b", "ab");
    check("a<STYLE type=x>p { color: red }</Style >b", "ab");
    check("a<script>never ends", "a<script>never ends");
    check("a<title>x</title><template><b>y</b></template>b", "ab");
}

#[test]
fn comments_and_declarations_are_dropped() {
    check("a<o:p>b</o:p>c<?xml?>", "abc");
    check("a<!-- <b>x</b> -->b<!DOCTYPE html>c", "abc");
}

#[test]
fn unsafe_links_keep_only_their_text() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java&#115;cript:alert(1)",
        "java&#10;script:alert(1)",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//a.example.org",
        "/relative",
        "https://a.example.org/ x",
        "",
    ] {
        let shown = show(&format!("<a href=\"{url}\">words</a>"));
        assert!(!shown.contains("]("), "{url}: {shown}");
        assert!(shown.contains("words"), "{url}: {shown}");
    }
}

#[test]
fn a_misleading_link_text_is_replaced_by_the_address() {
    let real = "[https://real.example.org](https://real.example.org)";
    for words in [
        "https://other.example.org",
        "http://other.example.org",
        "HTTPS://OTHER.example.org",
        "www.other.example.org",
        "WWW.other.example.org",
        " <b>https://other.example.org</b> ",
        "go to https://other.example.org now",
        "&#104;ttps://other.example.org",
        "see www.other.example.org",
    ] {
        check(&format!("<a href=\"https://real.example.org\">{words}</a>"), real);
    }
}

#[test]
fn only_the_href_attribute_is_the_address_of_a_link() {
    check(
        "<a data-href=\"https://other.example.org\" href=\"https://real.example.org\">A</a>",
        "[A](https://real.example.org)",
    );
}

#[test]
fn empty_links_are_dropped_and_unclosed_ones_end_with_the_text() {
    check("a<a href=\"https://a.example.org\"></a>b", "ab");
    check("<a href=\"https://a.example.org\">A", "[A](https://a.example.org)");
    check("<mailto:>", "<mailto:>");
    check(
        "<a href=\"https://a.example.org\">A<br>B</a>",
        "[A](https://a.example.org)/[B](https://a.example.org)",
    );
}

#[test]
fn a_link_without_an_end_does_not_go_on_forever() {
    let text = format!("<a href=\"https://a.example.org\">{}", "A<br>B<td>".repeat(100));
    let links = read(&text).iter().filter(|run| matches!(run, Run::Link { .. })).count();
    assert_eq!(links, LINK_PARTS + 1);
}

/// Some take very long if each `<` is followed by a search to the end of the text.
#[test]
fn very_many_open_brackets_are_read_fast() {
    for piece in
        ["<", "</", "<!--", "<q>", "<q></b>", "<style>", "<https://a.example.org", "<a <b", "&Q;", "&zwnk;"]
    {
        let text = piece.repeat(30_000);
        assert!(!plain(&text).is_empty(), "{piece}");
    }
}

#[test]
fn an_address_in_brackets_needs_both() {
    check("<https://a.example.org", "<[https://a.example.org](https://a.example.org)");
    check("<https://a.example.org <b>c", "<[https://a.example.org](https://a.example.org) c");
}

proptest! {
    #[test]
    fn no_text_causes_a_panic_or_an_unsafe_link(
        pieces in prop::collection::vec(prop_oneof![
            "\\PC{0,6}",
            prop::sample::select(vec![
                "<", ">", "</", "<a href=", "\"", "'", "</a>", "<script>", "</script", "<br>", "&", "&#", ";", "x41",
                "https://", "javascript:", "a", " ", "\n", "<!--", "-->", "href=\"https://é", "mailto:", "=",
            ]).prop_map(ToOwned::to_owned),
        ], 0..24),
    ) {
        let runs = read(&pieces.concat());
        for run in &runs {
            if let Run::Link { url, label } = run {
                prop_assert!(may_follow(url), "{url}");
                prop_assert!(!label.trim().is_empty());
            }
        }
        prop_assert_ne!(runs.first(), Some(&Run::Break));
        prop_assert_ne!(runs.last(), Some(&Run::Break));
        let three = runs.windows(3).any(|runs| runs.iter().all(|run| *run == Run::Break));
        prop_assert!(!three);
    }
}
