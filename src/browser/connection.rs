//! Whether the browser is online.

/// Calls `listener` with whether the browser is offline, now and whenever that changes.
pub fn watch_offline(listener: impl Fn(bool) + Copy + 'static) {
    let Some(window) = web_sys::window() else { return };
    listener(!window.navigator().on_line());
    super::listen(&window, "offline", move || listener(true));
    super::listen(&window, "online", move || listener(false));
}
