//! The description of a field of the data file, independent of any file: editors use it for completion and
//! validation.

/// A field of a table.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub key: &'static str,
    /// Whether it is required.
    pub is_required: bool,
    /// The type of its value.
    pub field_type: FieldType,
    /// The description.
    pub about: &'static str,
}

/// The type of a field's value.
#[derive(Clone, Debug)]
pub enum FieldType {
    /// A text.
    Text(TextKind),
    /// A list of texts.
    Texts(TextKind),
    /// True or false.
    Flag,
    /// A whole number, at least 1.
    Number,
    /// A table with these fields.
    Table(Vec<Field>),
    /// A list of tables with these fields.
    Tables(Vec<Field>),
    /// A text, or a list of tables with these fields.
    TextOrTables(TextKind, Vec<Field>),
}

/// The kinds of texts, as explained in `docs/community-toml.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Plain text.
    Words,
    /// Markdown.
    Markdown,
    /// Any link: an address, a path of the site, or the `#id` of a section.
    Link,
    /// An absolute web address.
    Address,
    /// A file below the community's folder.
    File,
    /// The id of a section.
    Id,
    /// `#rrggbb`.
    Colour,
    /// A BCP 47 tag.
    Language,
    /// A name in the IANA time zone database.
    Zone,
    /// A kind of channel.
    ChannelKind,
}
