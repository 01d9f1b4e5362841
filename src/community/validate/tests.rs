use super::*;
use crate::community::ChannelKind;
use crate::community::Inline;

/// A minimal file.
const LEAST: &str = r##"[community]
name = "Name"
title = "Title"
description = "Description"
lead = "Lead"
language = "en"
base_url = "https://example.org/"
page_url = "https://example.org/community/"
accent = "#e6522c"
footer = "Footer"
logo = { light = "logo.svg", name = "Logo", width = 1, height = 1 }

[calendar]
feed = "https://example.org/basic.ics"
stale_after_days = 7

[[section]]
id = "one"
title = "One"
calendar = true
text = "[Words](/governance/) and [more](#two)"

[[section]]
id = "two"
title = "Two"
within = "one"
unlisted = true

[[section.channel]]
kind = "irc"
name = "Room"
address = "#room"
purpose = "Talk"
links = [{ label = "Join", url = "/join" }]
"##;

/// A small database of zones.
fn current_zone_name(name: &str) -> Option<String> {
    match name {
        "Asia/Calcutta" => Some("Asia/Kolkata".to_owned()),
        "Europe/Mars" => None,
        _ => name.contains('/').then(|| name.to_owned()),
    }
}

/// The mistakes after `old` is replaced by `new`: severity, line, field and reason.
fn found(old: &str, new: &str) -> Vec<String> {
    assert!(LEAST.contains(old), "{old}");
    let (community, mistakes) = read("f", &LEAST.replacen(old, new, 1), &current_zone_name);
    assert_eq!(community.is_none(), crate::community::mistake::has_errors(&mistakes), "{new}: {mistakes:?}");
    mistakes
        .iter()
        .map(|Mistake { severity, line, field, reason, .. }| {
            format!("{severity} {} {field}: {reason}", line.unwrap_or(0))
        })
        .collect()
}

fn check(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(found(old, new), expected, "{new}");
}

#[test]
fn links_are_completed_and_sections_nested() {
    let (community, mistakes) = read("f", LEAST, &current_zone_name);
    assert_eq!(mistakes, []);
    let community = community.unwrap();
    assert_eq!(community.base_url, "https://example.org");
    assert_eq!(community.logo.dark, "logo.svg");
    let [one] = &community.sections[..] else { panic!("{:?}", community.sections) };
    assert!(one.calendar && one.listed && one.short_title == "One");
    let urls: Vec<&str> = one.text[0]
        .iter()
        .filter_map(|inline| if let Inline::Link(link) = inline { Some(link.url.as_str()) } else { None })
        .collect();
    assert_eq!(urls, ["https://example.org/governance/", "#two"]);
    let [two] = &one.sections[..] else { panic!("{:?}", one.sections) };
    assert!(!two.listed && two.sections.is_empty());
    assert_eq!(two.channels[0].links[0].url, "https://example.org/join");
    assert_eq!(two.channels[0].kind, ChannelKind::Irc);
}

#[test]
fn ids_are_checked() {
    check("id = \"one\"\n", "", &["error 17 section[0].id: `id` is missing", NO_ONE]);
    check(
        "id = \"one\"",
        "id = \"One\"",
        &[
            "error 18 section[0].id: `One` is not a valid id",
            "error 26 section[1].within: no section has the id `one`",
        ],
    );
    check(
        "title = \"One\"",
        "title = \"One\"\n[[section]]\nid = \"one\"\ntitle = \"x\"",
        &["error 21 section[1].id: the id `one` is already used by the section on line 18"],
    );
    for taken in ["palette", "one-heading", "one-link"] {
        let reasons = found("id = \"two\"", &format!("id = \"{taken}\""));
        let expected =
            format!("error 24 section[1].id: the page uses the id `{taken}` for an element of its own");
        assert!(reasons.contains(&expected), "{reasons:?}");
    }
    for wrong in ["", "-", "a-", "a--b", "a_b", "ä", "a b"] {
        let reasons = found("id = \"two\"", &format!("id = \"{wrong}\""));
        assert!(reasons.iter().any(|reason| reason.contains("is not a valid id")), "{wrong}: {reasons:?}");
    }
}

const NO_ONE: &str = "error 25 section[1].within: no section has the id `one`";

#[test]
fn sections_nest_two_levels_deep() {
    check(
        "within = \"one\"",
        "within = \"two\"",
        &["error 26 section[1].within: the section `two` is itself within another section"],
    );
    let third =
        "title = \"Two\"\nwithin = \"one\"\n[[section]]\nid = \"three\"\ntitle = \"T\"\nwithin = \"two\"\n";
    check(
        "title = \"Two\"\nwithin = \"one\"\nunlisted = true\n",
        third,
        &["error 30 section[2].within: the section `two` is itself within another section"],
    );
}

#[test]
fn an_unlisted_section_without_a_link_is_an_error() {
    let reason = "error 23 section[1]: visitors cannot reach this section: it is not in the navigation, and no link leads to it";
    check("[more](#two)", "more", &[reason]);
    check("[more](#two)\"", "more\"\nshort_title = \"[x](#two)\"", &[&reason.replace("23", "24")]);
    check("purpose = \"Talk\"", "purpose = \"[Talk](#two)\"", &[]);
    let old = "and [more](#two)\"\n\n[[section]]\nid = \"two\"\ntitle = \"Two\"\n";
    check(
        old,
        &old.replace("[more](#two)", "more")
            .replace("title = \"Two\"", "title = \"Two\"\ntext = \"[x](#two)\""),
        &[reason],
    );
}

#[test]
fn exactly_one_section_has_the_calendar() {
    check("calendar = true\n", "", &["error 1 section: no section has the calendar"]);
    check(
        "unlisted = true",
        "calendar = true",
        &["error 27 section[1].calendar: another section already has the calendar, on line 20"],
    );
}

#[test]
fn links_of_allowed_forms_pass() {
    for url in [
        "https://example.org",
        "HTTPS://example.org/a?b=c#d",
        "https://localhost:8080/",
        "https://groups.google.com/forum/#!forum/a",
        "https://app.example.org/#/room/#name:example.org",
        "https://chaos.social/@Example",
        "https://bücher.example/",
        "mailto:a@example.org?subject=b",
        "webcal://example.org/a.ics",
        "/governance/",
        "/",
        "#one",
    ] {
        check("url = \"/join\"", &format!("url = \"{url}\""), &[]);
    }
    let warning = "warning 34 section[1].channel[0].links[0].url: `http://a.org` is an unencrypted address";
    check("url = \"/join\"", "url = \"http://a.org\"", &[warning]);
}

#[test]
fn all_other_links_are_rejected_everywhere() {
    for url in [
        "",
        "governance/",
        "example.org",
        "//example.org/",
        "ftp://example.org/",
        "ircs://irc.libera.chat",
        "javascript:alert(1)",
        "data:text/html,a",
        "https:example.org",
        "https://",
        "https:///a",
        "https://user@example.org/",
        "https://a..b/",
        "mailto:example.org",
        "webcal:example.org",
        "https://example.org/a b",
        "https://example.org/\\\\a",
        "https://example.org/\\u0007",
        "https://example.org/\\u202Egpj.exe",
        "https://example.org/\\u200B",
        "#nowhere",
        "#",
    ] {
        let reasons = found("url = \"/join\"", &format!("url = \"{url}\""));
        let location = "error 34 section[1].channel[0].links[0].url: ";
        assert!(reasons.len() == 1 && reasons[0].starts_with(location), "{url}: {reasons:?}");
    }
    check(
        "lead = \"Lead\"",
        "lead = \"\"\"\na\n\n*[b](ftp://c)* and\n**[d](#e)**\"\"\"",
        &[
            "error 8 community.lead: the address `ftp://c` is not allowed here",
            "error 9 community.lead: no section has the id `e`",
        ],
    );
    let logo = "height = 1 }";
    let reasons = found(logo, "height = 1, url = \"x\" }");
    assert_eq!(reasons, ["error 11 community.logo.url: the address `x` is not allowed here"]);
}

#[test]
fn official_addresses_are_absolute() {
    for (old, field) in [
        ("base_url = \"https://example.org/\"", "error 7 community.base_url"),
        ("page_url = \"https://example.org/community/\"", "error 8 community.page_url"),
        ("feed = \"https://example.org/basic.ics\"", "error 14 calendar.feed"),
    ] {
        for wrong in ["/a", "#one", "mailto:a@b.org", "webcal://a.org/b"] {
            let key = old.split(' ').next().unwrap();
            let reason = format!("{field}: the address `{wrong}` is not allowed here");
            check(old, &format!("{key} = \"{wrong}\""), &[&reason]);
        }
    }
    check(
        "stale_after_days",
        "web_view = \"x\"\nadd_to_google = \"y\"\nstale_after_days",
        &[
            "error 15 calendar.web_view: the address `x` is not allowed here",
            "error 16 calendar.add_to_google: the address `y` is not allowed here",
        ],
    );
    check(
        "https://example.org/\"",
        "https://example.org/?a\"",
        &["error 7 community.base_url: a path cannot be appended to an address with a query or fragment"],
    );
}

#[test]
fn texts_and_markdown_are_checked() {
    check("title = \"Title\"", "title = \" \"", &["error 3 community.title: this is empty"]);
    check("footer = \"Footer\"", "footer = \"\"", &["error 10 community.footer: this is empty"]);
    check("name = \"Room\"", "name = \"\"", &["error 31 section[1].channel[0].name: this is empty"]);
    check(
        "address = \"#room\"",
        "address = \"#\\u202Eroom\"",
        &[
            "error 32 section[1].channel[0].address: it contains a character that changes the writing direction",
        ],
    );
    check(
        "purpose = \"Talk\"",
        "purpose = \"\"\"\nTalk\n\nMore <br>\n\"\"\"",
        &[
            "error 34 section[1].channel[0].purpose: this has several paragraphs",
            "error 36 section[1].channel[0].purpose: raw HTML is not allowed in a text",
        ],
    );
}

#[test]
fn channels_have_a_kind_and_a_link() {
    let reasons = found("kind = \"irc\"", "kind = \"pigeon\"");
    assert!(
        reasons.len() == 1 && reasons[0].starts_with("error 30 section[1].channel[0].kind: "),
        "{reasons:?}"
    );
    assert!(reasons[0].contains("pigeon") && reasons[0].contains("mailing-list"), "{reasons:?}");
    check(
        "links = [{ label = \"Join\", url = \"/join\" }]",
        "links = []",
        &["error 29 section[1].channel[0]: the channel has no link"],
    );
}

#[test]
fn pictures_are_files_with_a_size() {
    for wrong in ["", "/logo.svg", "../logo.svg", "a//b.svg", "https://a.org/b.svg", "a\\\\b.svg", "a.svg?b"]
    {
        let reasons = found("light = \"logo.svg\"", &format!("light = \"{wrong}\""));
        assert!(
            reasons.len() == 1 && reasons[0].starts_with("error 11 community.logo.light: "),
            "{reasons:?}"
        );
    }
    check("width = 1,", "width = 0,", &["error 11 community.logo.width: the size of the picture is 0"]);
}

#[test]
fn languages_colours_and_counts_are_checked() {
    for right in ["de", "pt-BR", "zh-Hans-CN", "ast"] {
        check("\"en\"", &format!("\"{right}\""), &[]);
    }
    for wrong in ["", "english", "en_GB", "e", "en-", "12"] {
        let reason = format!("error 6 community.language: `{wrong}` is not a language tag");
        check("\"en\"", &format!("\"{wrong}\""), &[&reason]);
    }
    check("\"#e6522c\"", "\"orange\"", &["error 9 community.accent: `orange` is not a colour"]);
    check("days = 7", "days = 0", &["error 15 calendar.stale_after_days: with 0 days, every feed is stale"]);
}

#[test]
fn an_empty_section_is_a_warning() {
    check(
        "[[section]]\nid = \"two\"",
        "[[section]]\nid = \"three\"\ntitle = \"Three\"\n\n[[section]]\nid = \"two\"",
        &["warning 23 section[1]: the section has only a heading"],
    );
}

#[test]
fn usual_zones_are_known_few_and_distinct() {
    let after = "stale_after_days = 7";
    let found = |zones: &str| found(after, &format!("{after}\nusual_zones = {zones}"));
    assert_eq!(found(r#"["Europe/Berlin", "Asia/Kolkata"]"#), [""; 0]);
    assert_eq!(found("[]"), [""; 0]);
    assert_eq!(
        found("[\"Europe/Berlin\",\n \"Europe/Mars\",\n \"Asia/Calcutta\", \"Asia/Kolkata\", 3]"),
        [
            "error 17 calendar.usual_zones[1]: there is no time zone `Europe/Mars`",
            "error 18 calendar.usual_zones[4]: this number is not allowed here",
            "error 18 calendar.usual_zones[3]: `Asia/Kolkata` is already in the list",
            "warning 18 calendar.usual_zones[2]: `Asia/Calcutta` is an old name of `Asia/Kolkata`",
        ]
    );
    assert_eq!(found("\"Europe/Berlin\""), ["error 16 calendar.usual_zones: a text is not allowed here"]);
    let nine: Vec<_> = (1..=9).map(|location| format!("\"Sea/{location}\"")).collect();
    assert_eq!(
        found(&format!("[{}]", nine.join(", "))),
        ["error 16 calendar.usual_zones[8]: there are more than 8 zones"]
    );
}

fn with_feeds(feeds: &str) -> (Option<Community>, Vec<String>) {
    let text = LEAST.replace("feed = \"https://example.org/basic.ics\"\n", "");
    let (community, mistakes) = read(
        "f",
        &text.replace("[[section]]\nid = \"one\"", &format!("{feeds}[[section]]\nid = \"one\"")),
        &current_zone_name,
    );
    (community, mistakes.iter().map(ToString::to_string).collect())
}

#[test]
fn without_a_feed_visitors_subscribe_to_the_file_next_to_the_page() {
    let (community, mistakes) = with_feeds("");
    let calendar = community.unwrap_or_else(|| panic!("{mistakes:?}")).calendar;
    let urls: Vec<_> = calendar.feeds.iter().map(|feed| feed.url.as_str()).collect();
    assert_eq!((urls, calendar.is_fetched), (vec!["https://example.org/community/calendar.ics"], false));
}

#[test]
fn several_feeds_have_their_own_names_and_links() {
    let (community, mistakes) = with_feeds(
        "[[calendar.feed]]\nname = \"A\"\nurl = \"https://example.org/a.ics\"\n\
         [[calendar.feed]]\nname = \"B\"\nurl = \"https://example.org/b.ics\"\nweb_view = \"https://example.org/b\"\n",
    );
    let feeds = community.unwrap_or_else(|| panic!("{mistakes:?}")).calendar.feeds;
    let reported: Vec<_> =
        feeds.iter().map(|feed| (feed.name.as_deref(), feed.url.as_str(), feed.web_view.is_some())).collect();
    assert_eq!(
        reported,
        [(Some("A"), "https://example.org/a.ics", false), (Some("B"), "https://example.org/b.ics", true)]
    );
}

#[test]
fn a_secret_address_or_a_page_of_google_is_no_feed() {
    for (path, expected) in [
        ("calendar/ical/a%40group.calendar.google.com/public/basic.ics", None),
        (
            "calendar/ical/a%40group.calendar.google.com/private-0123abcd/basic.ics",
            Some("this is the secret address"),
        ),
        ("calendar/embed?src=a%40group.calendar.google.com", Some("this is a page of Google Calendar")),
    ] {
        let (_, mistakes) = with_feeds(&format!(
            "[[calendar.feed]]\nname = \"A\"\nurl = \"https://calendar.google.com/{path}\"\n"
        ));
        match expected {
            None => assert_eq!(mistakes, [""; 0]),
            Some(reason) => assert!(mistakes.len() == 1 && mistakes[0].contains(reason), "{mistakes:?}"),
        }
    }
}

#[test]
fn indistinguishable_feeds_are_mistakes() {
    let (_, mistakes) = with_feeds(
        "web_view = \"https://example.org/\"\n\
         [[calendar.feed]]\nname = \"A\"\nurl = \"https://example.org/a.ics\"\n\
         [[calendar.feed]]\nname = \"A\"\nurl = \"https://example.org/a.ics\"\n[[calendar.feed]]\nname = \"\"\n",
    );
    let starts = [
        "f:16: calendar.web_view: error: it is not clear which of the calendars this belongs to.",
        "f:21: calendar.feed[1].name: error: the calendar on line 18 has the same value.",
        "f:22: calendar.feed[1].url: error: the calendar on line 19 has the same value.",
        "f:23: calendar.feed[2].url: error: `url` is missing.",
        "f:24: calendar.feed[2].name: error: this is empty.",
    ];
    assert_eq!(mistakes.len(), starts.len(), "{mistakes:#?}");
    for start in starts {
        assert!(mistakes.iter().any(|mistake| mistake.starts_with(start)), "{start} {mistakes:#?}");
    }
    assert!(with_feeds("feed = []\n").1[0].contains("calendar.feed: error: the list is empty"));
    assert!(with_feeds("feed = 3\n").1[0].contains("calendar.feed: error: this number is not allowed here"));
}
