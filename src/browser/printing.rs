//! Printing.

/// Asks the browser to print the page.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Calls `before` when the page is about to be printed, however printing was started, and `after` when it has
/// been.
pub fn on_print(before: impl FnMut() + 'static, after: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        super::listen(&window, "beforeprint", before);
        super::listen(&window, "afterprint", after);
    }
}
