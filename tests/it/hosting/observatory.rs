//! The score that Mozilla's HTTP Observatory gives a document for its headers
//! (<https://github.com/mdn/mdn-http-observatory>, `src/grader/charts.js` and `src/analyzer/tests/`). The host is assumed
//! to serve everything by TLS with a valid certificate, and to redirect plain HTTP. The page sets no cookies.

use super::value;

/// The score from which extra credit counts, and that of an A+.
const EXTRA_CREDIT: i32 = 90;
const A_PLUS: i32 = 100;

/// Checks that a document's headers, in lower case, and its HTML get an A+.
pub fn assert_a_plus(head: &str, html: &str) {
    let modifiers = [
        ("content-security-policy", policy(head, html)),
        (
            "cross-origin-resource-sharing",
            if value(head, "access-control-allow-origin").is_none() { 0 } else { -50 },
        ),
        ("referrer-policy", if value(head, "referrer-policy") == Some("no-referrer") { 5 } else { -5 }),
        ("strict-transport-security", transport_security(head)),
        ("subresource-integrity", scripts(html)),
        (
            "x-content-type-options",
            if value(head, "x-content-type-options") == Some("nosniff") { 0 } else { -5 },
        ),
        ("x-frame-options", frames(head)),
        ("cross-origin-resource-policy", same_origin(head, "cross-origin-resource-policy")),
        ("cross-origin-opener-policy", same_origin(head, "cross-origin-opener-policy")),
    ];
    let without_credit: i32 = 100 + modifiers.iter().map(|(_, modifier)| *modifier.min(&0)).sum::<i32>();
    let credit: i32 = modifiers.iter().map(|(_, modifier)| *modifier.max(&0)).sum();
    let score = if without_credit >= EXTRA_CREDIT { without_credit + credit } else { without_credit };
    assert!(score >= A_PLUS, "{score}: {modifiers:?}\n{head}");
    assert_eq!(without_credit, 100, "{modifiers:?}\n{head}");
}

/// Both the header and the document's own policy apply, so a source must be in both where both have the directive.
fn policy(head: &str, html: &str) -> i32 {
    let header = value(head, "content-security-policy").unwrap_or_default();
    let own = html.split_once(r#"http-equiv="Content-Security-Policy" content=""#);
    let own = own.and_then(|(_, rest)| rest.split_once('"')).map_or("", |(own, _)| own);
    let sources = |name: &str| {
        let of = |policy: &str| {
            let directive =
                policy.split(';').find_map(|part| part.trim().strip_prefix(name)?.strip_prefix(' '))?;
            Some(directive.split(' ').map(str::to_owned).collect::<Vec<_>>())
        };
        match (of(header), of(own)) {
            (Some(header), Some(own)) => {
                Some(header.into_iter().filter(|source| own.contains(source)).collect())
            }
            (header, own) => header.or(own),
        }
    };
    let default = sources("default-src");
    let is_unsafe = ["script-src", "style-src", "object-src"].iter().any(|name| {
        let Some(sources) = sources(name).or_else(|| default.clone()) else { return true };
        let dangerous = ["'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:", "*"];
        sources.iter().any(|source| dangerous.contains(&source.as_str()))
    });
    match default {
        _ if is_unsafe => -20,
        Some(sources) if sources == ["'none'"] => 10,
        _ => 5,
    }
}

fn transport_security(head: &str) -> i32 {
    const SIX_MONTHS: u32 = 15_552_000;
    let age = value(head, "strict-transport-security").and_then(|value| value.strip_prefix("max-age="));
    match age.and_then(|age| age.parse::<u32>().ok()) {
        None => -20,
        Some(age) if age < SIX_MONTHS => -10,
        Some(_) => 0,
    }
}

/// The page loads no scripts of other hosts.
fn scripts(html: &str) -> i32 {
    if html.contains("<script src=\"http") || html.contains("<script src=\"//") { -50 } else { 0 }
}

fn frames(head: &str) -> i32 {
    let policy = value(head, "content-security-policy").unwrap_or_default();
    if policy.contains("frame-ancestors 'none'") || value(head, "x-frame-options") == Some("deny") {
        5
    } else {
        -20
    }
}

fn same_origin(head: &str, name: &str) -> i32 {
    match value(head, name) {
        Some("same-origin") => 10,
        Some(_) => -5,
        None => 0,
    }
}
