//! The small files beside the page: what search engines ask for, and what a host shows where there is no page.

use super::html::{escape, language_and_direction};
use super::minify;
use super::policy;
use super::urls::sibling_url;
use crate::community::Community;

/// The look of the page, as far as a page of three lines needs it.
const STYLE: [&str; 4] = [
    include_str!("../../style/layers.css"),
    include_str!("../../style/reset.css"),
    include_str!("../../style/tokens.css"),
    include_str!("../../style/base.css"),
];

/// Each file with its name and what is in it.
pub fn files(community: &Community) -> [(&'static str, String); 3] {
    [
        ("robots.txt", robots(&community.page_url)),
        ("sitemap.xml", sitemap(&community.page_url)),
        ("404.html", not_found(community)),
    ]
}

/// Everybody may read everything. Search engines look for this file at the root of a host only.
fn robots(page_url: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", sibling_url(page_url, "sitemap.xml"))
}

/// The one page. It says no time of change: nobody knows when the words last changed, and search engines stop
/// believing a page that is new at every build.
fn sitemap(page_url: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>{}</loc></url>\n\
         </urlset>\n",
        escape(page_url)
    )
}

/// What a host answers where there is no page. It is shown at any depth below the page's folder, so nothing in it is
/// relative, and nothing has to be loaded.
fn not_found(community: &Community) -> String {
    let language = escape(&community.language);
    let root = language_and_direction(&community.language);
    let (name, title) = (escape(&community.name), escape(&community.title));
    let page_url = escape(&community.page_url);
    let (light, dark) = (&community.accent.light, &community.accent.dark);
    let style = STYLE.map(minify::style).concat();
    let style = format!(
        "<style>{style}:root{{--accent-on-light:{light};--accent-on-dark:{dark}}}main{{max-inline-size:var(--measure);margin:18vh auto;padding-inline:var(--gutter)}}h1{{margin-block:var(--space-4);font-size:var(--text-h1)}}.name{{color:var(--muted)}}</style>"
    );
    let policy = policy::meta(&policy::policy_of_words(&style));
    format!(
        r#"<!doctype html>
<html {root}>
<head>
<meta charset="utf-8">
{policy}
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Page not found – {name}</title>
{style}
</head>
<body>
<main lang="en" dir="ltr">
<p class="name"><bdi lang="{language}">{name}</bdi></p>
<h1>There is no such page</h1>
<p>The address may have been mistyped, or what was there has moved. Go to <a href="{page_url}"><bdi lang="{language}">{title}</bdi></a>.</p>
</main>
</body>
</html>
"#
    )
}
