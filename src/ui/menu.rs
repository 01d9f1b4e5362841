//! A button that opens a small panel.

use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use crate::browser::focus;
use crate::ui::effect::effect;

/// A button that opens a small panel, as `<details>`, so that it also opens before the app is loaded. Escape, or moving
/// the focus out of it, closes it. The panel is rendered while it is open.
#[component]
pub fn Menu<P, V>(
    /// The content of the button.
    #[prop(into)]
    label: ViewFn,
    /// The class of the button.
    button_class: &'static str,
    /// The accessible name of the button, if its content is not the name.
    #[prop(optional)]
    name: Option<&'static str>,
    /// The content of the panel.
    panel: P,
) -> impl IntoView
where
    P: Fn() -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let details = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(false);
    // An event may be dispatched after its element was removed.
    let element = move || details.try_get_untracked().flatten();
    let update = move || {
        is_open.try_set(element().is_some_and(|details| details.open()));
    };
    // It may have been opened before the app was loaded.
    effect(move || {
        details.track();
        update();
    });
    let close = move || {
        if let Some(details) = element() {
            details.set_open(false);
        }
    };
    let on_leave = move |event: FocusEvent| {
        if element().is_some_and(|details| focus::leaves(&event, &details)) {
            close();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            // A dialog around it stays open.
            event.stop_propagation();
            event.prevent_default();
            close();
            if let Some(details) = element() {
                focus::move_to_summary(&details);
            }
        }
    };
    view! {
        <details class="menu" node_ref=details on:toggle=move |_| update() on:focusout=on_leave on:keydown=on_key>
            <summary class=button_class aria-label=name>
                {label.run()}
            </summary>
            <div class="menu-panel">{move || is_open.get().then(&panel)}</div>
        </details>
    }
}
