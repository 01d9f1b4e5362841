//! The visitor's own choice of the hour cycle and the first day of the week.

use leptos::prelude::*;

use crate::browser::storage::{self, StoredChoice};
use crate::ui::visitor::Visitor;

/// The choices of the hour cycle: the value that is stored, and its name. The first is the locale's own.
const HOURS: [(&str, &str); 3] = [("", "Automatic"), ("24", "24 hours"), ("12", "12 hours")];

/// The choices of the first day of the week, likewise.
const WEEK_STARTS: [(&str, &str); 4] =
    [("", "Automatic"), ("1", "Monday"), ("7", "Sunday"), ("6", "Saturday")];

/// Two selections, which are stored.
#[component]
pub fn Preferences(
    /// The visitor's zone, clock and language.
    visitor: Visitor,
) -> impl IntoView {
    view! {
        <Choice visitor label="Clock" stored=StoredChoice::Hours choices=&HOURS />
        <Choice visitor label="Week starts on" stored=StoredChoice::WeekStart choices=&WEEK_STARTS />
    }
}

#[component]
fn Choice(
    visitor: Visitor,
    label: &'static str,
    stored: StoredChoice,
    choices: &'static [(&'static str, &'static str)],
) -> impl IntoView {
    let current = storage::get(stored).unwrap_or_default();
    let options = choices.iter().map(|(value, name)| {
        view! { <option value=*value selected=*value == current>{*name}</option> }
    });
    let on_change = move |event| {
        let value = event_target_value(&event);
        storage::set(stored, Some(value.as_str()).filter(|value| !value.is_empty()));
        visitor.renew_words();
    };
    view! {
        <label class="menu-field">
            <span>{label}</span>
            <select on:change=on_change>{options.collect_view()}</select>
        </label>
    }
}
