//! The islands: the parts of the page that the app renders in the browser. Everything else is only HTML.
//!
//! The host renders the whole page ([`App`](super::app::App)). In the browser, each island is rendered outside of the
//! document, with the visitor's zone, clock and language from the start, and then replaces the element with the same
//! `data-island`. So it does not matter what a translator or an extension has changed in the page.

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::announcer::LiveRegion;
use super::app::AppState;
use super::calendar::next_event::NextEvent;
use super::calendar::rendered_days::Rendered;
use super::calendar::state::CalendarState;
use super::calendar::{self, Calendar};
use super::copy_button::{CopyButton, address_of};
use super::header::FindButton;
use super::heading::HeadingLink;
use super::palette::PaletteDialog;
use super::section_nav::SectionNav;
use super::theme_switch::ThemeSwitch;
use super::whole_page;
use crate::browser::document::Container;
use crate::browser::{clock, document, location, text_file};
use crate::page::destinations::{Destination, Kind};
use crate::page::{AppData, COMMUNITY_FILE, DATA_ID};

/// Renders the islands, each in a task of its own, and puts them into the page together. A page without a calendar is
/// replaced as a whole.
pub fn mount(data: AppData) {
    let Some(container) = document::new_element() else { return };
    // Starts Leptos' executor, which the state of the app needs already.
    mount_to(container.clone(), || ()).forget();
    spawn_local(async move {
        clock::yield_to_browser().await;
        let owner = Owner::new();
        let is_whole = location::parameter("render").as_deref() == Some("client")
            || !document::has_island(calendar::ISLAND);
        let app = if is_whole {
            render_page(&owner, &container, data).await
        } else {
            Some(render_islands(&owner, &container, data).await)
        };
        // Without the part or its data the page stays as it is.
        let Some(app) = app else { return };
        let CalendarState { grids, view_state, .. } = app.calendar;
        let is_late = RwSignal::new(false);
        clock::after(PART_MILLISECONDS, move || is_late.set(true));
        clock::until(|| untrack(|| is_late.get() || grids.has_settled(view_state.view.get()))).await;
        // An element is not replaced while it is pressed.
        clock::until(|| !document::is_pressed()).await;
        if is_whole {
            document::put_page(&container, DATA_ID);
        } else {
            document::put_islands(&container);
        }
        // First, `replay_input.js` restores the state of the new elements.
        document::dispatch("mounted");
        // Then the effects that need the elements in the document run.
        app.calendar.reader.is_mounted.set(true);
        clock::yield_to_browser().await;
        tick().await;
        document::mark_live();
        std::mem::forget(owner);
    });
}

/// Renders the whole page into the container. Returns `None` if what that needs cannot be loaded.
async fn render_page(owner: &Owner, container: &Container, data: AppData) -> Option<AppState> {
    let render = whole_page::load().await.ok()?;
    let community = text_file::fetch(COMMUNITY_FILE).await?;
    let (app, view) = owner.with(|| render(data, &community))?;
    add(owner, container, || view).await;
    tick().await;
    Some(app)
}

/// Renders the islands into the container, and requests the part that renders the view of the address.
async fn render_islands(owner: &Owner, container: &Container, data: AppData) -> AppState {
    let app = owner.with(|| AppState::provide(&data));
    app.calendar.reader.go_live();
    let view = app.calendar.view_state.view.get_untracked();
    app.calendar.grids.request(view);
    clock::yield_to_browser().await;
    render(owner, container, &app, data).await;
    app
}

/// How long the app waits for the part that renders the view of the address, before it takes over without it.
const PART_MILLISECONDS: i32 = 3000;

/// How many events are rendered in one task.
const EVENTS_AT_ONCE: usize = 5;

/// Renders all islands into the container.
async fn render(owner: &Owner, container: &Container, app: &AppState, data: AppData) {
    let AppState { theme, palette, calendar } = *app;
    let AppData { sections, destinations, calendar: data, .. } = data;
    // Next to the embedded calendar there is nothing else.
    if !document::is_embedded() {
        add(owner, container, || view! { <FindButton palette /> <ThemeSwitch theme /> }.into_any()).await;
        add(owner, container, || view! { <SectionNav sections /> }.into_any()).await;
        add(owner, container, || view! { <NextEvent state=calendar /> }.into_any()).await;
        add(owner, container, || view! { <PaletteDialog palette /> }.into_any()).await;
    }
    let links = destinations.iter().filter_map(|it| it.section().map(|id| (id.to_owned(), it.title.clone())));
    let links = links.map(|(section, title)| view! { <HeadingLink section title /> });
    add(owner, container, || links.collect_view().into_any()).await;
    let addresses = destinations.into_iter().filter(|it| it.kind == Kind::Address);
    let copies = addresses.map(|Destination { title, url, .. }| {
        view! { <CopyButton text=url thing=address_of(&title) /> }
    });
    add(owner, container, || (copies.collect_view(), view! { <LiveRegion /> }).into_any()).await;
    let rendered = RwSignal::new(Rendered::Controls);
    add(owner, container, || view! { <Calendar data state=calendar rendered /> }.into_any()).await;
    let events =
        (1..=calendar.built.div_ceil(EVENTS_AT_ONCE)).map(|part| Rendered::Events(part * EVENTS_AT_ONCE));
    for part in [Rendered::Dialogs].into_iter().chain(events).chain([Rendered::ALL]) {
        rendered.set(part);
        tick().await;
        clock::yield_to_browser().await;
    }
}

/// Renders a view into the container, and yields.
async fn add(owner: &Owner, container: &Container, view: impl FnOnce() -> AnyView) {
    let view = owner.with(view);
    owner.with(|| mount_to(container.clone(), || view)).forget();
    clock::yield_to_browser().await;
}
