use super::*;

fn text(words: &str) -> Inline {
    Inline::Text(words.to_owned())
}

fn refused(markdown: &str) -> Vec<(usize, &'static str)> {
    read(markdown).refused.into_iter().map(|refused| (refused.lines_down, refused.what)).collect()
}

#[test]
fn links_emphasis_strong_and_code_become_typed_text() {
    let markup = read("Use *the* **[`code`](https://example.org/)**\nnow.\n\nAnd <me@example.org>.");
    let link = Inline::Link(TextLink {
        url: "https://example.org/".to_owned(),
        content: vec![Inline::Code("code".to_owned())],
    });
    let mail = Inline::Link(TextLink {
        url: "mailto:me@example.org".to_owned(),
        content: vec![text("me@example.org")],
    });
    assert_eq!(
        markup.paragraphs,
        [
            vec![
                text("Use "),
                Inline::Emphasis(vec![text("the")]),
                text(" "),
                Inline::Strong(vec![link]),
                text(" now."),
            ],
            vec![text("And "), mail, text(".")],
        ]
    );
    assert_eq!(markup.refused, []);
    let links: Vec<_> = markup.links.iter().map(|link| (link.lines_down, link.url.as_str())).collect();
    assert_eq!(links, [(0, "https://example.org/"), (3, "mailto:me@example.org")]);
}

#[test]
fn entities_and_escapes_are_plain_text() {
    assert_eq!(read("a &amp; b \\< c").paragraphs, [vec![text("a & b < c")]]);
}

#[test]
fn everything_else_is_rejected_once_with_its_line() {
    let cases: [(&str, &[(usize, &str)]); 16] = [
        ("a\n\n# b", &[(2, "a heading")]),
        ("a\n---", &[(0, "a heading")]),
        ("- a\n  - b\n- c", &[(0, "a list")]),
        ("1. a\n\n2. b", &[(0, "a list")]),
        ("> a", &[(0, "a block quote")]),
        ("a\n\n    b", &[(2, "a code block")]),
        ("```\na\n```", &[(0, "a code block")]),
        ("a <b>c</b>", &[(0, "raw HTML")]),
        ("a\n\n<div>\nb\n</div>", &[(2, "raw HTML")]),
        ("<!-- a -->", &[(0, "raw HTML")]),
        ("a ![b](c.svg)", &[(0, "a picture")]),
        ("| a | b |\n|---|---|\n| c | d |", &[(0, "a table")]),
        ("a ~~b~~", &[(0, "strikethrough")]),
        ("a\n\n***\n\nb", &[(2, "a horizontal rule")]),
        ("a  \nb", &[(0, "a hard line break")]),
        ("[a](b \"c\") [](d)", &[(0, "a link with a title"), (0, "a link without text")]),
    ];
    for (markdown, expected) in cases {
        assert_eq!(refused(markdown), expected, "{markdown}");
    }
}

#[test]
fn links_inside_of_rejected_elements_are_found_too() {
    let links = read("- a\n- [b](ftp://example.org)").links;
    assert_eq!(links, [FoundLink { url: "ftp://example.org".to_owned(), lines_down: 1 }]);
}

#[test]
fn deep_nesting_is_rejected() {
    let markdown = format!("{}a{}", "*a **b ".repeat(200), " b** a*".repeat(200));
    assert!(read(&markdown).refused.iter().any(|refused| refused.what == "markup nested this deep"));
}

#[test]
fn change_links_reaches_every_link() {
    let mut paragraphs = read("*[a](/b)* **[c](/d)** [e](/f)").paragraphs;
    for paragraph in &mut paragraphs {
        change_links(paragraph, &|url| format!("x{url}"));
    }
    let shown = format!("{paragraphs:?}");
    assert!(["x/b", "x/d", "x/f"].iter().all(|url| shown.contains(url)), "{shown}");
}

#[test]
fn a_definition_of_a_link_has_to_be_used() {
    let text =
        "See [the chat][Chat].\n\n[chat]: https://example.org/chat\n[Other]: https://example.org/other";
    assert_eq!(refused(text), [(3, "a definition of a link that is not used")]);
    assert_eq!(read(text).links.len(), 1);
}
