//! The browser's console, for programmers.

/// Writes panics to the console with their place; in builds for visitors there is neither message nor place.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}
