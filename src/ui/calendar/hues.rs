//! The hues of the categories.

use std::sync::Arc;

use leptos::prelude::*;

/// The number of hues in `style/tokens.css`.
const COUNT: usize = 6;

/// The hue of each category of the calendar, from 1 to 6. An event has the hue of its first category.
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
}
