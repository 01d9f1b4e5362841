//! The calendar's commands in the palette: events, views and time zones.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::open_event::OpenEvent;
use super::print_view::print_calendar;
use super::state::CalendarState;
use super::view_state::{TITLE, ViewState};
use super::zone_list::{ZoneList, ZoneOption};
use crate::browser::focus;
use crate::calendar::Occurrence;
use crate::calendar::text::agenda_text::{title, when_words};
use crate::calendar::views::agenda::Entry;
use crate::calendar::views::period::{Period, View};
use crate::page::typed_date;
use crate::ui::address::Step;
use crate::ui::command::{Action, Command};
use crate::ui::visitor::label;

/// The calendar's commands.
#[derive(Clone, Copy)]
pub struct CalendarCommands {
    /// The events, and the one that is open.
    pub open_event: OpenEvent,
    /// The view that is shown.
    pub view_state: ViewState,
    /// The zones to choose from.
    pub zone_list: ZoneList,
}

impl CalendarCommands {
    /// The commands of a calendar.
    pub const fn of(calendar: &CalendarState, zone_list: ZoneList) -> Self {
        let CalendarState { open_event, view_state, .. } = *calendar;
        Self { open_event, view_state, zone_list }
    }

    /// The commands, without the zones.
    pub fn commands(&self) -> Vec<Command> {
        let shown = self.view_state.view.get_untracked();
        let views = View::ALL.map(|view| {
            let title = format!("{} view", view.label());
            Command::new(title, String::new(), Action::View(view)).current_if(view == shown)
        });
        let print = Command::new("Print the calendar".to_owned(), String::new(), Action::Print);
        let subscribe =
            Command::new("Subscribe to the calendar".to_owned(), String::new(), Action::Subscribe);
        self.events().into_iter().chain(views).chain([subscribe, print]).collect()
    }

    /// The language of dates and times.
    pub fn language(&self) -> String {
        self.open_event.visitor.words.with(|words| words.language())
    }

    /// A command for each zone that times can be shown in; listing them takes a moment.
    pub fn zones(&self) -> Vec<Command> {
        let shown = self.open_event.visitor.zone.get_untracked();
        let command = |option: ZoneOption| {
            let is_current = option.zone == shown;
            let title = format!("Times in {}", label(&option.zone));
            Command::with_search_terms(title, option.offset, Action::Zone(option.zone), option.search_terms)
                .current_if(is_current)
        };
        self.zone_list.options().into_iter().map(command).collect()
    }

    /// A command for each date that some folded words name.
    pub fn dates(&self, words: &[String]) -> Vec<Command> {
        let visitor = self.open_event.visitor;
        let command = |(date, view): (NaiveDate, View)| {
            let shown = visitor.words.with_untracked(|words| match view {
                View::Month => words.month(date),
                _ => words.day(date, true),
            });
            Command::new(format!("Go to {shown}"), String::new(), Action::Date(date, view))
        };
        typed_date::read(words, visitor.today.get_untracked()).into_iter().map(command).collect()
    }

    /// Runs one of its commands.
    pub fn run(&self, action: Action) {
        match action {
            Action::Event(link) => self.open_event.show(&link),
            Action::View(view) => {
                self.view_state.choose(view);
                focus::scroll_and_move_to_soon(TITLE);
            }
            Action::Date(date, view) => {
                self.view_state.show(Period { view, date }, Step::New);
                focus::scroll_and_move_to_soon(TITLE);
            }
            Action::Print => print_calendar(),
            Action::Zone(zone) => self.open_event.visitor.choose_zone(Some(&zone)),
            Action::Section(_)
            | Action::Subscribe
            | Action::Channel(_)
            | Action::Copy(_)
            | Action::Link(_)
            | Action::Theme(_) => {}
        }
    }

    fn events(&self) -> Vec<Command> {
        let visitor = self.open_event.visitor;
        let (zone, words) = (visitor.zone.get_untracked(), visitor.words.get_untracked());
        let today = visitor.today.get_untracked();
        let command = |occurrence: &Occurrence| {
            let entry = Entry::new(occurrence, &zone);
            let action = Action::Event(occurrence.link_key());
            Command::new(title(&entry), when_words(&entry, today, words.as_ref()), action)
        };
        self.open_event.source.occurrences.with_untracked(|all| all.iter().map(command).collect())
    }
}
