//! What the clocks do to a series, said beside the occurrence and once above the agenda.

use leptos::prelude::*;

use super::Meetings;
use super::said::Said;
use crate::ui::icon::Icon;

/// Says that an occurrence comes at another time for the reader than the one before it.
#[component]
pub fn ClockLine(
    /// The key of the occurrence.
    key: String,
) -> impl IntoView {
    let meetings = use_context::<Meetings>();
    move || {
        let meetings = meetings?;
        let change = meetings.change_of(&key)?;
        let (phrase, language) =
            meetings.reader.words.with(|words| (change.both_times(words.as_ref()), words.language()));
        Some(view! {
            <p class="clock-change" data-clock-change>
                <Icon name="clock-change" />
                <span>
                    <strong>{change.headline()}</strong>
                    <span class="clock-change-times"><Said phrase language /></span>
                </span>
            </p>
        })
    }
}

/// One line above the agenda when the clocks touch any series of the coming weeks.
#[component]
pub fn ClockNotice() -> impl IntoView {
    let meetings = use_context::<Meetings>();
    move || {
        let meetings = meetings?;
        let summary = meetings.changes_ahead()?;
        let link = summary.first.link.clone();
        let (phrase, language) =
            meetings.reader.words.with(|words| (summary.sentence(words.as_ref()), words.language()));
        Some(view! {
            <p class="clock-notice" data-clock-notice>
                <Icon name="clock-change" />
                <span>
                    <Said phrase language />
                    " "
                    <button type="button" class="clock-notice-show" on:click=move |_| meetings.show(&link)>
                        "Show the first"
                    </button>
                </span>
            </p>
        })
    }
}
