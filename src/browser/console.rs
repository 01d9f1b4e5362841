//! The browser's console, for developers.

/// Logs panics to the console with their location; builds for visitors have neither message nor location.
pub fn report_panics() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
}

/// Logs a warning.
pub fn warn(text: &str) {
    web_sys::console::warn_1(&text.into());
}
