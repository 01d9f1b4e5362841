//! The dialog for choosing a time zone.

use leptos::prelude::*;

use crate::browser::{document, intl, zone as browser_zone};
use crate::calendar::time::zone::{Zone, ZoneDatabase as _};
use crate::page::search::{Findable, matching, unprefixed};
use crate::small_sort::sort_by_key;
use crate::ui::announcer::Announcer;
use crate::ui::dialog::Dialog;
use crate::ui::finder::{Finder, Finding, Found};
use crate::ui::reader::{Reader, label};

const DIALOG: &str = "zone-dialog";
const FINDER: &str = "zone";

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

/// A zone to choose.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneOption {
    /// The zone.
    pub zone: Zone,
    /// Its current UTC offset, as text.
    pub offset: String,
    /// The text to search in: its names and its offset, folded.
    pub found_by: String,
}

impl Findable for ZoneOption {
    fn found_by(&self) -> &str {
        &self.found_by
    }
}

/// Opens the zone dialog, from anywhere in the calendar.
#[derive(Clone, Copy)]
pub struct ZoneChooser {
    reader: Reader,
    purpose: RwSignal<Purpose>,
    options: RwSignal<Vec<ZoneOption>>,
    finding: Finding,
    announcer: Announcer,
}

impl ZoneChooser {
    /// Provides it as a context.
    pub fn provide(reader: Reader) -> Self {
        let chooser = Self {
            reader,
            purpose: RwSignal::default(),
            options: RwSignal::default(),
            finding: Finding::new(),
            announcer: Announcer::of_page(),
        };
        provide_context(chooser);
        chooser
    }

    /// Opens the dialog for a purpose.
    pub fn open(self, purpose: Purpose) {
        self.purpose.set(purpose);
        let options = all_options(self.reader);
        let shown = options.iter().position(|option| self.is_current(&option.zone)).unwrap_or(0);
        self.options.set(options);
        document::show_modal(DIALOG);
        self.finding.begin(FINDER, shown);
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
    let ZoneChooser { options, finding, .. } = chooser;
    let found = Memo::new(move |_| {
        finding.words.with(|words| {
            options.with(|options| matching(options, words).into_iter().cloned().collect::<Vec<_>>())
        })
    });
    let items = Signal::derive(move || {
        let item = |option: &ZoneOption| Found {
            words: label(&option.zone),
            hint: option.offset.clone(),
            icon: None,
            is_current: chooser.is_current(&option.zone),
        };
        found.with(|found| found.iter().map(item).collect::<Vec<_>>())
    });
    let on_choose = move |index: usize| {
        if let Some(option) = found.with_untracked(|found| found.get(index).cloned()) {
            document::close_modal(DIALOG);
            chooser.choose(&option.zone);
        }
    };
    view! {
        <Dialog id=DIALOG class="zone-dialog" label="Choose a time zone" on_close=|| ()>
            <Finder
                id=FINDER
                label="City, country or offset"
                list_label="Time zones"
                finding
                found=items
                nothing="No zone has this name. Try a large city nearby."
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

/// Every zone that the browser knows; the visitor's own is first.
pub fn all_options(reader: Reader) -> Vec<ZoneOption> {
    let now = reader.now.get_untracked();
    let own = reader.own_zone.get_untracked();
    let option = |zone: Zone| {
        let offset = zone.offset_at(now).label();
        let named = browser_zone::name_in_words(zone.name()).unwrap_or_default();
        let name = label(&zone).replace('/', " ");
        let found_by = intl::fold(&format!("{name} {named} {}", unprefixed(&offset)));
        ZoneOption { zone, offset, found_by }
    };
    let zones =
        browser_zone::all_names().into_iter().filter_map(|name| browser_zone::BrowserZones.find(&name));
    let mut options: Vec<_> = zones.map(option).collect();
    sort_by_key(&mut options, |option| own.as_ref() != Some(&option.zone));
    options
}
