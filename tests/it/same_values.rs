//! Values that stand in two languages are the same in both.

#![allow(clippy::panic)] // what serves a test is part of it; clippy does not see that

use hearth::community::accent;
use hearth::ui::calendar::days::NARROW;

fn style(name: &str) -> String {
    let path = format!("{}/style/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_accent_is_adjusted_to_the_backgrounds_of_the_style() {
    let tokens = style("tokens.css");
    for (token, index) in [("paper", 0), ("surface", 1)] {
        let colours = accent::backgrounds().map(|theme| theme.get(index).map(|colour| colour.to_hex()));
        let [Some(light), Some(dark)] = colours else { panic!("{token} has no colours") };
        let expected = format!("--{token}: light-dark({light}, {dark});");
        assert!(tokens.contains(&expected), "tokens.css has no {expected}");
    }
}

#[test]
fn the_app_and_the_style_agree_on_what_is_narrow() {
    let month = style("components/month.css");
    assert!(month.contains(&format!("@media {NARROW}")), "month.css has no {NARROW}");
}
