//! Which section is being read, and landing on one.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::clock::next_frame;
use super::document::{bring_to_top, html_element, root};

/// How far below the top of the window a heading may be and still count as reached, in CSS pixels.
const REACHED: f64 = 140.0;

/// Tells `listener` the id of the section being read, of those with `ids` in reading order, now and after each
/// scroll or change of size; nothing above the first one.
pub fn watch(ids: Vec<String>, listener: impl Fn(Option<String>) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let waiting = Rc::new(Cell::new(false));
    let look: Rc<dyn Fn()> = Rc::new(move || listener(current(&ids)));
    look();
    for event in ["scroll", "resize", "hashchange"] {
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
    let root = root()?;
    let top_of = |id: &String| html_element(id).map(|element| element.get_bounding_client_rect().top());
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
    let top = ids.iter().rev().find_map(|id| top_of(id).filter(|top| *top <= REACHED))?;
    // Of sections that stand side by side, the one that the address names counts, else the first.
    let beside = || ids.iter().filter(|id| top_of(id).is_some_and(|other| (other - top).abs() < 2.0));
    let named = super::location::fragment();
    beside().find(|id| Some(*id) == named.as_ref()).or_else(|| beside().next()).cloned()
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

thread_local! {
    /// The section that the address led to, until the reader moves on.
    static LANDED_ON: RefCell<Option<String>> = const { RefCell::new(None) };
    /// How far the page was scrolled when the reader was last brought there, and how far from the window's top the
    /// section then was.
    static LANDED_AT: Cell<Option<(i32, f64)>> = const { Cell::new(None) };
}

/// Keeps the section that the address leads to where the reader was brought, while images, fonts and the calendar
/// settle; ends with the reader's first own movement.
pub fn hold_landing() {
    let Some(window) = web_sys::window() else { return };
    LANDED_ON.set(super::location::fragment());
    for event in ["wheel", "touchmove", "keydown", "pointerdown", "hashchange"] {
        super::listen(&window, event, || LANDED_ON.set(None));
    }
    super::listen(&window, "load", settle_soon);
    settle_soon();
}

/// Brings the reader back to the section that the address led to, if what was above it has grown or shrunk since, in
/// the next frame and once more shortly after.
pub fn settle_soon() {
    next_frame(settle);
    super::clock::after(400, settle);
}

fn settle() {
    let Some(id) = LANDED_ON.with_borrow(Clone::clone) else { return };
    let now = place_of(&id);
    if let (Some((scrolled_then, top_then)), Some((scrolled, top))) = (LANDED_AT.get(), now)
        && scrolled != scrolled_then
        && (top - top_then).abs() > 1.0
    {
        // Something else has scrolled the page, such as its scroll bar: it is where its reader wants it. (When the
        // browser scrolls because something above has grown, the section stays where it is.)
        LANDED_ON.set(None);
        return;
    }
    land(&id);
    LANDED_AT.set(place_of(&id));
}

/// How far the page is scrolled, and how far from the window's top an element is.
fn place_of(id: &str) -> Option<(i32, f64)> {
    Some((root()?.scroll_top(), html_element(id)?.get_bounding_client_rect().top()))
}

fn land(id: &str) {
    if let Some(element) = html_element(id) {
        bring_to_top(&element);
    }
}
