//! The visitor's choices, stored for the next visit.

use std::cell::RefCell;

thread_local! {
    /// The choices that the browser did not store. They last for this visit.
    static NOT_STORED: RefCell<Vec<(StoredChoice, Option<String>)>> = const { RefCell::new(Vec::new()) };
}

/// A stored choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredChoice {
    /// The theme; absent if it follows the system.
    Theme,
    /// The zone; absent if it is the visitor's own.
    Zone,
    /// The second zone; absent if there is none.
    SecondZone,
    /// The zones that the visitor has added to the community's for who is awake; absent if there are none.
    AwakeZones,
    /// The hour cycle, 12 or 24; absent if it is that of the locale.
    Hours,
    /// The first day of the week, from 1 (Monday) to 7; absent if it is that of the locale.
    WeekStart,
    /// The zones that were chosen last, for any purpose; absent if none was.
    RecentZones,
}

impl StoredChoice {
    const fn key(self) -> &'static str {
        match self {
            Self::Theme => "hearth.theme",
            Self::Zone => "hearth.zone",
            Self::SecondZone => "hearth.zone2",
            Self::AwakeZones => "hearth.awake",
            Self::Hours => "hearth.hours",
            Self::WeekStart => "hearth.week",
            Self::RecentZones => "hearth.zones",
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Whether the browser allows storage at all.
pub fn is_there() -> bool {
    storage().is_some_and(|storage| storage.get_item(StoredChoice::Zone.key()).is_ok())
}

/// The stored choice; `None` if there is none.
pub fn get(choice: StoredChoice) -> Option<String> {
    let not_stored = NOT_STORED.with_borrow(|all| all.iter().find(|(of, _)| *of == choice).cloned());
    not_stored.map_or_else(|| storage()?.get_item(choice.key()).ok()?, |(_, value)| value)
}

/// Stores or removes a choice. If the browser does not allow storage, the choice lasts for this visit.
pub fn set(choice: StoredChoice, value: Option<&str>) {
    let is_stored = storage().is_some_and(|storage| match value {
        Some(value) => storage.set_item(choice.key(), value).is_ok(),
        None => storage.remove_item(choice.key()).is_ok(),
    });
    NOT_STORED.with_borrow_mut(|all| {
        all.retain(|(of, _)| *of != choice);
        if !is_stored {
            all.push((choice, value.map(ToOwned::to_owned)));
        }
    });
}
