//! The list of sections: next to the text on a wide screen, a menu on a narrow one.

use leptos::prelude::*;

use super::heading::heading_id;
use crate::browser::{clock, dialogs, focus, location, scroll_anchor, scroll_spy, scrolling};
use crate::page::ListedSection;
use crate::ui::effect::effect;

/// The id of the list, which is a popover of the menu button on a narrow screen.
pub const MENU: &str = "section-menu";

/// The section that is in the viewport.
#[derive(Clone, Copy)]
pub struct Navigation {
    current: RwSignal<Option<String>>,
}

impl Navigation {
    /// Provides the navigation as a context, and starts the scroll spy.
    pub fn provide(ids: Vec<String>) {
        let navigation = Self { current: RwSignal::new(None) };
        provide_context(navigation);
        effect(move || {
            let ids = ids.clone();
            // In a task of its own, because it forces a layout.
            clock::after(0, move || navigation.follow(ids));
        });
    }

    /// Follows the scrolling of the page, and the fragment.
    fn follow(self, ids: Vec<String>) {
        scroll_spy::watch(ids, move |id| {
            if self.current.with_untracked(|before| *before != id) {
                if let Some(id) = &id {
                    scrolling::reveal_inside(MENU, &link_id(id));
                }
                self.current.set(id);
            }
        });
        location::on_fragment(|id| focus::move_to(&heading_id(&id)));
        scroll_anchor::hold();
    }
}

/// The id of a section's link in the list.
fn link_id(section: &str) -> String {
    format!("{section}-link")
}

/// The list of sections, in which the current one is marked.
#[component]
pub fn SectionNav(
    /// The listed sections.
    sections: Vec<ListedSection>,
) -> impl IntoView {
    // The menu closes when the focus leaves it, so that it does not cover the element that has the focus now.
    let leave = move |_| {
        clock::after(0, || {
            if !focus::is_within(MENU) {
                dialogs::hide_popover(MENU);
            }
        });
    };
    view! {
        <nav id=MENU class="section-nav" data-island="sections" aria-label="Sections" popover="auto" on:focusout=leave>
            {list(sections)}
        </nav>
    }
}

fn list(sections: Vec<ListedSection>) -> AnyView {
    let items = sections.into_iter().map(item).collect_view();
    view! { <ul class="section-nav-list" role="list">{items}</ul> }.into_any()
}

fn item(section: ListedSection) -> impl IntoView {
    let navigation = use_context::<Navigation>();
    let id = section.id.clone();
    let is_current =
        move || navigation.is_some_and(|it| it.current.with(|current| current.as_deref() == Some(&id)));
    let target = section.id.clone();
    // The browser scrolls and updates the address, and a script in the head closes the menu. A second click on the same
    // link does not change the address, but must still move the focus to the section.
    let follow = move |_| {
        let heading = heading_id(&target);
        clock::after(0, move || focus::move_to(&heading));
    };
    let inner = (!section.sections.is_empty()).then(|| list(section.sections));
    view! {
        <li>
            <a
                id=link_id(&section.id)
                class="section-nav-link"
                href=format!("#{}", section.id)
                aria-current=move || is_current().then_some("location")
                on:click=follow
            >
                {section.title}
            </a>
            {inner}
        </li>
    }
}
