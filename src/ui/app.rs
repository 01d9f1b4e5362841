//! The root component.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::announcer::{Announcer, LiveRegion};
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
    let calendar =
        CalendarData { links: community.calendar.clone(), page_url: community.page_url.clone(), snapshot };
    let sections = community.sections.clone();
    let sections = sections.into_iter().map(move |section| {
        view! { <Section section level=Level::Section calendar=calendar.clone() /> }
    });
    view! {
        <a class="skip-link" href="#content">"Skip to the content"</a>
        <Header name=community.name.clone() base_url=community.base_url.clone() logo=community.logo.clone() theme palette />
        <div class="page">
            <SectionNav sections=community.sections.clone() />
            <main id="content" class="content" tabindex="-1">
                <Intro community=community.as_ref().clone() />
                {sections.collect_view()}
            </main>
        </div>
        <Footer text=community.footer.clone() />
        <LiveRegion />
        <PaletteDialog palette />
    }
}
