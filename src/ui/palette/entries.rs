//! What the palette lists.

use leptos::prelude::*;

use super::InCalendar;
use crate::browser::intl;
use crate::calendar::text::agenda_text::{title, when_words};
use crate::calendar::time::zone::Zone;
use crate::calendar::views::agenda;
use crate::calendar::views::period::View;
use crate::page::destinations::{Destination, Kind};
use crate::page::search::{Findable, matching};
use crate::small_sort::sort_by_key;
use crate::ui::calendar::zone_dialog::{ZoneOption, all_options, label};
use crate::ui::theme_switch::{Theme, ThemeChoice};

/// How many entries of one sort are offered at once.
const AT_ONCE: usize = 8;

/// One of the things that the palette leads to.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What it is called.
    pub title: String,
    /// What more there is to say in a word or two.
    pub hint: String,
    /// Whether it is what is shown already.
    pub is_current: bool,
    /// Where it leads.
    pub goal: Goal,
    kind: CommandKind,
    found_by: String,
}

/// Where an entry leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// To an address, or to a section of the page.
    Address(String),
    /// To an event, by its key for addresses.
    Event(String),
    /// To a view of the calendar.
    View(View),
    /// To times in another zone.
    Zone(Zone),
    /// To another theme.
    Theme(Theme),
}

/// The sorts of entries, in the order in which they are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum CommandKind {
    Section,
    Event,
    Channel,
    Link,
    View,
    Theme,
    Zone,
}

impl Findable for Entry {
    fn found_by(&self) -> &str {
        &self.found_by
    }
}

impl Entry {
    fn new(kind: CommandKind, title: String, hint: String, goal: Goal) -> Self {
        let found_by = intl::fold(&format!("{title} {hint}"));
        Self { title, hint, is_current: false, goal, kind, found_by }
    }

    /// Its symbol.
    pub fn icon(&self) -> &'static str {
        match (self.kind, &self.goal) {
            (_, Goal::Theme(theme)) => theme.icon(),
            (CommandKind::Section, _) => "link",
            (CommandKind::Channel, _) => "other",
            (CommandKind::Link, _) => "external",
            (CommandKind::Event, _) => "clock",
            (CommandKind::View, _) => "calendar",
            (CommandKind::Zone | CommandKind::Theme, _) => "globe",
        }
    }

    /// Whether it is offered before anything is typed.
    fn is_offered_first(&self) -> bool {
        matches!(self.kind, CommandKind::Section | CommandKind::View | CommandKind::Theme)
    }
}

/// Everything that the page has but the zones, which take a moment to list; see [`zones`].
pub fn entries(
    destinations: &[Destination],
    calendar: Option<&InCalendar>,
    theme: ThemeChoice,
) -> Vec<Entry> {
    let mut all: Vec<_> = destinations.iter().map(of_destination).collect();
    if let Some(calendar) = calendar {
        all.extend(untrack(|| events(calendar)));
        all.extend(View::ALL.map(|view| Entry {
            is_current: calendar.view_state.view.get_untracked() == view,
            ..Entry::new(CommandKind::View, format!("{} view", view.label()), String::new(), Goal::View(view))
        }));
    }
    let chosen = untrack(|| theme.get());
    all.extend(Theme::ALL.map(|theme| Entry {
        is_current: theme == chosen,
        ..Entry::new(CommandKind::Theme, theme.label().to_owned(), String::new(), Goal::Theme(theme))
    }));
    sort_by_key(&mut all, |entry| entry.kind);
    all
}

/// Those that hold the words; without words, what one would look for most.
pub fn offered(entries: &[Entry], words: &[String]) -> Vec<Entry> {
    if words.is_empty() {
        return entries.iter().filter(|entry| entry.is_offered_first()).cloned().collect();
    }
    let mut count_of_kind = [0_usize; 7];
    let mut found = matching(entries, words);
    found.retain(|entry| {
        let count = count_of_kind.get_mut(entry.kind as usize);
        count.is_some_and(|count| {
            *count += 1;
            *count <= AT_ONCE
        })
    });
    found.into_iter().cloned().collect()
}

fn of_destination(destination: &Destination) -> Entry {
    let kind = match destination.kind {
        Kind::Section => CommandKind::Section,
        Kind::Channel => CommandKind::Channel,
        Kind::Link => CommandKind::Link,
    };
    let goal = Goal::Address(destination.url.clone());
    Entry::new(kind, destination.title.clone(), destination.hint.clone(), goal)
}

fn events(calendar: &InCalendar) -> Vec<Entry> {
    let reader = calendar.open_event.reader;
    let (zone, words) = (reader.zone.get(), reader.words.get());
    let entry = |occurrence: &crate::calendar::Occurrence| {
        let entry = agenda::Entry::new(occurrence, &zone);
        let goal = Goal::Event(occurrence.link_key());
        Entry::new(CommandKind::Event, title(&entry), when_words(&entry, words.as_ref()), goal)
    };
    calendar.open_event.source.occurrences.with(|all| all.iter().map(entry).collect())
}

/// The zones that times can be shown in.
pub fn zones(calendar: &InCalendar) -> impl Iterator<Item = Entry> {
    let reader = calendar.open_event.reader;
    let shown = reader.zone.get_untracked();
    all_options(reader).into_iter().map(move |ZoneOption { zone, offset, found_by }| Entry {
        title: format!("Times in {}", label(zone.name())),
        hint: offset,
        is_current: zone == shown,
        kind: CommandKind::Zone,
        found_by,
        goal: Goal::Zone(zone),
    })
}
