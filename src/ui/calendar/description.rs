//! Text from a feed.

use crate::calendar::ics::prose::Run;
use crate::ui::languages;
use crate::ui::smart_link::smart_link;
use crate::ui::static_element::StaticElement;

/// Adds text from a feed to an element, as words, line breaks and links; never as HTML of the feed.
/// `style/components/calendar.css` shows the line breaks.
pub fn description(element: StaticElement, runs: Vec<Run>) -> StaticElement {
    let words = element.attr("data-feed-words", "").attr("dir", "auto").attr("lang", languages::content());
    runs.into_iter().fold(words, |words, run| match run {
        Run::Words(text) => words.child(text),
        Run::Break => words.child("\n"),
        // Printed without its address, which is its text.
        Run::Link { url, label } if label == url => words.child(smart_link(url, label).class("feed-address")),
        Run::Link { url, label } => words.child(smart_link(url, label)),
    })
}
