//! Puts what the app has rendered into the document.

use wasm_bindgen::JsCast as _;

use super::document::html_element;

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
    document.is_some_and(|it| matches!(it.query_selector(&selector(name)), Ok(Some(_))))
}

fn selector(island: &str) -> String {
    format!("[{ISLAND}=\"{island}\"]")
}

/// Adds a comment to an island. Returns a function that tells whether this comment is still in the document. It returns
/// `false` after a script has removed the island, or all comments.
pub fn sentinel(island: &str) -> impl Fn() -> bool + Clone + use<> {
    let document = web_sys::window().and_then(|window| window.document());
    let comment = document.and_then(|document| {
        let island = document.query_selector(&selector(island)).ok()??;
        island.append_child(&document.create_comment("")).ok()
    });
    move || comment.as_ref().is_some_and(web_sys::Node::is_connected)
}

/// Returns a function that tells whether all dialogs of the app are still in the document.
pub fn dialogs_sentinel() -> impl Fn() -> bool + Clone + use<> {
    let document = web_sys::window().and_then(|window| window.document());
    let dialogs = document.and_then(|document| document.query_selector_all("dialog[data-island]").ok());
    let count = dialogs.as_ref().map_or(0, web_sys::NodeList::length);
    let dialogs: Vec<_> = (0..count).filter_map(|index| dialogs.as_ref()?.item(index)).collect();
    move || dialogs.iter().all(web_sys::Node::is_connected)
}

/// Replaces each element that has a `data-island` with the element in `container` that has the same name. Elements
/// that share a name are replaced in document order. Of the elements in `container` without a match, dialogs and live
/// regions are added to the end of the page; the others, whose place is not known, are dropped.
pub fn replace_islands(container: &Container) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let Ok(built) = document.query_selector_all(&format!("[{ISLAND}]")) else { return };
    let mut built: Vec<web_sys::Element> =
        (0..built.length()).filter_map(|index| built.item(index)?.dyn_into().ok()).collect();
    while let Some(island) = container.first_element_child() {
        island.remove();
        let Some(name) = island.get_attribute(ISLAND) else { continue };
        match built.iter().position(|built| built.get_attribute(ISLAND).as_ref() == Some(&name)) {
            Some(index) => drop(built.remove(index).replace_with_with_node_1(&island)),
            None if island.matches("dialog, [role=status]").unwrap_or(false) => {
                let _ = document.body().map(|body| body.append_child(&island));
            }
            #[cfg(debug_assertions)]
            None => super::console::warn(&format!("the page has no element for the island {name}")),
            #[cfg(not(debug_assertions))]
            None => {}
        }
    }
}

/// Replaces all siblings before the element with this id with the content of `container`. The section that is being
/// read keeps its place in the viewport.
pub fn replace_page(container: &Container, before: &str) {
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

/// The id of the last section that starts above the middle of the viewport, and the distance from its top edge to that
/// of the viewport.
fn section_in_viewport() -> Option<(String, f64)> {
    let window = web_sys::window()?;
    let middle = window.inner_height().ok()?.as_f64()? / 2.0;
    let sections = window.document()?.query_selector_all("section[id]").ok()?;
    let sections = (0..sections.length()).filter_map(|index| sections.item(index)?.dyn_into().ok());
    let positions =
        sections.map(|section: web_sys::Element| (section.id(), section.get_bounding_client_rect().top()));
    positions.rev().find(|(_, top)| *top < middle)
}
