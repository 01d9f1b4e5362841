//! What is put into HTML, written so that it stays what it is.

use serde::Serialize;

/// A text as it may stand in HTML and XML, in quotes too.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Data as JSON that may stand in a script element, where only `<` could end it or begin a comment.
///
/// # Errors
/// When the data cannot be written as JSON.
pub fn json_for_script(data: &impl Serialize) -> serde_json::Result<String> {
    Ok(serde_json::to_string(data)?.replace('<', r"\u003c"))
}

/// The attributes of the root element that say which language, as a BCP 47 tag, the page is in.
pub fn language_and_direction(language: &str) -> String {
    let direction = if is_written_from_right_to_left(language) { r#" dir="rtl""# } else { "" };
    format!(r#"lang="{}"{direction}"#, escape(language))
}

/// Whether a language, as a BCP 47 tag, is usually written from right to left.
pub fn is_written_from_right_to_left(language: &str) -> bool {
    let first = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    matches!(first.as_str(), "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi")
}
