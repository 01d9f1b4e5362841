//! The islands: the parts of the page that the app renders in the browser. Everything else is only HTML.
//!
//! The host renders the whole page ([`App`](super::app::App)). In the browser, each island is rendered outside of the
//! document, with the visitor's zone, clock and language from the start, and then replaces the element with the same
//! `data-island`. So it does not matter what a translator or an extension has changed in the page. First come the islands
//! that show events; the [`controls`] come when they are used.

use std::cell::Cell;
use std::rc::Rc;

use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::announcer::LiveRegion;
use super::app_state::provide_calendar;
use super::calendar::days::{self, Days};
use super::calendar::feed_status::FeedStatus;
use super::calendar::next_event::NextEvent;
use super::calendar::notices::{CalendarMissing, Notices};
use super::calendar::state::CalendarState;
use super::calendar::toolbar::Title;
use super::calendar::zone_picker::ShownZones;
use super::controls::{self, RenderControl};
use super::effect::effect;
use super::lazy_part::LazyPart;
use super::visitor::Visitor;
use super::whole_page;
use crate::browser::mount::Container;
use crate::browser::{clock, document, location, mount, text_file};
use crate::page::{AppData, COMMUNITY_FILE, DATA_ID};

/// Renders the islands that show events, each in a task of its own, and puts them into the page together. A page without a
/// calendar is replaced as a whole; if that fails, a notice says that the calendar is missing.
pub fn mount(data: AppData) {
    let Some(container) = mount::new_element() else { return };
    // Starts Leptos' executor, which the state of the app needs already.
    mount_to(container.clone(), || ()).forget();
    spawn_local(async move {
        clock::yield_to_browser().await;
        let owner = Owner::new();
        let calendar = owner.with(|| provide_calendar(&data));
        let CalendarState { visitor, view_state, grids, .. } = calendar;
        visitor.go_live();
        let view = view_state.view.get_untracked();
        grids.request(view);
        clock::yield_to_browser().await;
        let is_whole = (!mount::has_island(days::ISLAND)
            || location::parameter("render").as_deref() == Some("client"))
            && render_page(&owner, &container, &calendar, &data).await.is_some();
        if !is_whole {
            render_islands(&owner, &container, &calendar).await;
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
            document::mark_controls(true);
        } else {
            mount::replace_islands(&container);
        }
        // First, `replay_input.js` restores the state of the new elements.
        document::dispatch("mounted");
        // Then the effects that need the elements in the document run.
        visitor.is_mounted.set(true);
        visitor.has_controls.set(is_whole);
        clock::yield_to_browser().await;
        tick().await;
        document::mark_live();
        watch(&owner, visitor, mount::sentinel(days::ISLAND));
        if is_whole {
            watch(&owner, visitor, mount::dialogs_sentinel());
        } else {
            owner.with(|| add_controls_when_wanted(data, &calendar));
        }
        std::mem::forget(owner);
    });
}

/// Shows a notice if the page has no calendar, or if a script has removed nodes of the app that have to stay: `is_intact`
/// tells. This is checked at each click and each minute.
fn watch(owner: &Owner, visitor: Visitor, is_intact: impl Fn() -> bool + Clone + 'static) {
    let parent = owner.clone();
    let check = move || {
        if is_intact() || document::has_stopped() {
            return;
        }
        document::mark_stopped();
        // The notice that the app has stopped is in the calendar.
        if let Some(body) = mount::body().filter(|_| !mount::has_island(days::ISLAND)) {
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
}

/// How long the app waits for the part that renders the view of the address, before it takes over without it.
const PART_MILLISECONDS: i32 = 3000;

/// How many events are rendered in one task.
const EVENTS_AT_ONCE: usize = 5;

/// Renders the whole page into the container. Returns `None` if the part or the content cannot be loaded.
async fn render_page(
    owner: &Owner,
    container: &Container,
    calendar: &CalendarState,
    data: &AppData,
) -> Option<()> {
    document::dispatch("part");
    let render = whole_page::load().await.ok()?;
    let community = text_file::fetch(COMMUNITY_FILE).await?;
    let view = owner.with(|| render(&community, data, *calendar))?;
    add(owner, container, view).await;
    tick().await;
    Some(())
}

/// Renders the islands that show events into the container.
async fn render_islands(owner: &Owner, container: &Container, calendar: &CalendarState) {
    let calendar = *calendar;
    let CalendarState { visitor, source, rendered_days, .. } = calendar;
    // The events are computed in a task of their own.
    calendar.events.days_ahead.with_untracked(|_| ());
    clock::yield_to_browser().await;
    // Next to the embedded calendar there is nothing else.
    if !document::is_embedded() {
        add(owner, container, owner.with(|| view! { <NextEvent state=calendar /> }.into_any())).await;
    }
    let small = owner.with(|| {
        view! {
            <LiveRegion />
            <Notices visitor source />
            <Title state=calendar />
            <ShownZones visitor />
            <FeedStatus visitor source />
        }
        .into_any()
    });
    add(owner, container, small).await;
    rendered_days.at_most.set(0);
    add(owner, container, owner.with(|| view! { <Days state=calendar /> }.into_any())).await;
    let events = (1..=rendered_days.built.div_ceil(EVENTS_AT_ONCE)).map(|part| part * EVENTS_AT_ONCE);
    for at_most in events.chain([usize::MAX]) {
        rendered_days.at_most.set(at_most);
        tick().await;
        clock::yield_to_browser().await;
    }
}

/// Mounts a view in the container, then yields to the browser.
async fn add(owner: &Owner, container: &Container, view: AnyView) {
    owner.with(|| mount_to(container.clone(), || view)).forget();
    clock::yield_to_browser().await;
}

/// Loads the controls and puts them into the page when the visitor uses one, or when they have to show something else than
/// the built HTML.
fn add_controls_when_wanted(data: AppData, calendar: &CalendarState) {
    let calendar = *calendar;
    let part = LazyPart::new(controls::load);
    let is_wanted = RwSignal::new(false);
    document::on_control_used(move || {
        is_wanted.set(true);
        part.request();
    });
    let data = Rc::new(Cell::new(Some(data)));
    let owner = Owner::current();
    effect(move || {
        if !is_wanted.get() && !calendar.differs_from_built() {
            return;
        }
        if part.has_failed() {
            document::mark_controls(false);
        }
        if let (Some(render), Some(owner)) = (part.get(), owner.clone())
            && let Some(data) = data.take()
        {
            let controls = owner.with(|| untrack(|| render(data, &calendar)));
            spawn_local(add_controls(owner, controls, calendar.visitor));
        }
    });
}

/// Renders the controls, each in a task of its own, and puts them into the page together.
async fn add_controls(owner: Owner, controls: Vec<RenderControl>, visitor: Visitor) {
    let Some(container) = mount::new_element() else { return };
    clock::yield_to_browser().await;
    for render in controls {
        let view = owner.with(render);
        add(&owner, &container, view).await;
    }
    clock::until(|| !document::is_pressed()).await;
    mount::replace_islands(&container);
    document::dispatch("mounted");
    visitor.has_controls.set(true);
    clock::yield_to_browser().await;
    tick().await;
    document::mark_controls(true);
    watch(&owner, visitor, mount::dialogs_sentinel());
}
