//! The command palette: one list of everything on the page, with a search field.

pub mod palette_search;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use super::announcer::Announcer;
use super::calendar::commands::CalendarCommands;
use super::dialog::Dialog;
use super::finder::{Finder, FinderState, Results};
use super::lazy_part::LazyPart;
use super::theme_switch::ThemeChoice;
use crate::browser::{dialogs, document};
use crate::page::destinations::Destination;
use crate::ui::effect::effect;

const DIALOG: &str = "palette";
const FINDER: &str = "palette-find";

/// The command palette.
#[derive(Clone, Copy)]
pub struct Palette {
    destinations: StoredValue<Vec<Destination>>,
    theme: ThemeChoice,
    calendar: CalendarCommands,
    announcer: Announcer,
    is_open: RwSignal<bool>,
    finder: FinderState,
    /// Lists and runs the commands.
    search: LazyPart<fn(&Palette) -> Results>,
}

impl Palette {
    /// Provides it as a context.
    pub fn provide(destinations: Vec<Destination>, theme: ThemeChoice, calendar: CalendarCommands) -> Self {
        let palette = Self {
            destinations: StoredValue::new(destinations),
            theme,
            calendar,
            announcer: Announcer::of_page(),
            is_open: RwSignal::new(false),
            finder: FinderState::new(),
            search: LazyPart::new(palette_search::load),
        };
        provide_context(palette);
        effect(move || {
            let listener = window_event_listener(ev::keydown, move |event| palette.on_key(&event));
            on_cleanup(move || listener.remove());
        });
        palette
    }

    /// Opens the palette.
    pub fn open(self) {
        self.calendar.zone_list.fetch_places();
        self.search.request();
        self.is_open.set(true);
        dialogs::show_modal(DIALOG);
        self.finder.clear_and_focus(FINDER);
    }

    fn on_key(self, event: &KeyboardEvent) {
        let with_control = event.ctrl_key() || event.meta_key();
        let opens = match event.key().as_str() {
            "k" => with_control && !event.shift_key() && !event.alt_key(),
            // In a text field, `/` is an ordinary character.
            "/" => !with_control && !event.alt_key() && !dialogs::is_busy(),
            _ => false,
        };
        if opens && !document::is_embedded() {
            event.prevent_default();
            self.open();
        }
    }
}

/// The dialog of the palette.
#[component]
pub fn PaletteDialog(
    /// The palette.
    palette: Palette,
) -> impl IntoView {
    let Palette { finder, is_open, search, .. } = palette;
    let results = search.call_once(palette, is_open);
    let on_close = move || {
        is_open.set(false);
        finder.cancel();
    };
    view! {
        <Dialog id=DIALOG class="palette" label="Find anything on this page" on_close>
            <Finder
                id=FINDER
                label="Search for anything, or type a date"
                list_label="On this page"
                finder
                results
                has_failed=Memo::new(move |_| search.has_failed())
                nothing="Nothing on this page has these words."
            />
        </Dialog>
    }
}
