//! The page's Content-Security-Policy: only what stands in the document as built may run, and nothing comes from
//! elsewhere.

use std::io;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

use super::styles;

/// Where the template wants the policy: before everything that it is about.
const PLACE: &str = r#"<template id="page-policy"></template>"#;

/// Joins the styles of a document, and puts its policy into one that is for visitors; takes the place for it out of any other:
/// Trunk puts a script of its own into what it serves to programmers.
///
/// # Errors
/// When the file cannot be read or written, or has no place for the policy.
pub fn apply(index_html: &Path, is_for_visitors: bool) -> io::Result<()> {
    let html = styles::joined(&std::fs::read_to_string(index_html)?);
    let Some((before, after)) = html.split_once(PLACE) else {
        return Err(io::Error::other(format!("{} has no {PLACE}; add it back", index_html.display())));
    };
    let meta = if is_for_visitors { meta(&policy(&html)) } else { String::new() };
    std::fs::write(index_html, [before, &meta, after].concat())
}

fn meta(policy: &str) -> String {
    format!(r#"<meta http-equiv="Content-Security-Policy" content="{policy}">"#)
}

/// What a document may do, by its own inline scripts and styles (CSP level 3): each is named by its digest, so one that
/// was put in later does not run. Wasm is compiled; text is never run as a script.
pub fn policy(html: &str) -> String {
    let scripts = digests(html, "script", |tag| !tag.contains(" src=") && !tag.contains("json\""));
    let styles = digests(html, "style", |_| true);
    [
        "default-src 'none'",
        &format!("script-src 'self' 'wasm-unsafe-eval'{scripts}"),
        &format!("style-src 'self'{styles}"),
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types default",
    ]
    .join("; ")
}

/// The digests of the content of each element of this name whose opening tag is wanted, each with a space before it.
fn digests(html: &str, element: &str, wanted: impl Fn(&str) -> bool) -> String {
    let (opening, closing) = (format!("<{element}"), format!("</{element}>"));
    let contents = html.split(&opening).skip(1).filter_map(|rest| {
        let (tag, rest) = rest.split_once('>')?;
        let (content, _) = rest.split_once(&closing)?;
        wanted(tag).then_some(content)
    });
    let digests = contents.map(|content| STANDARD.encode(Sha256::digest(content)));
    digests.fold(String::new(), |all, digest| all + " 'sha256-" + &digest + "'")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HTML: &str = r#"<head><meta charset="utf-8"><template id="page-policy"></template><style>a{}</style>
<script>one()</script><script type="module" src="a.js"></script><script type="application/json">{"a":"b"}</script>
<script type="application/ld+json">{}</script></head>"#;

    #[test]
    fn inline_scripts_and_styles_are_named_by_their_digests_and_nothing_else_is() {
        let policy = policy(HTML);
        // printf %s 'one()' | openssl dgst -sha256 -binary | base64
        let script = "'sha256-HR7iaask9daLMRRskMI++QeJtjWDOjyPA6lGzYGzKW4='";
        let style = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='";
        assert!(policy.contains(&format!("script-src 'self' 'wasm-unsafe-eval' {script};")), "{policy}");
        assert!(policy.contains(&format!("style-src 'self' {style};")), "{policy}");
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"));
    }

    #[test]
    fn the_policy_stands_before_what_it_is_about_and_only_where_visitors_come() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("index.html");
        let written = |html: &str, is_for_visitors| {
            std::fs::write(&file, html).unwrap();
            apply(&file, is_for_visitors).map(|()| std::fs::read_to_string(&file).unwrap())
        };
        let guarded = written(HTML, true).unwrap();
        assert!(guarded.find("Content-Security-Policy").unwrap() < guarded.find("<style>").unwrap());
        assert!(!written(HTML, false).unwrap().contains("template"));
        assert!(written("<head></head>", true).unwrap_err().to_string().contains("page-policy"));
    }
}
