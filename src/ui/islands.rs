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
use super::calendar::notices::CalendarMissing;
use super::calendar::rendered_days::Rendered;
use super::calendar::state::CalendarState;
use super::calendar::{self, Calendar};
use super::copy_button::{CopyButton, address_label};
use super::effect::effect;
use super::header::PaletteButton;
use super::heading::HeadingLink;
use super::palette::PaletteDialog;
use super::section_nav::SectionNav;
use super::theme_switch::ThemeSwitch;
use super::visitor::Visitor;
use super::whole_page;
use crate::browser::mount::Container;
use crate::browser::{clock, document, location, mount, text_file};
use crate::page::destinations::{Destination, Kind};
use crate::page::{AppData, COMMUNITY_FILE, DATA_ID};

/// Renders the islands, each in a task of its own, and puts them into the page together. A page without a calendar is
/// replaced as a whole; if that fails, a notice says that the calendar is missing.
pub fn mount(data: AppData) {
    let Some(container) = mount::new_element() else { return };
    // Starts Leptos' executor, which the state of the app needs already.
    mount_to(container.clone(), || ()).forget();
    spawn_local(async move {
        clock::yield_to_browser().await;
        let owner = Owner::new();
        let app = owner.with(|| AppState::provide(&data));
        let CalendarState { visitor, view_state, grids, .. } = app.calendar;
        visitor.go_live();
        let view = view_state.view.get_untracked();
        grids.request(view);
        clock::yield_to_browser().await;
        let is_whole = (!mount::has_island(calendar::ISLAND)
            || location::parameter("render").as_deref() == Some("client"))
            && render_page(&owner, &container, &app, &data).await.is_some();
        if !is_whole {
            render_islands(&owner, &container, &app, data).await;
        }
        let is_late = RwSignal::new(false);
        clock::after(PART_MILLISECONDS, move || is_late.set(true));
        clock::until(|| untrack(|| is_late.get() || grids.has_settled(view))).await;
        // An element is not replaced while it is pressed.
        clock::until(|| !document::is_pressed()).await;
        // `load_app.js` starts the app again if this one has not taken over in time, for example because of a long
        // press.
        if document::is_live() {
            return;
        }
        if is_whole {
            mount::replace_page(&container, DATA_ID);
        } else {
            mount::replace_islands(&container);
        }
        // First, `replay_input.js` restores the state of the new elements.
        document::dispatch("mounted");
        // Then the effects that need the elements in the document run.
        visitor.is_mounted.set(true);
        clock::yield_to_browser().await;
        tick().await;
        document::mark_live();
        watch_calendar(owner, visitor);
    });
}

/// Shows a notice if the page has no calendar, or if a script has removed the calendar, a dialog, or the comments at
/// which Leptos inserts elements. This is checked at each click and each minute.
fn watch_calendar(owner: Owner, visitor: Visitor) {
    let is_intact = mount::sentinel(calendar::ISLAND);
    let parent = owner.clone();
    let check = move || {
        if is_intact() || document::has_stopped() {
            return;
        }
        document::mark_stopped();
        // The notice that the app has stopped is in the calendar.
        if let Some(body) = mount::body().filter(|_| !mount::has_island(calendar::ISLAND)) {
            parent.with(|| mount_to(body, CalendarMissing)).forget();
        }
    };
    document::on_click(check.clone());
    owner.with(|| {
        effect(move || {
            visitor.minute.track();
            check();
        });
    });
    std::mem::forget(owner);
}

/// How long the app waits for the part that renders the view of the address, before it takes over without it.
const PART_MILLISECONDS: i32 = 3000;

/// How many events are rendered in one task.
const EVENTS_AT_ONCE: usize = 5;

/// Renders the whole page into the container. Returns `None` if the part or the content cannot be loaded.
async fn render_page(owner: &Owner, container: &Container, app: &AppState, data: &AppData) -> Option<()> {
    let render = whole_page::load().await.ok()?;
    let community = text_file::fetch(COMMUNITY_FILE).await?;
    let view = owner.with(|| render(&community, data, *app))?;
    add(owner, container, view).await;
    tick().await;
    Some(())
}

/// Renders all islands into the container.
async fn render_islands(owner: &Owner, container: &Container, app: &AppState, data: AppData) {
    let AppState { theme, palette, calendar } = *app;
    // The events are computed in a task of their own.
    calendar.events.days_ahead.with_untracked(|_| ());
    clock::yield_to_browser().await;
    let AppData { sections, destinations, calendar: data, .. } = data;
    // Next to the embedded calendar there is nothing else.
    if !document::is_embedded() {
        let controls = owner.with(|| view! { <PaletteButton palette /> <ThemeSwitch theme /> }.into_any());
        add(owner, container, controls).await;
        add(owner, container, owner.with(|| view! { <SectionNav sections /> }.into_any())).await;
        add(owner, container, owner.with(|| view! { <NextEvent state=calendar /> }.into_any())).await;
        add(owner, container, owner.with(|| view! { <PaletteDialog palette /> }.into_any())).await;
    }
    let links = destinations.iter().filter_map(|it| it.section().map(|id| (id.to_owned(), it.title.clone())));
    let links = links.map(|(section, title)| view! { <HeadingLink section title /> });
    add(owner, container, owner.with(|| links.collect_view().into_any())).await;
    let addresses = destinations.into_iter().filter(|it| it.kind == Kind::Address);
    let copies = addresses.map(|Destination { title, url, .. }| {
        view! { <CopyButton text=url thing=address_label(&title) /> }
    });
    add(owner, container, owner.with(|| (copies.collect_view(), view! { <LiveRegion /> }).into_any())).await;
    let rendered = RwSignal::new(Rendered::Controls);
    let calendar_view = owner.with(|| view! { <Calendar data state=calendar rendered /> }.into_any());
    add(owner, container, calendar_view).await;
    let events =
        (1..=calendar.built.div_ceil(EVENTS_AT_ONCE)).map(|part| Rendered::Events(part * EVENTS_AT_ONCE));
    for part in [Rendered::Dialogs].into_iter().chain(events).chain([Rendered::ALL]) {
        rendered.set(part);
        tick().await;
        clock::yield_to_browser().await;
    }
}

/// Mounts a view in the container, then yields to the browser.
async fn add(owner: &Owner, container: &Container, view: AnyView) {
    owner.with(|| mount_to(container.clone(), || view)).forget();
    clock::yield_to_browser().await;
}
