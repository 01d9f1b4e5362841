//! Reads a TOML table field by field, and collects mistakes instead of stopping.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Located;
use super::field::{Field, FieldType};
use super::text_kind::TextKind;
use crate::community::markup::Markup;
use crate::community::mistake::{Location, Mistakes};

/// A field that may be written in two ways.
pub(super) enum TextOrTables<T> {
    /// A text.
    Text(Located<String>),
    /// A list of tables.
    Tables(Vec<T>),
}

/// A table that is being read. Any field that has not been requested by the end is unknown.
pub(super) struct TableReader<'a> {
    source: &'a str,
    table: &'a DeTable<'a>,
    location: Location,
    asked_for: Vec<Field>,
    /// Whether no file is read, and only the requested fields are collected.
    describes_only: bool,
    mistakes: &'a mut Mistakes,
}

/// The fields that a table is read for.
pub(super) fn describe<T>(read: fn(&mut TableReader<'_>) -> T) -> Vec<Field> {
    let (table, mut mistakes) = (DeTable::new(), Mistakes::of(""));
    let location = Location { line: 1, field: String::new() };
    let mut reader = TableReader {
        source: "",
        table: &table,
        location,
        asked_for: Vec::new(),
        describes_only: true,
        mistakes: &mut mistakes,
    };
    read(&mut reader);
    reader.asked_for
}

impl<'a> TableReader<'a> {
    /// Reads the root table of the file.
    pub(super) fn read_root<T>(
        source: &'a str,
        table: &'a DeTable<'a>,
        mistakes: &'a mut Mistakes,
        read: fn(&mut TableReader<'_>) -> T,
    ) -> T {
        let location = Location { line: 1, field: String::new() };
        Self { source, table, location, asked_for: Vec::new(), describes_only: false, mistakes }.finish(read)
    }

    /// The location of the table.
    pub(super) fn location(&self) -> Location {
        self.location.clone()
    }

    /// Reads an optional text.
    pub(super) fn text(
        &mut self,
        key: &'static str,
        kind: TextKind,
        about: &'static str,
    ) -> Option<Located<String>> {
        self.ask(key, false, FieldType::Text(kind), about);
        self.text_value(key, kind)
    }

    fn text_value(&mut self, key: &'static str, kind: TextKind) -> Option<Located<String>> {
        let text = self.raw_text(key)?;
        kind.check(&text.value, &text.location, self.mistakes);
        Some(text)
    }

    /// A Markdown text that may be missing.
    pub(super) fn markdown(
        &mut self,
        key: &'static str,
        kind: TextKind,
        about: &'static str,
    ) -> Option<Located<Markup>> {
        self.ask(key, false, FieldType::Text(kind), about);
        self.markdown_value(key, kind)
    }

    /// A Markdown text that must be there.
    pub(super) fn required_markdown(
        &mut self,
        key: &'static str,
        kind: TextKind,
        about: &'static str,
    ) -> Option<Located<Markup>> {
        self.ask(key, true, FieldType::Text(kind), about);
        self.require(key, |_| format!("add `{key} = ...`"));
        self.markdown_value(key, kind)
    }

    fn markdown_value(&mut self, key: &'static str, kind: TextKind) -> Option<Located<Markup>> {
        let Located { value, location } = self.raw_text(key)?;
        Some(Located { value: kind.read_markdown(&value, &location, self.mistakes), location })
    }

    fn raw_text(&mut self, key: &'static str) -> Option<Located<String>> {
        let value = self.table.get(key)?;
        let DeValue::String(text) = value.get_ref() else {
            return self.wrong_type(key, value, "a text in quotes");
        };
        let mut location = self.location_of(key, value.span());
        location.line += usize::from(begins_on_the_next_line(self.source, value.span()));
        Some(Located { value: text.clone().into_owned(), location })
    }

    /// Reads a required text.
    pub(super) fn required_text(
        &mut self,
        key: &'static str,
        kind: TextKind,
        about: &'static str,
    ) -> Option<Located<String>> {
        self.ask(key, true, FieldType::Text(kind), about);
        self.require(key, |_| format!("add `{key} = ...`"));
        self.text_value(key, kind)
    }

    /// Reads a list of texts; empty if it is missing.
    pub(super) fn texts(
        &mut self,
        key: &'static str,
        kind: TextKind,
        about: &'static str,
    ) -> Vec<Located<String>> {
        self.ask(key, false, FieldType::Texts(kind), about);
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type::<String>(key, value, "a list of texts in quotes");
            return Vec::new();
        };
        let mut found = Vec::new();
        for (position, item) in items.iter().enumerate() {
            let location = self.location_of(&format!("{key}[{position}]"), item.span());
            if let DeValue::String(text) = item.get_ref() {
                kind.check(text, &location, self.mistakes);
                found.push(Located { value: text.clone().into_owned(), location });
            } else {
                self.report_type(&location, item, "a text in quotes");
            }
        }
        found
    }

    /// Reads an optional true or false.
    pub(super) fn flag(&mut self, key: &'static str, about: &'static str) -> Option<Located<bool>> {
        self.ask(key, false, FieldType::Flag, about);
        let value = self.table.get(key)?;
        let DeValue::Boolean(flag) = value.get_ref() else {
            return self.wrong_type(key, value, "true or false");
        };
        Some(Located { value: *flag, location: self.location_of(key, value.span()) })
    }

    /// Reads a required whole number.
    pub(super) fn required_number(&mut self, key: &'static str, about: &'static str) -> Option<Located<u32>> {
        self.ask(key, true, FieldType::Number, about);
        self.require(key, |_| format!("add `{key} = ...`"));
        let value = self.table.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => u32::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        let Some(number) = number else {
            return self.wrong_type(key, value, "a whole number, not negative and without quotes");
        };
        Some(Located { value: number, location: self.location_of(key, value.span()) })
    }

    /// Reads an optional table.
    pub(super) fn table<T>(
        &mut self,
        key: &'static str,
        read: fn(&mut TableReader<'_>) -> T,
        about: &'static str,
    ) -> Option<T> {
        let fields = self.fields_of(read);
        self.ask(key, false, FieldType::Table(fields), about);
        self.table_value(key, read)
    }

    fn table_value<T>(&mut self, key: &'static str, read: fn(&mut TableReader<'_>) -> T) -> Option<T> {
        let value = self.table.get(key)?;
        let DeValue::Table(table) = value.get_ref() else {
            return self.wrong_type(key, value, "one table");
        };
        let location = self.location_of(key, value.span());
        Some(self.child(table, location, read))
    }

    /// Reads a required table.
    pub(super) fn required_table<T>(
        &mut self,
        key: &'static str,
        read: fn(&mut TableReader<'_>) -> T,
        about: &'static str,
    ) -> Option<T> {
        let fields = self.fields_of(read);
        self.ask(key, true, FieldType::Table(fields), about);
        self.require(key, |field| format!("add a table `[{field}]`"));
        self.table_value(key, read)
    }

    /// Reads a list of tables; empty if it is missing.
    pub(super) fn tables<T>(
        &mut self,
        key: &'static str,
        read: fn(&mut TableReader<'_>) -> T,
        about: &'static str,
    ) -> Vec<T> {
        let fields = self.fields_of(read);
        self.ask(key, false, FieldType::Tables(fields), about);
        self.table_values(key, read)
    }

    /// Reads a list of tables, at least one of which is required by the checks; empty if it is missing.
    pub(super) fn one_table_at_least<T>(
        &mut self,
        key: &'static str,
        read: fn(&mut TableReader<'_>) -> T,
        about: &'static str,
    ) -> Vec<T> {
        let fields = self.fields_of(read);
        self.ask(key, true, FieldType::Tables(fields), about);
        self.table_values(key, read)
    }

    fn table_values<T>(&mut self, key: &'static str, read: fn(&mut TableReader<'_>) -> T) -> Vec<T> {
        let Some(value) = self.table.get(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            self.wrong_type::<T>(key, value, "a list of tables");
            return Vec::new();
        };
        let mut found = Vec::new();
        for (position, item) in items.iter().enumerate() {
            let location = self.location_of(&format!("{key}[{position}]"), item.span());
            if let DeValue::Table(table) = item.get_ref() {
                found.push(self.child(table, location, read));
            } else {
                self.report_type(&location, item, "a table");
            }
        }
        found
    }

    /// Reads a text or a list of tables.
    pub(super) fn text_or_tables<T>(
        &mut self,
        key: &'static str,
        kind: TextKind,
        read: fn(&mut TableReader<'_>) -> T,
        about: &'static str,
    ) -> Option<TextOrTables<T>> {
        let fields = self.fields_of(read);
        self.ask(key, false, FieldType::TextOrTables(kind, fields), about);
        let value = self.table.get(key)?;
        match value.get_ref() {
            DeValue::Array(items) if items.is_empty() => {
                let location = self.location_of(key, value.span());
                self.mistakes.error(
                    &location,
                    "the list is empty",
                    format!("write one text, `{key} = \"...\"`"),
                );
                None
            }
            DeValue::Array(_) => Some(TextOrTables::Tables(self.table_values(key, read))),
            _ => self.text_value(key, kind).map(TextOrTables::Text),
        }
    }

    fn child<T>(
        &mut self,
        table: &DeTable<'_>,
        location: Location,
        read: fn(&mut TableReader<'_>) -> T,
    ) -> T {
        let Self { source, mistakes, .. } = self;
        TableReader { source, table, location, asked_for: Vec::new(), describes_only: false, mistakes }
            .finish(read)
    }

    fn finish<T>(mut self, read: fn(&mut TableReader<'_>) -> T) -> T {
        let found = read(&mut self);
        let mut known: Vec<_> = self.asked_for.iter().map(|field| field.key).collect();
        known.sort_unstable();
        for key in self.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref())) {
            let location = self.location_of(key.get_ref(), key.span());
            self.mistakes.error(
                &location,
                format!("unknown field `{}`", key.get_ref()),
                format!("remove it, or use one of: {}", known.join(", ")),
            );
        }
        found
    }

    fn ask(&mut self, key: &'static str, is_required: bool, field_type: FieldType, about: &'static str) {
        self.asked_for.push(Field { key, is_required, value: field_type, about });
    }

    /// The fields of a nested table, which are collected only if no file is read.
    fn fields_of<T>(&self, read: fn(&mut TableReader<'_>) -> T) -> Vec<Field> {
        if self.describes_only { describe(read) } else { Vec::new() }
    }

    fn require(&mut self, key: &'static str, remedy: impl FnOnce(&str) -> String) {
        if !self.table.contains_key(key) {
            let location = Location { line: self.location.line, field: self.field(key) };
            let remedy = remedy(&location.field);
            self.mistakes.error(&location, format!("`{key}` is missing"), remedy);
        }
    }

    fn wrong_type<T>(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> Option<T> {
        let location = self.location_of(key, value.span());
        self.report_type(&location, value, wanted);
        None
    }

    fn report_type(&mut self, location: &Location, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "this number",
            DeValue::Boolean(_) => "true or false",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.mistakes.error(location, format!("{found} is not allowed here"), format!("write {wanted}"));
    }

    fn location_of(&self, key: &str, span: Range<usize>) -> Location {
        Location { line: line_of(self.source, span.start), field: self.field(key) }
    }

    fn field(&self, key: &str) -> String {
        if self.location.field.is_empty() { key.to_owned() } else { format!("{}.{key}", self.location.field) }
    }
}

/// The line, counted from one, of the byte at `offset`.
pub(super) fn line_of(source: &str, offset: usize) -> usize {
    1 + source.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// The column, counted from one in characters, of the byte at `offset`.
pub(super) fn column_of(source: &str, offset: usize) -> usize {
    let before = source.get(..offset).unwrap_or(source);
    1 + before.chars().rev().take_while(|character| *character != '\n').count()
}

/// Whether a multi-line text begins on the line after its opening quotes.
fn begins_on_the_next_line(source: &str, span: Range<usize>) -> bool {
    let written = source.get(span).unwrap_or_default();
    let inside = written.strip_prefix("\"\"\"").or_else(|| written.strip_prefix("'''"));
    inside.is_some_and(|inside| inside.starts_with('\n') || inside.starts_with("\r\n"))
}
