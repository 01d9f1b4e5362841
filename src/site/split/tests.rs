//! Tests of the script and the custom sections; `tests/e2e/lazy-parts.spec.ts` loads the parts in a browser.

use super::*;

#[test]
fn imports_of_the_loaders_become_constants() {
    let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nlet wasm;\n";
    let part = |specifier: &str, chunks: &[&str]| Part {
        common: BTreeSet::new(),
        chunks: chunks.iter().map(|&chunk| chunk.to_owned()).collect(),
        file: AppFile {
            specifier: specifier.to_owned(),
            name: format!("hearth-{specifier}-1.wasm"),
            integrity: "sha256-x".to_owned(),
        },
    };
    let parts = [part("month", &["chunk_1"]), part("week", &[])];
    let script = with_loaders(glue, &parts).expect("the imports are there");
    let month = r#"PARTS = {"month":{"chunks":["chunk_1"],"common":[],"file":"./hearth-month-1.wasm","integrity":"sha256-x"},"week":{"#;
    assert!(script.contains(month), "{script}");
    assert!(script.ends_with("const import1 = splitLoaders;\nconst import2 = splitLoaders;\nlet wasm;"));
    assert!(!script.contains("import *"));
    assert_eq!(with_loaders("let wasm;", &parts), None);
}

#[test]
fn the_script_has_the_short_names_of_the_imports() {
    let script = "const import0 = {\n        one_2: function() {},\n        one: function() {},\n    };";
    let names = [("one", "a"), ("one_2", "b")].map(|(name, short)| (name.to_owned(), short.to_owned()));
    let expected = "const import0 = {\n        b: function() {},\n        a: function() {},\n    };";
    assert_eq!(with_short_names(script.to_owned(), &names).as_deref(), Some(expected));
    assert_eq!(with_short_names(String::new(), &names), None);
}
