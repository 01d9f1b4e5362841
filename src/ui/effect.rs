//! Effects whose code is compiled only once.

use leptos::prelude::*;

/// Runs a function after the first render, and again whenever a signal that it reads changes. The code of
/// [`Effect::new`] is compiled again for each function; this one is compiled once.
pub fn effect(run: impl FnMut() + 'static) {
    boxed(Box::new(run));
}

#[inline(never)]
fn boxed(run: Box<dyn FnMut()>) {
    Effect::new(run);
}
