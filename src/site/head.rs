//! The content of a document's `<head>`, for browsers, search engines and link previews.

use std::fmt::Write as _;

use super::html::escape;
use super::preview;
use crate::community::Community;
use crate::web_address::sibling;

/// The elements of the page's head that depend on the community. `json_ld` must be safe inside a script element.
pub fn page_head(community: &Community, json_ld: &str) -> String {
    let Community { title, description, page_url, name, .. } = community;
    let preview_url = sibling(page_url, preview::FILE);
    let (width, height) = preview::SIZE;
    let mut head = format!("<title>{}</title>", escape(title));
    meta(&mut head, "name", "description", description);
    let _ = write!(head, r#"<link rel="canonical" href="{}">"#, escape(page_url));
    for (property, content) in [
        ("og:type", "website"),
        ("og:title", title),
        ("og:description", description),
        ("og:url", page_url),
        ("og:site_name", name),
        ("og:image", &preview_url),
        ("og:image:type", "image/png"),
        ("og:image:width", &width.to_string()),
        ("og:image:height", &height.to_string()),
        ("og:image:alt", title),
    ] {
        meta(&mut head, "property", property, content);
    }
    // Twitter takes the other values from the Open Graph properties above.
    meta(&mut head, "name", "twitter:card", "summary_large_image");
    appearance(&mut head, community);
    let _ = write!(head, r#"<script type="application/ld+json">{json_ld}</script>"#);
    head
}

/// The elements of the head of the calendar alone. Its links open outside of the frame.
pub fn embed_head(community: &Community) -> String {
    let (title, page_url) = (escape(&community.title), escape(&community.page_url));
    let mut head = format!(
        r#"<title>{title}</title><base target="_blank"><meta name="robots" content="noindex"><link rel="canonical" href="{page_url}">"#
    );
    appearance(&mut head, community);
    head
}

fn appearance(head: &mut String, community: &Community) {
    let (light, dark) = (&community.accent.light, &community.accent.dark);
    let _ = write!(
        head,
        r#"<link rel="icon" href="favicon.svg" type="image/svg+xml"><style>:root{{--accent-on-light:{light};--accent-on-dark:{dark}}}</style>"#
    );
}

fn meta(head: &mut String, kind: &str, name: &str, content: &str) {
    // Writing to a string does not fail.
    let _ = write!(head, r#"<meta {kind}="{name}" content="{}">"#, escape(content));
}
