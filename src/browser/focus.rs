//! The focus: where it is, and moving it.

use wasm_bindgen::JsCast as _;

use super::clock;
use super::document::{html_element, root};
use super::scrolling::{bring_to_top, reveal};

/// Moves the focus to an element without scrolling to it.
pub fn move_to(id: &str) {
    if let Some(element) = html_element(id) {
        move_to_element(&element);
    }
}

fn move_to_element(element: &web_sys::HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Moves the focus to an element that is about to be rendered, and scrolls only as far as needed to show it.
pub fn move_to_soon(id: String) {
    clock::after(0, move || {
        move_to(&id);
        reveal(&id);
    });
}

/// Moves the focus to an element that is about to be rendered, and scrolls it to the top of the viewport.
pub fn scroll_and_move_to_soon(id: &'static str) {
    clock::after(0, move || {
        move_to(id);
        if let Some(element) = html_element(id) {
            bring_to_top(&element);
        }
    });
}

/// Scrolls to an element, or to the occurrence that contains it; the focus moves to its summary, if it has
/// one.
pub fn scroll_and_move_to(element: &web_sys::Element) {
    let around = element.closest("[data-occurrence]").ok().flatten();
    bring_to_top(around.as_ref().unwrap_or(element));
    move_to_summary(element);
}

/// Moves the focus to the summary in an element, if there is one.
pub fn move_to_summary(element: &web_sys::Element) {
    if let Some(summary) = summary_in(element) {
        move_to_element(&summary);
    }
}

fn summary_in(element: &web_sys::Element) -> Option<web_sys::HtmlElement> {
    element.query_selector("summary").ok()??.dyn_into().ok()
}

/// Moves the focus to the summary of the `<details>` around the target of an event, or else to the title of the calendar.
/// Call it before the target is removed.
pub fn move_out_of(event: &web_sys::Event) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let details = element.and_then(|element| element.closest("details").ok().flatten());
    let title = || root()?.query_selector(".toolbar-title").ok()??.dyn_into().ok();
    let around = details.and_then(|details| summary_in(&details)).or_else(title);
    if let Some(around) = around {
        let _ = around.focus();
    }
}

/// Moves the focus to an element once the page has been updated, if no other element has it by then.
pub fn move_if_lost(id: &'static str) {
    clock::after(0, move || {
        if active_element().is_none() {
            move_to(id);
        }
    });
}

/// Whether the focus moves from inside of an element to another element of the page.
pub fn leaves(event: &web_sys::FocusEvent, element: &web_sys::Element) -> bool {
    let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    next.is_some_and(|next| !element.contains(Some(&next)))
}

/// Whether the focus is on an element or inside it.
pub fn is_within(id: &str) -> bool {
    html_element(id).is_some_and(|element| element.matches(":focus-within").unwrap_or(false))
}

/// The focused element, if any.
fn active_element() -> Option<web_sys::Element> {
    let active = web_sys::window()?.document()?.active_element()?;
    Some(active).filter(|element| element.tag_name() != "BODY")
}

/// The focusable controls of an occurrence.
const CONTROLS: &str = "a, button, summary";

/// The focused control inside an occurrence.
pub struct FocusedControl {
    occurrence: String,
    index: u32,
}

impl FocusedControl {
    /// The control that has the focus now, if it is inside an occurrence.
    pub fn current() -> Option<Self> {
        let active = web_sys::window()?.document()?.active_element()?;
        let around = active.closest("[data-occurrence]").ok()??;
        let controls = around.query_selector_all(CONTROLS).ok()?;
        let is_active = |index: &u32| controls.item(*index).is_some_and(|it| it.is_same_node(Some(&active)));
        let index = (0..controls.length()).find(is_active)?;
        Some(Self { occurrence: around.get_attribute("data-occurrence")?, index })
    }

    /// Restores the focus once the page has been updated, if the control has been rendered again by then.
    pub fn restore(self) {
        clock::after(0, move || {
            if active_element().is_none() {
                self.focus();
            }
        });
    }

    /// Focuses the control; returns `None` if it no longer exists.
    fn focus(&self) -> Option<()> {
        let occurrences = web_sys::window()?.document()?.query_selector_all("[data-occurrence]").ok()?;
        let elements = (0..occurrences.length()).filter_map(|index| occurrences.item(index));
        let mut elements = elements.filter_map(|node| node.dyn_into::<web_sys::Element>().ok());
        let key = Some(self.occurrence.as_str());
        let around = elements.find(|element| element.get_attribute("data-occurrence").as_deref() == key)?;
        let control = around.query_selector_all(CONTROLS).ok()?.item(self.index)?;
        move_to_element(control.dyn_ref()?);
        Some(())
    }
}
