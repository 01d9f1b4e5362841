//! A day of an agenda.

use super::occurrence::occurrence;
use crate::calendar::text::agenda_text::DayText;
use crate::ui::date_tile::date_tile;
use crate::ui::static_element::{StaticElement, element, untranslated};

/// A day with its events.
pub fn agenda_day(day: DayText) -> StaticElement {
    let DayText { heading, language, .. } = day;
    let date =
        element("time").class("visually-hidden").attr("datetime", day.datetime).attr("data-local", "day");
    let near = day.near.map(|near| element("span").class("agenda-day-near").child(near));
    let title = untranslated("h4")
        .class("agenda-day-heading")
        .attr("lang", language.clone())
        .child(date.child(heading.clone()))
        .child(date_tile(day.tile, &language))
        .child(near);
    let rows: Vec<_> = day.entries.into_iter().map(|entry| occurrence(entry, &heading, &language)).collect();
    element("li")
        .class("agenda-day")
        .attr("data-today", day.is_today.then_some(""))
        .child(title)
        .child(element("ol").class("agenda-day-list").attr("role", "list").child(rows))
}
