//! Recognises the addresses of online meetings by host and path.

use super::prose::{self, Run};
use crate::web_address::{host, is_web, path};

/// Known hosts, including their subdomains. The path of a meeting contains one of the texts.
const HOSTS: &[(&str, &[&str])] = &[
    ("8x8.vc", &[""]),
    ("bluejeans.com", &[""]),
    ("call.element.io", &[""]),
    ("chime.aws", &[""]),
    ("discord.com", &["/channels/", "/events/", "/invite/"]),
    ("discord.gg", &["/"]),
    ("gotomeet.me", &["/"]),
    ("gotomeeting.com", &["/join/", "/meeting/join"]),
    ("join.skype.com", &["/"]),
    ("matrix.to", &["/"]),
    ("meet.google.com", &["/"]),
    ("meet.goto.com", &["/"]),
    ("meet.jit.si", &["/"]),
    ("slack.com", &["/huddle"]),
    ("teams.live.com", &["/meet"]),
    ("teams.microsoft.com", &["/l/meetup-join", "/meet", "/v2/"]),
    ("twitch.tv", &["/"]),
    ("webex.com", &["/join", "/meet", "/m/", "/webappng/", "/wbxmjs/", "/weblink/", "/j.php"]),
    ("whereby.com", &["/"]),
    ("youtu.be", &["/"]),
    ("youtube.com", &["/@", "/c/", "/channel/", "/live", "/watch"]),
    ("zoom.us", &["/j/", "/meeting/", "/my/", "/s/", "/w/", "/wc/", "/webinar/"]),
    ("zoomgov.com", &["/j/", "/my/", "/w/", "/webinar/"]),
];

/// The first labels of the hosts of self-hosted meeting servers, such as Jitsi.
const OWN_SERVERS: [&str; 10] =
    ["bbb", "bigbluebutton", "call", "conference", "greenlight", "jitsi", "meet", "talk", "video", "zoom"];

/// Paths of pages about a meeting, such as its options or its phone numbers.
const NOT_TO_JOIN: [&str; 3] = ["/meetingOptions", "/meetingoptions", "/u/"];

/// Whether an address leads to an online meeting.
pub(super) fn is_meeting(url: &str) -> bool {
    if !is_web(url) {
        return false;
    }
    let (host, path) = (host(url).to_ascii_lowercase(), path(url));
    if path.trim_matches('/').is_empty() && !url.contains('#')
        || NOT_TO_JOIN.iter().any(|start| path.starts_with(start))
    {
        return false;
    }
    let is_of =
        |known: &str| host.strip_suffix(known).is_some_and(|start| start.is_empty() || start.ends_with('.'));
    if let Some((_, parts)) = HOSTS.iter().find(|(known, _)| is_of(known)) {
        return parts.iter().any(|part| path.contains(part));
    }
    let label = host.split('.').next().unwrap_or_default();
    OWN_SERVERS.iter().any(|known| {
        label.strip_prefix(known).is_some_and(|rest| {
            rest.is_empty() || rest.starts_with('-') || rest.bytes().all(|byte| byte.is_ascii_digit())
        })
    })
}

/// The first address of an online meeting in a text with markup.
pub(super) fn find_in(text: &str) -> Option<String> {
    if !text.contains("http") {
        return None;
    }
    prose::runs(text).into_iter().find_map(|run| match run {
        Run::Link { url, .. } if is_meeting(&url) => Some(url),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn meetings_are_known_by_host_and_path() {
        for url in [
            "https://meet.google.com/aaa-bbbb-ccc",
            "https://us02web.zoom.us/j/123?pwd=x",
            "https://zoom-lfx.platform.linuxfoundation.org/meeting/9?password=0",
            "https://teams.microsoft.com/l/meetup-join/19%3ameeting",
            "https://teams.live.com/meet/9",
            "https://example.webex.com/meet/someone",
            "https://meet.jit.si/Room",
            "https://bbb.example.org/b/abc",
            "https://bbb2.example.org/rooms/abc",
            "https://whereby.com/room",
            "https://meet.goto.com/123",
            "https://join.skype.com/abc",
            "https://discord.gg/abc",
            "https://call.element.io/room/#/x",
            "https://matrix.to/#/#room:example.org",
            "https://app.slack.com/huddle/T0/C0",
            "https://www.youtube.com/live/abc",
        ] {
            assert!(is_meeting(url), "{url}");
        }
        for url in [
            "https://www.meetup.com/example/events/1/",
            "https://example.org/meet",
            "https://zoom.us/u/abc",
            "https://support.zoom.us/hc/en-us",
            "https://teams.microsoft.com/meetingOptions/?organizerId=0",
            "https://meet.google.com/",
            "https://support.google.com/a/users/answer/9282720",
            "https://aka.ms/JoinTeamsMeeting",
            "https://www.microsoft.com/microsoft-teams/download-app",
            "https://notzoom.us/j/1",
            "tel:+1",
        ] {
            assert!(!is_meeting(url), "{url}");
        }
    }

    #[test]
    fn the_first_meeting_of_a_text_is_found() {
        let found = |text| find_in(text);
        assert_eq!(
            found("Notes: https://example.org/notes\nJoin: <https://zoom.us/j/1>").as_deref(),
            Some("https://zoom.us/j/1")
        );
        assert_eq!(
            found("<a href=\"https://meet.jit.si/Room\">here</a>").as_deref(),
            Some("https://meet.jit.si/Room")
        );
        assert_eq!(found("https://example.org"), None);
    }
}
