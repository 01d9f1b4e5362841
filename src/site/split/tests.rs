//! Tests of the script and the custom sections; `tests/e2e/lazy-parts.spec.ts` loads the parts in a browser.

use super::*;

#[test]
fn imports_of_the_loaders_become_constants() {
    let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nlet wasm;\n";
    let part = |specifier: &str, chunks: &[&str]| Part {
        chunks: chunks.iter().map(|&chunk| chunk.to_owned()).collect(),
        file: AppFile {
            specifier: specifier.to_owned(),
            name: format!("hearth-{specifier}-1.wasm"),
            integrity: "sha256-x".to_owned(),
        },
    };
    let parts = [part("month", &["chunk_1"]), part("week", &[])];
    let script = with_loaders(glue, &parts).expect("the imports are there");
    let month = r#"PARTS = {"month":{"chunks":["chunk_1"],"file":"./hearth-month-1.wasm","integrity":"sha256-x"},"week":{"#;
    assert!(script.contains(month), "{script}");
    assert!(script.ends_with("const import1 = splitLoaders;\nconst import2 = splitLoaders;\nlet wasm;"));
    assert!(!script.contains("import *"));
    assert_eq!(with_loaders("let wasm;", &parts), None);
}

#[test]
fn a_custom_section_has_its_length_name_and_content() {
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    add_section(&mut module, "ab", &[7; 200]);
    assert_eq!(module.get(8..14), Some(&[0, 0xcb, 1, 2, b'a', b'b'][..]));
    assert_eq!(module.len(), 14 + 200);
}
