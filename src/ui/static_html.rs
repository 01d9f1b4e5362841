//! Parts that nothing changes once they are built.

use leptos::prelude::*;

/// The HTML of a part that nothing changes once it is built, for `inner_html` of the element around it.
///
/// Only the host writes it. In the browser it stands in the page already: the app neither walks through it nor brings
/// the code that made it.
pub fn static_html<V: RenderHtml>(content: impl FnOnce() -> V) -> String {
    #[cfg(target_arch = "wasm32")]
    {
        drop(content);
        String::new()
    }
    // What marks places for the app would mark them for nobody.
    #[cfg(not(target_arch = "wasm32"))]
    content().to_html().replace("<!>", "")
}
