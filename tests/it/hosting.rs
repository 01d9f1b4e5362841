//! Headers for hosts: the headers file, and the configurations of servers, which are run where the servers
//! are installed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr)] // a panic fails the test

use std::fs;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use hearth::site::headers::{
    self, IMMUTABLE, OF_EVERY_RESPONSE, PICTURE_POLICY, REVALIDATED, TRANSPORT_SECURITY,
};
use hearth::site::policy::OF_EVERY_BUILD;

use crate::building::{self, Built};
use crate::other_community::FOLDER;

mod observatory;

const SCRIPT: &str = "hearth-0123456789abcdef.js";
const WASM: &str = "hearth-0123456789abcdef_bg.wasm";

/// A built page, with a placeholder script and wasm that are long enough to be compressed.
fn site() -> Built {
    Built::from(FOLDER, |folder| {
        fs::write(folder.join(SCRIPT), "// words\n".repeat(400)).unwrap();
        fs::write(folder.join(WASM), [0_u8; 4000]).unwrap();
    })
    .unwrap()
}

/// A folder to serve, with the page at its root and below `/below/`.
fn root_of(site: &Built) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    building::copy(site.folder(), root.path());
    building::copy(site.folder(), &root.path().join("below"));
    // The site map is too short to be compressed.
    fs::write(root.path().join("long.xml"), format!("<all>{}</all>", "<one/>".repeat(500))).unwrap();
    root
}

#[test]
fn the_headers_file_says_what_may_be_cached() {
    let headers = site().text(headers::FILE);
    let rule = |path: &str| {
        let from = headers.lines().skip_while(|line| *line != path).skip(1);
        from.take_while(|line| line.starts_with(' ')).map(str::trim).collect::<Vec<_>>()
    };
    for name in [SCRIPT, WASM] {
        for folder in ["", "/people"] {
            let path = format!("{folder}/{name}");
            assert_eq!(rule(&path), [format!("Cache-Control: {IMMUTABLE}")], "{headers}");
        }
    }
    for path in [
        "/",
        "/index.html",
        "/embed.html",
        "/calendar.ics",
        "/series/*",
        "/sw.js",
        "/icons.svg",
        "/zone-places.json",
    ] {
        assert_eq!(
            rule(path).first().copied(),
            Some(format!("Cache-Control: {REVALIDATED}").as_str()),
            "{headers}"
        );
    }
    assert!(rule("/*").contains(&"X-Content-Type-Options: nosniff"), "{headers}");
    let frames = |path: &str| {
        let rule = rule(path);
        (
            rule.contains(&"X-Frame-Options: DENY"),
            rule.iter().any(|line| line.ends_with("frame-ancestors 'none'")),
        )
    };
    assert_eq!((frames("/"), frames("/embed.html")), ((true, true), (false, false)), "{headers}");
    // Cloudflare ignores longer lines.
    assert!(headers.lines().all(|line| line.len() <= 2000), "{headers}");
}

/// With `WRITE_ANSWERS=1`, the lines are written instead of compared.
#[test]
fn the_server_configurations_have_the_generated_headers() {
    const START: &str = "# Generated from src/site/headers.rs:\n";
    const END: &str = "# End of the generated lines.";
    for (path, parts) in [
        ("docs/hosting/nginx.conf", vec![headers::nginx_maps(), headers::nginx_headers()]),
        ("docs/hosting/Caddyfile", vec![headers::caddy_headers()]),
    ] {
        let text = fs::read_to_string(path).unwrap();
        let mut pieces = text.split(START);
        let mut expected = pieces.next().unwrap().to_owned();
        for (piece, part) in pieces.zip(parts) {
            let (generated, _) = piece.split_once(END).unwrap();
            // The indentation of the last line.
            let indent = generated.rsplit('\n').next().unwrap();
            let rest = piece.get(generated.len()..).unwrap();
            expected = [&expected, START, &part, indent, rest].concat();
        }
        if std::env::var_os("WRITE_ANSWERS").is_some() {
            fs::write(path, expected).unwrap();
        } else {
            assert_eq!(text, expected, "{path}");
        }
    }
}

#[test]
fn ci_jobs_refresh_check_and_build() {
    let makefile = fs::read_to_string("Makefile").unwrap();
    for path in ["docs/hosting/github-pages.yml", "docs/hosting/gitlab-ci.yml"] {
        let text = fs::read_to_string(path).unwrap();
        let calls = text.split("make ").skip(1).filter_map(|rest| rest.split([' ', '\n']).next());
        let targets: Vec<_> = calls.collect();
        assert_eq!(targets, ["build"], "{path}");
        assert!(makefile.contains("\nbuild:"), "{path}");
        for command in ["refresh", "check"] {
            assert!(text.contains(&format!("cargo run --locked -- {command}")), "{path}: {command}");
        }
        // The files of earlier builds are deployed too.
        let after = text.split("make build\n").nth(1).unwrap();
        assert!(after.contains("cp builds/hearth-* dist/"), "{path}");
    }
}

/// A server process that is stopped on drop.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // On SIGTERM, nginx also stops the processes it has started.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start(command: &mut Command, port: u16) -> Self {
        let process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Self { process, port };
        for _ in 0..500 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("{command:?} does not answer");
    }

    /// The status line and headers of a response, in lower case.
    fn head(&self, path: &str, encoding: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAccept-Encoding: {encoding}\r\n\r\n"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let text = String::from_utf8_lossy(&answer).to_lowercase();
        text.split_once("\r\n\r\n").unwrap().0.to_owned() + "\r\n"
    }
}

/// The value of a header; `None` if there is no such header.
pub fn value<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Whether a program is installed; if not, prints that its test was skipped.
fn is_installed(program: &str, argument: &str) -> bool {
    let found =
        Command::new(program).arg(argument).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    if !found {
        eprintln!("LEFT OUT: {program} is not installed, so its configuration in docs/hosting is not tested");
    }
    found
}

/// Checks that apply to every server.
fn check(server: &Server, encodings: &[&str]) {
    for (path, kind, cache) in [
        ("/", "text/html; charset=utf-8", REVALIDATED),
        ("/index.html", "text/html; charset=utf-8", REVALIDATED),
        (&format!("/{SCRIPT}"), "text/javascript; charset=utf-8", IMMUTABLE),
        (&format!("/{WASM}"), "application/wasm", IMMUTABLE),
        ("/calendar.ics", "text/calendar; charset=utf-8", REVALIDATED),
        ("/sw.js", "text/javascript; charset=utf-8", REVALIDATED),
        ("/favicon.svg", "image/svg+xml", REVALIDATED),
        ("/preview.png", "image/png", REVALIDATED),
        ("/sitemap.xml", "text/xml; charset=utf-8", REVALIDATED),
    ] {
        let head = server.head(path, "identity");
        assert!(head.starts_with("http/1.1 200 "), "{path}: {head}");
        let kind = if head.contains("server: nginx") {
            kind.replace("text/java", "application/java")
        } else {
            kind.to_owned()
        };
        assert!(head.contains(&format!("content-type: {kind}\r\n")), "{path}: {head}");
        assert!(head.contains(&format!("cache-control: {cache}\r\n")), "{path}: {head}");
        for (name, value) in OF_EVERY_RESPONSE {
            assert!(head.contains(&format!("{}: {value}\r\n", name.to_lowercase())), "{path}: {head}");
        }
    }
    for encoding in encodings {
        for path in [
            "/",
            "/nothing",
            "/calendar.ics",
            "/icons.svg",
            "/long.xml",
            &format!("/{SCRIPT}"),
            &format!("/{WASM}"),
        ] {
            let head = server.head(path, encoding);
            assert!(head.contains(&format!("content-encoding: {encoding}\r\n")), "{path}: {head}");
            assert!(head.contains("vary: accept-encoding\r\n"), "{path}: {head}");
        }
        let head = server.head("/preview.png", encoding);
        assert!(!head.contains("content-encoding"), "{head}");
    }
    let page_policy = format!("{OF_EVERY_BUILD}; frame-ancestors 'none'").to_lowercase();
    let embed_policy = OF_EVERY_BUILD.to_lowercase();
    for (path, policy, frames) in [
        ("/", Some(page_policy.as_str()), Some("deny")),
        ("/index.html", Some(&page_policy), Some("deny")),
        ("/embed.html", Some(&embed_policy), None),
        ("/below/", Some(&page_policy), Some("deny")),
        ("/below/embed.html", Some(&embed_policy), None),
        ("/favicon.svg", Some(PICTURE_POLICY), None),
        ("/logos/tidepool.svg", Some(PICTURE_POLICY), None),
        ("/icons.svg", None, None),
        ("/calendar.ics", None, None),
    ] {
        let head = server.head(path, "identity");
        assert!(head.starts_with("http/1.1 200 "), "{path}: {head}");
        assert_eq!(value(&head, "content-security-policy"), policy, "{path}: {head}");
        assert_eq!(value(&head, "x-frame-options"), frames, "{path}: {head}");
    }
    for (path, embed) in [
        ("/?embed=calendar&view=month", "/embed.html?embed=calendar&view=month"),
        ("/below/index.html?embed=calendar", "/below/embed.html?embed=calendar"),
    ] {
        let head = server.head(path, "identity");
        assert!(head.starts_with("http/1.1 302 "), "{path}: {head}");
        assert_eq!(value(&head, "location"), Some(embed), "{path}: {head}");
    }
    let head = server.head("/embed.html?embed=calendar", "identity");
    assert!(head.starts_with("http/1.1 200 "), "{head}");
    observatory::assert_a_plus(&server.head("/", "identity"), &site().html);
    for path in ["/nothing", "/a/b/nothing.html", "/hearth-ffff.js"] {
        let head = server.head(path, "identity");
        assert!(head.starts_with("http/1.1 404 ") && head.contains("content-type: text/html"), "{head}");
        assert!(!head.contains("immutable"), "{head}");
        assert_eq!(value(&head, "x-frame-options"), Some("deny"), "{head}");
        let length = site().file("404.html").len();
        assert!(head.contains(&format!("content-length: {length}\r\n")), "{path}: {head}");
    }
}

#[test]
fn nginx_serves_the_page_correctly() {
    if !is_installed("nginx", "-v") {
        return;
    }
    let (root, work) = (root_of(&site()), tempfile::tempdir().unwrap());
    let port = free_port();
    let module = Path::new("/usr/lib/nginx/modules/ngx_http_brotli_filter_module.so");
    let given = fs::read_to_string("docs/hosting/nginx.conf").unwrap();
    let mut server = given
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("root /srv/community;", &format!("root {};", root.path().display()));
    let (name, age) = TRANSPORT_SECURITY;
    server = server.replace(&format!("#add_header {name}"), &format!("add_header {name}"));
    assert!(server != given && server.contains(&format!("  add_header {name} \"{age}\"")));
    let mut modules = String::new();
    if module.is_file() {
        modules = format!("load_module {};\n", module.display());
        server = server.replace("#brotli", "brotli");
    }
    // Started by root, nginx would read files as a user that may not open the temporary folder.
    let text = format!(
        "{modules}user root root;\npid nginx.pid;\nerror_log error.log;\nevents {{}}\nhttp {{\n\
         include /etc/nginx/mime.types;\naccess_log off;\nclient_body_temp_path a;\nproxy_temp_path b;\n\
         fastcgi_temp_path c;\nuwsgi_temp_path d;\nscgi_temp_path e;\n{server}\n}}\n"
    );
    let configuration = work.path().join("nginx.conf");
    fs::write(&configuration, text).unwrap();
    let mut command = Command::new("nginx");
    command.arg("-p").arg(work.path()).arg("-c").arg(&configuration).args([
        "-e",
        "error.log",
        "-g",
        "daemon off;",
    ]);
    let server = Server::start(&mut command, port);
    check(&server, if module.is_file() { &["gzip", "br"] } else { &["gzip"] });
    let head = server.head("/logos", "identity");
    assert!(head.contains("location: /logos/\r\n"), "a redirect does not name the host: {head}");
    let log = fs::read_to_string(work.path().join("error.log")).unwrap();
    assert_eq!(log.lines().find(|line| line.contains("[warn]")), None);
}

#[test]
fn caddy_serves_the_page_correctly() {
    if !is_installed("caddy", "version") {
        return;
    }
    let (root, work) = (root_of(&site()), tempfile::tempdir().unwrap());
    let port = free_port();
    let given = fs::read_to_string("docs/hosting/Caddyfile").unwrap();
    let text = given
        .replace(
            "example.org {",
            &format!("{{\n\tadmin off\n}}\n\nhttp://localhost:{port} {{\n\tbind 127.0.0.1"),
        )
        .replace("/srv/community", &root.path().display().to_string());
    assert_ne!(text, given);
    let configuration = work.path().join("Caddyfile");
    fs::write(&configuration, text).unwrap();
    let mut command = Command::new("caddy");
    command.args(["run", "--adapter", "caddyfile", "--config"]).arg(&configuration).env("HOME", work.path());
    check(&Server::start(&mut command, port), &["gzip", "zstd"]);
}
