//! The root component.

use leptos::prelude::*;

use super::announcer::LiveRegion;
use super::app_state::AppState;
use super::footer::Footer;
use super::header::Header;
use super::heading::Level;
use super::intro::Intro;
use super::languages::{interface, interface_direction};
use super::palette::PaletteDialog;
use super::section::Section;
use super::section_nav::SectionNav;
use crate::community::{self, Community};
use crate::page::AppData;

/// The calendar alone, for a frame in another page.
#[component]
pub fn Embed(
    /// The community, reduced to its calendar.
    community: Community,
    /// The data of the app.
    data: AppData,
    /// What the parts of the page share.
    state: AppState,
) -> impl IntoView {
    let calendar = data.calendar;
    let sections = community.sections.iter().cloned().map(|section| {
        view! { <Section section level=Level::Section calendar=calendar.clone() state /> }
    });
    let sections = sections.collect_view();
    view! {
        <main id="content" class="content" tabindex="-1">
            <h1 class="visually-hidden">{community.title.clone()}</h1>
            {sections}
        </main>
        <LiveRegion />
    }
}

/// The whole page. On the host it is rendered as it is built: in UTC, in English, and with the time of the build.
#[component]
pub fn App(
    /// The content.
    community: Community,
    /// The data of the app.
    data: AppData,
    /// What the parts of the page share.
    state: AppState,
) -> impl IntoView {
    let AppState { theme, palette, .. } = state;
    let (calendar, listed) = (data.calendar, data.sections);
    let section = move |section: community::Section| {
        view! { <Section section level=Level::Section calendar=calendar.clone() state /> }.into_any()
    };
    // Short sections that follow each other form a compact group.
    let groups = community.sections.chunk_by(|one, next| one.is_short() && next.is_short());
    let sections = groups.map(|group| {
        let is_short = group.iter().all(community::Section::is_short);
        let sections = group.iter().cloned().map(section.clone()).collect_view();
        if is_short {
            view! { <div class="short-sections">{sections}</div> }.into_any()
        } else {
            sections.into_any()
        }
    });
    let sections = sections.collect_view();
    let calendar_heading = community
        .all_sections()
        .into_iter()
        .find(|section| section.calendar)
        .map(|section| format!("#{}", section.id));
    let skip_to_calendar =
        calendar_heading.map(|href| view! { <a class="skip-link" lang=interface() dir=interface_direction() href=href>"Skip to the calendar"</a> });
    view! {
        <a class="skip-link" lang=interface() dir=interface_direction() href="#content">"Skip to the content"</a>
        {skip_to_calendar}
        <Header name=community.name.clone() base_url=community.base_url.clone() logo=community.logo.clone() theme palette />
        <div class="page">
            <SectionNav sections=listed />
            <main id="content" class="content" tabindex="-1">
                <Intro community=community.clone() calendar=state.calendar />
                {sections}
            </main>
        </div>
        <Footer text=community.footer.clone() />
        <LiveRegion />
        <PaletteDialog palette />
    }
}
