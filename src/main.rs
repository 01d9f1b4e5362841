//! Two entry points: in the browser the app mounts the islands of the page, on the host the site tool runs.

#[cfg(target_arch = "wasm32")]
fn main() {
    hearth::ui::mount();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    hearth::site::main()
}
