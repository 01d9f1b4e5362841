//! Lists the commands that match the text in the palette, and runs the chosen one.

use leptos::prelude::*;

use super::{DIALOG, Palette};
use crate::browser::{clock, dialogs, focus, location};
use crate::page::destinations::{Destination, Kind};
use crate::page::search::Query;
use crate::small_sort::sort_by_key;
use crate::ui::calendar::subscribe::SUBSCRIBE;
use crate::ui::command::{Action, Command, matching_commands};
use crate::ui::copy_button::{Copying, address_label, copy_and_announce};
use crate::ui::finder::{FinderOption, Results};
use crate::ui::heading::heading_id;
use crate::ui::languages;
use crate::ui::lazy_part::lazy_part;
use crate::ui::theme_switch::Theme;

lazy_part!(palette_search: fn(&Palette) -> Results = search);

fn search(palette: &Palette) -> Results {
    let palette = *palette;
    let Palette { is_open, finder, calendar, .. } = palette;
    // Listing the zones takes a moment, so they are listed once something is typed.
    let with_zones = Memo::new(move |before| {
        is_open.get() && (before == Some(&true) || finder.words.with(|words| !words.is_empty()))
    });
    let commands = Memo::new(move |_| {
        let with_zones = with_zones.get();
        if !is_open.get() {
            return Vec::new();
        }
        let mut commands = untrack(|| commands(&palette));
        if with_zones {
            calendar.zone_list.has_places();
            commands.extend(untrack(|| calendar.zones()));
        }
        commands
    });
    let found = Memo::new(move |_| {
        finder.words.with(|words| {
            let others = commands.with(|commands| matching_commands(commands, words));
            calendar.dates(words).into_iter().chain(others).collect::<Vec<_>>()
        })
    });
    let content = languages::content();
    let items = Memo::new(move |_| {
        let query = finder.words.with(|words| Query::new(words));
        let item = |command: &Command| FinderOption {
            words: command.title.clone(),
            language: content.clone().filter(|_| command.action.is_of_community()),
            note: command.matching_name(&query),
            time: None,
            hint: command.hint.clone(),
            hint_language: command.action.is_event().then(|| calendar.language()),
            icon: Some(command.icon()),
            is_current: command.is_current,
        };
        found.with(|found| found.iter().map(item).collect::<Vec<_>>())
    });
    let choose = move |index: usize| {
        if let Some(command) = found.with_untracked(|found| found.get(index).cloned()) {
            run(&palette, command.action);
        }
    };
    // Only zones are found by what is still loading, and they come last.
    let is_incomplete = Memo::new(move |_| {
        let is_zone = |command: &Command| matches!(command.action, Action::Zone(_));
        calendar.zone_list.is_fetching() && found.with(|found| found.first().is_none_or(is_zone))
    });
    Results { found: items, is_incomplete, choose: Callback::new(choose) }
}

/// Every command except the zones, sorted by kind.
fn commands(palette: &Palette) -> Vec<Command> {
    let mut all: Vec<_> = palette.destinations.with_value(|all| all.iter().map(to_destination).collect());
    all.extend(palette.calendar.commands());
    let chosen = palette.theme.get();
    all.extend(Theme::ALL.map(|theme| {
        let command = Command::new(theme.label().to_owned(), String::new(), Action::Theme(theme));
        command.current_if(theme == chosen)
    }));
    sort_by_key(&mut all, |command| command.action.kind());
    all
}

fn to_destination(destination: &Destination) -> Command {
    let (title, url) = (destination.title.clone(), destination.url.clone());
    let (title, action) = match destination.kind {
        Kind::Section => (title, Action::Section(url)),
        Kind::Channel => (title, Action::Channel(url)),
        Kind::Address => (format!("Copy the {}", address_label(&title)), Action::Copy(url)),
        Kind::Link => (title, Action::Link(url)),
    };
    Command::new(title, destination.hint.clone(), action)
}

fn go_to_section(palette: &Palette, url: &str) {
    palette.calendar.open_event.leave();
    location::go(url);
    let heading = heading_id(url.trim_start_matches('#'));
    clock::after(0, move || focus::move_to(&heading));
}

fn run(palette: &Palette, action: Action) {
    dialogs::close_modal(DIALOG);
    match action {
        Action::Section(url) => go_to_section(palette, &url),
        Action::Subscribe => go_to_section(palette, &format!("#{SUBSCRIBE}")),
        Action::Channel(url) | Action::Link(url) => location::go(&url),
        Action::Theme(theme) => palette.theme.choose(theme),
        Action::Copy(address) => {
            let copying = RwSignal::new(Copying::Idle);
            copy_and_announce(address, "The address".to_owned(), copying, palette.announcer);
        }
        Action::Event(_) | Action::View(_) | Action::Date(..) | Action::Print | Action::Zone(_) => {
            palette.calendar.run(action);
        }
    }
}
