//! One occurrence, in the agenda and in the event dialog.

use super::description::description;
use super::event_details::clock_change::clock_change_line;
use super::event_details::summary::details;
use super::hues::Hues;
use super::join::join;
use crate::calendar::ics::event::Status;
use crate::calendar::text::agenda_text::{ClockText, EntryText, TimeText};
use crate::ui::languages;
use crate::ui::static_element::{StaticElement, element, untranslated};

/// One occurrence as a row: its times, its title, where it is, and a link to join. The whole row opens its details.
/// Screen readers read the `day` that it is listed under with the title; `language` is the language of its times.
pub fn occurrence(entry: EntryText, day: &str, language: &str) -> StaticElement {
    let row = element("li")
        .class("occurrence")
        .attr("data-occurrence", entry.key.clone())
        .attr("data-status", entry.status.word())
        .attr("data-over", entry.is_over.then_some(""))
        .attr("data-hue", Hues::of_event(&entry.category, &entry.color));
    let body = element("div")
        .class("occurrence-body")
        .child(title(&entry, day, language))
        .child(second_line(&entry, language))
        .child(entry.clock_change.clone().map(|change| clock_change_line(change, language)));
    row.child(times(&entry, language))
        .child(body)
        .child(entry.join.clone().map(|link| join(link, &entry.title)))
        .child(details(entry))
}

/// The times, with the last day and the times of the second zone.
fn times(entry: &EntryText, language: &str) -> StaticElement {
    let began_earlier = !entry.time.words.is_empty();
    let all_day = entry.is_all_day.then_some(if began_earlier { "All day since " } else { "All day" });
    // The format in which `src/boot/local_times.js` writes the time before the app is loaded.
    let local = if entry.is_all_day { began_earlier.then_some("shortDay") } else { Some("time") };
    let time = element("time")
        .attr("datetime", entry.time.datetime.clone())
        .attr("data-until", entry.time.until.clone())
        .attr("data-local", local)
        .attr("data-floating", entry.is_floating.then_some(""));
    let words = entry.time.words.clone();
    let time = if entry.is_all_day {
        let first_day = element("bdi").attr("lang", language.to_owned()).child(words);
        time.child(all_day).child(began_earlier.then_some(first_day))
    } else {
        time.attr("lang", language.to_owned()).child(words)
    };
    let last_day = entry.last_day.as_ref().map(|last| time_element(last, language, "shortDay"));
    let second = entry.second.as_ref().map(|second| {
        there(element("span").class("occurrence-second").attr("data-second-time", ""), second, language)
    });
    untranslated("p")
        .class("occurrence-time")
        .child(time)
        .child(last_day.is_some().then_some(" – "))
        .child(last_day)
        .child(second)
}

/// The title and the state. Screen readers read the day and the times with it.
fn title(entry: &EntryText, day: &str, language: &str) -> StaticElement {
    let state = match entry.status {
        Status::Cancelled => Some("Cancelled"),
        Status::Tentative => Some("Tentative"),
        Status::Confirmed => None,
    };
    let badge = || element("span").class("badge");
    let moved = entry.moved_from.as_ref().map(|from| {
        let form = if entry.is_all_day { "shortDay" } else { "moment" };
        let time = time_element(from, language, form)
            .attr("dir", "auto")
            .attr("data-floating", entry.is_floating.then_some(""));
        badge().attr("data-kind", "moved").child("Moved from ").child(time)
    });
    let times = Some(entry.time.words.as_str()).filter(|times| !times.is_empty());
    let hidden_time =
        [Some(day), times].into_iter().flatten().fold(String::new(), |all, part| all + ", " + part);
    let words = element("bdi").class("occurrence-title-words").attr("lang", languages::content());
    element("h5")
        .class("occurrence-title")
        .child(words.child(entry.title.clone()))
        .child(
            untranslated("span")
                .class("visually-hidden")
                .attr("lang", language.to_owned())
                .child(hidden_time),
        )
        .child(entry.is_over.then(|| badge().child("Over")))
        .child(state.map(|state| badge().attr("data-kind", entry.status.word()).child(state)))
        .child(moved)
}

/// The times in the organiser's zone, the place and the host of the online meeting.
fn second_line(entry: &EntryText, language: &str) -> Option<StaticElement> {
    let item = || element("span").class("occurrence-place");
    let there =
        entry.there.as_ref().map(|it| there(untranslated("span").class("occurrence-place"), it, language));
    let location = (!entry.location.is_empty())
        .then(|| item().child(description(element("span"), entry.location.clone())));
    let host = entry.join.as_ref().map(|join| item().attr("data-host", "").child(join.host.clone()));
    let items: Vec<_> = [there, location, host].into_iter().flatten().collect();
    (!items.is_empty()).then(|| element("p").class("occurrence-places").child(items))
}

/// A time that `src/boot/local_times.js` writes in this format before the app is loaded.
fn time_element(time: &TimeText, language: &str, form: &'static str) -> StaticElement {
    untranslated("time")
        .attr("datetime", time.datetime.clone())
        .attr("lang", language.to_owned())
        .attr("data-local", form)
        .child(time.words.clone())
}

/// Adds the times in another zone to an element.
fn there(around: StaticElement, there: &ClockText, language: &str) -> StaticElement {
    let times = element("bdi").attr("lang", language.to_owned()).child(there.times.clone());
    around.child(times).child(format!(" in {}", there.city))
}
