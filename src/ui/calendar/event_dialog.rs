//! The dialog that shows the open event over a grid.

use leptos::prelude::*;

use super::occurrence::occurrence as row;
use super::open_event::{EVENT_DIALOG, LinkedOccurrence, OpenEvent};
use super::view_state::ViewState;
use crate::browser::dialogs;
use crate::calendar::text::agenda_text::entry_text;
use crate::calendar::time::midnight;
use crate::calendar::views::agenda::Entry;
use crate::calendar::views::period::View;
use crate::ui::dialog::Dialog;
use crate::ui::effect::effect;
use crate::ui::languages;
use crate::ui::static_element::{element, untranslated};

const TITLE: &str = "event-dialog-day";

/// The dialog that shows the open event over a grid; the agenda shows its events in the list instead.
#[component]
pub fn EventDialog(
    /// The event that is open.
    open_event: OpenEvent,
    /// The view and date that are shown.
    view_state: ViewState,
) -> impl IntoView {
    let occurrence = Memo::new(move |_| match open_event.linked(&[]) {
        LinkedOccurrence::Found(occurrence) if view_state.view.get() != View::Agenda => Some(occurrence),
        _ => None,
    });
    let visitor = open_event.visitor;
    effect(move || {
        if occurrence.with(Option::is_none) {
            dialogs::close_modal(EVENT_DIALOG);
        } else if visitor.has_controls.get() {
            dialogs::show_modal(EVENT_DIALOG);
        }
    });
    // A memo, so that the content is rendered again only when a text changes, and not every minute.
    let texts = Memo::new(move |_| {
        let now = visitor.minute.get();
        occurrence.get().map(|occurrence| {
            let (clocks, words) = (visitor.clocks.get(), visitor.words.get());
            let entry = Entry::new(&occurrence, &clocks.zone);
            let day = entry.start_here.date();
            let changes = open_event.changes.get();
            let text = entry_text(&entry, midnight(day), &clocks, &changes, now, words.as_ref());
            (text, words.day(day, true), words.language())
        })
    });
    let content = move || {
        texts.get().map(|(text, day, language)| {
            let title = element("span").class("visually-hidden").attr("lang", languages::content());
            let heading = element("h4")
                .class("event-dialog-day")
                .attr("id", TITLE)
                .child(title.child(text.title.clone()).child(", "))
                .child(untranslated("span").attr("lang", language.clone()).child(day.clone()));
            (heading, element("ol").attr("role", "list").child(row(text, &day, &language)))
        })
    };
    let on_close = move || {
        if occurrence.with_untracked(Option::is_some) {
            open_event.close();
        }
    };
    view! {
        <Dialog id=EVENT_DIALOG class="event-dialog" labelled_by=TITLE on_close>
            {content}
        </Dialog>
    }
}
