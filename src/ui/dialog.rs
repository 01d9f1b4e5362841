//! A window over the page.

use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::icon::Icon;
use crate::browser::document;

/// A window over the page that keeps the focus until it is closed: by its button, by Escape, or by a press beside it.
#[component]
pub fn Dialog(
    /// Its id, by which it is opened and closed.
    id: &'static str,
    /// Its class.
    class: &'static str,
    /// What it is called.
    #[prop(optional)]
    label: Option<&'static str>,
    /// The id of the element that says what it is called.
    #[prop(optional)]
    labelled_by: Option<&'static str>,
    /// What is to be done when it has been closed.
    on_close: impl Fn() + 'static,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let on_press = move |event: PointerEvent| {
        // What is inside fills the window, so a press on the window itself is one beside it.
        if event.target() == event.current_target() {
            document::close_modal(id);
        }
    };
    view! {
        <dialog
            id=id
            class=format!("dialog {class}")
            aria-label=label
            aria-labelledby=labelled_by
            on:pointerdown=on_press
            on:close=move |_| on_close()
        >
            <div class="dialog-content">
                <form method="dialog" class="dialog-close">
                    <button type="submit" class="toolbar-step" aria-label="Close">
                        <Icon name="close" />
                    </button>
                </form>
                {children()}
            </div>
        </dialog>
    }
}
