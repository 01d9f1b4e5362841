//! The commands of the palette.

use std::sync::Arc;

use crate::browser::intl;
use crate::calendar::time::zone::Zone;
use crate::calendar::views::period::View;
use crate::page::search::{Query, SearchTerms, Searchable, initials, matching};
use crate::ui::theme_switch::Theme;
use chrono::NaiveDate;

/// The maximum number of listed commands of one kind.
const MAX_OF_A_KIND: usize = 8;

/// An entry of the palette.
#[derive(Clone, Debug, PartialEq)]
pub struct Command {
    /// Its title.
    pub title: String,
    /// A short text next to the title.
    pub hint: String,
    /// Whether it is the current choice.
    pub is_current: bool,
    /// What it does.
    pub action: Action,
    /// Its search terms.
    search_terms: Arc<SearchTerms>,
}

/// What a command does.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Goes to a section of the page, `#id`.
    Section(String),
    /// Goes to the addresses of the calendar.
    Subscribe,
    /// Opens an event, by its key for addresses.
    Event(String),
    /// Opens a channel's address.
    Channel(String),
    /// Copies the address of a channel.
    Copy(String),
    /// Opens a link of the page.
    Link(String),
    /// Shows a date in a view of the calendar.
    Date(NaiveDate, View),
    /// Prints the calendar.
    Print,
    /// Shows another view of the calendar.
    View(View),
    /// Chooses another theme.
    Theme(Theme),
    /// Shows times in another zone.
    Zone(Zone),
}

impl Action {
    /// Whether its title is a text of the community.
    pub const fn is_of_community(&self) -> bool {
        matches!(self, Self::Section(_) | Self::Event(_) | Self::Channel(_) | Self::Link(_))
    }

    /// Whether it opens an event.
    pub const fn is_event(&self) -> bool {
        matches!(self, Self::Event(_))
    }

    /// The kind of the action, as an index in the order of the list.
    pub const fn kind(&self) -> usize {
        match self {
            Self::Date(..) => 0,
            Self::Section(_) | Self::Subscribe => 1,
            Self::Event(_) => 2,
            Self::Channel(_) => 3,
            Self::Copy(_) => 4,
            Self::Link(_) => 5,
            Self::View(_) | Self::Print => 6,
            Self::Theme(_) => 7,
            Self::Zone(_) => 8,
        }
    }
}

const KINDS: usize = 9;

impl Searchable for Command {
    fn search_terms(&self) -> &SearchTerms {
        &self.search_terms
    }
}

impl Command {
    /// A command whose search terms are its title with its initials, and its hint.
    pub fn new(title: String, hint: String, action: Action) -> Self {
        let text = format!("{title} {} {hint}", initials(&title));
        let search_terms = Arc::new(SearchTerms::text(intl::fold(&text)));
        Self { title, hint, is_current: false, action, search_terms }
    }

    /// A command with other search terms than its title and hint.
    pub const fn with_search_terms(
        title: String,
        hint: String,
        action: Action,
        search_terms: Arc<SearchTerms>,
    ) -> Self {
        Self { title, hint, is_current: false, action, search_terms }
    }

    /// The same command, marked as the current choice if `is_current`.
    #[must_use]
    pub fn current_if(self, is_current: bool) -> Self {
        Self { is_current, ..self }
    }

    /// The name by which a query has found it, if the title does not contain it.
    pub fn matching_name(&self, query: &Query) -> Option<String> {
        self.search_terms.matching_name(query).map(ToOwned::to_owned)
    }

    /// The id of its icon.
    pub const fn icon(&self) -> &'static str {
        match &self.action {
            Action::Theme(theme) => theme.icon(),
            Action::Section(_) | Action::Subscribe => "link",
            Action::Channel(_) => "other",
            Action::Copy(_) => "copy",
            Action::Link(_) => "external",
            Action::Print => "print",
            Action::Event(_) => "clock",
            Action::View(_) | Action::Date(..) => "calendar",
            Action::Zone(_) => "globe",
        }
    }

    /// Whether it is listed before anything is typed.
    const fn is_listed_at_first(&self) -> bool {
        matches!(
            self.action,
            Action::Section(_) | Action::Subscribe | Action::View(_) | Action::Print | Action::Theme(_)
        )
    }
}

/// The commands that contain all of the folded words; without words, those that are listed at first.
pub fn matching_commands(commands: &[Command], words: &[String]) -> Vec<Command> {
    if words.is_empty() {
        return commands.iter().filter(|command| command.is_listed_at_first()).cloned().collect();
    }
    let mut counts = [0_usize; KINDS];
    let mut found = matching(commands, words);
    found.retain(|command| {
        let count = counts.get_mut(command.action.kind());
        count.is_some_and(|count| {
            *count += 1;
            *count <= MAX_OF_A_KIND
        })
    });
    found.into_iter().cloned().collect()
}
