//! Minifies scripts, and removes comments and indentation from inline styles and line breaks between tags.

use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions};
use oxc::minifier::{Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;

/// The document with its inline scripts minified.
pub fn scripts(html: &str) -> String {
    const OPENING: &str = "<script>";
    const CLOSING: &str = "</script>";
    let mut parts = html.split(OPENING);
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |before, part| {
        let (content, after) = part.split_once(CLOSING).unwrap_or((part, ""));
        [&before, OPENING, &script(content), CLOSING, after].concat()
    })
}

/// A minified script. Its global names stay, because other scripts may use them.
pub fn script(text: &str) -> String {
    javascript(text, SourceType::script())
}

/// A minified module.
pub fn module(text: &str) -> String {
    javascript(text, SourceType::mjs())
}

/// Minifies JavaScript. A script with a syntax error is returned as it is, so that the browser reports the error.
fn javascript(text: &str, kind: SourceType) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, kind).parse();
    if !parsed.diagnostics.is_empty() {
        return text.to_owned();
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let codegen = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(minified.scoping);
    codegen.build(&program).code
}

/// HTML without the line breaks between its tags.
pub fn tags(html: &str) -> String {
    html.lines().map(str::trim).filter(|line| !line.is_empty()).fold(String::new(), |html, line| {
        let is_between = html.is_empty() || html.ends_with('>') && line.starts_with('<');
        html + if is_between { "" } else { "\n" } + line
    })
}

/// The document with all its styles minified and joined, in order, in the first `<style>`.
pub fn styles(html: &str) -> String {
    const OPENING: &str = "<style>";
    const CLOSING: &str = "</style>";
    let Some((before, rest)) = html.split_once(OPENING) else { return html.to_owned() };
    let (mut styles, mut others) = (String::new(), String::new());
    for (index, part) in rest.split(OPENING).enumerate() {
        let (content, after) = part.split_once(CLOSING).unwrap_or((part, ""));
        styles.push_str(&style(content));
        // There is only white space between two styles.
        others.push_str(if index == 0 || after.trim().is_empty() { after.trim_start() } else { after });
    }
    [before, OPENING, styles.trim_end(), CLOSING, &others].concat()
}

/// The document without its inline styles of one layer, and these, minified. Each style sheet is of one layer.
pub fn without_layer(html: &str, layer: &str) -> (String, String) {
    let opening = "<style>";
    let (mut others, mut of_layer) = (String::new(), String::new());
    for (index, part) in html.split(opening).enumerate() {
        match part.split_once("</style>") {
            Some((content, after)) if layer_of(&style(content)) == Some(layer) => {
                of_layer.push_str(&style(content));
                others.push_str(after.trim_start());
            }
            _ => {
                others.push_str(if index == 0 { "" } else { opening });
                others.push_str(part);
            }
        }
    }
    (others, of_layer)
}

/// The order of the layers and the inline styles of these layers, minified. Each style sheet is of one layer.
pub fn layers(html: &str, names: &[&str]) -> String {
    let sheets = html.split("<style>").skip(1).filter_map(|part| part.split_once("</style>"));
    let sheets = sheets.map(|(content, _)| style(content));
    // The statement that declares the order is of no layer.
    sheets.filter(|sheet| layer_of(sheet).is_none_or(|layer| names.contains(&layer))).collect()
}

/// The layer of a style sheet; `None` for the statement that declares the order of the layers.
fn layer_of(sheet: &str) -> Option<&str> {
    let (before_block, _) = sheet.split_once('{')?;
    before_block.strip_prefix("@layer ").map(str::trim)
}

/// A style sheet without comments and indentation.
pub fn style(style: &str) -> String {
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
    fn the_styles_of_a_layer_are_taken_out() {
        let html = "<head><style>@layer a, b;</style>\n<style>/* x */\n@layer b {\n  p {}\n}</style>\n<style>@layer a {}</style></head>";
        let (others, of_layer) = without_layer(html, "b");
        assert_eq!(others, "<head><style>@layer a, b;</style>\n<style>@layer a {}</style></head>");
        assert_eq!(of_layer, "@layer b {\np {}\n}\n");
    }

    #[test]
    fn scripts_are_minified() {
        let html = "<p>// text</p><script>\n  // why\n  var keep = (long) => long + 1;\n\n  /** what */\n  keep(\"http://c\");\n</script>\n <script type=\"json\">\n // d\n</script>";
        let expected = "<p>// text</p><script>var keep=e=>e+1;keep(`http://c`);</script>\n <script type=\"json\">\n // d\n</script>";
        assert_eq!(scripts(html), expected);
        assert_eq!(scripts("<p>none</p>"), "<p>none</p>");
        let removed = "/**\n * removed\n *\n */\n";
        assert_eq!(
            module(&format!("{removed}const long = 1;\nexport {{ long as a }};")),
            "const e=1;export{e as a};"
        );
        assert_eq!(script("let = ;"), "let = ;");
    }

    #[test]
    fn tags_are_joined() {
        let html = "<head>\n  <meta>\n\n  <script>\n  a();\n  b();</script>\n</head>\n";
        assert_eq!(tags(html), "<head><meta><script>\na();\nb();</script></head>");
    }

    #[test]
    fn a_layer_is_taken_from_the_style_sheet_of_its_name() {
        let html = "<style>/* order */\n@layer a, b;\n</style><style>@layer a {\n  p {}\n}</style><style>@layer b {}</style>";
        assert_eq!(layers(html, &["b"]), "@layer a, b;\n@layer b {}\n");
        assert_eq!(layers("<p>none</p>", &["b"]), "");
    }

    #[test]
    fn styles_are_minified_and_joined_in_order() {
        let html = "<head><style>a {\n  /* why */\n  b: \" (\";\n}</style>\n  <style>\n\n@layer c {\n  d {}\n}\n</style><link></head><body><style>e{}</style><p>text</p>";
        let expected =
            "<head><style>a {\nb: \" (\";\n}\n@layer c {\nd {}\n}\ne{}</style><link></head><body><p>text</p>";
        assert_eq!(styles(html), expected);
        assert_eq!(styles("<p>none</p>"), "<p>none</p>");
    }
}
