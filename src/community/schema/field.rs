//! The description of a field of the data file, independent of any file: editors use it for completion and
//! validation.

use super::text_kind::TextKind;

/// A field of a table.
#[derive(Clone, Debug)]
pub struct Field {
    /// The name.
    pub key: &'static str,
    /// Whether it is required.
    pub is_required: bool,
    /// The type of its value.
    pub value: FieldType,
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
