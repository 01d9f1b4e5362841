//! The theme: light, dark, or that of the system.

use leptos::prelude::*;

use super::address::{AddressState, Step};
use super::icon::icon;
use super::languages::interface;
use crate::browser::document;
use crate::browser::storage::{self, StoredChoice};
use crate::ui::effect::effect;

/// A theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The theme of the system.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// All themes, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The name that is stored and set on the root element; `None` for the system's.
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// Its label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::System => "Theme of the system",
            Self::Light => "Light theme",
            Self::Dark => "Dark theme",
        }
    }

    /// The id of its icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "sun",
            Self::Dark => "moon",
        }
    }
}

/// The theme that is shown, and the way to choose another.
#[derive(Clone, Copy)]
pub struct ThemeChoice {
    shown: RwSignal<Theme>,
    /// Whether the visitor has chosen it.
    is_chosen: RwSignal<bool>,
}

impl ThemeChoice {
    /// Reads the theme from the root element. A script in the head has set it there, from the address or the stored choice,
    /// before the first paint.
    pub fn of_document(address: AddressState) -> Self {
        let shown = RwSignal::new(Theme::System);
        effect(move || {
            let chosen = document::theme();
            let known = Theme::ALL.into_iter().find(|theme| theme.name() == chosen.as_deref());
            shown.set(known.unwrap_or_default());
        });
        // Also after Back, the chosen theme takes the place of the one in the address.
        let is_chosen = RwSignal::new(false);
        effect(move || {
            if is_chosen.get() && address.with(|address| address.theme.is_some()) {
                address.change(Step::InPlace, |address| address.theme = None);
            }
        });
        Self { shown, is_chosen }
    }

    /// The theme that is shown.
    pub fn get(self) -> Theme {
        self.shown.get()
    }

    /// Shows and stores another theme, in the place of the one in the address.
    pub fn choose(self, chosen: Theme) {
        self.shown.set(chosen);
        self.is_chosen.set(true);
        document::set_theme(chosen.name());
        storage::set(StoredChoice::Theme, chosen.name());
    }
}

/// Three radio buttons for the theme.
#[component]
pub fn ThemeSwitch(
    /// The theme that is shown.
    theme: ThemeChoice,
) -> impl IntoView {
    let option = move |choice: Theme| {
        view! {
            <label class="theme-switch-option" title=choice.label()>
                <input
                    type="radio"
                    name="theme"
                    // Before the app is loaded, a script in the page finds the chosen button by this value.
                    value=choice.name().unwrap_or("system")
                    class="theme-switch-input"
                    aria-label=choice.label()
                    prop:checked=move || theme.get() == choice
                    on:change=move |_| theme.choose(choice)
                />
                {icon(choice.icon())}
            </label>
        }
    };
    view! {
        <fieldset class="theme-switch" lang=interface() data-island="theme">
            <legend class="visually-hidden">"Theme"</legend>
            {Theme::ALL.map(option)}
        </fieldset>
    }
}
