//! The hues of the events.

use std::sync::Arc;

use leptos::prelude::*;

/// The number of hues in `style/tokens.css`.
const COUNT: usize = 6;

/// The CSS colours that look like the hues 2 to 6 of `style/tokens.css`: blue, green, violet, teal and magenta. All other
/// colours are shown in the accent colour, which is hue 1.
const COLORS: [&str; 5] = [
    "aliceblue blue cornflowerblue darkblue deepskyblue dodgerblue lightblue lightskyblue lightsteelblue mediumblue \
     midnightblue navy powderblue royalblue skyblue steelblue",
    "chartreuse darkgreen darkolivegreen darkseagreen forestgreen green greenyellow honeydew lawngreen lightgreen lime \
     limegreen mediumseagreen mediumspringgreen mintcream olive olivedrab palegreen seagreen springgreen yellowgreen",
    "blueviolet darkorchid darkslateblue darkviolet indigo lavender mediumpurple mediumslateblue rebeccapurple slateblue",
    "aqua aquamarine azure cadetblue cyan darkcyan darkturquoise lightcyan lightseagreen mediumaquamarine \
     mediumturquoise paleturquoise teal turquoise",
    "darkmagenta deeppink fuchsia hotpink lightpink magenta mediumorchid mediumvioletred orchid palevioletred pink plum \
     purple thistle violet",
];

/// The hue of each category of the calendar, from 1 to 6.
#[derive(Clone, Copy)]
pub struct Hues(StoredValue<Arc<[String]>>);

impl Hues {
    /// Provides the hues of these categories as a context.
    pub fn provide(categories: &[String]) {
        provide_context(Self(StoredValue::new(categories.into())));
    }

    /// The hue of a category, for `data-hue`; `None` for an unknown one, which has the accent colour.
    pub fn of(category: &str) -> Option<String> {
        let Self(categories) = use_context()?;
        let index = categories.with_value(|all| all.iter().position(|known| known == category))?;
        Some((index % COUNT + 1).to_string())
    }

    /// The hue of an event, for `data-hue`: that of its first category, so that the legend is right, else the one that is
    /// closest to its CSS colour.
    pub fn of_event(category: &str, color: &str) -> Option<String> {
        Self::of(category).or_else(|| {
            let looks_like = |colors: &&str| colors.split(' ').any(|known| known == color);
            Some((COLORS.iter().position(looks_like)? + 2).to_string())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_has_the_hue_of_its_category_or_of_its_color() {
        Owner::new().with(|| {
            Hues::provide(&["Calls".to_owned(), "Talks".to_owned()]);
            let hue = |category, color| Hues::of_event(category, color);
            assert_eq!(hue("Talks", "green").as_deref(), Some("2"));
            assert_eq!(hue("", "green").as_deref(), Some("3"));
            assert_eq!(hue("Unknown", "purple").as_deref(), Some("6"));
            assert_eq!(hue("", "tomato"), None);
            assert_eq!(hue("", ""), None);
        });
    }
}
