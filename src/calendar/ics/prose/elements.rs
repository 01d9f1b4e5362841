//! The elements of HTML, by how they affect the plain text.

/// How the tags of an element affect the plain text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Element {
    /// They end a line.
    Block,
    /// The start tag begins a line with a bullet.
    Item,
    /// They separate a text from the one in the next cell.
    Cell,
    /// They enclose the text of a link.
    Link,
    /// They enclose content that is not shown; with the name in small letters.
    Hidden(&'static str),
    /// They do nothing.
    Inline,
    /// They do nothing, but their name may also be a word in angle brackets.
    Word,
}

const BLOCKS: &str = " address article aside blockquote body br caption center dd details dialog div dl dt fieldset \
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol optgroup p pre section \
    summary table tbody tfoot thead tr ul ";

const INLINE: &str = " abbr acronym b base bdi bdo big cite col colgroup del dfn em embed font html-blob i iframe img ins \
    kbd meta o:p param rp rt ruby s samp small span strike strong sub sup svg u wbr ";

const WORDS: &str = " area audio button canvas code data datalist input label link map mark meter noscript object option \
    output picture progress q search select slot source textarea time track tt var video ";

const HIDDEN: [&str; 5] = ["head", "script", "style", "template", "title"];

/// The element of a tag, given without its angle brackets; `None` if HTML has no such element.
pub(super) fn element(tag: &str) -> Option<Element> {
    let name = name(tag).to_ascii_lowercase();
    let after = tag.trim_start_matches('/').get(name.len()..)?;
    if name.is_empty()
        || !(after.is_empty() || after.starts_with(|letter: char| letter.is_whitespace() || letter == '/'))
    {
        return None;
    }
    let padded = format!(" {name} ");
    let is_in = |names: &str| names.contains(&padded);
    Some(match name.as_str() {
        "a" => Element::Link,
        "li" => Element::Item,
        "td" | "th" => Element::Cell,
        _ if is_in(BLOCKS) => Element::Block,
        _ if is_in(INLINE) => Element::Inline,
        _ if is_in(WORDS) => Element::Word,
        _ => Element::Hidden(HIDDEN.iter().find(|hidden| **hidden == name)?),
    })
}

/// The name in a tag.
pub(super) fn name(tag: &str) -> &str {
    let tag = tag.trim_start_matches('/');
    let end = tag.find(|letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '-' | ':')));
    tag.get(..end.unwrap_or(tag.len())).unwrap_or_default()
}
