//! The JSON Schema of the data file, for editors. It is told by the same code that reads the file, so it cannot forget a
//! field; it allows a little more than the checks do, which look at several fields together.

use serde_json::{Map, Value, json};

use super::data_file;
use super::field::{Field, FieldType, TextKind};
use super::table_reader::describe;
use crate::community::ChannelKind;

/// The schema of `community.toml` as JSON Schema, draft 7, which is what editors of TOML understand.
pub fn json_schema() -> Value {
    let mut schema = table(&describe(data_file));
    if let Some(schema) = schema.as_object_mut() {
        schema.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        schema.insert("title".to_owned(), json!("A community's page"));
        schema
            .insert("description".to_owned(), json!("The data file that a community's page is built from."));
    }
    schema
}

fn table(fields: &[Field]) -> Value {
    let required: Vec<_> = fields.iter().filter(|field| field.is_required).map(|field| field.key).collect();
    let properties: Map<_, _> = fields.iter().map(|field| (field.key.to_owned(), property(field))).collect();
    json!({ "type": "object", "additionalProperties": false, "required": required, "properties": properties })
}

fn property(field: &Field) -> Value {
    let least = usize::from(field.is_required);
    let tables = |fields| json!({ "type": "array", "items": table(fields), "minItems": least });
    let mut property = match &field.field_type {
        FieldType::Text(kind) => text(*kind),
        FieldType::Texts(kind) => json!({ "type": "array", "items": text(*kind) }),
        FieldType::Flag => json!({ "type": "boolean" }),
        FieldType::Number => json!({ "type": "integer", "minimum": 1 }),
        FieldType::Table(fields) => table(fields),
        FieldType::Tables(fields) => tables(fields),
        FieldType::TextOrTables(kind, fields) => json!({ "oneOf": [text(*kind), tables(fields)] }),
    };
    if let Some(property) = property.as_object_mut() {
        property.insert("description".to_owned(), json!(field.about));
    }
    property
}

fn text(kind: TextKind) -> Value {
    let pattern = match kind {
        TextKind::ChannelKind => {
            return json!({ "type": "string", "enum": ChannelKind::ALL.map(ChannelKind::icon) });
        }
        TextKind::Words | TextKind::Markdown | TextKind::Zone => r"\S",
        TextKind::Link => "^([A-Za-z]+:|/|#)",
        TextKind::Address => "^[A-Za-z]+://",
        TextKind::File => "^[^/]",
        TextKind::Id => "^[a-z0-9]+(-[a-z0-9]+)*$",
        TextKind::Colour => "^#[0-9A-Fa-f]{6}$",
        TextKind::Language => "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$",
    };
    json!({ "type": "string", "pattern": pattern })
}
