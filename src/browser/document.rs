//! The document: its elements by id, its events, and the marks on its root element.

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

pub(super) fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}

/// The element with this id.
pub(super) fn html_element(id: &str) -> Option<web_sys::HtmlElement> {
    web_sys::window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

/// The text of the element with this id.
pub fn text_of(id: &str) -> Option<String> {
    web_sys::window()?.document()?.get_element_by_id(id)?.text_content()
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

/// Throws an error to the script that starts the app.
pub fn throw(error: &str) -> ! {
    wasm_bindgen::throw_str(error)
}

/// Whether a pointer is down, which `src/boot/load_app.js` marks on the root element.
pub fn is_pressed() -> bool {
    root().is_some_and(|root| root.has_attribute("data-pressed"))
}

/// Marks on the root element that the app has taken over (`data-app="live"`).
pub fn mark_live() {
    mark("data-app", Some("live"));
}

/// Marks on the root element whether the controls are live (`data-controls="live"`), or could not be loaded
/// (`data-controls="failed"`).
pub fn mark_controls(are_live: bool) {
    mark("data-controls", Some(if are_live { "live" } else { "failed" }));
}

/// Calls `listener` when the visitor has used a control, and at once if that has happened already;
/// `src/boot/load_app.js` marks and dispatches it.
pub fn on_control_used(mut listener: impl FnMut() + 'static) {
    if root().is_some_and(|root| root.has_attribute("data-used")) {
        listener();
    }
    if let Some(window) = web_sys::window() {
        super::listen(&window, "controlused", listener);
    }
}

/// Sets attributes of the calendar.
pub fn mark_calendar(attributes: [(&str, &str); 3]) {
    let calendar = root().and_then(|root| root.query_selector("[data-calendar]").ok().flatten());
    if let Some(calendar) = calendar {
        for (name, value) in attributes {
            let _ = calendar.set_attribute(name, value);
        }
    }
}

/// Whether an app is live (`data-app="live"`).
pub fn is_live() -> bool {
    is_marked("data-app", "live")
}

/// Marks on the root element that the app has stopped (`data-stopped="app"`).
pub fn mark_stopped() {
    mark("data-stopped", Some("app"));
}

/// Whether the app has stopped, for example after an error.
pub fn has_stopped() -> bool {
    is_marked("data-stopped", "app")
}

/// Calls `listener` at each click.
pub fn on_click(listener: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        super::listen(&window, "click", listener);
    }
}

/// Calls `listener` at each click on an element that matches `selector`, or in one.
pub fn on_click_in(selector: &'static str, listener: impl Fn(&web_sys::Event) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let closure = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if target.is_some_and(|target| matches!(target.closest(selector), Ok(Some(_)))) {
            listener(&event);
        }
    });
    let _ = window.add_event_listener_with_callback("click", closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Whether only a part of the page is shown, embedded in another page.
pub fn is_embedded() -> bool {
    root().is_some_and(|root| root.has_attribute("data-embed"))
}

/// Whether the direction of the page is right to left.
pub fn is_right_to_left() -> bool {
    is_marked("dir", "rtl")
}

/// The theme set on the root element, if any.
pub fn theme() -> Option<String> {
    root()?.get_attribute("data-theme")
}

/// Sets a theme on the root element; `None` is the system's.
pub fn set_theme(theme: Option<&str>) {
    mark("data-theme", theme);
}

/// Marks on the root element whether only the calendar is printed.
pub fn mark_prints_only_calendar(is_on: bool) {
    mark("data-print", is_on.then_some("calendar"));
}

/// Whether an attribute of the root element has this value.
fn is_marked(attribute: &str, value: &str) -> bool {
    root().and_then(|root| root.get_attribute(attribute)).as_deref() == Some(value)
}

fn mark(attribute: &str, value: Option<&str>) {
    let Some(root) = root() else { return };
    let _ = match value {
        Some(value) => root.set_attribute(attribute, value),
        None => root.remove_attribute(attribute),
    };
}
