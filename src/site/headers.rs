//! The HTTP headers of the page's files, as one table. It makes `_headers`, which Netlify and Cloudflare Pages read
//! from the folder that they serve, and the lines in `docs/hosting/` for nginx and Caddy.

use std::fmt::Write as _;

use super::document::{ICONS_FILE, PAGE_FILE, VIEWS_FILE};
use super::policy::OF_EVERY_BUILD;
use super::{preview, service_worker};
use crate::community::FEED_FILE;
use crate::page::zone_search::PLACES_FILE;
use crate::page::{COMMUNITY_FILE, EMBED_FILE};
use crate::web_address;

/// The name of the file.
pub const FILE: &str = "_headers";

/// `Cache-Control` for files whose names contain a digest of their content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// `Cache-Control` for files that browsers must revalidate on each use.
pub const REVALIDATED: &str = "no-cache";

/// The Content-Security-Policy of pictures, which are documents of their own if they are opened by their address.
pub const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// The headers of every response.
pub const OF_EVERY_RESPONSE: [(&str, &str); 5] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
];

/// The header for hosts that serve every page by TLS, and will do so for a year: browsers refuse plain HTTP from then
/// on.
pub const TRANSPORT_SECURITY: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

/// The headers that depend on the file.
const OF_SOME: [&str; 3] = ["Cache-Control", "X-Frame-Options", "Content-Security-Policy"];

/// The kinds of files, each with the end of its path as a regular expression. The first that matches applies.
const KINDS: [(Kind, &str); 5] = [
    (Kind::Hashed, r"/hearth-[^/]+\.(js|wasm)$"),
    (Kind::Embed, r"/embed\.html$"),
    (Kind::Page, r"(/|\.html)$"),
    // They are used by the page, and a sandbox would hide them from it.
    (Kind::Other, r"/icons\.svg$"),
    (Kind::Picture, r"\.[Ss][Vv][Gg][Zz]?$"),
];

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// The page, and the page for addresses that do not exist. It must not be shown in frames.
    Page,
    /// The calendar alone, which other pages show in frames.
    Embed,
    /// A picture in SVG.
    Picture,
    /// A file with a digest in its name.
    Hashed,
    Other,
}

/// The Content-Security-Policies of the documents, if they have one.
#[derive(Clone, Debug, Default)]
pub struct Policies {
    /// That of the page.
    pub page: Option<String>,
    /// That of the calendar alone.
    pub embed: Option<String>,
}

impl Policies {
    /// Those for servers whose configuration is not deployed with the page, and so cannot have the digests of a build.
    /// The document itself has the whole policy.
    fn of_every_build() -> Self {
        let policy = Some(OF_EVERY_BUILD.to_owned());
        Self { page: policy.clone(), embed: policy }
    }
}

impl Kind {
    /// The values of the headers in `OF_SOME`; none for those that this kind does not get.
    fn values(self, policies: &Policies) -> [Option<String>; 3] {
        let caching = if self == Self::Hashed { IMMUTABLE } else { REVALIDATED };
        let frames = (self == Self::Page).then(|| "DENY".to_owned());
        let policy = match self {
            Self::Page => {
                let policy = policies.page.as_ref().map(|policy| format!("{policy}; "));
                Some(policy.unwrap_or_default() + "frame-ancestors 'none'")
            }
            Self::Embed => policies.embed.clone(),
            Self::Picture => Some(PICTURE_POLICY.to_owned()),
            Self::Hashed | Self::Other => None,
        };
        [Some(caching.to_owned()), frames, policy]
    }
}

/// The content of `_headers`. `hashed` are the file names that contain a digest, `pictures` those of the community's
/// pictures in SVG. The rules are for the folder of the page's address, and for the root of the host. No two rules set
/// the same header for one file: Netlify would use the last one, Cloudflare both.
pub fn file(page_url: &str, hashed: &[String], pictures: &[String], policies: &Policies) -> String {
    let mut files: Vec<_> = ["", PAGE_FILE, "404.html"].map(|name| (name, Kind::Page)).into();
    // Both services also serve a document without the end of its name.
    files.extend([EMBED_FILE, "embed"].map(|name| (name, Kind::Embed)));
    files.extend(
        [
            FEED_FILE,
            "series/*",
            service_worker::FILE,
            VIEWS_FILE,
            ICONS_FILE,
            preview::FILE,
            PLACES_FILE,
            COMMUNITY_FILE,
        ]
        .map(|name| (name, Kind::Other)),
    );
    files.extend(pictures.iter().map(|name| (name.as_str(), Kind::Picture)));
    files.extend(hashed.iter().map(|name| (name.as_str(), Kind::Hashed)));
    let folder = web_address::path(&web_address::sibling(page_url, "")).to_owned();
    let mut folders = vec!["/"];
    folders.extend(Some(folder.as_str()).filter(|folder| *folder != "/"));

    let mut text = "/*\n".to_owned();
    for (name, value) in OF_EVERY_RESPONSE.into_iter().chain([TRANSPORT_SECURITY]) {
        line(&mut text, format_args!("  {name}: {value}"));
    }
    for folder in folders {
        for (name, kind) in &files {
            line(&mut text, format_args!("{folder}{name}"));
            for (header, value) in OF_SOME.iter().zip(kind.values(policies)) {
                if let Some(value) = value {
                    line(&mut text, format_args!("  {header}: {value}"));
                }
            }
        }
    }
    text
}

/// The maps of `docs/hosting/nginx.conf`.
pub fn nginx_maps() -> String {
    let policies = Policies::of_every_build();
    let mut text = String::new();
    for (index, header) in OF_SOME.iter().enumerate() {
        line(&mut text, format_args!("map $uri ${} {{", variable(header)));
        let value = |kind: Kind| kind.values(&policies).get(index).cloned().flatten().unwrap_or_default();
        for (kind, end) in KINDS {
            line(&mut text, format_args!("  ~{end} \"{}\";", value(kind)));
        }
        line(&mut text, format_args!("  default \"{}\";\n}}", value(Kind::Other)));
    }
    text
}

/// The headers of `docs/hosting/nginx.conf`.
pub fn nginx_headers() -> String {
    let mut text = String::new();
    for header in OF_SOME {
        line(&mut text, format_args!("  add_header {header} ${} always;", variable(header)));
    }
    for (name, value) in OF_EVERY_RESPONSE {
        line(&mut text, format_args!("  add_header {name} \"{value}\" always;"));
    }
    text
}

/// The headers of `docs/hosting/Caddyfile`.
pub fn caddy_headers() -> String {
    let policies = Policies::of_every_build();
    let mut text = "\tmap {path}".to_owned();
    for header in OF_SOME {
        let _ = write!(text, " {{{}}}", variable(header));
    }
    text.push_str(" {\n");
    let kinds = KINDS.map(|(kind, end)| (kind, format!("~{end}")));
    for (kind, end) in kinds.into_iter().chain([(Kind::Other, "default".to_owned())]) {
        let values = kind.values(&policies).map(|value| format!(" \"{}\"", value.unwrap_or_default()));
        line(&mut text, format_args!("\t\t{end}{}", values.concat()));
    }
    text.push_str("\t}\n");
    for header in OF_SOME {
        let variable = variable(header);
        line(&mut text, format_args!("\t@{variable} expression `{{{variable}}} != \"\"`"));
        line(&mut text, format_args!("\theader @{variable} {header} {{{variable}}}"));
    }
    for (name, value) in OF_EVERY_RESPONSE {
        line(&mut text, format_args!("\theader {name} \"{value}\""));
    }
    text
}

/// The name of a header as a variable.
fn variable(header: &str) -> String {
    header.to_ascii_lowercase().replace('-', "_")
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{line}");
}
