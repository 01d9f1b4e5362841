//! Changes wasm files.

use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{
    CodeSection, CustomSection, ExportSection, FunctionSection, ImportSection, Module, RawSection,
    Section as _,
};
use wasmparser::{
    CodeSectionReader, ExternalKind, FunctionSectionReader, Import, Imports, Parser, Payload, TypeRef,
};

use super::function_order::by_similarity;

/// Adds a custom section.
pub(super) fn add_section(wasm: &mut Vec<u8>, name: &str, content: &[u8]) {
    CustomSection { name: name.into(), data: content.into() }.append_to(wasm);
}

/// Removes the exports of functions for whose names `is_removed` returns true. All other sections stay the same bytes.
pub(super) fn without_exports(wasm: &[u8], is_removed: impl Fn(&str) -> bool) -> Result<Vec<u8>, Error> {
    let mut module = Module::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let payload = payload?;
        if let Payload::ExportSection(exports) = payload {
            let mut section = ExportSection::new();
            for export in exports {
                let export = export?;
                if export.kind != ExternalKind::Func || !is_removed(export.name) {
                    Unchanged.parse_export(&mut section, export)?;
                }
            }
            module.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
            let data =
                range.and_then(|(start, end)| wasm.get(start..end)).ok_or(Error::InvalidCodeSectionSize)?;
            module.section(&RawSection { id, data });
        }
    }
    Ok(module.finish())
}

struct Unchanged;

impl Reencode for Unchanged {
    type Error = std::convert::Infallible;
}

/// Names with their short forms.
pub(super) type ShortNames = Vec<(String, String)>;

/// Puts similar functions next to each other, and renames the imports from a module to short names, which are
/// returned too.
pub(super) fn reordered_with_short_imports(
    wasm: &[u8],
    module: &str,
) -> Result<(Vec<u8>, ShortNames), Error> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = by_similarity(&bodies);
    let mut indices = vec![0; order.len()];
    for (new, old) in (imported..).zip(&order) {
        if let Some(index) = indices.get_mut(*old) {
            *index = new;
        }
    }
    let mut rewriter = Rewriter { imported, order, indices, module, names: Vec::new() };
    let mut changed = Module::new();
    rewriter.parse_core_module(&mut changed, Parser::new(0), wasm)?;
    Ok((changed.finish(), rewriter.names))
}

struct Rewriter<'a> {
    /// The number of imported functions, whose indices come first.
    imported: u32,
    /// The functions of the module in their new order.
    order: Vec<usize>,
    /// The new index of each function, by its old position.
    indices: Vec<u32>,
    /// The module whose imports are renamed.
    module: &'a str,
    names: ShortNames,
}

impl Rewriter<'_> {
    /// The entries of a section with one entry for each function, in the new order.
    fn in_order<T: Clone>(
        &self,
        entries: impl Iterator<Item = wasmparser::Result<T>>,
    ) -> Result<Vec<T>, Error> {
        let entries = entries.collect::<Result<Vec<_>, _>>()?;
        Ok(self.order.iter().filter_map(|old| entries.get(*old).cloned()).collect())
    }
}

impl Reencode for Rewriter<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        let Some(own) = index.checked_sub(self.imported) else { return Ok(index) };
        self.indices.get(own as usize).copied().ok_or(Error::InvalidCodeSectionSize)
    }

    fn parse_imports(&mut self, section: &mut ImportSection, imports: Imports<'_>) -> Result<(), Error> {
        let Imports::Single(position, import) = imports else {
            return utils::parse_imports(self, section, imports);
        };
        let mut short = None;
        if import.module == self.module {
            let name = short_name(self.names.len());
            self.names.push((import.name.to_owned(), name.clone()));
            short = Some(name);
        }
        let name = short.as_deref().unwrap_or(import.name);
        utils::parse_imports(self, section, Imports::Single(position, Import { name, ..import }))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        for index in self.in_order(section.into_iter())? {
            functions.function(self.type_index(index)?);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        for body in self.in_order(section.into_iter())? {
            self.parse_function_body(code, body)?;
        }
        Ok(())
    }
}

/// `a` to `z`, then `aa`, and so on.
fn short_name(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    match (index / 26).checked_sub(1) {
        Some(before) => short_name(before) + &last.to_string(),
        None => last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn a_custom_section_has_its_length_name_and_content() {
        let mut module = EMPTY.to_vec();
        add_section(&mut module, "ab", &[7; 200]);
        assert_eq!(module.get(8..14), Some(&[0, 0xcb, 1, 2, b'a', b'b'][..]));
        assert_eq!(module.len(), 14 + 200);
    }

    #[test]
    fn exports_are_removed_by_their_names() {
        let with_length = |length| {
            [EMPTY, &[7, length, 2, 3, b'o', b'n', b'e', 0, 5, 3, b't', b'w', b'o', 0, 6, 0, 2, 1, b'x']]
                .concat()
        };
        assert!(without_exports(&with_length(12), |_| false).is_err());
        let module = with_length(13);
        assert_eq!(without_exports(&module, |_| false).as_ref().ok(), Some(&module));
        let expected = [EMPTY, &[7, 7, 1, 3, b't', b'w', b'o', 0, 6, 0, 2, 1, b'x']].concat();
        assert_eq!(without_exports(&module, |name| name == "one").ok(), Some(expected));
    }

    #[test]
    fn imports_of_one_module_get_short_names() {
        let types = [1, 4, 1, 0x60, 0, 0];
        let module = [
            EMPTY,
            &types,
            &[2, 17, 2, 1, b'm', 3, b'o', b'n', b'e', 0, 0, 1, b'n', 3, b't', b'w', b'o', 0, 0],
        ]
        .concat();
        let (changed, names) = reordered_with_short_imports(&module, "m").unwrap();
        assert_eq!(names, [("one".to_owned(), "a".to_owned())]);
        let imports = [2, 15, 2, 1, b'm', 1, b'a', 0, 0, 1, b'n', 3, b't', b'w', b'o', 0, 0];
        assert_eq!(changed, [EMPTY, &types, &imports].concat());
        assert!(reordered_with_short_imports(module.split_last().unwrap().1, "m").is_err());
    }

    #[test]
    fn functions_that_change_their_order_are_still_called() {
        let types = [1, 4, 1, 0x60, 0, 0];
        let import = [2, 7, 1, 1, b'm', 1, b'f', 0, 0];
        let functions = [3, 4, 3, 0, 0, 0];
        let export = |index| [7, 5, 1, 1, b'e', 0, index];
        let long = [0, 0x41, 1, 0x1a, 0x41, 2, 0x1a, 0x0b];
        // The second function calls the imported one and the first one; the last is like the first one.
        let calls = |first| [0, 0x10, 0, 0x10, first, 0x0b];
        let code = |bodies: [&[u8]; 3]| {
            let bodies = bodies.map(|body| [&[u8::try_from(body.len()).unwrap()], body].concat()).concat();
            [&[10, u8::try_from(bodies.len() + 1).unwrap(), 3], &*bodies].concat()
        };
        let module =
            [EMPTY, &types, &import, &functions, &export(1), &code([&long, &calls(1), &long])].concat();
        let (changed, _) = reordered_with_short_imports(&module, "").unwrap();
        let expected =
            [EMPTY, &types, &import, &functions, &export(2), &code([&calls(2), &long, &long])].concat();
        assert_eq!(changed, expected);
    }

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<_> = (0..1000).map(short_name).collect();
        assert_eq!(names.len(), 1000);
        assert_eq!([short_name(25), short_name(26), short_name(702)], ["z", "aa", "aaa"]);
    }
}
