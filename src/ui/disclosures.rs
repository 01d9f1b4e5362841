//! Views that are mounted in `<details>` elements while these are open.
//!
//! Listeners on the document serve all of them, so that the elements themselves can be static, and those of the built
//! HTML work too.

use std::any::Any;
use std::cell::RefCell;

use leptos::prelude::*;

use crate::browser::disclosure::{self, Details};
use crate::browser::mount::Container;

/// A mounted view. Dropping it removes the view.
pub struct Mounted {
    _handle: Box<dyn Any>,
    place: Container,
    /// Whether the place was inserted for the view.
    is_own: bool,
}

impl Mounted {
    /// Mounts a view in a place that was inserted for it.
    pub fn new(place: Option<Container>, view: AnyView) -> Option<Self> {
        Some(Self::at(place?, view, true))
    }

    /// Mounts a view in an element that stays.
    pub fn inside(place: Option<Container>, view: AnyView) -> Option<Self> {
        Some(Self::at(place?, view, false))
    }

    fn at(place: Container, view: AnyView, is_own: bool) -> Self {
        Self { _handle: mount(place.clone(), view), place, is_own }
    }
}

#[cfg(target_arch = "wasm32")]
fn mount(place: Container, view: AnyView) -> Box<dyn Any> {
    Box::new(mount_to(place, || view))
}

/// Nothing is mounted on the host.
#[cfg(not(target_arch = "wasm32"))]
fn mount(_: Container, _: AnyView) -> Box<dyn Any> {
    Box::new(())
}

impl Drop for Mounted {
    fn drop(&mut self) {
        if self.is_own {
            self.place.remove();
        }
    }
}

/// What is mounted in an element that is open.
struct Open {
    details: Details,
    _views: Vec<Mounted>,
    /// Of the signals that the views share.
    _owner: Owner,
}

/// Calls `mount` whenever a `<details>` that matches `selector` is opened or closed, with whether it is open, and keeps what
/// it has mounted until the element is closed or removed.
pub fn mount_while_open(selector: &str, mount: impl Fn(&Details, bool) -> Option<Vec<Mounted>> + 'static) {
    let owner = Owner::current();
    let mounted = RefCell::new(Vec::<Open>::new());
    disclosure::on_toggle(selector, move |details| {
        let Some(owner) = &owner else { return };
        let is_open = details.open();
        let is_mounted = |one: &Open| one.details.is_same_node(Some(details));
        let kept = |one: &Open| one.details.is_connected() && (is_open || !is_mounted(one));
        let gone: Vec<_> = mounted.borrow_mut().extract_if(.., |one| !kept(one)).collect();
        drop(gone);
        if is_open && mounted.borrow().iter().any(is_mounted) {
            return;
        }
        let owner = owner.child();
        if let Some(views) = owner.with(|| mount(details, is_open)) {
            mounted.borrow_mut().push(Open { details: details.clone(), _views: views, _owner: owner });
        }
    });
}
