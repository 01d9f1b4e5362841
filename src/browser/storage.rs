//! What the reader chose, kept for next time.

/// A choice that is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The theme; absent where the system's is followed.
    Theme,
    /// The zone; absent where the reader's own is shown.
    Zone,
}

impl Choice {
    const fn key(self) -> &'static str {
        match self {
            Self::Theme => "hearth.theme",
            Self::Zone => "hearth.zone",
        }
    }
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The kept choice; nothing where there is none, or where the browser keeps nothing.
pub fn get(choice: Choice) -> Option<String> {
    storage()?.get_item(choice.key()).ok()?
}

/// Keeps a choice, or forgets it. A browser that keeps nothing is left in peace: the choice holds for this visit.
pub fn set(choice: Choice, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(choice.key(), value),
        None => storage.remove_item(choice.key()),
    };
}
