//! What is known of a field of the data file before any file is read: for editors, which complete and check by it.

/// A field of a table.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name.
    pub key: &'static str,
    /// Whether it must be there.
    pub is_required: bool,
    /// What may stand in it.
    pub field_type: FieldType,
    /// What it is for.
    pub about: &'static str,
}

/// What may stand in a field.
#[derive(Clone, Debug)]
pub enum FieldType {
    /// A text.
    Text(TextKind),
    /// A list of texts.
    Texts(TextKind),
    /// Yes or no.
    Flag,
    /// A whole number, at least 1.
    Number,
    /// A table of these fields.
    Table(Vec<Field>),
    /// A list of tables of these fields.
    Tables(Vec<Field>),
    /// A text, or a list of tables of these fields.
    TextOrTables(TextKind, Vec<Field>),
}

/// The sorts of texts, as `docs/community-toml.md` explains them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// Plain words.
    Words,
    /// Markdown.
    Markdown,
    /// Anything that a reader can be led to.
    Link,
    /// A whole address on the web.
    Address,
    /// A file below the community's folder.
    File,
    /// The id of a section.
    Id,
    /// `#rrggbb`.
    Colour,
    /// A BCP 47 tag.
    Language,
    /// A name of the IANA time zone database.
    Zone,
    /// A sort of channel.
    ChannelKind,
}
