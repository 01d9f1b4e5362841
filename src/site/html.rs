//! Escaping for HTML.

use serde::Serialize;

pub use crate::ui::static_element::escape;

/// Data as JSON for a script element, in which only `<` could end the element or begin a comment.
///
/// # Errors
/// If the data cannot be written as JSON.
pub fn json_for_script(data: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(data)?.replace('<', r"\u003c"))
}

/// The attributes of the root element for the language of the page, a BCP 47 tag, and its direction.
pub fn language_and_direction(language: &str) -> String {
    let direction = if is_written_from_right_to_left(language) { r#" dir="rtl""# } else { "" };
    format!(r#"lang="{}"{direction}"#, escape(language))
}

/// Whether a language, as a BCP 47 tag, is usually written from right to left.
pub fn is_written_from_right_to_left(language: &str) -> bool {
    let first = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    matches!(first.as_str(), "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi")
}
