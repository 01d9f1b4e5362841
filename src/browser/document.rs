//! The document: attributes of its root element, focus, scrolling, dialogs and popovers.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;

pub(super) fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// The text of the element with this id.
pub fn text_of(id: &str) -> Option<String> {
    web_sys::window()?.document()?.get_element_by_id(id)?.text_content()
}

/// An element into which views are rendered.
pub type Container = web_sys::HtmlElement;

/// A new element that is not part of the page.
pub fn new_element() -> Option<Container> {
    web_sys::window()?.document()?.create_element("div").ok()?.dyn_into().ok()
}

/// The body of the page.
pub fn body() -> Option<Container> {
    web_sys::window()?.document()?.body()
}

/// The attribute that names an element that the app renders.
const ISLAND: &str = "data-island";

/// Whether the document has an element with this `data-island`.
pub fn has_island(name: &str) -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|it| matches!(it.query_selector(&format!("[{ISLAND}=\"{name}\"]")), Ok(Some(_))))
}

/// Replaces all siblings before the element with this id with the content of `container`. The section that is being read
/// keeps its place in the viewport.
pub fn put_page(container: &Container, before: &str) {
    let Some(window) = web_sys::window() else { return };
    let end = window.document().and_then(|document| document.get_element_by_id(before));
    let Some((end, parent)) = end.and_then(|end| Some((end.clone(), end.parent_node()?))) else { return };
    let section = section_in_viewport();
    while let Some(node) = end.previous_sibling()
        && parent.remove_child(&node).is_ok()
    {}
    while let Some(node) = container.first_child()
        && parent.insert_before(&node, Some(&end)).is_ok()
    {}
    if let Some((id, top)) = section
        && let Some(section) = html_element(&id)
    {
        let options = web_sys::ScrollToOptions::new();
        options.set_behavior(web_sys::ScrollBehavior::Instant);
        options.set_top(section.get_bounding_client_rect().top() - top);
        window.scroll_by_with_scroll_to_options(&options);
    }
}

/// The id of the section in the middle of the viewport, and its distance from the top of the viewport.
fn section_in_viewport() -> Option<(String, f64)> {
    let window = web_sys::window()?;
    let middle = window.inner_height().ok()?.as_f64()? / 2.0;
    let sections = window.document()?.query_selector_all("section[id]").ok()?;
    let sections = (0..sections.length()).filter_map(|index| sections.item(index)?.dyn_into().ok());
    let places =
        sections.map(|section: web_sys::Element| (section.id(), section.get_bounding_client_rect().top()));
    places.rev().find(|(_, top)| *top < middle)
}

/// Replaces each element that has a `data-island` with the element in `container` that has the same name. Elements that
/// share a name are replaced in document order. Elements in `container` without a match are dropped.
pub fn put_islands(container: &Container) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Ok(built) = document.query_selector_all(&format!("[{ISLAND}]")) else { return };
    let mut built: Vec<web_sys::Element> =
        (0..built.length()).filter_map(|index| built.item(index)?.dyn_into().ok()).collect();
    while let Some(island) = container.first_element_child() {
        island.remove();
        let Some(name) = island.get_attribute(ISLAND) else { continue };
        match built.iter().position(|built| built.get_attribute(ISLAND).as_ref() == Some(&name)) {
            Some(index) => drop(built.remove(index).replace_with_with_node_1(&island)),
            #[cfg(debug_assertions)]
            None => super::console::warn(&format!("the page has no element for the island {name}")),
            #[cfg(not(debug_assertions))]
            None => {}
        }
    }
}

/// Whether a pointer is down, which `src/boot/load_app.js` marks on the root element.
pub fn is_pressed() -> bool {
    root().is_some_and(|root| root.has_attribute("data-pressed"))
}

/// The value of an attribute of the event's target, or of its closest ancestor that has the attribute.
pub fn attribute_around(event: &web_sys::Event, attribute: &str) -> Option<String> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)
}

/// Dispatches an event to the scripts of the document.
pub fn dispatch(name: &str) {
    if let (Some(window), Ok(event)) = (web_sys::window(), web_sys::Event::new(name)) {
        let _ = window.dispatch_event(&event);
    }
}

/// Marks on the root element that the app has taken over (`data-app="live"`).
pub fn mark_live() {
    mark("data-app", Some("live"));
}

/// Whether an app is live (`data-app="live"`).
pub fn is_live() -> bool {
    root().and_then(|root| root.get_attribute("data-app")).as_deref() == Some("live")
}

/// The theme set on the root element, if any.
pub fn theme() -> Option<String> {
    root()?.get_attribute("data-theme")
}

/// Sets a theme on the root element; `None` is the system's.
pub fn set_theme(theme: Option<&str>) {
    mark("data-theme", theme);
}

/// Marks on the root element that only a part of the page is printed; `None` is the whole page.
pub fn print_only(part: Option<&str>) {
    mark("data-print", part);
}

fn mark(attribute: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    let _ = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
}

/// Moves the focus to an element without scrolling to it.
pub fn focus(id: &str) {
    if let Some(element) = html_element(id) {
        focus_on(&element);
    }
}

fn focus_on(element: &web_sys::HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Moves the focus to an element once the page has been updated, if no other element has it by then.
pub fn focus_if_lost(id: &'static str) {
    super::clock::after(0, move || {
        if active_element().is_none() {
            focus(id);
        }
    });
}

/// The controls of an occurrence that can have the focus.
const CONTROLS: &str = "a, button, summary";

/// The control inside an occurrence that has the focus.
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
        super::clock::after(0, move || {
            if active_element().is_none() {
                self.focus();
            }
        });
    }

    fn focus(&self) -> Option<()> {
        let occurrences = web_sys::window()?.document()?.query_selector_all("[data-occurrence]").ok()?;
        let elements = (0..occurrences.length()).filter_map(|index| occurrences.item(index));
        let mut elements = elements.filter_map(|node| node.dyn_into::<web_sys::Element>().ok());
        let key = Some(self.occurrence.as_str());
        let around = elements.find(|element| element.get_attribute("data-occurrence").as_deref() == key)?;
        let control = around.query_selector_all(CONTROLS).ok()?.item(self.index)?;
        focus_on(control.dyn_ref()?);
        Some(())
    }
}

/// The element that has the focus; `None` if no element has it.
fn active_element() -> Option<web_sys::Element> {
    let active = web_sys::window()?.document()?.active_element()?;
    Some(active).filter(|element| element.tag_name() != "BODY")
}

/// Whether the focus is on an element or inside it.
pub fn holds_focus(id: &str) -> bool {
    html_element(id).is_some_and(|element| element.matches(":focus-within").unwrap_or(false))
}

/// Scrolls a list just far enough to show an element inside it; nothing else scrolls.
pub fn reveal_inside(list: &str, id: &str) {
    let (Some(list), Some(element)) = (html_element(list), html_element(id)) else { return };
    let (seen, bounds) = (list.get_bounding_client_rect(), element.get_bounding_client_rect());
    let beyond = (bounds.bottom() - seen.bottom()).max(0.0) + (bounds.top() - seen.top()).min(0.0);
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page are few")]
    list.set_scroll_top(list.scroll_top() + beyond as i32);
}

/// Whether an element is open as a popover.
pub fn is_popover_open(id: &str) -> bool {
    html_element(id).is_some_and(|element| element.matches(":popover-open").unwrap_or(false))
}

/// Moves the focus to an element that is about to be rendered, and scrolls only as far as needed to show it.
pub fn focus_soon(id: String) {
    super::clock::after(0, move || {
        focus(&id);
        reveal(&id);
    });
}

/// Moves the focus to an element that is about to be rendered, and scrolls it to the top of the viewport.
pub fn focus_at_top_soon(id: &'static str) {
    super::clock::after(0, move || {
        focus(id);
        if let Some(element) = html_element(id) {
            bring_to_top(&element);
        }
    });
}

/// Scrolls to an element that is about to be rendered, as little as needed.
pub fn reveal_soon(id: String) {
    super::clock::after(0, move || reveal(&id));
}

/// Opens a modal dialog, which keeps the focus until it is closed.
pub fn show_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}

/// Closes an open dialog.
pub fn close_modal(id: &str) {
    if let Some(dialog) = dialog(id).filter(web_sys::HtmlDialogElement::open) {
        dialog.close();
    }
}

fn dialog(id: &str) -> Option<web_sys::HtmlDialogElement> {
    html_element(id)?.dyn_into().ok()
}

/// Whether a dialog is open, or the visitor is typing.
pub fn is_busy() -> bool {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return false };
    let busy = "dialog[open], :is(input:not([type=radio], [type=checkbox]), textarea, select):focus";
    document.query_selector(busy).is_ok_and(|found| found.is_some())
}

/// Whether only a part of the page is shown, embedded in another page.
pub fn is_embedded() -> bool {
    root().is_some_and(|root| root.has_attribute("data-embed"))
}

/// Whether the direction of the page is right to left.
pub fn is_right_to_left() -> bool {
    root().and_then(|root| root.get_attribute("dir")).is_some_and(|direction| direction == "rtl")
}

/// Scrolls a frame to a fraction of the width of its content, from the side where its text starts, and of its
/// height; nothing else scrolls.
#[expect(clippy::cast_possible_truncation, reason = "pixels of a page are few")]
pub fn scroll_inside(frame: &str, content: &str, across: f64, down: f64) {
    if let (Some(frame), Some(content)) = (html_element(frame), html_element(content)) {
        let forward = if is_right_to_left() { -1.0 } else { 1.0 };
        let size = content.get_bounding_client_rect();
        frame.set_scroll_left((size.width() * across * forward) as i32);
        frame.set_scroll_top((size.height() * down) as i32);
    }
}

/// The part of a content's height that a frame shows, below what is above the content in the frame.
pub fn seen_part(frame: &str, content: &str) -> Option<(f64, f64)> {
    let (frame, content) = (html_element(frame)?, html_element(content)?);
    let (seen, whole) = (frame.get_bounding_client_rect(), content.get_bounding_client_rect());
    let above = f64::from(content.offset_top());
    let part = |at: f64| (at - whole.top()) / whole.height();
    (whole.height() > 0.0).then(|| (part(seen.top() + above), part(seen.bottom())))
}

/// Closes an open popover.
pub fn hide_popover(id: &str) {
    if let Some(element) = html_element(id).filter(|_| is_popover_open(id)) {
        let _ = element.hide_popover();
    }
}

/// Scrolls an element into the viewport if it is outside, as little as needed.
pub fn reveal(id: &str) {
    if let Some(element) = html_element(id) {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls to an element, or to the occurrence that contains it; the focus moves to its summary, if it has
/// one.
pub fn bring_to(element: &web_sys::Element) {
    let around = element.closest("[data-occurrence]").ok().flatten();
    bring_to_top(around.as_ref().unwrap_or(element));
    let summary = element.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<web_sys::HtmlElement>().ok()) {
        focus_on(&summary);
    }
}

/// Moves the focus to the summary of a details element.
pub fn focus_summary(details: &web_sys::Element) {
    let summary = details.query_selector("summary").ok().flatten();
    if let Some(summary) = summary.as_ref().and_then(|summary| summary.dyn_ref()) {
        focus_on(summary);
    }
}

/// Whether the focus moves from inside of an element to another element of the page.
pub fn focus_leaves(event: &web_sys::FocusEvent, element: &web_sys::Element) -> bool {
    let next = event.related_target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
    next.is_some_and(|next| !element.contains(Some(&next)))
}

/// Scrolls an element to the top of the viewport, without animation.
pub(super) fn bring_to_top(element: &web_sys::Element) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    options.set_block(web_sys::ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

pub(super) fn html_element(id: &str) -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// Moves the focus to the summary of the `<details>` around the target of an event, or else to the title of the calendar.
/// Call it before the target is removed.
pub fn focus_around(event: &web_sys::Event) {
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let details = element.and_then(|element| element.closest("details").ok().flatten());
    let title = || root()?.query_selector(".toolbar-title").ok().flatten();
    let around = details.and_then(|details| details.query_selector("summary").ok().flatten()).or_else(title);
    if let Some(around) = around.and_then(|around| around.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = around.focus();
    }
}

/// Calls `then` once, when the visitor presses something, or the connection is back.
pub fn on_next_input(then: impl FnOnce() + 'static) {
    let Some(window) = web_sys::window() else { return };
    let then = Rc::new(Cell::new(Some(then)));
    for event in ["pointerdown", "keydown", "online"] {
        let then = then.clone();
        super::listen(&window, event, move || {
            if let Some(then) = then.take() {
                then();
            }
        });
    }
}
