//! The islands of the controls: what reacts to the visitor's input. They are a lazy part, which is loaded when a control is
//! used, or when the controls have to show something else than the built HTML.

use leptos::prelude::*;

use super::app_state::AppState;
use super::calendar::event_details::opened;
use super::calendar::event_dialog::EventDialog;
use super::calendar::print_view::PrintView;
use super::calendar::state::CalendarState;
use super::calendar::subscribe;
use super::calendar::toolbar::{self, ToolbarButtons};
use super::calendar::zone_dialog::ZoneDialog;
use super::calendar::zone_picker::ZoneButtons;
use super::calendar::{FilterControls, PrintButton, add_menu, agenda, next_event};
use super::copy_button::{CopyButton, address_label};
use super::header::PaletteButton;
use super::heading::HeadingLink;
use super::lazy_part::lazy_part;
use super::menu::MENU;
use super::palette::PaletteDialog;
use super::section_nav::SectionNav;
use super::theme_switch::ThemeSwitch;
use crate::browser::{disclosure, document};
use crate::page::destinations::{Destination, Kind};
use crate::page::{AppData, CalendarData};

/// A function that renders some of the controls.
pub type RenderControl = Box<dyn FnOnce() -> AnyView>;

lazy_part!(controls: fn(AppData, &CalendarState) -> Vec<RenderControl> = render);

/// Listens to input in what only the app for events has rendered.
pub fn listen(calendar: CalendarState) {
    let open_event = calendar.open_event;
    opened::follow(open_event);
    add_menu::follow(open_event);
    next_event::follow(open_event);
    agenda::follow(calendar);
    toolbar::follow(calendar);
    disclosure::close_on_leaving(&format!(".{MENU}"));
}

/// The functions that render the controls, each to be called in a task of its own.
fn render(data: AppData, calendar: &CalendarState) -> Vec<RenderControl> {
    let calendar = *calendar;
    let AppState { theme, palette, chooser, .. } = AppState::provide(&data, calendar);
    let CalendarState { visitor, view_state, open_event, .. } = calendar;
    listen(calendar);
    let AppData { sections, destinations, calendar: CalendarData { links, page_url, .. }, .. } = data;
    let of_calendar: [RenderControl; 4] = [
        Box::new(move || view! { <ToolbarButtons state=calendar /> }.into_any()),
        Box::new(move || view! { <FilterControls state=calendar /> }.into_any()),
        Box::new(move || {
            view! {
                <ZoneButtons visitor chooser />
                <PrintButton />
                <EventDialog open_event view_state />
                <PrintView state=calendar />
            }
            .into_any()
        }),
        Box::new(move || {
            (view! { <ZoneDialog chooser /> }, subscribe::copy_buttons(links, &page_url)).into_any()
        }),
    ];
    // Next to the embedded calendar there is nothing else.
    if document::is_embedded() {
        return of_calendar.into_iter().collect();
    }
    let headings =
        destinations.iter().filter_map(|it| it.section().map(|id| (id.to_owned(), it.title.clone())));
    let headings: Vec<_> = headings.collect();
    let addresses = destinations.into_iter().filter(|it| it.kind == Kind::Address);
    let of_page: [RenderControl; 3] = [
        Box::new(move || {
            view! { <PaletteButton palette /> <ThemeSwitch theme /> <PaletteDialog palette /> }.into_any()
        }),
        Box::new(move || view! { <SectionNav sections /> }.into_any()),
        Box::new(move || {
            let links = headings.into_iter().map(|(section, title)| view! { <HeadingLink section title /> });
            let copies = addresses.map(|Destination { title, url, .. }| {
                view! { <CopyButton text=url thing=address_label(&title) /> }
            });
            (links.collect_view(), copies.collect_view()).into_any()
        }),
    ];
    of_calendar.into_iter().chain(of_page).collect()
}
