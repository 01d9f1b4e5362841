//! What the parts of the page share.

use super::announcer::Announcer;
use super::calendar::commands::CalendarCommands;
use super::calendar::state::CalendarState;
use super::calendar::zone_dialog::ZoneChooser;
use super::calendar::zone_search;
use super::languages;
use super::lazy_part::LazyPart;
use super::palette::Palette;
use super::section_nav::Navigation;
use super::theme_switch::ThemeChoice;
use super::visitor::Visitor;
use crate::page::AppData;
use crate::page::destinations::Destination;

/// Provides the contexts of the components that show events, and returns the state of the calendar.
pub fn provide_calendar(data: &AppData) -> CalendarState {
    languages::provide(&data.language);
    Announcer::provide();
    let visitor = Visitor::provide(data.snapshot.built_at);
    CalendarState::provide(visitor, data.snapshot.clone(), &data.calendar)
}

/// What the parts of the page share.
#[derive(Clone, Copy)]
pub struct AppState {
    /// The theme that is shown.
    pub theme: ThemeChoice,
    /// The palette.
    pub palette: Palette,
    /// What opens the zone dialog.
    pub chooser: ZoneChooser,
    /// The events of the calendar, and what is shown of them.
    pub calendar: CalendarState,
}

impl AppState {
    /// Provides the contexts of the controls.
    pub fn provide(data: &AppData, calendar: CalendarState) -> Self {
        let theme = ThemeChoice::of_document(calendar.visitor.address);
        let sections = data.destinations.iter().filter_map(Destination::section);
        Navigation::provide(sections.map(str::to_owned).collect());
        let usual_zones = data.calendar.links.usual_zones.clone();
        let chooser = ZoneChooser::provide(calendar.visitor, usual_zones, LazyPart::new(zone_search::load));
        let commands = CalendarCommands::of(&calendar, chooser.zone_list);
        let palette = Palette::provide(data.destinations.clone(), theme, commands);
        Self { theme, palette, chooser, calendar }
    }
}
