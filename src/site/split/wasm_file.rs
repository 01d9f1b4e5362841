//! The sections of a wasm file (WebAssembly core specification, chapter 5).

/// The length of the magic number and the version, before the first section.
const HEADER: usize = 8;
const CUSTOM: u8 = 0;
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// The kind of an import that is a function.
const FUNCTION: u8 = 0;

/// Adds a custom section.
pub(super) fn add_section(wasm: &mut Vec<u8>, name: &str, content: &[u8]) {
    let mut section = Vec::new();
    write_name(&mut section, name);
    section.extend(content);
    write_section(wasm, CUSTOM, &section);
}

/// Removes the exports for whose names `is_removed` returns true. Returns `None` if the wasm cannot be parsed.
pub(super) fn without_exports(wasm: &[u8], is_removed: impl Fn(&str) -> bool) -> Option<Vec<u8>> {
    with_entries(wasm, EXPORTS, |reader, entry| {
        let name = reader.name()?;
        write_name(entry, name);
        entry.push(reader.byte()?);
        write_length(entry, reader.length()?);
        Some(!is_removed(name))
    })
}

/// Names with their short forms.
pub(super) type ShortNames = Vec<(String, String)>;

/// Renames the imports from a module to short names, and returns the names too. Returns `None` if the wasm cannot be parsed,
/// or imports anything other than functions.
pub(super) fn with_short_imports(wasm: &[u8], module: &str) -> Option<(Vec<u8>, ShortNames)> {
    let mut names = Vec::new();
    let changed = with_entries(wasm, IMPORTS, |reader, entry| {
        let from = reader.name()?;
        let mut name = reader.name()?.to_owned();
        if from == module {
            let short = short_name(names.len());
            names.push((std::mem::replace(&mut name, short.clone()), short));
        }
        write_name(entry, from);
        write_name(entry, &name);
        entry.push(reader.byte().filter(|kind| *kind == FUNCTION)?);
        write_length(entry, reader.length()?);
        Some(true)
    })?;
    Some((changed, names))
}

/// `a` to `z`, then `aa`, and so on.
fn short_name(index: usize) -> String {
    let last = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    match (index / 26).checked_sub(1) {
        Some(before) => short_name(before) + &last.to_string(),
        None => last.to_string(),
    }
}

/// Rewrites the entries of a section. `change` reads an entry and writes it again; if it returns false, the entry is
/// removed.
fn with_entries(
    wasm: &[u8],
    section: u8,
    mut change: impl FnMut(&mut Reader<'_>, &mut Vec<u8>) -> Option<bool>,
) -> Option<Vec<u8>> {
    let (header, sections) = wasm.split_at_checked(HEADER)?;
    let mut output = header.to_vec();
    let mut reader = Reader(sections);
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let length = reader.length()?;
        let content = reader.take(length)?;
        if id != section {
            write_section(&mut output, id, content);
            continue;
        }
        let mut entries = Reader(content);
        let (mut written, mut count) = (Vec::new(), 0);
        for _ in 0..entries.length()? {
            let mut entry = Vec::new();
            if change(&mut entries, &mut entry)? {
                written.extend(entry);
                count += 1;
            }
        }
        let mut content = Vec::new();
        write_length(&mut content, count);
        content.extend(written);
        write_section(&mut output, id, &content);
    }
    Some(output)
}

/// Reads values, and removes them from the bytes.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    /// A number in LEB128.
    fn length(&mut self) -> Option<usize> {
        let mut length = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            length |= usize::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(length);
            }
        }
        None
    }

    fn name(&mut self) -> Option<&'a str> {
        let length = self.length()?;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

fn write_section(wasm: &mut Vec<u8>, id: u8, content: &[u8]) {
    wasm.push(id);
    write_length(wasm, content.len());
    wasm.extend(content);
}

fn write_name(bytes: &mut Vec<u8>, name: &str) {
    write_length(bytes, name.len());
    bytes.extend(name.as_bytes());
}

/// Writes a length as LEB128.
fn write_length(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        bytes.push(u8::try_from(length & 0x7f).unwrap_or_default() | 0x80);
        length >>= 7;
    }
    bytes.push(u8::try_from(length).unwrap_or_default());
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
        let module = [EMPTY, &[7, 12, 2, 3, b'o', b'n', b'e', 0, 5, 3, b't', b'w', b'o', 0, 6]].concat();
        let module = [&module[..], &[0, 2, 1, b'x']].concat();
        // The length of the section is wrong.
        assert_eq!(without_exports(&module, |_| false), None);
        let module =
            [EMPTY, &[7, 13, 2, 3, b'o', b'n', b'e', 0, 5, 3, b't', b'w', b'o', 0, 6, 0, 2, 1, b'x']]
                .concat();
        assert_eq!(without_exports(&module, |_| false).as_ref(), Some(&module));
        let expected = [EMPTY, &[7, 7, 1, 3, b't', b'w', b'o', 0, 6, 0, 2, 1, b'x']].concat();
        assert_eq!(without_exports(&module, |name| name == "one"), Some(expected));
    }

    #[test]
    fn imports_of_one_module_get_short_names() {
        let module =
            [EMPTY, &[2, 16, 2, 1, b'm', 3, b'o', b'n', b'e', 0, 5, 1, b'n', 3, b't', b'w', b'o', 0]]
                .concat();
        // The last index is missing.
        assert_eq!(with_short_imports(&module, "m"), None);
        let module =
            [EMPTY, &[2, 17, 2, 1, b'm', 3, b'o', b'n', b'e', 0, 5, 1, b'n', 3, b't', b'w', b'o', 0, 6]]
                .concat();
        let (changed, names) = with_short_imports(&module, "m").expect("it can be read");
        assert_eq!(names, [("one".to_owned(), "a".to_owned())]);
        let expected =
            [EMPTY, &[2, 15, 2, 1, b'm', 1, b'a', 0, 5, 1, b'n', 3, b't', b'w', b'o', 0, 6]].concat();
        assert_eq!(changed, expected);
    }

    #[test]
    fn short_names_are_all_different() {
        let names: std::collections::BTreeSet<_> = (0..1000).map(short_name).collect();
        assert_eq!(names.len(), 1000);
        assert_eq!([short_name(25), short_name(26), short_name(702)], ["z", "aa", "aaa"]);
    }
}
