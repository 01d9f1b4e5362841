//! The JSON Schema of the data file, which editors use for completion and validation.

#![allow(clippy::unwrap_used)] // a panic fails the test

use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use hearth::community::schema::json_schema;
use serde_json::{Value, json};

const FILE: &str = "docs/community.schema.json";
const DATA_FILES: [&str; 3] =
    ["public/community.toml", "tests/fixtures/other-community/community.toml", "src/site/new/community.toml"];

fn read(path: &str) -> Value {
    toml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The schema's validation errors for a data file, if any.
fn mistakes(data: &Value) -> Option<String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("schema.json", json_schema()).unwrap();
    let schema = compiler.compile("schema.json", &mut schemas).unwrap();
    schemas.validate(data, schema).err().map(|error| format!("{error:#}"))
}

#[test]
fn the_schema_file_is_up_to_date() {
    let expected = format!("{:#}\n", json_schema());
    assert!(fs::read_to_string(FILE).unwrap() == expected, "write it anew: cargo run -- schema > {FILE}");
}

#[test]
fn every_data_file_is_valid() {
    for path in DATA_FILES {
        assert_eq!(mistakes(&read(path)), None, "{path}");
    }
}

#[test]
fn data_files_point_editors_to_the_schema() {
    for path in DATA_FILES.iter().take(2) {
        let text = fs::read_to_string(path).unwrap();
        let schema = text.lines().next().unwrap().strip_prefix("#:schema ").unwrap();
        let found = Path::new(path).parent().unwrap().join(schema).canonicalize().unwrap();
        assert_eq!(found, Path::new(FILE).canonicalize().unwrap());
    }
}

#[test]
fn the_schema_rejects_what_the_checks_reject() {
    let file = read(DATA_FILES[2]);
    for (pointer, value) in [
        ("/community/accent", json!("orange")),
        ("/community/page_url", json!("/community/")),
        ("/community/logo/width", json!(0)),
        ("/calendar/feed", json!([])),
        ("/calendar/feed", json!([{ "name": "One" }])),
        ("/calendar/stale_after_days", json!("14")),
        ("/section", json!([])),
        ("/section/0/id", json!("Two Words")),
        ("/section/1/channel/0/kind", json!("pigeon")),
        ("/section/1/channel/0/links", json!([])),
        ("/section/1/channel/0/links/0", json!({ "label": "Join", "uri": "https://example.org/" })),
    ] {
        let mut changed = file.clone();
        *changed.pointer_mut(pointer).unwrap() = value.clone();
        assert!(mistakes(&changed).is_some(), "{pointer}: {value}");
    }
    let mut without = file.clone();
    without["community"].as_object_mut().unwrap().remove("title");
    assert!(mistakes(&without).unwrap().contains("title"));
}

#[test]
fn every_field_is_documented() {
    fn visit(schema: &Value, path: &str, pages: &str, visited: &mut usize) {
        for (key, property) in schema["properties"].as_object().into_iter().flatten() {
            *visited += 1;
            assert!(property["description"].as_str().is_some_and(|text| text.ends_with('.')), "{path}.{key}");
            let named =
                [format!("`{key}`"), format!("{key}]")].iter().any(|name| pages.contains(name.as_str()));
            assert!(named, "docs/community-toml.md does not name {path}.{key}");
            let tables = property["oneOf"].as_array().into_iter().flatten().chain([property]);
            for inner in tables.flat_map(|table| [table, &table["items"]]) {
                visit(inner, &format!("{path}.{key}"), pages, visited);
            }
        }
    }
    let mut visited = 0;
    visit(&json_schema(), "", &fs::read_to_string("docs/community-toml.md").unwrap(), &mut visited);
    assert!(visited > 40, "{visited} fields");
}
