//! Small files next to the page: for search engines, and the page for addresses that do not exist.

use super::html::{escape, language_and_direction};
use super::minify;
use super::policy;
use crate::community::{ChannelKind, Community};
use crate::web_address::sibling;

/// The layers of the page's style that the page for a missing address needs, of those of `style/layers.css`.
const LAYERS: [&str; 3] = ["reset", "tokens", "base"];

/// The name and content of each file.
pub fn files(community: &Community, template: &str) -> [(&'static str, String); 3] {
    [
        ("robots.txt", robots(&community.page_url)),
        ("sitemap.xml", sitemap(&community.page_url)),
        ("404.html", not_found(community, template)),
    ]
}

/// The icons without comments, and without those of kinds of channels that the community does not use. Each icon is on a
/// line of its own.
pub fn icons(svg: &str, community: &Community) -> String {
    let sections = community.all_sections();
    let used: Vec<_> =
        sections.iter().flat_map(|section| &section.channels).map(|channel| channel.kind).collect();
    // The palette shows this one with every channel.
    let is_unused = |kind: &&ChannelKind| **kind != ChannelKind::Other && !used.contains(kind);
    let unused: Vec<_> = ChannelKind::ALL.iter().filter(is_unused).map(|kind| kind.icon()).collect();
    let is_of = |line: &str, icon| line.starts_with(&format!(r#"<path id="{icon}""#));
    let is_needed = |line: &&str| {
        ["<path", "<svg", "</svg"].iter().any(|start| line.starts_with(start))
            && !unused.iter().any(|icon| is_of(line, icon))
    };
    svg.lines().filter(is_needed).collect()
}

/// Allows everything to everybody. Search engines look for this file only at the root of a host.
fn robots(page_url: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}\n", sibling(page_url, "sitemap.xml"))
}

/// The site map with the one page. It has no `lastmod`: it is not known when the text last changed, and search engines
/// ignore the time if it changes with every build.
fn sitemap(page_url: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n\
         <url><loc>{}</loc></url>\n\
         </urlset>\n",
        escape(page_url)
    )
}

/// The page that a host shows for an address that does not exist. It is shown at any depth below the page's folder, so
/// it has no relative addresses and loads nothing.
fn not_found(community: &Community, template: &str) -> String {
    let language = escape(&community.language);
    let root = language_and_direction(&community.language);
    let (name, title) = (escape(&community.name), escape(&community.title));
    let page_url = escape(&community.page_url);
    let (light, dark) = (&community.accent.light, &community.accent.dark);
    let style = minify::layers(template, &LAYERS);
    let style = format!(
        "<style>{style}:root{{--accent-on-light:{light};--accent-on-dark:{dark}}}main{{max-inline-size:var(--measure);margin:18vh auto;padding-inline:var(--gutter)}}h1{{margin-block:var(--space-4);font-size:var(--text-h1)}}.name{{color:var(--muted)}}</style>"
    );
    let policy = policy::meta(&policy::policy_without_scripts(&style));
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
