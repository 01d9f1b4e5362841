//! A section of the page.

use leptos::prelude::*;

use super::app_state::AppState;
use super::calendar::Calendar;
use super::channel_card::ChannelCard;
use super::heading::{Heading, Level, heading_id};
use super::note::Note;
use super::picture::Picture;
use super::prose::Prose;
use super::smart_link::link_without_arrow;
use crate::community::{self, Image};
use crate::page::CalendarData;

/// A section of the page with its subsections.
#[component]
pub fn Section(
    /// The section.
    section: community::Section,
    /// The level of its heading.
    level: Level,
    /// The calendar's data, for the section that shows it.
    calendar: CalendarData,
    /// What the parts of the page share.
    state: AppState,
) -> impl IntoView {
    let (count, has_note) = (section.channels.len(), section.note.is_some());
    let has_one_channel = count == 1;
    let cards = section.channels.into_iter().map(|channel| {
        view! { <ChannelCard channel is_named=!has_one_channel /> }
    });
    let cards = cards.collect::<Vec<_>>();
    let cards = (!cards.is_empty()).then(|| view! { <div class="channel-cards">{cards}</div> });
    let shown = section
        .calendar
        .then(|| view! { <Calendar data=calendar.clone() state=state.calendar chooser=state.chooser /> });
    let inner = section.sections.into_iter().map(|inner| {
        view! { <Section section=inner level=Level::Subsection calendar=calendar.clone() state /> }.into_any()
    });
    let inner = inner.collect::<Vec<_>>();
    let inner = (!inner.is_empty()).then(|| view! { <div class="subsections">{inner}</div> });
    let (id, labelled_by) = (section.id.clone(), heading_id(&section.id));
    view! {
        <section
            id=id
            class="section"
            data-level=if level == Level::Section { "1" } else { "2" }
            data-channels=(count > 0).then(|| count.to_string())
            data-has-note=has_note.then_some("")
            aria-labelledby=labelled_by
        >
            <Heading section=section.id title=section.title level=level />
            <Prose text=section.text />
            {cards}
            {shown}
            {section.note.map(|note| view! { <Note note /> })}
            {section.image.map(|image| view! { <p class="figure">{figure(image)}</p> })}
            {inner}
        </section>
    }
}

fn figure(image: Image) -> impl IntoView {
    let url = image.url.clone();
    let picture = view! { <Picture image /> }.into_any();
    match url {
        Some(url) => link_without_arrow(url, picture).class("figure-link").into_any(),
        None => picture,
    }
}
