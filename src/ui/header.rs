//! The header of the page.

use leptos::prelude::*;

use super::icon::icon;
use super::languages::interface;
use super::palette::Palette;
use super::picture::Picture;
use super::section_nav::MENU;
use super::smart_link::EXTERNAL;
use super::theme_switch::{ThemeChoice, ThemeSwitch};
use crate::community::Image;

/// The header of the page: the community, the palette, the theme, and on a narrow screen the menu.
#[component]
pub fn Header(
    /// The community's name.
    name: String,
    /// The address of the community's own site.
    base_url: String,
    /// Its logo.
    logo: Image,
    /// The theme that is shown.
    theme: ThemeChoice,
    /// The palette.
    palette: Palette,
) -> impl IntoView {
    view! {
        <header class="header">
            <a class="header-name" href=base_url>
                <Picture image=logo named_beside=true />
                <span>{name}</span>
                <span class="visually-hidden" lang=interface()>{EXTERNAL}</span>
            </a>
            <PaletteButton palette />
            <ThemeSwitch theme />
            <button type="button" class="header-button header-menu" lang=interface() popovertarget=MENU>
                {icon("menu")}
                <span>"Menu"</span>
            </button>
        </header>
    }
}

/// The button that opens the palette.
#[component]
pub fn PaletteButton(
    /// The palette.
    palette: Palette,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="header-button"
            lang=interface()
            data-island="find"
            data-needs-script
            aria-haspopup="dialog"
            aria-keyshortcuts="Control+K /"
            on:click=move |_| palette.open()
        >
            {icon("search")}
            <span>"Find"</span>
        </button>
    }
}
