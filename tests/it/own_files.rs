//! The community's own files: which are published, which are refused, and what happens where the output or a file
//! cannot be written.

#![allow(clippy::unwrap_used)] // a panic fails the test

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use hearth::site::check;
use hearth::site::prerender::PrerenderError;

use crate::building::{Built, copy, now};
use crate::other_community::FOLDER;

/// Runs the tool on a copy of a community's folder; `change` may edit the copy first.
fn run(command: &str, change: impl FnOnce(&Path)) -> Output {
    let parent = tempfile::tempdir().unwrap();
    let public = parent.path().join("public");
    copy(Path::new(FOLDER), &public);
    change(&public);
    let mut run = Command::new(env!("CARGO_BIN_EXE_hearth"));
    run.args([command, "--community"]).arg(&public).env("SOURCE_DATE_EPOCH", "1795593600");
    run.stdin(Stdio::null()).output().unwrap()
}

fn errors(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn links_and_pipes_are_refused() {
    let broken = |public: &Path| {
        fs::write(public.join("../secret"), "secret").unwrap();
        symlink(public.join("../secret"), public.join("logos/link.svg")).unwrap();
        symlink(".", public.join("loop")).unwrap();
        assert!(Command::new("mkfifo").arg(public.join("pipe")).status().unwrap().success());
    };
    let said = errors(&run("check", broken));
    for (name, what) in
        [("logos/link.svg", "a symbolic link"), ("loop", "a symbolic link"), ("pipe", "a device or a pipe")]
    {
        let line = said.lines().find(|line| line.contains(&format!("/{name}: error: it is {what}")));
        assert!(line.is_some(), "{said}");
    }
    let built = Built::from(FOLDER, |folder| broken(&folder.join("public")));
    assert!(matches!(built.err(), Some(PrerenderError::Data(mistakes)) if mistakes.len() == 3));
    for name in ["community.toml", "calendar.ics"] {
        let said = errors(&run("check", |public| {
            fs::remove_file(public.join(name)).unwrap();
            assert!(Command::new("mkfifo").arg(public.join(name)).status().unwrap().success());
        }));
        assert!(said.contains("it is a device or a pipe, not a file"), "{said}");
    }
    let said = errors(&run("refresh", |public| {
        fs::remove_file(public.join("calendar.ics")).unwrap();
        symlink(public.join("../elsewhere.ics"), public.join("calendar.ics")).unwrap();
    }));
    assert!(said.contains("calendar.ics cannot be replaced: it is a symbolic link, not a file"), "{said}");
    // Such a link is the lock of an editor.
    let output = run("check", |public| symlink("me@host.1", public.join(".#community.toml")).unwrap());
    assert!(output.status.success(), "{}", errors(&output));
}

#[test]
fn a_file_with_the_name_of_the_page_is_an_error() {
    for name in ["index.html", "embed.html"] {
        let said = errors(&run("check", |public| fs::write(public.join(name), "<p>").unwrap()));
        assert!(
            said.contains(&format!("/{name}: error: the page is built under this name. Remedy: rename")),
            "{said}"
        );
    }
}

#[test]
fn only_what_is_meant_is_published() {
    let names = [".env", ".git/config", "notes.md~", "#notes.md#", ".well-known/security.txt", "page.pdf"];
    let built = Built::from(FOLDER, |folder| {
        for name in names {
            let path = folder.join("public").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
        }
    })
    .unwrap();
    let is_published = |name: &&str| built.folder().join(name).exists();
    assert_eq!(
        names.iter().filter(|name| is_published(name)).copied().collect::<Vec<_>>(),
        [".well-known/security.txt", "page.pdf"]
    );
    assert!(!is_published(&"community.toml"));
    let left_out: Vec<_> =
        built.warnings.iter().filter(|warning| warning.reason == "it is not published").collect();
    assert_eq!(left_out.len(), 4, "{left_out:?}");
}

#[test]
fn a_picture_that_would_not_be_published_is_an_error() {
    let mistakes = Built::from(FOLDER, |folder| {
        let data = folder.join("public/community.toml");
        let text = fs::read_to_string(&data).unwrap();
        let logo =
            text.lines().find(|line| line.contains(".svg")).unwrap().split('"').nth(1).unwrap().to_owned();
        fs::copy(folder.join("public").join(&logo), folder.join("public/.logo.svg")).unwrap();
        fs::write(data, text.replace(&logo, ".logo.svg")).unwrap();
    });
    let Err(PrerenderError::Data(mistakes)) = mistakes else { unreachable!() };
    assert!(
        mistakes.iter().any(|mistake| mistake.reason == "the picture would not be published"),
        "{mistakes:?}"
    );
}

#[test]
fn pictures_with_scripts_are_refused_with_their_line() {
    let said = errors(&run("check", |public| {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\">\n<script>alert(1)</script></svg>";
        fs::write(public.join("extra.svg"), svg).unwrap();
    }));
    assert!(said.contains("/extra.svg:2: error: the picture has the element <script>. Remedy: "), "{said}");
}

#[test]
fn a_calendar_written_by_hand_is_not_replaced() {
    let feed = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261126T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let said = errors(&run("refresh", |public| fs::write(public.join("calendar.ics"), feed).unwrap()));
    assert!(said.contains("may have been written by hand; move it away"), "{said}");

    // A mistake in it changes nothing about that.
    let broken = feed.replace("VCALENDAR", "VCALENDER");
    let said = errors(&run("refresh", |public| fs::write(public.join("calendar.ics"), broken).unwrap()));
    assert!(said.contains("may have been written by hand; move it away"), "{said}");

    // Without a feed there is nothing to fetch.
    let output = run("refresh", |public| {
        let data = fs::read_to_string(public.join("community.toml")).unwrap();
        let (before, rest) = data.split_once("[[calendar.feed]]").unwrap();
        let (_, after) = rest.split_once("[[section]]").unwrap();
        fs::write(public.join("community.toml"), [before, "[[section]]", after].concat()).unwrap();
    });
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("Nothing was fetched"), "{output:?}");
}

#[test]
fn output_that_cannot_be_written_is_an_error() {
    let feed = format!("{FOLDER}/calendar.ics");
    let events = ["events", &feed, "--from", "2026-11-01", "--to", "2026-12-01"];
    for arguments in [events.as_slice(), &["schema"], &["--help"]] {
        let full = fs::File::create("/dev/full").unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
        let output = command.args(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
    }
    // A pipe whose reader has ended.
    for arguments in [events.as_slice(), &["schema"], &["--help"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
        let output = command.args(arguments).stdout(writer).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(said.matches("the output cannot be written: ").count(), 1, "{said}");
    }
    let full = fs::File::create("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
    let output = command.args(["check", "--community", FOLDER]).stderr(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn an_error_of_the_file_system_says_what_to_do() {
    let said = errors(&run("refresh", |public| {
        fs::remove_file(public.join("calendar.ics")).unwrap();
        fs::create_dir(public.join("calendar.ics")).unwrap();
    }));
    assert!(said.contains("it is a folder, not a file; remove the folder, or move it away"), "{said}");
}

#[test]
fn control_characters_of_a_feed_do_not_reach_a_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("feed.ics");
    let title = "\u{1b}]0;x\u{7}\u{1b}[31m\u{202e}\u{9b}title";
    let feed = format!(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20261126T100000Z\r\nSUMMARY:{title}\r\n\
         RRULE:FREQ=DAILY;COUNT=2;\u{1b}[31m=1\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    fs::write(&path, feed).unwrap();
    for format in ["--limit=9", "--json"] {
        let mut command = Command::new(env!("CARGO_BIN_EXE_hearth"));
        command.arg("events").arg(&path).args(["--from", "2026-11-26", "--to", "2026-11-28", format]);
        let output = command.output().unwrap();
        assert!(output.status.success());
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(text.contains("title") && text.contains("line 6"), "{text}");
        let is_hidden = |letter: char| (letter.is_control() && letter != '\n') || letter == '\u{202e}';
        assert!(!text.contains(is_hidden), "{text:?}");
    }
}

#[test]
fn every_shipped_folder_passes() {
    for folder in ["public", FOLDER] {
        let refused: Vec<_> = check::check(Path::new(folder), now())
            .into_iter()
            .filter(|it| it.reason.starts_with("the picture"))
            .collect();
        assert_eq!(refused, [], "{folder}");
    }
}
