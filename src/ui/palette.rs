//! One list over everything on the page, to go there by typing.

mod entries;

use std::sync::Arc;

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;

use self::entries::{Entry, Goal, entries, offered, zones};
use super::calendar::open_event::OpenEvent;
use super::calendar::toolbar;
use super::calendar::view_state::ViewState;
use super::dialog::Dialog;
use super::finder::{Finder, Finding, Found};
use super::heading::heading_id;
use super::theme_switch::ThemeChoice;
use crate::browser::{clock, document, location};
use crate::community::Community;
use crate::page::destinations::destinations;

const DIALOG: &str = "palette";
const FINDER: &str = "palette-find";

/// What the calendar of the page can be asked for.
#[derive(Clone, Copy)]
pub struct InCalendar {
    /// Its events, and who reads them.
    pub open_event: OpenEvent,
    /// What it shows.
    pub view_state: ViewState,
}

/// The way to everything on the page.
#[derive(Clone, Copy)]
pub struct Palette {
    community: StoredValue<Arc<Community>>,
    theme: ThemeChoice,
    calendar: StoredValue<Option<InCalendar>>,
    entries: RwSignal<Vec<Entry>>,
    has_zones: StoredValue<bool>,
    finding: Finding,
}

impl Palette {
    /// Provides it to everything below.
    pub fn provide(community: Arc<Community>, theme: ThemeChoice) -> Self {
        let palette = Self {
            community: StoredValue::new(community),
            theme,
            calendar: StoredValue::new(None),
            entries: RwSignal::default(),
            has_zones: StoredValue::new(false),
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

    /// Adds what the calendar has.
    pub fn add_calendar(self, calendar: InCalendar) {
        self.calendar.set_value(Some(calendar));
    }

    /// Opens the list.
    pub fn open(self) {
        let destinations = self.community.with_value(|community| destinations(community));
        self.has_zones.set_value(false);
        self.entries.set(entries(&destinations, self.calendar.get_value().as_ref(), self.theme));
        document::show_modal(DIALOG);
        self.finding.begin(FINDER, 0);
    }

    /// Adds the zones, once something is looked for: nobody reads through them all.
    fn add_zones(self) {
        if let Some(calendar) = self.calendar.get_value()
            && !self.has_zones.get_value()
        {
            self.has_zones.set_value(true);
            self.entries.update(|entries| entries.extend(zones(&calendar)));
        }
    }

    fn on_key(self, event: &KeyboardEvent) {
        let with_control = event.ctrl_key() || event.meta_key();
        let asks = match event.key().as_str() {
            "k" => with_control && !event.shift_key() && !event.alt_key(),
            // In a field it is a letter like others.
            "/" => !with_control && !event.alt_key() && !document::is_busy(),
            _ => false,
        };
        if asks && !document::is_embedded() {
            event.prevent_default();
            self.open();
        }
    }

    fn go(self, goal: Goal) {
        document::close_modal(DIALOG);
        let in_calendar = |then: &dyn Fn(InCalendar)| {
            if let Some(calendar) = self.calendar.get_value() {
                then(calendar);
            }
        };
        match goal {
            Goal::Address(url) => {
                location::go(&url);
                if let Some(section) = url.strip_prefix('#') {
                    let heading = heading_id(section);
                    clock::after(0, move || document::focus(&heading));
                }
            }
            Goal::Theme(theme) => self.theme.choose(theme),
            Goal::Event(link) => in_calendar(&|calendar| calendar.open_event.show(&link)),
            Goal::View(view) => in_calendar(&|calendar| {
                calendar.view_state.choose(view);
                document::reveal_soon(toolbar::TITLE.to_owned());
            }),
            Goal::Zone(zone) => in_calendar(&|calendar| calendar.open_event.reader.choose_zone(Some(&zone))),
        }
    }
}

/// The list over everything on the page.
#[component]
pub fn PaletteDialog(
    /// What it is opened by.
    palette: Palette,
) -> impl IntoView {
    let Palette { entries, finding, .. } = palette;
    let found =
        Memo::new(move |_| finding.words.with(|words| entries.with(|entries| offered(entries, words))));
    let items = Signal::derive(move || {
        let tell = |entry: &Entry| Found {
            words: entry.title.clone(),
            hint: entry.hint.clone(),
            icon: Some(entry.icon()),
            is_current: entry.is_current,
        };
        found.with(|found| found.iter().map(tell).collect::<Vec<_>>())
    });
    let on_choose = move |index: usize| {
        if let Some(entry) = found.with_untracked(|found| found.get(index).cloned()) {
            palette.go(entry.goal);
        }
    };
    view! {
        <Dialog id=DIALOG class="palette" label="Find anything on this page" on_close=|| ()>
            <Finder
                id=FINDER
                label="Section, channel, link, event, view, time zone or theme"
                list_label="On this page"
                finding
                found=items
                nothing="Nothing on this page has these words."
                on_choose
            />
        </Dialog>
    }
}
