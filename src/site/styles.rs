//! The page's styles, which Trunk puts into the document file by file, in one element.

const OPENING: &str = "<style>";
const CLOSING: &str = "</style>";

/// The document with all its styles in the place of the first, in their order, without comments and indents.
pub fn joined(html: &str) -> String {
    let Some((before, rest)) = html.split_once(OPENING) else { return html.to_owned() };
    let (mut styles, mut others) = (String::new(), String::new());
    for (place, part) in rest.split(OPENING).enumerate() {
        let (style, after) = part.split_once(CLOSING).unwrap_or((part, ""));
        styles.push_str(&tidy(style));
        // Between two styles there is nothing but white space.
        others.push_str(if place == 0 || after.trim().is_empty() { after.trim_start() } else { after });
    }
    [before, OPENING, styles.trim_end(), CLOSING, &others].concat()
}

/// A style sheet without comments and indents.
pub fn tidy(style: &str) -> String {
    let (mut rest, mut bare) = (style, String::new());
    while let Some((before, comment)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    bare.push_str(rest);
    bare.lines().map(str::trim).filter(|line| !line.is_empty()).flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_stand_in_one_element_in_their_order_and_the_rest_stays() {
        let html = "<head><style>a {\n  /* why */\n  b: \" (\";\n}</style>\n  <style>\n\n@layer c {\n  d {}\n}\n</style><link></head><body><style>e{}</style><p>text</p>";
        let expected =
            "<head><style>a {\nb: \" (\";\n}\n@layer c {\nd {}\n}\ne{}</style><link></head><body><p>text</p>";
        assert_eq!(joined(html), expected);
        assert_eq!(joined("<p>none</p>"), "<p>none</p>");
    }
}
