//! The dialog for choosing a time zone.

use leptos::prelude::*;

use super::zone_list::{ZoneList, ZoneOption};
use crate::browser::document;
use crate::calendar::time::zone::Zone;
use crate::page::search::{Query, matching};
use crate::ui::announcer::Announcer;
use crate::ui::dialog::Dialog;
use crate::ui::finder::{Finder, Finding, Found, TimeThere};
use crate::ui::reader::{Reader, label};

const DIALOG: &str = "zone-dialog";
const FINDER: &str = "zone";
const TITLE: &str = "zone-dialog-title";

/// What the chosen zone is used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Purpose {
    /// For the times on the page.
    #[default]
    Shown,
    /// For a second time next to these.
    Second,
    /// For the list of who is awake.
    Awake,
}

impl Purpose {
    const fn title(self) -> &'static str {
        match self {
            Self::Shown => "Time zone",
            Self::Second => "Second time zone",
            Self::Awake => "Add a place",
        }
    }
}

/// Opens the zone dialog, from anywhere in the calendar.
#[derive(Clone, Copy)]
pub struct ZoneChooser {
    reader: Reader,
    zone_list: ZoneList,
    purpose: RwSignal<Purpose>,
    /// Empty while the dialog is closed.
    options: RwSignal<Vec<ZoneOption>>,
    finding: Finding,
    announcer: Announcer,
}

impl ZoneChooser {
    /// Provides it as a context.
    pub fn provide(reader: Reader, zone_list: ZoneList) -> Self {
        let chooser = Self {
            reader,
            zone_list,
            purpose: RwSignal::default(),
            options: RwSignal::default(),
            finding: Finding::new(),
            announcer: Announcer::of_page(),
        };
        provide_context(chooser);
        Effect::new(move || {
            if zone_list.has_places() && chooser.options.with_untracked(|options| !options.is_empty()) {
                chooser.list_zones();
            }
        });
        chooser
    }

    /// Opens the dialog for a purpose.
    pub fn open(self, purpose: Purpose) {
        self.purpose.set(purpose);
        self.zone_list.fetch_places();
        self.list_zones();
        let is_current = |option: &ZoneOption| self.is_current(&option.zone);
        let shown = self.options.with_untracked(|options| options.iter().position(is_current)).unwrap_or(0);
        document::show_modal(DIALOG);
        self.finding.begin(FINDER, shown);
    }

    fn list_zones(self) {
        let mut options = self.zone_list.options();
        if self.purpose.get_untracked() == Purpose::Second {
            // It would stand next to itself.
            let shown = self.reader.zone.get_untracked();
            options.retain(|option| option.zone != shown);
        }
        self.options.set(options);
    }

    fn is_current(self, zone: &Zone) -> bool {
        match self.purpose.get_untracked() {
            Purpose::Shown => self.reader.zone.with_untracked(|shown| shown == zone),
            Purpose::Second => self.reader.clocks.with_untracked(|clocks| clocks.second() == Some(zone)),
            Purpose::Awake => self.reader.awake_zones.with_untracked(|zones| zones.contains(zone)),
        }
    }

    fn choose(self, zone: &Zone) {
        if self.is_current(zone) {
            return;
        }
        match self.purpose.get_untracked() {
            Purpose::Shown => self.reader.choose_zone(Some(zone)),
            Purpose::Second => self.reader.choose_second_zone(Some(zone)),
            Purpose::Awake => {
                Reader::remember_zone(zone);
                self.reader.change_awake_zones(|zones| zones.push(zone.clone()));
                self.announcer.say(format!("{} is now in the list", label(zone)));
            }
        }
    }
}

/// A dialog with all zones and a search field.
#[component]
pub fn ZoneDialog(
    /// What opens it.
    chooser: ZoneChooser,
) -> impl IntoView {
    let ZoneChooser { reader, options, finding, purpose, .. } = chooser;
    let found = move || {
        finding.words.with(|words| {
            options.with(|options| matching(options, words).into_iter().cloned().collect::<Vec<_>>())
        })
    };
    // Read several times for each change.
    let items = Memo::new(move |_| {
        let query = finding.words.with(|words| Query::new(words));
        let (now, words) = (reader.minute.get(), reader.words.get());
        let time = |zone: &Zone| TimeThere {
            words: words.time(zone.civil_at(now).time()),
            language: words.language(),
        };
        let item = |option: &ZoneOption| Found {
            words: label(&option.zone),
            language: None,
            note: option.search_terms.matching_name(&query).map(ToOwned::to_owned),
            time: Some(time(&option.zone)),
            hint: option.offset.clone(),
            icon: None,
            is_current: chooser.is_current(&option.zone),
        };
        found().iter().map(item).collect::<Vec<_>>()
    });
    let on_choose = move |index: usize| {
        if let Some(option) = untrack(found).get(index) {
            document::close_modal(DIALOG);
            chooser.choose(&option.zone);
        }
    };
    view! {
        <Dialog id=DIALOG class="zone-dialog" labelled_by=TITLE on_close=move || options.set(Vec::new())>
            <h4 class="zone-dialog-title" id=TITLE>{move || purpose.get().title()}</h4>
            <Finder
                id=FINDER
                label="City, country or offset"
                list_label="Time zones"
                finding
                found=items
                nothing="No place or zone has this name. Try a large city in the same zone, or an offset such as +5:30."
                on_choose
            />
        </Dialog>
    }
}

/// A button that opens the dialog.
#[component]
pub fn ZoneButton(
    /// What opens the dialog.
    chooser: ZoneChooser,
    /// What the chosen zone is used for.
    purpose: Purpose,
    /// Its id, if something moves the focus to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// Its text.
    children: Children,
) -> impl IntoView {
    view! {
        <button type="button" id=id class="quiet-button" aria-haspopup="dialog" on:click=move |_| chooser.open(purpose)>
            {children()}
        </button>
    }
}
