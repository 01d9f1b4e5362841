//! Checks pictures in SVG, and other files in XML. A browser runs the scripts of a picture that is opened by its own
//! address, in the name of the whole site.

use resvg::usvg::roxmltree::{Document, Node, NodeType, ParsingOptions};

/// Something in a picture that must not be in it.
#[derive(Debug, PartialEq, Eq)]
pub struct Forbidden {
    /// The line.
    pub line: usize,
    /// What it is.
    pub what: String,
}

/// Declarations in a document type. What they add to a picture, browsers see and this check may not.
const DECLARATIONS: [&str; 4] = ["<!ENTITY", "<!ATTLIST", "<!ELEMENT", "<!NOTATION"];
const DECLARED: &str = "declarations in its document type";
const STYLE_SHEET: &str = "a reference to a style sheet";

/// The elements that run scripts or hold other documents.
const ELEMENTS: [&str; 7] = ["script", "foreignObject", "iframe", "object", "embed", "handler", "listener"];

/// Everything in a picture that runs scripts or loads something from elsewhere.
pub fn forbidden(picture: &[u8]) -> Vec<Forbidden> {
    parse(picture).map_or_else(|error| vec![error], |document| in_document(&document))
}

/// Like [`forbidden`], for a file in XML that need not be a picture: references to elsewhere are allowed if it has no
/// elements of SVG, HTML or `MathML`.
pub fn forbidden_in_xml(file: &[u8]) -> Vec<Forbidden> {
    let document = match parse(file) {
        Ok(document) => document,
        Err(error) => return vec![error],
    };
    let mut found = in_document(&document);
    let mut namespaces = document.root().descendants().filter_map(|node| node.tag_name().namespace());
    if !namespaces.any(|namespace| [SVG, HTML, MATH_ML].contains(&namespace)) {
        found.retain(|it| [STYLE_SHEET, DECLARED].contains(&it.what.as_str()));
    }
    found
}

fn parse(file: &[u8]) -> Result<Document<'_>, Forbidden> {
    // In another encoding, a browser could see other elements than those that are checked.
    let xml = std::str::from_utf8(file).ok().filter(|xml| is_read_as_utf8(xml));
    let xml = xml.ok_or_else(|| Forbidden { line: 1, what: "another encoding than UTF-8".to_owned() })?;
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(xml, options).map_err(|error| Forbidden {
        line: usize::try_from(error.pos().row).unwrap_or(1),
        what: format!("no valid XML: {error}"),
    })
}

fn in_document(document: &Document<'_>) -> Vec<Forbidden> {
    let xml = document.input_text();
    let declared = DECLARATIONS.iter().flat_map(|kind| xml.match_indices(kind)).map(|(at, _)| Forbidden {
        line: xml.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1,
        what: DECLARED.to_owned(),
    });
    declared.chain(document.root().descendants().flat_map(|node| in_node(document, node))).collect()
}

/// Whether the XML declaration names UTF-8, no encoding, or one in which this text is the same.
fn is_read_as_utf8(svg: &str) -> bool {
    let declaration =
        svg.trim_start_matches('\u{feff}').strip_prefix("<?xml").and_then(|it| it.split_once("?>"));
    let encoding = declaration.and_then(|(declaration, _)| declaration.split_once("encoding"));
    let name = encoding.map(|(_, value)| value.split(['"', '\'']).nth(1).unwrap_or_default());
    name.map(str::to_ascii_uppercase).is_none_or(|name| {
        let extends_ascii =
            ["US-ASCII", "ISO-8859-", "WINDOWS-125"].iter().any(|start| name.starts_with(start));
        name == "UTF-8" || (extends_ascii && svg.is_ascii())
    })
}

const SVG: &str = "http://www.w3.org/2000/svg";
const MATH_ML: &str = "http://www.w3.org/1998/Math/MathML";

/// The namespace of HTML, whose elements load more than those of SVG.
const HTML: &str = "http://www.w3.org/1999/xhtml";

fn in_node(document: &Document<'_>, node: Node<'_, '_>) -> Vec<Forbidden> {
    let line = || usize::try_from(document.text_pos_at(node.range().start).row).unwrap_or(1);
    let mut found = Vec::new();
    let mut forbid = |what: String| found.push(Forbidden { line: line(), what });
    match node.node_type() {
        NodeType::Element => {
            let name = node.tag_name().name();
            if ELEMENTS.iter().any(|forbidden| forbidden.eq_ignore_ascii_case(name)) {
                forbid(format!("the element <{name}>"));
            } else if node.tag_name().namespace() == Some(HTML) {
                forbid(format!("the element <{name}> of HTML"));
            } else if name == "style" {
                // Its text may be in several nodes, with comments between them.
                let texts = node.descendants().filter(Node::is_text);
                let style: String = texts.filter_map(|child| child.text()).collect();
                if loads(&style) || style.contains('\\') {
                    forbid("a reference in its style".to_owned());
                }
            }
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                if name.get(..2).is_some_and(|start| start.eq_ignore_ascii_case("on")) {
                    forbid(format!("the event handler {name}"));
                } else if matches!(name, "href" | "src") && !is_inside(value) {
                    forbid(format!("a reference to «{value}»"));
                } else if name == "attributeName" && value.to_ascii_lowercase().ends_with("href") {
                    forbid("an animated reference".to_owned());
                } else if loads(value) || (name == "style" && value.contains('\\')) {
                    forbid(format!("a reference in {name}"));
                }
            }
        }
        NodeType::PI if node.pi().is_some_and(|instruction| instruction.target == "xml-stylesheet") => {
            forbid(STYLE_SHEET.to_owned());
        }
        _ => {}
    }
    found
}

/// Whether a reference stays inside of the picture.
fn is_inside(reference: &str) -> bool {
    let reference = reference.trim().to_ascii_lowercase();
    let is_raster = || {
        ["png", "jpeg", "gif", "webp"].iter().any(|kind| reference.starts_with(&format!("data:image/{kind}")))
    };
    reference.is_empty() || reference.starts_with('#') || is_raster()
}

/// Whether a style loads something from elsewhere.
fn loads(style: &str) -> bool {
    let style = style.to_ascii_lowercase();
    let is_outside = |rest: &str| !is_inside(rest.trim_start_matches(['"', '\'', ' ']));
    // An escape could hide any of these.
    ["@import", "image-set(", "image(", "src("].iter().any(|name| style.contains(name))
        || style.split("url(").skip(1).any(is_outside)
        || (style.contains('\\') && style.contains('('))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(content: &str) -> Vec<String> {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n{content}\n</svg>"
        );
        let found = forbidden(svg.as_bytes());
        assert!(found.iter().all(|it| it.line == 2), "{found:?}");
        found.into_iter().map(|it| it.what).collect()
    }

    #[test]
    fn what_runs_or_loads_something_is_found() {
        for (content, expected) in [
            ("<script>alert(1)</script>", "the element <script>"),
            ("<g><foreignObject/></g>", "the element <foreignObject>"),
            ("<path onload=\"a()\"/>", "the event handler onload"),
            ("<image href=\"https://example.org/a.png\"/>", "a reference to «https://example.org/a.png»"),
            ("<a xlink:href=\" javascript:a()\"/>", "a reference to « javascript:a()»"),
            ("<image href=\"data:image/svg+xml,x\"/>", "a reference to «data:image/svg+xml,x»"),
            ("<use href=\"other.svg#a\"/>", "a reference to «other.svg#a»"),
            ("<set attributeName=\"xlink:href\" to=\"a\"/>", "an animated reference"),
            ("<style>@import 'a.css';</style>", "a reference in its style"),
            ("<style>a{fill:url( \"https://example.org/#a\")}</style>", "a reference in its style"),
            ("<path style=\"fill:url(//example.org)\"/>", "a reference in style"),
            ("<?xml-stylesheet href=\"a.css\"?>", "a reference to a style sheet"),
            ("<style>@\\69mport 'a.css';</style>", "a reference in its style"),
            ("<style>@im<!-- -->port 'a.css';</style>", "a reference in its style"),
            ("<path style=\"background:image-set('a.png' 1x)\"/>", "a reference in style"),
            (
                "<h:img xmlns:h=\"http://www.w3.org/1999/xhtml\" srcset=\"a 1x\"/>",
                "the element <img> of HTML",
            ),
        ] {
            assert_eq!(whats(content), [expected], "{content}");
        }
        // In a browser, this entity is an element.
        for declaration in [
            "<!ATTLIST svg onload CDATA \"a()\">",
            "<!ENTITY e \"&#60;script xmlns='http://www.w3.org/2000/svg'>a()&#60;/script>\">",
            "<!NOTATION n SYSTEM \"n\">",
        ] {
            let declared =
                format!("<!DOCTYPE svg [\n{declaration}]><svg xmlns=\"http://www.w3.org/2000/svg\"/>");
            assert_eq!(forbidden(declared.as_bytes()), [Forbidden { line: 2, what: DECLARED.to_owned() }]);
        }
        assert!(forbidden(b"<svg>\n<a></svg>")[0].what.starts_with("no valid XML"));
    }

    #[test]
    fn other_files_in_xml_have_no_elements_of_svg_and_html_that_run_something() {
        let whats =
            |xml: &str| forbidden_in_xml(xml.as_bytes()).into_iter().map(|it| it.what).collect::<Vec<_>>();
        let feed =
            "<feed xmlns='http://www.w3.org/2005/Atom'><link href='https://example.org/'/><script/></feed>";
        assert_eq!(whats(feed), [""; 0]);
        let style_sheet = format!("<?xml-stylesheet href='a.xsl'?>{feed}");
        assert_eq!(whats(&style_sheet), [STYLE_SHEET]);
        let handler = "<math xmlns='http://www.w3.org/1998/Math/MathML' onfocus='a()'/>";
        assert_eq!(whats(handler), ["the event handler onfocus"]);
        // In Shift_JIS, the first CDATA does not end where it does in UTF-8.
        let shift_jis = "<?xml version='1.0' encoding='Shift_JIS'?><a><![CDATA[\u{81}]]></a>";
        assert_eq!(whats(shift_jis), ["another encoding than UTF-8"]);
        let with_svg = feed.replace("<script/>", "<script xmlns='http://www.w3.org/2000/&#115;vg'/>");
        assert_eq!(whats(&with_svg), ["a reference to «https://example.org/»", "the element <script>"]);
    }

    #[test]
    fn a_picture_in_another_encoding_is_not_allowed() {
        // In Shift_JIS, 0x81 and «]» are one character, so that CDATA does not end there.
        let shift_jis = [
            b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><svg><desc><![CDATA[\x81".as_slice(),
            b"]]></desc><!-- ]]></desc><script>a()</script> --></svg>",
        ]
        .concat();
        let declared = b"<?xml version='1.0' encoding = 'ISO-2022-JP' ?><svg/>";
        for picture in [&shift_jis, declared.as_slice(), b"<svg>\xe4</svg>"] {
            let expected = Forbidden { line: 1, what: "another encoding than UTF-8".to_owned() };
            assert_eq!(forbidden(picture), [expected]);
        }
        for declaration in [
            "<?xml version='1.0'?>",
            "<?xml version='1.0' encoding='iso-8859-1'?>",
            "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        ] {
            assert_eq!(forbidden([declaration, "<svg/>"].concat().as_bytes()), []);
        }
    }

    #[test]
    fn an_ordinary_picture_is_allowed() {
        for content in [
            "<style>a{fill:url(#b)}</style><path fill=\"url(#b)\" style=\"fill:url('#b')\"/>",
            "<use xlink:href=\"#a\"/><image href=\"data:image/png;base64,AA==\"/>",
            "<animate attributeName=\"opacity\" from=\"0\" to=\"1\"/>",
        ] {
            assert_eq!(whats(content), [""; 0], "{content}");
        }
        assert_eq!(
            forbidden(
                b"<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\"><svg/>"
            ),
            []
        );
    }
}
