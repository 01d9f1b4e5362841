//! An event of a grid, opened: all that is told of it.

use leptos::prelude::*;

use super::occurrence::Occurrence;
use crate::browser::document;
use crate::calendar::agenda::Entry;
use crate::calendar::agenda_text::entry_text;
use crate::calendar::time::midnight;
use crate::ui::icon::Icon;
use crate::ui::reader::Reader;

const DIALOG: &str = "event-dialog";
const TITLE: &str = "event-dialog-day";

/// The event that is opened, by its key.
#[derive(Clone, Copy)]
pub struct Opened(RwSignal<Option<String>>);

impl Opened {
    /// None yet.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Opens an event of those that are shown.
    pub fn open(self, key: &str) {
        self.0.set(Some(key.to_owned()));
        document::show_modal(DIALOG);
    }
}

impl Default for Opened {
    fn default() -> Self {
        Self::new()
    }
}

/// The dialog in which an event is opened.
#[component]
pub fn EventDialog(
    /// Who reads.
    reader: Reader,
    /// The events that are shown.
    entries: Memo<Vec<Entry>>,
    /// Which of them is opened.
    opened: Opened,
) -> impl IntoView {
    let text = Memo::new(move |_| {
        let key = opened.0.get()?;
        let (zone, words) = (reader.zone.get(), reader.words.get());
        entries.with(|entries| {
            let entry = entries.iter().find(|entry| entry.key == key)?;
            let day = entry.start_here.date();
            Some((
                words.day(day, true),
                words.language(),
                entry_text(entry, midnight(day), &zone, words.as_ref()),
            ))
        })
    });
    let content = move || {
        text.get().map(|(day, language, entry)| {
            view! {
                <h4 class="event-dialog-day" id=TITLE lang=language.clone()>{day}</h4>
                <ol role="list">
                    <Occurrence entry language />
                </ol>
            }
        })
    };
    view! {
        <dialog class="event-dialog" id=DIALOG aria-labelledby=TITLE on:close=move |_| opened.0.set(None)>
            <form method="dialog" class="event-dialog-close">
                <button type="submit" class="toolbar-step" aria-label="Close">
                    <Icon name="close" />
                </button>
            </form>
            {content}
        </dialog>
    }
}
