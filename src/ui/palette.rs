//! The command palette: one list of everything on the page, with a search field.

pub mod command;

use std::sync::Arc;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use self::command::{Action, Command, CommandSource, commands, matching_commands};
use super::announcer::Announcer;
use super::copy_button::{Copying, copy_and_tell};
use super::dialog::Dialog;
use super::finder::{Finder, Finding, Found};
use super::heading::heading_id;
use super::languages;
use super::theme_switch::ThemeChoice;
use crate::browser::{clock, document, location};
use crate::page::destinations::Destination;
use crate::page::search::Query;

const DIALOG: &str = "palette";
const FINDER: &str = "palette-find";

/// The command palette.
#[derive(Clone, Copy)]
pub struct Palette {
    destinations: StoredValue<Vec<Destination>>,
    theme: ThemeChoice,
    announcer: Announcer,
    calendar: StoredValue<Option<Arc<dyn CommandSource>>>,
    commands: RwSignal<Vec<Command>>,
    /// `None` until the zones are listed; then whether their places were among the search terms.
    listed_zones: StoredValue<Option<bool>>,
    finding: Finding,
}

impl Palette {
    /// Provides it as a context.
    pub fn provide(destinations: Vec<Destination>, theme: ThemeChoice) -> Self {
        let palette = Self {
            destinations: StoredValue::new(destinations),
            theme,
            announcer: Announcer::of_page(),
            calendar: StoredValue::new(None),
            commands: RwSignal::default(),
            listed_zones: StoredValue::new(None),
            finding: Finding::new(),
        };
        provide_context(palette);
        Effect::new(move || {
            if palette.finding.words.with(|words| !words.is_empty()) {
                palette.add_zones();
            }
        });
        Effect::new(move || {
            let listener = window_event_listener(ev::keydown, move |event| palette.on_key(&event));
            on_cleanup(move || listener.remove());
        });
        palette
    }

    /// Adds the calendar's commands.
    pub fn add_calendar(self, calendar: impl CommandSource + 'static) {
        self.calendar.set_value(Some(Arc::new(calendar)));
    }

    /// Opens the palette.
    pub fn open(self) {
        self.listed_zones.set_value(None);
        if let Some(calendar) = self.calendar.get_value() {
            calendar.fetch_places();
        }
        let calendar = self.calendar.get_value();
        let commands = self.destinations.with_value(|all| commands(all, calendar.as_deref(), self.theme));
        self.commands.set(commands);
        document::show_modal(DIALOG);
        self.finding.begin(FINDER, 0);
    }

    /// Adds the zones once something is typed, because it takes a moment to list them, and lists them again once their
    /// places are there.
    fn add_zones(self) {
        let Some(calendar) = self.calendar.get_value() else { return };
        let has_places = Some(calendar.has_places());
        if self.listed_zones.get_value() != has_places {
            self.listed_zones.set_value(has_places);
            let zones = calendar.zones();
            self.commands.update(|commands| {
                commands.retain(|command| !matches!(command.action, Action::Zone(_)));
                commands.extend(zones);
            });
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let with_control = event.ctrl_key() || event.meta_key();
        let opens = match event.key().as_str() {
            "k" => with_control && !event.shift_key() && !event.alt_key(),
            // In a text field, `/` is an ordinary character.
            "/" => !with_control && !event.alt_key() && !document::is_busy(),
            _ => false,
        };
        if opens && !document::is_embedded() {
            event.prevent_default();
            self.open();
        }
    }

    fn run(self, action: Action) {
        document::close_modal(DIALOG);
        match action {
            Action::Section(url) => {
                location::go(&url);
                let heading = heading_id(url.trim_start_matches('#'));
                clock::after(0, move || document::focus(&heading));
            }
            Action::Channel(url) | Action::Link(url) => location::go(&url),
            Action::Theme(theme) => self.theme.choose(theme),
            Action::Copy(address) => {
                let copying = RwSignal::new(Copying::Idle);
                copy_and_tell(address, "The address".to_owned(), copying, self.announcer);
            }
            Action::Event(_) | Action::View(_) | Action::Date(..) | Action::Print | Action::Zone(_) => {
                if let Some(calendar) = self.calendar.get_value() {
                    calendar.run(action);
                }
            }
        }
    }
}

/// The dialog of the palette.
#[component]
pub fn PaletteDialog(
    /// The palette.
    palette: Palette,
) -> impl IntoView {
    let Palette { commands, finding, .. } = palette;
    let found = Memo::new(move |_| {
        finding.words.with(|words| {
            let date = palette.calendar.get_value().and_then(|calendar| calendar.date(words));
            let others = commands.with(|commands| matching_commands(commands, words));
            date.into_iter().chain(others).collect::<Vec<_>>()
        })
    });
    let content = languages::content();
    let items = Signal::derive(move || {
        let query = finding.words.with(|words| Query::new(words));
        let item = |command: &Command| Found {
            words: command.title.clone(),
            language: content.clone().filter(|_| command.action.is_of_community()),
            note: command.matching_name(&query),
            time: None,
            hint: command.hint.clone(),
            icon: Some(command.icon()),
            is_current: command.is_current,
        };
        found.with(|found| found.iter().map(item).collect::<Vec<_>>())
    });
    let on_choose = move |index: usize| {
        if let Some(command) = found.with_untracked(|found| found.get(index).cloned()) {
            palette.run(command.action);
        }
    };
    view! {
        <Dialog id=DIALOG class="palette" label="Find anything on this page" on_close=|| ()>
            <Finder
                id=FINDER
                label="Search for anything, or type a date"
                list_label="On this page"
                finding
                found=items
                nothing="Nothing on this page has these words."
                on_choose
            />
        </Dialog>
    }
}
