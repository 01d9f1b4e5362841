//! The page's Content-Security-Policy: only scripts and styles of the build may run, and nothing is loaded from other
//! hosts.

use super::app_files::integrity;

/// The marker in the template that the policy replaces; it is before everything that the policy applies to.
pub const MARKER: &str = r#"<template id="page-policy"></template>"#;

/// The policy as a `<meta>` element of the document.
pub fn meta(policy: &str) -> String {
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
}

/// The policy of a document (CSP level 3). It allows its inline scripts and styles by digest, so that one that is
/// injected later does not run. It allows compiling wasm, but not running text as a script.
pub fn policy(html: &str) -> String {
    let scripts = digests(html, "script", |tag| !tag.contains(" src=") && !tag.contains("json\""));
    let styles = digests(html, "style", |_| true);
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'{styles}; {OF_EVERY_BUILD}"
    )
}

/// The part of the policy that is the same for every build.
pub const OF_EVERY_BUILD: &str = "img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types default";

/// The policy of a document without scripts: it allows only the document's inline styles.
pub fn policy_without_scripts(html: &str) -> String {
    let styles = digests(html, "style", |_| true);
    format!("default-src 'none'; style-src{styles}; base-uri 'none'; form-action 'none'")
}

/// The digests of all elements with this name whose opening tag is `wanted`, each with a space before it.
fn digests(html: &str, element: &str, wanted: impl Fn(&str) -> bool) -> String {
    let (opening, closing) = (format!("<{element}"), format!("</{element}>"));
    let contents = html.split(&opening).skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once(&closing)?;
        wanted(tag).then_some(content)
    });
    contents.fold(String::new(), |all, content| all + " '" + &integrity(content) + "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = r#"<head><meta charset="utf-8"><template id="page-policy"></template><style>a{}</style>
<script>one()</script><script type="module" src="a.js"></script><script type="application/json">{"a":"b"}</script>
<script type="application/ld+json">{}</script></head>"#;

    #[test]
    fn policy_allows_inline_scripts_and_styles_by_digest() {
        let policy = policy(HTML);
        // printf %s 'one()' | openssl dgst -sha256 -binary | base64
        let script = "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='";
        let style = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {script};")), "{policy}");
        assert!(policy.contains(&format!("style-src 'self' {style};")), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
        let of_words = policy_without_scripts(HTML);
        assert!(of_words.starts_with(&format!("default-src 'none'; style-src {style};")), "{of_words}");
    }
}
