//! The headers that the page wants of its host, as Netlify and Cloudflare Pages read them from a file `_headers` in the
//! folder that they serve. `docs/hosting/` says the same to other servers.

/// Where the hosts look.
pub const FILE: &str = "_headers";

/// For what may be kept for ever: its name tells what is in it.
pub const IMMUTABLE: &str = "public, max-age=31536000, immutable";

/// For what is asked for again each time.
pub const REVALIDATED: &str = "no-cache";

/// The headers of every answer. Nothing here forbids frames: the calendar is there to be shown in other pages.
pub fn of_every_answer() -> Vec<(&'static str, String)> {
    vec![("X-Content-Type-Options", "nosniff".to_owned()), ("Referrer-Policy", "no-referrer".to_owned())]
}

/// The content of `_headers`, where `hashed` are the names with a digest in them and `policy` is the page's
/// Content-Security-Policy, which is about no other document. No two of its rules set the same
/// header for one file: Netlify would take the last, Cloudflare both.
pub fn file(hashed: &[String], policy: Option<&str>) -> String {
    let mut rules = vec![("/*".to_owned(), of_every_answer())];
    let caching = |path: String, value: &str| (path, vec![("Cache-Control", value.to_owned())]);
    let policy = policy.map(|policy| ("Content-Security-Policy", policy.to_owned()));
    rules.extend(["/", "/index.html"].map(|path| {
        let (path, mut headers) = caching(path.to_owned(), REVALIDATED);
        headers.extend(policy.clone());
        (path, headers)
    }));
    rules.extend(["/calendar.ics", "/sw.js"].map(|path| caching(path.to_owned(), REVALIDATED)));
    rules.extend(hashed.iter().map(|name| caching(format!("/{name}"), IMMUTABLE)));
    let lines = rules.into_iter().flat_map(|(path, headers)| {
        std::iter::once(path).chain(headers.into_iter().map(|(name, value)| format!("  {name}: {value}")))
    });
    lines.map(|line| line + "\n").collect()
}
