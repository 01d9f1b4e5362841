//! The dialog for choosing a time zone.

use leptos::prelude::*;

use super::zone_list::ZoneList;
use crate::browser::dialogs;
use crate::ui::announcer::Announcer;
use crate::ui::dialog::Dialog;
use crate::ui::finder::{Finder, FinderState, Results};
use crate::ui::lazy_part::LazyPart;
use crate::ui::static_element::element;
use crate::ui::visitor::Visitor;

pub(super) const DIALOG: &str = "zone-dialog";
pub(super) const FINDER: &str = "zone";
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

/// The lazy part that lists the zones and applies the chosen one.
pub type ZoneSearch = LazyPart<fn(&ZoneChooser) -> Results>;

/// Opens the zone dialog, from anywhere in the calendar.
#[derive(Clone, Copy)]
pub struct ZoneChooser {
    pub(super) visitor: Visitor,
    pub(crate) zone_list: ZoneList,
    pub(super) purpose: RwSignal<Purpose>,
    pub(super) is_open: RwSignal<bool>,
    pub(super) finder: FinderState,
    pub(super) announcer: Announcer,
    /// Lists the zones.
    search: ZoneSearch,
}

impl ZoneChooser {
    /// Provides it as a context. `usual_zones` are those of the community.
    pub fn provide(visitor: Visitor, usual_zones: Vec<String>, search: ZoneSearch) -> Self {
        let chooser = Self {
            visitor,
            zone_list: ZoneList::new(visitor, usual_zones),
            purpose: RwSignal::default(),
            is_open: RwSignal::new(false),
            finder: FinderState::new(),
            announcer: Announcer::of_page(),
            search,
        };
        provide_context(chooser);
        chooser
    }

    /// Opens the dialog for a purpose.
    pub fn open(self, purpose: Purpose) {
        self.purpose.set(purpose);
        self.zone_list.fetch_places();
        self.search.request();
        self.is_open.set(true);
        dialogs::show_modal(DIALOG);
        self.finder.clear_and_focus(FINDER);
    }
}

/// A dialog with all zones and a search field.
#[component]
pub fn ZoneDialog(
    /// What opens it.
    chooser: ZoneChooser,
) -> impl IntoView {
    let ZoneChooser { finder, purpose, is_open, search, .. } = chooser;
    let results = search.call_once(chooser, is_open);
    let on_close = move || {
        is_open.set(false);
        finder.cancel();
    };
    view! {
        <Dialog id=DIALOG class="zone-dialog" labelled_by=TITLE on_close>
            {move || element("h4").class("zone-dialog-title").attr("id", TITLE).child(purpose.get().title())}
            <Finder
                id=FINDER
                label="City, country or offset"
                list_label="Time zones"
                finder
                results
                has_failed=Memo::new(move |_| search.has_failed())
                nothing="No place or zone has this name. Try a large city in the same zone, or an offset such as +5:30."
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
