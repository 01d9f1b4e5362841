//! The page's own scripts, which Trunk puts into the document as they are written.

const OPENING: &str = "<script>";
const CLOSING: &str = "</script>";

/// The document with its inline scripts without comments and indents.
pub fn tidied(html: &str) -> String {
    let mut parts = html.split(OPENING);
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |before, part| {
        let (script, after) = part.split_once(CLOSING).unwrap_or((part, ""));
        [&before, OPENING, without_comments(script).trim_end(), CLOSING, after].concat()
    })
}

/// A script without its indents and the lines that are comments.
pub fn without_comments(script: &str) -> String {
    let lines = script.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("/**"));
    lines.map(|line| line.to_owned() + "\n").collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_lose_what_only_programmers_read_and_the_rest_stays() {
        let html = "<p>// text</p><script>\n  // why\n  a();\n\n  /** what */\n  b(\"http://c\");\n</script>\n <script type=\"json\">\n // d\n</script>";
        let expected = "<p>// text</p><script>a();\nb(\"http://c\");</script>\n <script type=\"json\">\n // d\n</script>";
        assert_eq!(tidied(html), expected);
        assert_eq!(tidied("<p>none</p>"), "<p>none</p>");
    }
}
