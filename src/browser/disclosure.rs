//! Disclosures: `<details>` elements.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

use super::mount::Container;

/// A `<details>` element.
pub type Details = web_sys::HtmlDetailsElement;

/// Calls `listener` with each `<details>` that matches `selector`, when it is opened or closed. Those that are open already
/// come first.
pub fn on_toggle(selector: &str, listener: impl Fn(&Details) + 'static) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    all(selector).filter(Details::open).for_each(|details| listener(&details));
    let selector = selector.to_owned();
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<Details>().ok());
        if let Some(details) = target.filter(|details| details.matches(&selector).unwrap_or(false)) {
            listener(&details);
        }
    });
    // The event does not bubble.
    let function = closure.as_ref().unchecked_ref();
    let _ = document.add_event_listener_with_callback_and_bool("toggle", function, true);
    closure.forget();
}

fn all(selector: &str) -> impl Iterator<Item = Details> + use<> {
    let found = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector_all(selector).ok());
    let count = found.as_ref().map_or(0, web_sys::NodeList::length);
    (0..count).filter_map(move |index| found.as_ref()?.item(index)?.dyn_into().ok())
}

/// The value of an attribute of the element, or of its closest ancestor that has the attribute.
pub fn attribute_around(details: &Details, attribute: &str) -> Option<String> {
    details.closest(&format!("[{attribute}]")).ok()??.get_attribute(attribute)
}

/// The last `<details>` that matches `selector` and has this value of an attribute, or is in an element that has it.
pub fn with_attribute_around(selector: &str, attribute: &str, value: &str) -> Option<Details> {
    all(selector).filter(|details| attribute_around(details, attribute).as_deref() == Some(value)).last()
}

/// Inserts an element after the summary.
pub fn insert_after_summary(details: &Details, class: &str) -> Option<Container> {
    let summary = details.first_element_child()?;
    let place = new_place(class)?;
    summary.after_with_node_1(&place).ok()?;
    Some(place)
}

/// Inserts an element at the end.
pub fn append(details: &Details, class: &str) -> Option<Container> {
    let place = new_place(class)?;
    details.append_child(&place).ok()?;
    Some(place)
}

fn new_place(class: &str) -> Option<Container> {
    let place = super::mount::new_element()?;
    place.set_class_name(class);
    Some(place)
}

/// The last element in the details.
pub fn panel(details: &Details) -> Option<Container> {
    details.last_element_child()?.dyn_into().ok()
}

/// Closes each open `<details>` that matches `selector`: with Escape, which moves the focus to its summary, and when the
/// focus leaves it.
pub fn close_on_leaving(selector: &str) {
    let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
    let open = format!("{selector}[open]");
    let around = move |event: &web_sys::Event| -> Option<Details> {
        let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
        target.closest(&open).ok()??.dyn_into().ok()
    };
    let is_inside = around.clone();
    let on_key = Closure::<dyn FnMut(web_sys::KeyboardEvent)>::new(move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape"
            && let Some(details) = is_inside(&event)
        {
            // A dialog around it stays open.
            event.stop_propagation();
            event.prevent_default();
            details.set_open(false);
            super::focus::move_to_summary(&details);
        }
    });
    let on_leave = Closure::<dyn FnMut(web_sys::FocusEvent)>::new(move |event: web_sys::FocusEvent| {
        if let Some(details) = around(&event).filter(|details| super::focus::leaves(&event, details)) {
            details.set_open(false);
        }
    });
    let listeners: [(&str, &js_sys::Function); 2] =
        [("keydown", on_key.as_ref().unchecked_ref()), ("focusout", on_leave.as_ref().unchecked_ref())];
    for (event, listener) in listeners {
        let _ = document.add_event_listener_with_callback_and_bool(event, listener, true);
    }
    on_key.forget();
    on_leave.forget();
}
