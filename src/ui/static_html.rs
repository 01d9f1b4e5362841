//! Views that do not change after the build.

use leptos::prelude::*;

/// Renders a view that does not change after the build to HTML, for `inner_html` of the element around it.
///
/// Only the host renders it. In the browser this is empty: the HTML is in the page already, Leptos does not touch
/// `inner_html` when it hydrates, and the app does not contain the code for the view. So it must not be used in anything
/// that is rendered later, such as `Show`, `For` or a dialog: that would stay empty. A debug build says so in the
/// console.
pub fn static_html<V: RenderHtml>(content: impl FnOnce() -> V) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        drop(content);
        #[cfg(debug_assertions)]
        if crate::browser::document::is_live() {
            crate::browser::console::warn("static_html is empty in the browser: render this view without it");
        }
        String::new()
    }
    // Nothing hydrates this HTML, so it needs no hydration markers.
    #[cfg(not(target_arch = "wasm32"))]
    content().to_html().replace("<!>", "")
}
