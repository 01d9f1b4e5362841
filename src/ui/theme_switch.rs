//! Light, dark, or as the system says.

use leptos::prelude::*;

use super::icon::Icon;
use crate::browser::document;
use crate::browser::storage::{self, Choice};

/// The theme a reader asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name that is kept and that the root element carries; none for the system's.
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::System => "Theme as the system says",
            Self::Light => "Light theme",
            Self::Dark => "Dark theme",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "sun",
            Self::Dark => "moon",
        }
    }
}

/// Three radio buttons for the theme. The choice is kept; a line of script in the head of the document applies it
/// before the first paint.
#[component]
pub fn ThemeSwitch() -> impl IntoView {
    let theme = RwSignal::new(Theme::System);
    Effect::new(move || {
        let chosen = document::theme();
        let known = Theme::ALL.into_iter().find(|theme| theme.name() == chosen.as_deref());
        theme.set(known.unwrap_or_default());
    });
    let choose = move |chosen: Theme| {
        theme.set(chosen);
        document::set_theme(chosen.name());
        storage::set(Choice::Theme, chosen.name());
    };
    let option = move |choice: Theme| {
        view! {
            <label class="theme-switch-option" title=choice.label()>
                <input
                    type="radio"
                    name="theme"
                    class="visually-hidden"
                    aria-label=choice.label()
                    prop:checked=move || theme.get() == choice
                    on:change=move |_| choose(choice)
                />
                <Icon name=choice.icon() />
            </label>
        }
    };
    view! {
        <fieldset class="theme-switch">
            <legend class="visually-hidden">"Theme"</legend>
            {Theme::ALL.map(option)}
        </fieldset>
    }
}
