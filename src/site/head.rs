//! The content of the page's `<head>`, for browsers, search engines and link previews.

use std::fmt::Write as _;

use super::html::escape;
use super::preview;
use super::urls;
use crate::community::Community;

/// The elements of the head that depend on the community. `json_ld` must be safe inside a script element.
pub fn head(community: &Community, json_ld: &str) -> String {
    let Community { title, description, page_url, name, accent, .. } = community;
    let preview_url = urls::sibling_url(page_url, preview::FILE);
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
    let _ = write!(
        head,
        r#"<link rel="icon" href="favicon.svg" type="image/svg+xml"><style>:root{{--accent-on-light:{};--accent-on-dark:{}}}</style><script type="application/ld+json">{json_ld}</script>"#,
        accent.light, accent.dark
    );
    head
}

fn meta(head: &mut String, kind: &str, name: &str, content: &str) {
    // Writing to a string does not fail.
    let _ = write!(head, r#"<meta {kind}="{name}" content="{}">"#, escape(content));
}
