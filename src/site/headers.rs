//! The HTTP headers that the host should send, as the file `_headers`, which Netlify and Cloudflare Pages read from the
//! folder that they serve. `docs/hosting/` has the same headers for other servers.

/// The name of the file.
pub const FILE: &str = "_headers";

/// `Cache-Control` for files whose names contain a digest of their content.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// `Cache-Control` for files that browsers must revalidate on each use.
pub const REVALIDATED: &str = "no-cache";

/// The Content-Security-Policy of pictures, which are documents of their own if they are opened by their address.
pub const PICTURE_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// The headers of every response. Frames are allowed, because the calendar may be embedded in other pages.
pub fn of_every_answer() -> Vec<(&'static str, String)> {
    [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
    ]
    .map(|(name, value)| (name, value.to_owned()))
    .into()
}

/// The content of `_headers`. `hashed` are the file names that contain a digest, `pictures` those of the community's
/// pictures in SVG; `policy` is the page's Content-Security-Policy, which no other document gets. No two rules set the same header for one file: Netlify would
/// use the last one, Cloudflare both.
pub fn file(hashed: &[String], pictures: &[String], policy: Option<&str>) -> String {
    let mut rules = vec![("/*".to_owned(), of_every_answer())];
    let caching = |path: String, value: &str| (path, vec![("Cache-Control", value.to_owned())]);
    let policy = policy.map(|policy| ("Content-Security-Policy", policy.to_owned()));
    rules.extend(["/", "/index.html"].map(|path| {
        let (path, mut headers) = caching(path.to_owned(), REVALIDATED);
        headers.extend(policy.clone());
        (path, headers)
    }));
    rules.extend(
        ["/calendar.ics", "/sw.js", "/views.css", "/zone-places.json"]
            .map(|path| caching(path.to_owned(), REVALIDATED)),
    );
    rules.extend(
        pictures
            .iter()
            .map(|name| (format!("/{name}"), vec![("Content-Security-Policy", PICTURE_POLICY.to_owned())])),
    );
    rules.extend(hashed.iter().map(|name| caching(format!("/{name}"), IMMUTABLE)));
    let lines = rules.into_iter().flat_map(|(path, headers)| {
        std::iter::once(path).chain(headers.into_iter().map(|(name, value)| format!("  {name}: {value}")))
    });
    lines.map(|line| line + "\n").collect()
}
