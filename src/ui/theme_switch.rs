//! Light, dark, or as the system says.

use leptos::prelude::*;

use super::icon::Icon;
use crate::browser::document;
use crate::browser::storage::{self, StoredChoice};

/// The theme a reader asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name that is kept and that the root element carries; none for the system's.
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// What it is called.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "Theme as the system says",
            Self::Light => "Light theme",
            Self::Dark => "Dark theme",
        }
    }

    /// Its symbol.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "sun",
            Self::Dark => "moon",
        }
    }
}

/// The theme that is shown, to be chosen from anywhere on the page.
#[derive(Clone, Copy)]
pub struct ThemeChoice(RwSignal<Theme>);

impl ThemeChoice {
    /// The theme that the document asks for. The choice is kept; a line of script in the head of the document applies it
    /// before the first paint.
    pub fn of_document() -> Self {
        let choice = Self(RwSignal::new(Theme::System));
        Effect::new(move || {
            let chosen = document::theme();
            let known = Theme::ALL.into_iter().find(|theme| theme.name() == chosen.as_deref());
            choice.0.set(known.unwrap_or_default());
        });
        choice
    }

    /// The theme that is shown.
    pub fn get(self) -> Theme {
        self.0.get()
    }

    /// Shows another theme.
    pub fn choose(self, chosen: Theme) {
        self.0.set(chosen);
        document::set_theme(chosen.name());
        storage::set(StoredChoice::Theme, chosen.name());
    }
}

/// Three radio buttons for the theme.
#[component]
pub fn ThemeSwitch(
    /// The theme.
    theme: ThemeChoice,
) -> impl IntoView {
    let option = move |choice: Theme| {
        view! {
            <label class="theme-switch-option" title=choice.label()>
                <input
                    type="radio"
                    name="theme"
                    // By which the page shows what is chosen before the app is there.
                    value=choice.name().unwrap_or("system")
                    class="theme-switch-input"
                    aria-label=choice.label()
                    prop:checked=move || theme.get() == choice
                    on:change=move |_| theme.choose(choice)
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
