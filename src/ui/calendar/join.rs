//! The link to an online meeting.

use crate::calendar::text::agenda_text::JoinLink;
use crate::ui::icon::icon;
use crate::ui::languages::{self, content_words};
use crate::ui::smart_link::{EXTERNAL, bare_link, smart_link};
use crate::ui::static_element::{StaticElement, element};

/// A small link to an online meeting. Only screen readers get the title of the event and the host name.
pub fn join(join: JoinLink, title: &str) -> StaticElement {
    let hint = element("span")
        .class("visually-hidden")
        .child(" ")
        .child(content_words(title))
        .child(format!(" on {}{EXTERNAL}", join.host));
    let link = bare_link(join.url).class("button-link").child("Join").child(hint);
    element("p").class("join").child(link)
}

/// A button that opens an online meeting, with the name of its host.
pub fn strong_join(join: JoinLink, title: &str) -> StaticElement {
    let title = element("span")
        .class("visually-hidden")
        .attr("lang", languages::content())
        .child(format!("{title} "));
    let host = element("span").class("join-host").child("on ").child(element("bdi").child(join.host));
    let words = element("span").child("Join ").child(title).child(host);
    let link = smart_link(join.url, (icon("video"), words)).class("button-link");
    element("p").class("join").attr("data-strong", "").child(link)
}
