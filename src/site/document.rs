//! The HTML documents of a build: the page, and the calendar alone. Each is the template that Trunk has built, filled
//! in.

use super::head::{embed_head, page_head};
use super::html::{json_for_script, language_and_direction};
use super::service_worker::{Build, page_part};
use super::{minify, policy, structured_data};
use crate::page::{DATA_ID, Page};
use crate::site::zones::BundledZones;
use crate::ui;

/// The file of the page, and of the template.
pub const PAGE_FILE: &str = "index.html";

/// The file with the styles of what only the app shows, which `src/boot/load_app.js` loads.
pub const VIEWS_FILE: &str = "views.css";

/// The file with the icons.
pub const ICONS_FILE: &str = "icons.svg";

/// The markers in the template for the language, the head and the body.
const HTML_MARKER: &str = r#"<html lang="en""#;
const HEAD_MARKER: &str = r#"<template id="page-head"></template>"#;
const BODY_MARKER: &str = r#"<template id="page-body"></template>"#;
const BODY_END: &str = "</body>";
/// The layer with the styles of the calendar alone.
const EMBED_LAYER: &str = "embed";

/// For whom a page is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Visitors: only scripts of the build may run.
    Visitors,
    /// Developers: Trunk adds a script of its own to the page that it serves.
    Developers,
}

/// Why a document could not be rendered.
#[derive(Debug)]
pub enum DocumentError {
    /// The template lacks the marker for a part.
    MissingMarker(&'static str),
    /// The page's data could not be written as JSON.
    Json(serde_json::Error),
}

impl std::fmt::Display for DocumentError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::MissingMarker(marker) => {
                write!(
                    formatter,
                    "index.html has no {marker}, where a part of the page is inserted; add it back"
                )
            }
            Self::Json(error) => write!(formatter, "the page's data cannot be written as JSON: {error}"),
        }
    }
}

impl std::error::Error for DocumentError {}

/// A rendered document.
pub struct Rendered {
    /// Its content.
    pub html: String,
    /// Its Content-Security-Policy; developers have none.
    pub policy: Option<String>,
}

/// What the documents of a build are rendered from.
#[derive(Clone, Copy)]
pub struct Documents<'a> {
    /// The HTML that Trunk has built, with the import map.
    pub template: &'a str,
    /// The page's data.
    pub page: &'a Page,
    /// The build, if it has a service worker.
    pub build: Option<&'a Build>,
    /// For whom it is.
    pub audience: Audience,
}

impl Documents<'_> {
    /// The page, for [`PAGE_FILE`].
    ///
    /// # Errors
    /// If the template lacks a marker.
    pub fn page(self) -> Result<Rendered, DocumentError> {
        let json_ld =
            structured_data::json_ld(self.page, &BundledZones::open()).map_err(DocumentError::Json)?;
        let (template, _) = minify::without_layer(self.template, EMBED_LAYER);
        let (head, body) = (page_head(&self.page.community, &json_ld), ui::page_html(self.page.clone()));
        self.fill(&template, "", &head, self.page, &body)
    }

    /// The calendar alone, for [`EMBED_FILE`](crate::page::EMBED_FILE).
    ///
    /// # Errors
    /// If the template lacks a marker.
    pub fn embed(self) -> Result<Rendered, DocumentError> {
        let page = Page { community: self.page.community.clone().calendar_alone(), ..self.page.clone() };
        let (head, body) = (embed_head(&page.community), ui::embed_html(page.clone()));
        self.fill(self.template, r#" data-embed="calendar""#, &head, &page, &body)
    }

    /// Fills the template with a head, a body and the data of the app.
    fn fill(
        self,
        template: &str,
        attributes: &str,
        head: &str,
        page: &Page,
        body: &str,
    ) -> Result<Rendered, DocumentError> {
        let data = json_for_script(&page.app_data()).map_err(DocumentError::Json)?;
        let opening = format!("<html {}{attributes}", language_and_direction(&page.community.language));
        let body = format!(r#"{body}<script id="{DATA_ID}" type="application/json">{data}</script>"#);
        let (start, rest) = around(template, HTML_MARKER)?;
        let (before_head, rest) = around(rest, HEAD_MARKER)?;
        let (before_body, end) = around(rest, BODY_MARKER)?;
        let before_body = [start, &opening, before_head, head, before_body].concat();
        let html = self.with_scripts(minify::styles(&before_body));
        let end = self.with_scripts(self.with_notice(end)?);
        self.with_policy(&[minify::tags(&html), body, minify::tags(&end)].concat())
    }

    /// The document with its scripts minified; developers read them as they are.
    fn with_scripts(self, html: String) -> String {
        if self.audience == Audience::Visitors { minify::scripts(&html) } else { html }
    }

    /// The document with the notice of a newer version.
    fn with_notice(self, html: &str) -> Result<String, DocumentError> {
        let (before, after) = html.rsplit_once(BODY_END).ok_or(DocumentError::MissingMarker(BODY_END))?;
        Ok([before, &page_part(self.build), BODY_END, after].concat())
    }

    /// The document with its policy.
    fn with_policy(self, html: &str) -> Result<Rendered, DocumentError> {
        let (before, after) = around(html, policy::MARKER)?;
        let policy = (self.audience == Audience::Visitors).then(|| policy::policy(html));
        let meta = policy.as_deref().map(policy::meta).unwrap_or_default();
        Ok(Rendered { html: [before, &meta, after].concat(), policy })
    }
}

fn around<'a>(template: &'a str, marker: &'static str) -> Result<(&'a str, &'a str), DocumentError> {
    template.split_once(marker).ok_or(DocumentError::MissingMarker(marker))
}
