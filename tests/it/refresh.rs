//! Fetches the feed from a local server that behaves well or badly.

#![allow(clippy::unwrap_used)] // clippy does not treat test helpers as tests

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::Command;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use hearth::community::FeedLinks;
use hearth::site::new::create;
use hearth::site::refresh::{FetchLimits, Outcome, RefreshError, refresh, refresh_all};

const FEED: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//a//b//EN\r\nBEGIN:VEVENT\r\nUID:1\r\n\
                    DTSTAMP:20261122T090000Z\r\nDTSTART:20261122T100000Z\r\nSUMMARY:Call\r\nEND:VEVENT\r\n\
                    END:VCALENDAR\r\n";
const OLD: &str = "BEGIN:VCALENDAR\r\nX-COMMUNITY-SAMPLE:yes\r\nthe old file\r\nEND:VCALENDAR\r\n";

/// A server that sends the next of its responses to each request, and returns the requests it received.
struct Server {
    url: String,
    requests: JoinHandle<Vec<String>>,
}

impl Server {
    fn new(answers: Vec<Vec<u8>>) -> Self {
        Self::with(answers, |mut stream| {
            let _ = stream.flush();
        })
    }

    /// Calls `afterwards` with each connection once its response is written.
    fn with(answers: Vec<Vec<u8>>, afterwards: fn(TcpStream)) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}/basic.ics", listener.local_addr().unwrap());
        let serve = move || {
            let mut requests = Vec::new();
            for answer in answers {
                let (mut stream, _) = listener.accept().unwrap();
                requests.push(request_of(&stream));
                // A client that has read enough may close the connection.
                let _ = stream.write_all(&answer);
                afterwards(stream);
            }
            requests
        };
        Self { url, requests: thread::spawn(serve) }
    }
}

fn request_of(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map(Result::unwrap).take_while(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n").to_ascii_lowercase()
}

fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
        .into_bytes()
}

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let site = Self { folder: tempfile::tempdir().unwrap() };
        fs::write(site.path(), OLD).unwrap();
        site
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("calendar.ics")
    }

    fn content(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    fn refresh(&self, url: &str, now: &str, limits: &FetchLimits) -> Result<Outcome, RefreshError> {
        refresh(url, &self.path(), now.parse().unwrap(), limits, &mut |_| {})
    }

    /// Expects that fetching fails and the old file stays, and returns the error.
    fn refused(&self, server: Server, limits: &FetchLimits) -> RefreshError {
        let error = self.refresh(&server.url, "2026-11-22T09:30:00Z", limits).unwrap_err();
        assert_eq!(self.content(), OLD);
        assert_eq!(fs::read_dir(self.folder.path()).unwrap().count(), 1, "something is left over");
        assert!(error.to_string().ends_with("(the old calendar was not changed)"));
        server.requests.join().unwrap();
        error
    }
}

#[test]
fn a_304_updates_only_the_timestamp_of_the_file() {
    let headers = "ETag: W/\"a,1\"\r\nLast-Modified: Sun, 22 Nov 2026 08:00:00 GMT\r\n";
    let answers = vec![
        answer("200 OK", headers, FEED),
        answer("304 Not Modified", "", ""),
        answer("200 OK", "", &FEED.replace("Call", "Talk")),
    ];
    let server = Server::new(answers);
    let site = Site::new();
    let mut bytes_read = 0;
    let first = refresh(
        &server.url,
        &site.path(),
        "2026-11-22T09:30:00Z".parse().unwrap(),
        &FetchLimits::default(),
        &mut |bytes| bytes_read = bytes,
    );
    assert_eq!(first.unwrap(), Outcome::Replaced { events: 1, bytes: FEED.len() });
    assert_eq!(bytes_read, FEED.len() as u64);
    let expected = format!(
        "BEGIN:VCALENDAR\r\nX-COMMUNITY-FETCHED:20261122T093000Z\r\nX-COMMUNITY-SOURCE:{}\r\n\
         X-COMMUNITY-ETAG:W/\"a\\,1\"\r\n\
         X-COMMUNITY-LAST-MODIFIED:Sun\\, 22 Nov 2026 08:00:00 GMT\r\n{}",
        server.url,
        FEED.strip_prefix("BEGIN:VCALENDAR\r\n").unwrap()
    );
    assert_eq!(site.content(), expected);

    let second = site.refresh(&server.url, "2026-11-23T10:31:01Z", &FetchLimits::default()).unwrap();
    assert_eq!(second, Outcome::NotChanged);
    assert_eq!(site.content(), expected.replace("20261122T093000Z", "20261123T103101Z"));

    let third = site.refresh(&server.url, "2026-11-24T09:30:00Z", &FetchLimits::default()).unwrap();
    assert!(matches!(third, Outcome::Replaced { events: 1, .. }));
    assert!(site.content().contains("SUMMARY:Talk") && !site.content().contains("X-COMMUNITY-ETAG"));

    let requests = server.requests.join().unwrap();
    assert!(requests.iter().all(|request| request.starts_with("get /basic.ics http/1.1")));
    assert!(!requests[0].contains("if-"), "{}", requests[0]);
    assert!(requests[1].contains("if-none-match: w/\"a,1\""), "{}", requests[1]);
    assert!(requests[1].contains("if-modified-since: sun, 22 nov 2026 08:00:00 gmt"), "{}", requests[1]);
}

#[test]
fn a_feed_from_another_address_is_fetched_unconditionally() {
    let site = Site::new();
    let present = FEED.replacen(
        "\r\n",
        "\r\nX-COMMUNITY-SOURCE:http://127.0.0.1/other.ics\r\nX-COMMUNITY-ETAG:\"a\"\r\n",
        1,
    );
    fs::write(site.path(), &present).unwrap();
    let server = Server::new(vec![answer("304 Not Modified", "", "")]);
    let error = site.refresh(&server.url, "2026-11-22T09:30:00Z", &FetchLimits::default()).unwrap_err();
    assert!(matches!(error, RefreshError::Status(304)), "{error}");
    assert_eq!(site.content(), present);
    assert!(!server.requests.join().unwrap()[0].contains("if-none-match"));
}

#[test]
fn the_first_fetch_creates_a_file_readable_by_everybody() {
    let site = Site::new();
    fs::remove_file(site.path()).unwrap();
    let server = Server::new(vec![answer("200 OK", "", FEED)]);
    site.refresh(&server.url, "2026-11-22T09:30:00Z", &FetchLimits::default()).unwrap();
    #[cfg(unix)]
    {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(site.path()).unwrap().permissions());
        assert_eq!(mode & 0o444, 0o444);
    }
}

#[test]
fn responses_other_than_200_are_refused() {
    for (status, code) in [("404 Not Found", 404), ("503 Service Unavailable", 503), ("204 No Content", 204)]
    {
        let server = Server::new(vec![answer(status, "", "")]);
        let error = Site::new().refused(server, &FetchLimits::default());
        assert!(matches!(error, RefreshError::Status(found) if found == code), "{error}");
    }
}

#[test]
fn a_hanging_server_ends_at_the_time_limit() {
    let limits = FetchLimits { time: Duration::from_millis(200), ..FetchLimits::default() };
    let until_they_hang_up = |mut stream: TcpStream| {
        let _ = stream.read(&mut [0]);
    };
    let half = FEED.len() / 2;
    let whole = answer("200 OK", "", FEED);
    for written in [Vec::new(), whole[..whole.len() - half].to_vec()] {
        let server = Server::with(vec![written], until_they_hang_up);
        let error = Site::new().refused(server, &limits);
        assert!(matches!(error, RefreshError::TimedOut(limit) if limit == limits.time), "{error}");
    }
}

#[test]
fn a_web_page_is_refused() {
    let page = "\n<!DOCTYPE html><title>Sign in</title>";
    let server = Server::new(vec![answer("200 OK", "Content-Type: text/calendar\r\n", page)]);
    let error = Site::new().refused(server, &FetchLimits::default());
    assert!(error.to_string().contains("this is a web page"), "{error}");
    assert!(matches!(error, RefreshError::NotACalendar(_)));
}

#[test]
fn a_calendar_without_an_event_is_refused() {
    let server =
        Server::new(vec![answer("200 OK", "", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n")]);
    let error = Site::new().refused(server, &FetchLimits::default());
    assert!(matches!(error, RefreshError::NoEvents), "{error}");
}

#[test]
fn a_truncated_body_is_refused() {
    let whole = answer("200 OK", "", FEED);
    let shorter_than_its_length = whole[..whole.len() - 20].to_vec();
    let without_length =
        format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{}", FEED.replace("END:VCALENDAR\r\n", ""));
    let within_a_chunk = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n{FEED}");
    let before_the_last_chunk =
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{FEED}\r\n", FEED.len());
    for written in [
        shorter_than_its_length,
        without_length.into_bytes(),
        within_a_chunk.into_bytes(),
        before_the_last_chunk.into_bytes(),
    ] {
        let error = Site::new().refused(Server::new(vec![written]), &FetchLimits::default());
        assert!(matches!(error, RefreshError::CutOff), "{error}");
    }
}

#[test]
fn a_feed_over_the_size_limit_is_refused() {
    let limits = FetchLimits { size: FEED.len() - 1, ..FetchLimits::default() };
    let error = Site::new().refused(Server::new(vec![answer("200 OK", "", FEED)]), &limits);
    assert!(matches!(error, RefreshError::TooLarge(_)), "{error}");
}

#[test]
fn redirects_are_followed_up_to_a_limit() {
    let redirect = || answer("302 Found", "Location: /basic.ics\r\n", "");
    let site = Site::new();
    let server = Server::new(vec![redirect(), answer("200 OK", "", FEED)]);
    site.refresh(&server.url, "2026-11-22T09:30:00Z", &FetchLimits::default()).unwrap();

    let limits = FetchLimits { redirects: 1, ..FetchLimits::default() };
    let error = Site::new().refused(Server::new(vec![redirect(), redirect()]), &limits);
    assert!(matches!(error, RefreshError::TooManyRedirects(1)), "{error}");
}

#[test]
fn a_redirect_into_the_own_network_is_refused_behind_a_proxy_too() {
    // The second one is the host of the proxy.
    for target in ["169.254.169.254", "127.0.0.1"] {
        expect_refusal_behind_proxy(target);
    }
}

fn expect_refusal_behind_proxy(target: &'static str) {
    let folder = community("http://feeds.example/a.ics");
    let own = folder.path().join("own");
    // The proxy first opens a tunnel, in which the host of the feed responds.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    let tunnel = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let connect = request_of(&stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let get = request_of(&stream);
        stream.write_all(&answer("302 Found", &format!("Location: http://{target}/a\r\n"), "")).unwrap();
        drop(stream);
        listener.set_nonblocking(true).unwrap();
        (connect, get, listener)
    });
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
    command.args(["refresh", "--community"]).arg(&own).env("ALL_PROXY", &proxy);
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains(&format!("redirects to {target}, which is not a public address")), "{said}");
    let (connect, get, listener) = tunnel.join().unwrap();
    assert!(connect.starts_with("connect feeds.example:80 "), "{connect}");
    assert!(get.starts_with("get /a.ics "), "{get}");
    assert!(listener.accept().is_err(), "the proxy was asked for the redirect's target");
}

#[test]
fn the_address_that_a_redirect_leads_to_is_named() {
    let server =
        Server::new(vec![answer("302 Found", "Location: /moved.ics\r\n", ""), answer("200 OK", "", FEED)]);
    let folder = community(&server.url);
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
    let output = command.args(["refresh", "--community"]).arg(folder.path().join("own")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let moved = server.url.replace("basic", "moved");
    assert!(said.contains(&format!("{} redirects to {moved}; write that address", server.url)), "{said}");
}

/// Creates a community in the folder `own`. Its calendar has this address.
fn community(feed: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("own");
    create(&own).unwrap();
    let data = fs::read_to_string(own.join("community.toml")).unwrap();
    let line = data.lines().find(|line| line.starts_with("feed = ")).unwrap();
    fs::write(own.join("community.toml"), data.replace(line, &format!("feed = \"{feed}\""))).unwrap();
    folder
}

#[test]
fn a_missing_server_is_unreachable() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/basic.ics", listener.local_addr().unwrap());
    drop(listener);
    let site = Site::new();
    let error = site.refresh(&url, "2026-11-22T09:30:00Z", &FetchLimits::default()).unwrap_err();
    assert!(matches!(error, RefreshError::Unreachable(_)), "{error}");
    assert_eq!(site.content(), OLD);
}

fn links(name: &str, server: &Server) -> FeedLinks {
    FeedLinks { name: Some(name.to_owned()), url: server.url.clone(), web_view: None, add_to_google: None }
}

fn now() -> jiff::Timestamp {
    "2026-11-22T09:30:00Z".parse().unwrap()
}

#[test]
fn several_calendars_are_merged_into_one_file_with_their_sources() {
    let feeds = ["harbour", "releases"]
        .map(|name| fs::read_to_string(format!("tests/fixtures/other-community-feeds/{name}.ics")).unwrap());
    let servers = feeds.map(|feed| Server::new(vec![answer("200 OK", "ETag: \"a\"\r\n", &feed)]));
    let calendars = [links("Harbour calls", &servers[0]), links("Releases", &servers[1])];
    let site = Site::new();
    let mut bytes_read = 0;
    let outcome = refresh_all(&calendars, &site.path(), now(), &FetchLimits::default(), &mut |bytes| {
        bytes_read = bytes;
    })
    .unwrap();
    assert!(matches!(outcome, Outcome::Replaced { events: 4, .. }), "{outcome}");
    assert!(bytes_read > 1000);
    for line in [
        "FETCHED:20261122T093000Z",
        &format!("SOURCE:{}", calendars[0].url),
        &format!("SOURCE:{}", calendars[1].url),
    ] {
        assert!(site.content().contains(&format!("X-COMMUNITY-{line}\r\n")), "{line}");
    }
    assert_eq!(site.content().matches("X-COMMUNITY-ETAG:\"a\"\r\n").count(), 2);
    let events = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with("X-COMMUNITY-"));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let kept = fs::read_to_string("tests/fixtures/other-community/calendar.ics").unwrap();
    assert_eq!(events(&site.content()), events(&kept), "the second community's file is made of these feeds");
    for server in servers {
        server.requests.join().unwrap();
    }
}

#[test]
fn a_new_calendar_that_cannot_be_fetched_is_left_out_and_named() {
    let site = Site::new();
    let good = Server::new(vec![answer("200 OK", "", FEED), answer("200 OK", "", FEED)]);
    let bad = Server::new(vec![answer("404 Not Found", "", ""), answer("200 OK", "", &calendar_of(&["b"]))]);
    let feeds = [links("Calls", &good), links("Talks", &bad)];
    let refresh = || refresh_all(&feeds, &site.path(), now(), &FetchLimits::default(), &mut |_| {}).unwrap();
    let partly = refresh();
    assert_eq!(
        partly.to_string(),
        "Talks: the server responded with 404; check the address, and that the calendar is public \
         (it was left out, since it was never fetched before)\nthe other calendars were replaced: events 1"
    );
    assert!(matches!(refresh(), Outcome::Replaced { events: 2, .. }));
    good.requests.join().unwrap();
    bad.requests.join().unwrap();
}

#[test]
fn a_renamed_calendar_that_cannot_be_fetched_keeps_its_events() {
    let site = Site::new();
    let good = Server::new(vec![answer("200 OK", "", FEED), answer("200 OK", "", FEED)]);
    let bad = Server::new(vec![answer("200 OK", "", &calendar_of(&["b"])), answer("404 Not Found", "", "")]);
    let refresh = |name: &str| {
        let feeds = [links("Calls", &good), links(name, &bad)];
        refresh_all(&feeds, &site.path(), now(), &FetchLimits::default(), &mut |_| {})
    };
    refresh("Talks").unwrap();
    assert!(
        matches!(refresh("Lectures"), Ok(Outcome::Partly { events: 2, failed, .. }) if failed.len() == 1)
    );
    assert!(site.content().contains("CATEGORIES:Lectures\r\nUID:b"), "{}", site.content());
    good.requests.join().unwrap();
    bad.requests.join().unwrap();
}

#[test]
fn a_renamed_calendar_whose_events_cannot_be_found_keeps_the_file() {
    let site = Site::new();
    let good = Server::new(vec![answer("200 OK", "", FEED), answer("200 OK", "", FEED)]);
    let bad = Server::new(vec![answer("200 OK", "", &calendar_of(&["b"])), answer("404 Not Found", "", "")]);
    let refresh = |name: &str| {
        let feeds = [links("Calls", &good), links(name, &bad)];
        refresh_all(&feeds, &site.path(), now(), &FetchLimits::default(), &mut |_| {})
    };
    refresh("Talks").unwrap();
    // Earlier versions did not write the names.
    let before =
        site.content().replace("X-COMMUNITY-NAME:Calls\r\n", "").replace("X-COMMUNITY-NAME:Talks\r\n", "");
    fs::write(site.path(), &before).unwrap();
    assert_eq!(
        refresh("Lectures").unwrap_err().to_string(),
        "Lectures: the server responded with 404; check the address, and that the calendar is public (the old calendar was not changed)"
    );
    assert_eq!(site.content(), before);
    good.requests.join().unwrap();
    bad.requests.join().unwrap();
}

#[test]
fn a_calendar_with_a_new_address_that_cannot_be_fetched_keeps_its_events() {
    let site = Site::new();
    let good = Server::new(vec![answer("200 OK", "", FEED), answer("200 OK", "", FEED)]);
    let before = Server::new(vec![answer("200 OK", "", &calendar_of(&["b"]))]);
    let now_at = Server::new(vec![answer("404 Not Found", "", "")]);
    let refresh = |talks: &Server| {
        let feeds = [links("Calls", &good), links("Talks", talks)];
        refresh_all(&feeds, &site.path(), now(), &FetchLimits::default(), &mut |_| {}).unwrap()
    };
    refresh(&before);
    assert!(matches!(refresh(&now_at), Outcome::Partly { events: 2, failed, .. } if failed.len() == 1));
    assert!(site.content().contains("CATEGORIES:Talks\r\nUID:b"), "{}", site.content());
    for server in [good, before, now_at] {
        server.requests.join().unwrap();
    }
}

#[test]
fn the_only_calendar_keeps_its_events_if_it_cannot_be_fetched_when_another_one_is_added() {
    let site = Site::new();
    let first = Server::new(vec![answer("200 OK", "", FEED), answer("500 Oops", "", "")]);
    let added = Server::new(vec![answer("200 OK", "", &calendar_of(&["b"]))]);
    let (calls, talks) = (links("Calls", &first), links("Talks", &added));
    let refresh = |feeds: &[FeedLinks]| {
        refresh_all(feeds, &site.path(), now(), &FetchLimits::default(), &mut |_| {}).unwrap()
    };
    refresh(std::slice::from_ref(&calls));
    let outcome = refresh(&[calls, talks]);
    assert!(matches!(outcome, Outcome::Partly { events: 2, failed, .. } if failed.len() == 1));
    assert!(site.content().contains("CATEGORIES:Calls\r\nUID:1"), "{}", site.content());
    first.requests.join().unwrap();
    added.requests.join().unwrap();
}

#[test]
fn an_empty_or_cut_calendar_of_several_keeps_its_events() {
    let empty = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n";
    let cut = FEED.split_once("END:VEVENT").unwrap().0;
    for body in [empty, cut] {
        let site = Site::new();
        let good = Server::new(vec![answer("200 OK", "", FEED), answer("200 OK", "", FEED)]);
        let bad = Server::new(vec![answer("200 OK", "", &calendar_of(&["b"])), answer("200 OK", "", body)]);
        let feeds = [links("Calls", &good), links("Talks", &bad)];
        let refresh =
            || refresh_all(&feeds, &site.path(), now(), &FetchLimits::default(), &mut |_| {}).unwrap();
        refresh();
        assert!(matches!(refresh(), Outcome::Partly { events: 2, failed, .. } if failed.len() == 1));
        assert!(site.content().contains("UID:b\r\n"), "{}", site.content());
        good.requests.join().unwrap();
        bad.requests.join().unwrap();
    }
}

#[test]
fn a_comment_after_the_end_of_a_calendar_is_accepted() {
    let site = Site::new();
    let server = Server::new(vec![answer("200 OK", "", &format!("{FEED}<!-- served in 3 ms -->\r\n"))]);
    let outcome = site.refresh(&server.url, "2026-11-22T09:30:00Z", &FetchLimits::default()).unwrap();
    assert!(matches!(outcome, Outcome::Replaced { events: 1, .. }), "{outcome:?}");
    server.requests.join().unwrap();
}

#[test]
fn a_redirect_to_another_scheme_is_refused() {
    let server = Server::new(vec![answer("302 Found", "Location: https://127.0.0.1:9/basic.ics\r\n", "")]);
    let error = Site::new().refused(server, &FetchLimits::default()).to_string();
    assert!(
        error.contains("redirects to https://127.0.0.1:9/basic.ics, which has another scheme"),
        "{error}"
    );
    // A calendar that the server would send if it were asked again.
    let calendar = Server::new(vec![answer("200 OK", "", FEED)]);
    let by_ftp = calendar.url.replace("http:", "ftp:");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.ics");
    fs::write(&file, FEED).unwrap();
    for target in [by_ftp, format!("file://{}", file.display()), format!("data:text/calendar,{FEED}")] {
        let redirect = answer("302 Found", &format!("Location: {}\r\n", target.replace("\r\n", "%0A")), "");
        let server = Server::with(vec![redirect, answer("404 Not Found", "", "")], |_| {});
        let site = Site::new();
        let error = site.refresh(&server.url, "2026-11-22T09:30:00Z", &FetchLimits::default());
        assert!(error.is_err(), "{target}: {error:?}");
        assert_eq!(site.content(), OLD);
    }
}

/// An event with the lines of a calendar around it.
fn calendar_of(uids: &[&str]) -> String {
    let event = |uid: &&str| {
        format!("BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART:20261126T100000Z\r\nSUMMARY:{uid}\r\nEND:VEVENT\r\n")
    };
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n",
        uids.iter().map(event).collect::<String>()
    )
}

#[test]
fn a_failed_or_unchanged_calendar_keeps_its_events_and_does_not_hold_up_the_others() {
    let tag = "ETag: \"1\"\r\n";
    let calls = Server::new(vec![
        answer("200 OK", tag, &calendar_of(&["a"])),
        answer("304 Not Modified", "", ""),
        answer("304 Not Modified", "", ""),
    ]);
    let talks = Server::new(vec![
        answer("200 OK", tag, &calendar_of(&["b"])),
        answer("500 Internal Server Error", "", ""),
        answer("200 OK", "", &calendar_of(&["c"])),
    ]);
    let feeds = [links("Calls", &calls), links("Talks", &talks)];
    let site = Site::new();
    let days = std::cell::Cell::new(0);
    let refresh = || {
        let now = now() + jiff::SignedDuration::from_hours(24 * days.replace(days.get() + 1));
        refresh_all(&feeds, &site.path(), now, &FetchLimits::default(), &mut |_| {}).unwrap()
    };
    let is_of = |date: &str| site.content().contains(&format!("X-COMMUNITY-FETCHED:{date}T"));
    let uids = || {
        let content = site.content();
        content.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(matches!(refresh(), Outcome::Replaced { events: 2, .. }));
    assert_eq!(uids(), ["a", "b"]);
    let partly = refresh();
    let Outcome::Partly { events: 2, failed, .. } = &partly else { unreachable!("{partly:?}") };
    assert_eq!(failed, &["Talks: the server responded with 500; try again later"]);
    assert!(partly.to_string().contains("(its earlier events were kept)"), "{partly}");
    assert_eq!(uids(), ["a", "b"]);
    assert!(is_of("20261122"), "a part of it is that old");
    assert!(matches!(refresh(), Outcome::Replaced { events: 2, .. }));
    assert_eq!(uids(), ["a", "c"]);
    assert!(is_of("20261124"));
    let asked = calls.requests.join().unwrap();
    assert_eq!(
        asked.iter().filter(|request| request.to_lowercase().contains("if-none-match: \"1\"")).count(),
        2
    );
    let asked = talks.requests.join().unwrap();
    assert!(!asked[2].to_lowercase().contains("if-none-match"), "{}", asked[2]);
}

#[test]
fn without_any_calendar_the_file_stays_as_it_is() {
    let servers = [calendar_of(&["a"]), calendar_of(&["b"])].map(|feed| {
        Server::new(vec![answer("200 OK", "", &feed), answer("503 Service Unavailable", "", "")])
    });
    let feeds = [links("Calls", &servers[0]), links("Talks", &servers[1])];
    let site = Site::new();
    let refresh = |now: &str| {
        refresh_all(&feeds, &site.path(), now.parse().unwrap(), &FetchLimits::default(), &mut |_| {})
    };
    refresh("2026-11-22T09:30:00Z").unwrap();
    let before = site.content();
    assert_eq!(
        refresh("2026-11-23T09:30:00Z").unwrap_err().to_string(),
        "none of the calendars could be fetched; Calls: the server responded with 503; try again later; \
         Talks: the server responded with 503; try again later (the old calendar was not changed)"
    );
    assert_eq!(site.content(), before);
    for server in servers {
        server.requests.join().unwrap();
    }
}

#[test]
fn an_event_in_two_calendars_is_listed_once_and_stays_while_one_of_them_has_it() {
    let whole = |uids: &[&str]| answer("200 OK", "ETag: \"1\"\r\n", &calendar_of(uids));
    let fails = || answer("500 Internal Server Error", "", "");
    let not_changed = || answer("304 Not Modified", "", "");
    let calls = Server::new(vec![whole(&["a"]), fails(), whole(&["c"]), whole(&["a", "c"]), whole(&["c"])]);
    let talks = Server::new(vec![whole(&["a"]), whole(&["a"]), fails(), whole(&["a"]), not_changed()]);
    let feeds = [links("Calls", &calls), links("Talks", &talks)];
    let site = Site::new();
    for expected in [["a"].as_slice(), &["a"], &["c", "a"], &["a", "c"], &["c", "a"]] {
        refresh_all(&feeds, &site.path(), now(), &FetchLimits::default(), &mut |_| {}).unwrap();
        let content = site.content();
        let uids: Vec<_> = content.lines().filter_map(|line| line.strip_prefix("UID:")).collect();
        assert_eq!(uids, expected);
    }
    for server in [calls, talks] {
        server.requests.join().unwrap();
    }
}
