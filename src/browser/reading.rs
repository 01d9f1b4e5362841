//! Which section is being read, and landing on one.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;

/// How far below the top of the window a heading may be and still count as reached, in CSS pixels.
const REACHED: f64 = 140.0;

/// Tells `listener` the id of the section being read, of those with `ids` in reading order, now and after each
/// scroll or change of size; nothing above the first one.
pub fn watch(ids: Vec<String>, listener: impl Fn(Option<String>) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let waiting = Rc::new(Cell::new(false));
    let look: Rc<dyn Fn()> = Rc::new(move || listener(current(&ids)));
    look();
    for event in ["scroll", "resize"] {
        let (waiting, look) = (waiting.clone(), look.clone());
        super::listen(&window, event, move || {
            if !waiting.replace(true) {
                let (waiting, look) = (waiting.clone(), look.clone());
                next_frame(move || {
                    waiting.set(false);
                    look();
                });
            }
        });
    }
}

fn current(ids: &[String]) -> Option<String> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let root = document.document_element()?;
    let top_of =
        |id: &String| document.get_element_by_id(id).map(|element| element.get_bounding_client_rect().top());
    let at_end = f64::from(root.scroll_top() + root.client_height() + 2) >= f64::from(root.scroll_height());
    let scrolled = root.scroll_top() > 0;
    if at_end && scrolled {
        // The last sections are too short to reach the top: the one that the address names counts, if it is seen.
        let named = super::location::fragment();
        let seen =
            |id: &&String| top_of(id).is_some_and(|top| top > 0.0 && top < f64::from(root.client_height()));
        if let Some(id) = named.filter(|id| ids.iter().filter(seen).any(|seen| seen == id)) {
            return Some(id);
        }
        return ids.last().cloned();
    }
    ids.iter().rev().find(|id| top_of(id).is_some_and(|top| top <= REACHED)).cloned()
}

/// Calls `landed` with the id that the address leads to, whenever it changes.
pub fn on_landing(landed: impl Fn(String) + 'static) {
    if let Some(window) = web_sys::window() {
        super::listen(&window, "hashchange", move || {
            if let Some(id) = super::location::fragment() {
                landed(id);
            }
        });
    }
}

/// Keeps the section that the address leads to where the reader was brought, while images, fonts and the calendar
/// settle; ends with the reader's first own movement.
pub fn hold_landing() {
    let (Some(window), Some(id)) = (web_sys::window(), super::location::fragment()) else { return };
    let moved = Rc::new(Cell::new(false));
    for event in ["wheel", "touchmove", "keydown", "pointerdown", "hashchange"] {
        let moved = moved.clone();
        super::listen(&window, event, move || moved.set(true));
    }
    let settle: Rc<dyn Fn()> = Rc::new(move || {
        if !moved.get() {
            land(&id);
        }
    });
    {
        let settle = settle.clone();
        super::listen(&window, "load", move || settle());
    }
    for milliseconds in [0, 300, 1500] {
        let settle = settle.clone();
        super::clock::after(milliseconds, move || settle());
    }
}

fn land(id: &str) {
    let Some(element) =
        web_sys::window().and_then(|window| window.document()).and_then(|it| it.get_element_by_id(id))
    else {
        return;
    };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_behavior(web_sys::ScrollBehavior::Instant);
    options.set_block(web_sys::ScrollLogicalPosition::Start);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn next_frame(then: impl FnOnce() + 'static) {
    if let Some(window) = web_sys::window() {
        let call = Closure::once_into_js(then);
        let _ = window.request_animation_frame(call.unchecked_ref());
    }
}
