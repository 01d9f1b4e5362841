//! The HTML strings in the app's wasm. Leptos creates the static elements of `view!` from them, and the Trusted Types
//! policy allows no others.

use std::collections::BTreeSet;

/// The elements that are HTML strings in a wasm, each from its first tag to its last, without those inside another.
/// Scripts and frames are not among them, and neither is anything with an event handler.
pub fn in_wasm(wasm: &[u8]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut at = 0;
    while let Some(start) = memchr::memchr(b'<', wasm.get(at..).unwrap_or_default()) {
        let element = wasm.get(at + start..).and_then(element);
        found.extend(element.map(str::to_owned));
        at += start + element.map_or(1, str::len);
    }
    found
}

/// The element that a text begins with, if that is complete.
fn element(bytes: &[u8]) -> Option<&str> {
    let mut open = Vec::new();
    let mut length = 0;
    loop {
        let rest = bytes.get(length..)?;
        let tag_length = memchr::memchr(b'>', rest)? + 1;
        let tag = std::str::from_utf8(rest.get(..tag_length)?).ok()?;
        if let Some(name) = tag.strip_prefix("</") {
            (open.pop()? == name.strip_suffix('>')?).then_some(())?;
        } else {
            let name = name_of(tag)?;
            if !VOID.contains(&name) {
                open.push(name);
            }
        }
        length += tag_length;
        if open.is_empty() {
            return std::str::from_utf8(bytes.get(..length)?).ok();
        }
        // The text before the next tag.
        length += memchr::memchr(b'<', bytes.get(length..)?)?;
    }
}

const VOID: [&str; 4] = ["br", "hr", "img", "input"];
const ACTIVE: [&str; 5] = ["script", "iframe", "object", "embed", "style"];

/// The name of an opening tag that can do nothing by itself.
fn name_of(tag: &str) -> Option<&str> {
    let inner = tag.strip_prefix('<')?.strip_suffix('>')?;
    let (name, attributes) = inner.split_once(' ').unwrap_or((inner, ""));
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    let is_active = ACTIVE.contains(&name) || format!(" {attributes}").contains(" on");
    (is_name && !is_active && !attributes.contains(['<', '\0'])).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_elements_are_found_between_other_bytes() {
        let wasm = b"\0asm\xff<a href=\"#x\">the <b>one</b></a><p>two</p>a < b, <c<br><i>\0</i><u>no end";
        let expected = ["<a href=\"#x\">the <b>one</b></a>", "<br>", "<i>\0</i>", "<p>two</p>"];
        assert_eq!(in_wasm(wasm), BTreeSet::from(expected.map(str::to_owned)));
    }

    #[test]
    fn what_could_run_is_not_found() {
        let wasm =
            br#"<script>a()</script><img onerror="a()"><p><iframe src="a"></iframe></p><style>a{}</style>"#;
        assert_eq!(in_wasm(wasm), BTreeSet::new());
    }
}
