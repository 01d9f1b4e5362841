//! The root component.

use leptos::prelude::*;

use super::announcer::{Announcer, LiveRegion};
use super::calendar::commands::CalendarCommands;
use super::calendar::state::CalendarState;
use super::footer::Footer;
use super::header::Header;
use super::heading::Level;
use super::intro::Intro;
use super::languages::{self, interface, interface_direction};
use super::palette::{Palette, PaletteDialog};
use super::section::Section;
use super::section_nav::{Navigation, SectionNav};
use super::theme_switch::ThemeChoice;
use super::visitor::Visitor;
use crate::community::{self, Community};
use crate::page::AppData;
use crate::page::destinations::Destination;

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct AppState {
    /// The theme that is shown.
    pub theme: ThemeChoice,
    /// The palette.
    pub palette: Palette,
    /// The events of the calendar, and what is shown of them.
    pub calendar: CalendarState,
}

impl AppState {
    /// Provides the contexts of the components.
    pub fn provide(data: &AppData) -> Self {
        let AppData { language, destinations, calendar, snapshot, .. } = data;
        languages::provide(language);
        Announcer::provide();
        let visitor = Visitor::provide(snapshot.built_at);
        let theme = ThemeChoice::of_document(visitor.address);
        Navigation::provide(
            destinations.iter().filter_map(Destination::section).map(str::to_owned).collect(),
        );
        let calendar = CalendarState::provide(visitor, snapshot.clone(), calendar);
        let palette = Palette::provide(destinations.clone(), theme, CalendarCommands::of(&calendar));
        Self { theme, palette, calendar }
    }
}

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
    let (calendar, state) = (data.calendar, state.calendar);
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
    let AppState { theme, palette, calendar: state } = state;
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
                <Intro community=community.clone() calendar=state />
                {sections}
            </main>
        </div>
        <Footer text=community.footer.clone() />
        <LiveRegion />
        <PaletteDialog palette />
    }
}
