//! The root component.

use std::sync::Arc;

use leptos::prelude::*;

use super::announcer::{Announcer, LiveRegion};
use super::calendar::state::CalendarState;
use super::footer::Footer;
use super::header::Header;
use super::heading::Level;
use super::intro::Intro;
use super::palette::{Palette, PaletteDialog};
use super::reader::Reader;
use super::section::Section;
use super::section_nav::{Navigation, SectionNav};
use super::theme_switch::ThemeChoice;
use crate::community::{self, Community};
use crate::page::{CalendarData, Page};

/// What the parts of the page share.
#[derive(Clone)]
pub struct AppState {
    /// The content of the page.
    pub community: Arc<Community>,
    /// The theme that is shown.
    pub theme: ThemeChoice,
    /// The palette.
    pub palette: Palette,
    /// The events of the calendar, and what is shown of them.
    pub calendar: CalendarState,
}

impl AppState {
    /// Provides the contexts of the components.
    pub fn provide(page: Page) -> Self {
        let Page { community, snapshot } = page;
        let community = Arc::new(community);
        Announcer::provide();
        let theme = ThemeChoice::of_document();
        let palette = Palette::provide(community.clone(), theme);
        let reader = Reader::provide(snapshot.built_at);
        Navigation::provide(community.all_sections().iter().map(|section| section.id.clone()).collect());
        let calendar = CalendarState::provide(reader, snapshot, &community.calendar);
        Self { community, theme, palette, calendar }
    }

    /// The data of the calendar section.
    pub fn calendar_data(&self) -> CalendarData {
        CalendarData { links: self.community.calendar.clone(), page_url: self.community.page_url.clone() }
    }
}

/// The calendar alone, for a frame in another page.
#[component]
pub fn Embed(
    /// The page's data, with nothing but the calendar.
    page: Page,
) -> impl IntoView {
    let app = AppState::provide(page);
    let calendar = app.calendar_data();
    let AppState { community, calendar: state, .. } = app;
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

/// The whole page, as it is built: in UTC, in English, and with the time of the build.
#[component]
pub fn App(
    /// The page's data.
    page: Page,
) -> impl IntoView {
    let app = AppState::provide(page);
    let calendar = app.calendar_data();
    let AppState { community, theme, palette, calendar: state } = app;
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
        calendar_heading.map(|href| view! { <a class="skip-link" href=href>"Skip to the calendar"</a> });
    view! {
        <a class="skip-link" href="#content">"Skip to the content"</a>
        {skip_to_calendar}
        <Header name=community.name.clone() base_url=community.base_url.clone() logo=community.logo.clone() theme palette />
        <div class="page">
            <SectionNav sections=community.sections.clone() />
            <main id="content" class="content" tabindex="-1">
                <Intro community=community.as_ref().clone() calendar=state />
                {sections}
            </main>
        </div>
        <Footer text=community.footer.clone() />
        <LiveRegion />
        <PaletteDialog palette />
    }
}
