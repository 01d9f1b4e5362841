//! Scroll spy: which section the viewport shows.

use std::cell::Cell;
use std::rc::Rc;

use super::clock::next_frame;
use super::document::{html_element, root};

/// How far below the top of the viewport a heading may be and still count as reached, in CSS pixels.
const REACHED: f64 = 140.0;

/// Calls `listener` with the id of the current section, now and after each scroll, resize or change of the fragment.
/// `ids` are in document order. `None` means above the first section.
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
        // The last sections are too short to reach the top. The one that the fragment names counts, if it is visible.
        let named = super::location::fragment();
        let is_visible =
            |id: &&String| top_of(id).is_some_and(|top| top > 0.0 && top < f64::from(root.client_height()));
        if let Some(id) = named.filter(|id| ids.iter().filter(is_visible).any(|visible| visible == id)) {
            return Some(id);
        }
        return ids.last().cloned();
    }
    let top = ids.iter().rev().find_map(|id| top_of(id).filter(|top| *top <= REACHED))?;
    // If sections are side by side, the one in the fragment is current, else the first.
    let beside = || ids.iter().filter(|id| top_of(id).is_some_and(|other| (other - top).abs() < 2.0));
    let named = super::location::fragment();
    beside().find(|id| Some(*id) == named.as_ref()).or_else(|| beside().next()).cloned()
}
