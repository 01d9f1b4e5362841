//! Makes the accent colour readable as text on both backgrounds of the page.
//!
//! Luminance and contrast are defined by WCAG 2 (<https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).

use super::Accent;

/// The minimum contrast of text that WCAG 2 requires at level AA.
pub const LEAST_CONTRAST: f64 = 4.5;

// The same values as in `style/tokens.css`: the page, and raised surfaces on it.
const LIGHT_BACKGROUNDS: [Colour; 2] = [Colour([0xff, 0xff, 0xff]), Colour([0xf6, 0xf7, 0xf9])];
const DARK_BACKGROUNDS: [Colour; 2] = [Colour([0x15, 0x17, 0x1c]), Colour([0x1e, 0x21, 0x28])];

/// The backgrounds of the light and of the dark theme: the page, and raised surfaces on it.
pub const fn backgrounds() -> [[Colour; 2]; 2] {
    [LIGHT_BACKGROUNDS, DARK_BACKGROUNDS]
}

const BLACK: Colour = Colour([0x00; 3]);
const WHITE: Colour = Colour([0xff; 3]);

/// A colour with red, green and blue components.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Parses `#rrggbb`, in upper or lower case.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let [_, red, green, blue] = u32::from_str_radix(digits, 16).ok()?.to_be_bytes();
        Some(Self([red, green, blue]))
    }

    /// Formats the colour as `#rrggbb` in lower case.
    pub fn to_hex(self) -> String {
        let Self([red, green, blue]) = self;
        format!("#{red:02x}{green:02x}{blue:02x}")
    }

    /// The relative luminance, from 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(|channel| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast with another colour, from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// Mixes in `percent` percent of `other`.
    fn mixed_with(self, other: Self, percent: u16) -> Self {
        let Self([red, green, blue]) = self;
        let Self([other_red, other_green, other_blue]) = other;
        let mix = |own: u8, foreign: u8| {
            let hundredfold = u16::from(own) * (100 - percent) + u16::from(foreign) * percent;
            u8::try_from((hundredfold + 50) / 100).unwrap_or(u8::MAX)
        };
        Self([mix(red, other_red), mix(green, other_green), mix(blue, other_blue)])
    }

    fn is_readable_on(self, backgrounds: [Self; 2]) -> bool {
        backgrounds.into_iter().all(|background| self.contrast(background) >= LEAST_CONTRAST)
    }

    /// The first readable shade on the way to `end`, or `end` itself.
    fn readable_shade(self, end: Self, backgrounds: [Self; 2]) -> Self {
        (0..=100)
            .map(|percent| self.mixed_with(end, percent))
            .find(|shade| shade.is_readable_on(backgrounds))
            .unwrap_or(end)
    }
}

/// The shades of `#rrggbb` that are readable on the light and on the dark background.
pub fn derive(colour: &str) -> Option<Accent> {
    let colour = Colour::parse(colour)?;
    Some(Accent {
        light: colour.readable_shade(BLACK, LIGHT_BACKGROUNDS).to_hex(),
        dark: colour.readable_shade(WHITE, DARK_BACKGROUNDS).to_hex(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_follows_wcag() {
        assert!((BLACK.contrast(WHITE) - 21.0).abs() < 1e-9);
        assert!((WHITE.contrast(WHITE) - 1.0).abs() < 1e-9);
        let grey = Colour::parse("#767676").unwrap();
        assert!((grey.contrast(WHITE) - 4.54).abs() < 0.005, "{}", grey.contrast(WHITE));
    }

    #[test]
    fn every_accent_becomes_readable_on_every_background() {
        for red in (0..=255).step_by(51) {
            for green in (0..=255).step_by(51) {
                for blue in (0..=255).step_by(51) {
                    let accent = derive(&Colour([red, green, blue]).to_hex()).unwrap();
                    assert!(Colour::parse(&accent.light).unwrap().is_readable_on(LIGHT_BACKGROUNDS));
                    assert!(Colour::parse(&accent.dark).unwrap().is_readable_on(DARK_BACKGROUNDS));
                }
            }
        }
    }

    #[test]
    fn a_readable_colour_is_unchanged() {
        assert_eq!(derive("#0A58CA").unwrap().light, "#0a58ca");
        assert_eq!(derive("#ffc14d").unwrap().dark, "#ffc14d");
    }

    #[test]
    fn only_six_hexadecimal_digits_are_a_colour() {
        for wrong in ["", "#", "e6522c", "#e6522", "#e6522c0", "#e6522g", "#+6522c", "orange", "#ééé"] {
            assert_eq!(derive(wrong), None, "{wrong}");
        }
    }
}
