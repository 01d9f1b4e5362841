//! Parses Markdown into typed text: text, links, emphasis, strong emphasis and code. Everything else is
//! rejected.

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};

use super::{Inline, Paragraph, TextLink};

/// The maximum nesting of emphasis and links.
const DEEPEST: usize = 8;

/// A parsed Markdown text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup {
    /// The paragraphs; links are as they were written.
    pub paragraphs: Vec<Paragraph>,
    /// The links, including those inside of rejected elements.
    pub links: Vec<FoundLink>,
    /// The rejected elements.
    pub refused: Vec<Refused>,
}

/// A link and its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundLink {
    /// The address as it was written.
    pub url: String,
    /// The number of lines between the beginning of the text and the link.
    pub lines_down: usize,
}

/// An element that is not allowed in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The number of lines between the beginning of the text and the element.
    pub lines_down: usize,
    /// What it is, in lower case and without a full stop.
    pub what: &'static str,
    /// What to do instead, in lower case and without a full stop.
    pub instead: &'static str,
}

/// Parses Markdown. Rejected elements are left out of the paragraphs.
pub fn read(text: &str) -> Markup {
    let mut reader = Reader::default();
    // These extensions are enabled so that they are recognised and rejected.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS;
    let lines_before = |at| text.bytes().take(at).filter(|byte| *byte == b'\n').count();
    let parser = Parser::new_ext(text, options);
    let definitions = parser.reference_definitions().iter();
    let mut unused: Vec<_> =
        definitions.map(|(name, link)| (name.to_lowercase(), lines_before(link.span.start))).collect();
    for (event, range) in parser.into_offset_iter() {
        reader.lines_down = lines_before(range.start);
        if let Event::Start(Tag::Link { id, .. }) = &event {
            unused.retain(|(name, _)| *name != id.to_lowercase());
        }
        reader.take(event);
    }
    // Markdown renders nothing for them.
    unused.sort_unstable_by_key(|(_, line)| *line);
    for (_, line) in unused {
        reader.lines_down = line;
        reader.refuse("a definition of a link that is not used", "write `[text](address)`");
    }
    reader.markup
}

/// Applies `change` to the address of every link in the paragraph.
pub fn change_links(paragraph: &mut Paragraph, change: &dyn Fn(&str) -> String) {
    for inline in paragraph {
        match inline {
            Inline::Text(_) | Inline::Code(_) => {}
            Inline::Emphasis(content) | Inline::Strong(content) => change_links(content, change),
            Inline::Link(link) => {
                link.url = change(&link.url);
                change_links(&mut link.content, change);
            }
        }
    }
}

/// An open element, with its content so far.
enum Open {
    Paragraph,
    Emphasis,
    Strong,
    Link(String),
    Refused,
}

#[derive(Default)]
struct Reader {
    markup: Markup,
    open: Vec<(Open, Vec<Inline>)>,
    lines_down: usize,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(_) => self.end(),
            Event::Text(text) => self.add_words(&text),
            Event::SoftBreak => self.add_words(" "),
            Event::Code(code) => self.add(Inline::Code(code.into_string())),
            Event::Html(_) | Event::InlineHtml(_) if self.is_inside_of_refused() => {}
            Event::Html(_) | Event::InlineHtml(_) => {
                self.refuse("raw HTML", "write it in Markdown, or write `\\<` for the character");
            }
            Event::HardBreak => {
                self.refuse("a hard line break", "leave a blank line to start a new paragraph");
            }
            Event::Rule => self.refuse("a horizontal rule", "remove it, or start a new section"),
            Event::FootnoteReference(_) => self.refuse("a footnote", "move its text into the paragraph"),
            Event::TaskListMarker(_) => {}
            Event::InlineMath(_) | Event::DisplayMath(_) => {
                self.refuse("a formula", "write it in words or as `code`");
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        if self.open.len() == DEEPEST {
            self.refuse("markup nested this deep", "nest fewer marks");
        }
        let open = match tag {
            Tag::Paragraph => Open::Paragraph,
            Tag::Emphasis => Open::Emphasis,
            Tag::Strong => Open::Strong,
            Tag::Link { link_type, dest_url, title, .. } => {
                if !title.is_empty() {
                    self.refuse("a link with a title", "move the title into the text");
                }
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let url = format!("{scheme}{dest_url}");
                self.markup.links.push(FoundLink { url: url.clone(), lines_down: self.lines_down });
                Open::Link(url)
            }
            other => {
                if !self.is_inside_of_refused()
                    && let Some((what, instead)) = why_refused(&other)
                {
                    self.refuse(what, instead);
                }
                Open::Refused
            }
        };
        self.open.push((open, Vec::new()));
    }

    fn end(&mut self) {
        let Some((open, content)) = self.open.pop() else { return };
        match open {
            Open::Paragraph if self.open.is_empty() => self.markup.paragraphs.push(content),
            Open::Paragraph | Open::Refused => {}
            Open::Emphasis => self.add(Inline::Emphasis(content)),
            Open::Strong => self.add(Inline::Strong(content)),
            Open::Link(url) => {
                if content.is_empty() {
                    self.refuse("a link without text", "write `[text](address)`");
                }
                self.add(Inline::Link(TextLink { url, content }));
            }
        }
    }

    fn add(&mut self, inline: Inline) {
        // Content beyond the maximum depth is dropped: it has been rejected, so no page is built from it.
        if self.open.len() <= DEEPEST
            && let Some((_, content)) = self.open.last_mut()
        {
            content.push(inline);
        }
    }

    fn add_words(&mut self, words: &str) {
        let last = self.open.last_mut().and_then(|(_, content)| content.last_mut());
        if let Some(Inline::Text(text)) = last {
            text.push_str(words);
        } else {
            self.add(Inline::Text(words.to_owned()));
        }
    }

    fn is_inside_of_refused(&self) -> bool {
        matches!(self.open.last(), Some((Open::Refused, _)))
    }

    fn refuse(&mut self, what: &'static str, instead: &'static str) {
        let refused = Refused { lines_down: self.lines_down, what, instead };
        // `<b>` and `</b>` are one mistake.
        if self.markup.refused.last() != Some(&refused) {
            self.markup.refused.push(refused);
        }
    }
}

/// What a rejected element is, and what to do instead; `None` for the parts of an element that is rejected as
/// a whole.
fn why_refused(tag: &Tag<'_>) -> Option<(&'static str, &'static str)> {
    match tag {
        Tag::Heading { .. } => {
            Some(("a heading", "start a new `[[section]]`, or emphasise the words with `**`"))
        }
        Tag::BlockQuote(_) => Some(("a block quote", "write it as a paragraph, or as `[section.note]`")),
        Tag::CodeBlock(_) => Some((
            "a code block",
            "remove the spaces before the lines, and put code between single backticks",
        )),
        Tag::HtmlBlock => Some(("raw HTML", "write it in Markdown, or write `\\<` for the character")),
        Tag::List(_) => Some(("a list", "write sentences, or give each item a `[[section.channel]]`")),
        Tag::Table(_) => Some(("a table", "write sentences, or give each row a `[[section.channel]]`")),
        Tag::Image { .. } => Some(("a picture", "use `[section.image]`")),
        Tag::Strikethrough => Some(("strikethrough", "remove it")),
        Tag::FootnoteDefinition(_) => Some(("a footnote", "move its text into the paragraph")),
        Tag::Item | Tag::TableHead | Tag::TableRow | Tag::TableCell => None,
        _ => Some(("markup of this kind", "use only links, emphasis and code")),
    }
}

#[cfg(test)]
mod tests;
