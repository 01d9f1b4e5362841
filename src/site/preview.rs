//! The picture for link previews, a PNG with the community's logo, name, title and description. Programs that preview
//! links do not accept SVG, and many cache a picture for months, so it contains no events.

use std::fmt::{self, Write as _};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;
use usvg::fontdb::Database;

use super::files;
use super::html::{escape, is_written_from_right_to_left};
use crate::community::mistake::{Mistake, Severity};
use crate::community::{Community, Image};

/// The file name of the picture, which is next to the page.
pub const FILE: &str = "preview.png";

/// Width and height in pixels, as the major link previews recommend.
pub const SIZE: (u32, u32) = (1200, 630);

const INK: &str = "#1a1d23";
const MUTED: &str = "#565d6a";
const MARGIN: f32 = 80.0;
const LOGO_SIZE: f32 = 84.0;
/// The font sizes to try for the title; the first at which it fits into [`TITLE_LINES`] is used.
const TITLE_SIZES: [f32; 4] = [88.0, 72.0, 60.0, 48.0];
const TITLE_LINES: usize = 2;
const LINE_HEIGHT: f32 = 1.25;
const DESCRIPTION_SIZE: f32 = 34.0;
const DESCRIPTION_LINES: usize = 3;

/// A picture and its warnings.
#[derive(Debug)]
pub struct Preview {
    /// The picture as PNG.
    pub png: Vec<u8>,
    /// What the picture lacks.
    pub warnings: Vec<Mistake>,
}

/// Why the picture could not be rendered.
#[derive(Debug)]
pub struct PreviewError(String);

impl fmt::Display for PreviewError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the picture for link previews cannot be rendered: {}", self.0)
    }
}

impl std::error::Error for PreviewError {}

/// Renders the picture of the community whose files are in `public`. Texts use the built-in font Noto Sans, or the
/// fonts of the machine if Noto Sans lacks a character; a text that no font can show is left out, with a warning.
///
/// # Errors
/// If the picture cannot be rendered.
pub fn draw(public: &Path, community: &Community) -> Result<Preview, PreviewError> {
    let typesetter = Typesetter::for_texts(&[&community.name, &community.title, &community.description]);
    let mut warnings = Vec::new();
    let (width, height) = SIZE;
    let mut picture = Pixmap::new(width, height).ok_or_else(|| PreviewError("it has no size".to_owned()))?;
    picture.fill(Color::WHITE);
    let svg = typesetter.layout(community, public, &mut warnings);
    resvg::render(&typesetter.tree(&svg)?, Transform::identity(), &mut picture.as_mut());
    if let Err(reason) = draw_logo(&public.join(&community.logo.light), community, &mut picture) {
        let file = public.join(&community.logo.light).display().to_string();
        warnings.push(warning(file, reason, "save the logo as SVG or PNG"));
    }
    let png = picture.encode_png().map_err(|error| PreviewError(error.to_string()))?;
    Ok(Preview { png, warnings })
}

fn warning(file: String, reason: String, remedy: &str) -> Mistake {
    let field = String::new();
    Mistake { severity: Severity::Warning, file, line: None, field, reason, remedy: remedy.to_owned() }
}

/// The size of the logo in the picture: [`LOGO_SIZE`] high, but at most four times as wide as that.
fn logo_size(logo: &Image) -> (f32, f32) {
    #[allow(clippy::cast_precision_loss)] // no picture is millions of pixels wide
    let ratio = logo.width as f32 / logo.height as f32;
    if ratio > 4.0 { (LOGO_SIZE * 4.0, LOGO_SIZE * 4.0 / ratio) } else { (LOGO_SIZE * ratio, LOGO_SIZE) }
}

fn draw_logo(path: &Path, community: &Community, picture: &mut Pixmap) -> Result<(), String> {
    let bytes = fs::read(path).map_err(|error| format!("the file cannot be read: {error}"))?;
    let (target_width, target_height) = logo_size(&community.logo);
    let is_rtl = is_written_from_right_to_left(&community.language);
    #[allow(clippy::cast_precision_loss)]
    let left = if is_rtl { SIZE.0 as f32 - MARGIN - target_width } else { MARGIN };
    let top = MARGIN + (LOGO_SIZE - target_height) / 2.0;
    let transform_for = |width: f32, height: f32| {
        Transform::from_row(target_width / width, 0.0, 0.0, target_height / height, left, top)
    };
    let mut canvas = picture.as_mut();
    if bytes.starts_with(b"\x89PNG") {
        let logo = Pixmap::decode_png(&bytes).map_err(|error| format!("this is not a PNG: {error}"))?;
        #[allow(clippy::cast_precision_loss)]
        let transform = transform_for(logo.width() as f32, logo.height() as f32);
        let paint = resvg::tiny_skia::PixmapPaint {
            quality: resvg::tiny_skia::FilterQuality::Bicubic,
            ..resvg::tiny_skia::PixmapPaint::default()
        };
        canvas.draw_pixmap(0, 0, logo.as_ref(), &paint, transform, None);
    } else {
        let logo = usvg::Tree::from_data(&bytes, &usvg::Options::default())
            .map_err(|error| format!("the preview picture lacks the logo, which is not an SVG: {error}"))?;
        resvg::render(&logo, transform_for(logo.size().width(), logo.size().height()), &mut canvas);
    }
    Ok(())
}

/// Lays out texts with a set of fonts.
struct Typesetter {
    options: usvg::Options<'static>,
}

impl Typesetter {
    fn for_texts(texts: &[&str]) -> Self {
        let built_in = Self::with_fonts(false);
        if texts.iter().all(|text| built_in.width(text, 10.0, 400).is_some()) {
            return built_in;
        }
        Self::with_fonts(true)
    }

    fn with_fonts(uses_system_fonts: bool) -> Self {
        let mut fonts = Database::new();
        fonts.load_font_data(notosans::REGULAR_TTF.to_vec());
        fonts.load_font_data(notosans::BOLD_TTF.to_vec());
        if uses_system_fonts {
            fonts.load_system_fonts();
        }
        let font_family = "Noto Sans".to_owned();
        Self { options: usvg::Options { fontdb: Arc::new(fonts), font_family, ..usvg::Options::default() } }
    }

    fn tree(&self, svg: &str) -> Result<usvg::Tree, PreviewError> {
        usvg::Tree::from_str(svg, &self.options).map_err(|error| PreviewError(error.to_string()))
    }

    /// The width of a text; `None` if no font has one of its characters.
    fn width(&self, text: &str, size: f32, weight: u16) -> Option<f32> {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><text font-size="{size}" font-weight="{weight}">{}</text></svg>"#,
            escape(text)
        );
        let tree = self.tree(&svg).ok()?;
        has_all_characters(tree.root()).then(|| tree.root().abs_bounding_box().width())
    }

    /// Wraps a text into at most `max` lines, the last with an ellipsis if the text is cut. Also returns whether the
    /// text fits; `None` if no font has one of its characters.
    fn lines(&self, text: &str, size: f32, weight: u16, max: usize) -> Option<(Vec<String>, bool)> {
        #[allow(clippy::cast_precision_loss)]
        let max_width = SIZE.0 as f32 - 2.0 * MARGIN;
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match (longer, lines.last_mut()) {
                (Some(longer), Some(line)) if self.width(&longer, size, weight)? <= max_width => {
                    *line = longer;
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let mut fits = lines.len() <= max;
        if !fits {
            lines.truncate(max);
            if let Some(line) = lines.last_mut() {
                line.push('…');
            }
        }
        for line in &lines {
            fits &= self.width(line, size, weight)? <= max_width;
        }
        Some((lines, fits))
    }

    fn layout(&self, community: &Community, public: &Path, warnings: &mut Vec<Mistake>) -> String {
        let (width, height) = SIZE;
        let is_rtl = is_written_from_right_to_left(&community.language);
        let mut body = String::new();
        let mut left_out = Vec::new();
        #[allow(clippy::cast_precision_loss)]
        let (start, anchor, sign) =
            if is_rtl { (width as f32 - MARGIN, "end", -1.0) } else { (MARGIN, "start", 1.0) };
        let mut set = |lines: &[String], x: f32, y: f32, size: f32, weight: u16, colour: &str| {
            let mut y = y;
            // Right-to-left marks at both ends keep punctuation on the correct side of the text.
            let mark = if is_rtl { "\u{200f}" } else { "" };
            for line in lines {
                let line = escape(line);
                // Writing to a string does not fail.
                let _ = write!(
                    body,
                    r#"<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}" text-anchor="{anchor}">{mark}{line}{mark}</text>"#
                );
                y += size * LINE_HEIGHT;
            }
            y
        };
        let name_start = start + sign * (logo_size(&community.logo).0 + 24.0);
        match self.lines(&community.name, 40.0, 700, 1) {
            Some((lines, _)) => _ = set(&lines, name_start, MARGIN + 57.0, 40.0, 700, INK),
            None => left_out.push(&community.name),
        }
        let mut below = 300.0;
        let titles =
            TITLE_SIZES.map(|size| Some((size, self.lines(&community.title, size, 700, TITLE_LINES)?)));
        let fitting = titles.iter().flatten().find(|(_, (_, fits))| *fits);
        match fitting.or(titles.iter().flatten().last()) {
            Some((size, (lines, _))) => {
                below = set(lines, start, 200.0 + size, *size, 700, INK) - size * LINE_HEIGHT + 74.0;
            }
            None => left_out.push(&community.title),
        }
        match self.lines(&community.description, DESCRIPTION_SIZE, 400, DESCRIPTION_LINES) {
            Some((lines, _)) => _ = set(&lines, start, below, DESCRIPTION_SIZE, 400, MUTED),
            None => left_out.push(&community.description),
        }
        warnings.extend(left_out.into_iter().map(|words| {
            let reason = format!(
                "the preview picture lacks «{words}»: no font on this machine has all its characters"
            );
            warning(
                public.join(files::DATA_FILE).display().to_string(),
                reason,
                "install a font for its script on the machine that builds the page",
            )
        }));
        let accent = &community.accent.light;
        let stripe = height - 20;
        format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"><rect y="{stripe}" width="{width}" height="20" fill="{accent}"/>{body}</svg>"#
        )
    }
}

fn has_all_characters(group: &usvg::Group) -> bool {
    group.children().iter().all(|node| match node {
        usvg::Node::Group(inner) => has_all_characters(inner),
        usvg::Node::Text(text) => {
            let glyphs = text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
            // Glyph 0 is the placeholder for a character that the font lacks.
            glyphs.into_iter().all(|glyph| glyph.id.0 != 0)
        }
        usvg::Node::Path(_) | usvg::Node::Image(_) => true,
    })
}
