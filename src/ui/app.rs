//! The root component.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

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
use crate::browser::{clock, document};
use crate::community;
use crate::page::{CalendarData, Page};

/// The whole page. The first render, on the host and in the browser, shows only what was known at the build; the
/// visitor's zone, clock and language are filled in afterwards.
#[component]
pub fn App(
    /// The page's data.
    page: Page,
) -> impl IntoView {
    let Page { community, snapshot } = page;
    let community = Arc::new(community);
    Announcer::provide();
    let theme = ThemeChoice::of_document();
    let palette = Palette::provide(community.clone(), theme);
    let reader = Reader::provide(snapshot.built_at);
    Navigation::provide(community.all_sections().iter().map(|section| section.id.clone()).collect());
    Effect::new(move || {
        spawn_local(async move {
            // Hydration and filling in the visitor's settings are separate tasks, with a yield in between.
            clock::yield_to_browser().await;
            reader.go_live();
            // The visitor's times are rendered after the next tick.
            tick().await;
            document::mark_live();
        });
    });
    let state = CalendarState::provide(reader, snapshot, &community.calendar);
    let calendar = CalendarData { links: community.calendar.clone(), page_url: community.page_url.clone() };
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
