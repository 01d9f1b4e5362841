//! Two entry points: in the browser the app hydrates the page, on the host the site tool runs.

#[cfg(target_arch = "wasm32")]
fn main() {
    hearth::ui::hydrate();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    hearth::site::main()
}
