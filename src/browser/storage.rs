//! What the reader chose, kept for next time.

/// A choice that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoredChoice {
    /// The theme; absent where the system's is followed.
    Theme,
    /// The zone; absent where the reader's own is shown.
    Zone,
    /// The zone beside it; absent where there is none.
    SecondZone,
    /// The zones in which the reader wants to know who is awake, beside the community's; absent where there are none.
    AwakeZones,
}

impl StoredChoice {
    const fn key(self) -> &'static str {
        match self {
            Self::Theme => "hearth.theme",
            Self::Zone => "hearth.zone",
            Self::SecondZone => "hearth.zone2",
            Self::AwakeZones => "hearth.awake",
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Whether the browser keeps choices at all.
pub fn is_there() -> bool {
    storage().is_some_and(|storage| storage.get_item(StoredChoice::Zone.key()).is_ok())
}

/// The kept choice; nothing where there is none, or where the browser keeps nothing.
pub fn get(choice: StoredChoice) -> Option<String> {
    storage()?.get_item(choice.key()).ok()?
}

/// Keeps a choice, or forgets it. A browser that keeps nothing is left in peace: the choice holds for this visit.
pub fn set(choice: StoredChoice, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(choice.key(), value),
        None => storage.remove_item(choice.key()),
    };
}
