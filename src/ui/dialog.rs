//! A modal dialog.

use leptos::ev::PointerEvent;
use leptos::prelude::*;

use super::announcer::Announcer;
use super::icon::icon;
use super::languages::interface;
use crate::browser::dialogs;

/// A modal dialog. Its button, Escape, or a press outside of it closes it.
#[component]
pub fn Dialog(
    /// Its id, for opening and closing it.
    id: &'static str,
    /// Its class.
    class: &'static str,
    /// Its accessible name.
    #[prop(optional)]
    label: Option<&'static str>,
    /// The id of the element that labels it.
    #[prop(optional)]
    labelled_by: Option<&'static str>,
    /// Called when it has been closed.
    on_close: impl Fn() + 'static,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let announcer = Announcer::of_page();
    let on_press = move |event: PointerEvent| {
        if dialogs::is_on_backdrop(&event) {
            dialogs::close_modal(id);
        }
    };
    view! {
        <dialog
            id=id
            data-island=id
            class=format!("dialog {class}")
            lang=interface()
            aria-label=label
            aria-labelledby=labelled_by
            on:pointerdown=on_press
            on:close=move |_| on_close()
        >
            <div class="dialog-content">
                <form method="dialog" class="dialog-close">
                    <button type="submit" class="toolbar-step" aria-label="Close">
                        {icon("close")}
                    </button>
                </form>
                {children()}
                // Screen readers ignore the page's live region while a modal dialog is open.
                <p class="visually-hidden" role="status">{move || announcer.words()}</p>
            </div>
        </dialog>
    }
}
