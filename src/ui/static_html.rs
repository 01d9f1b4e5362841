//! Views that do not change after the build.

use leptos::prelude::*;

/// Renders a view that does not change after the build to HTML, for `inner_html` of the element around it.
///
/// Only the host renders it. In the browser the HTML is in the page already: the app neither hydrates it nor contains
/// the code for it.
pub fn static_html<V: RenderHtml>(content: impl FnOnce() -> V) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        drop(content);
        String::new()
    }
    // Nothing hydrates this HTML, so it needs no hydration markers.
    #[cfg(not(target_arch = "wasm32"))]
    content().to_html().replace("<!>", "")
}
