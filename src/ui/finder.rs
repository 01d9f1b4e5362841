//! A search field with a list of results (the WAI-ARIA combobox pattern).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::icon::Icon;
use crate::browser::{document, intl};

/// How many options Page Up and Page Down move.
const PAGE: usize = 8;

/// The state of a finder: the text typed, and the active option.
#[derive(Clone, Copy)]
pub struct Finding {
    /// The text as typed.
    typed: RwSignal<String>,
    /// The same text as folded words. Not derived from it, because folding needs a browser, and the host would compute
    /// a derived signal too.
    pub words: RwSignal<Vec<String>>,
    /// The index of the active option.
    active: RwSignal<usize>,
}

/// One of the options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its title.
    pub words: String,
    /// The language of the title, if it is not that of the interface.
    pub language: Option<String>,
    /// The name by which it was found, if the title does not contain it.
    pub note: Option<String>,
    /// Of a time zone, the time there.
    pub time: Option<TimeThere>,
    /// A short addition to the title.
    pub hint: String,
    /// The icon of its kind; `None` if all options are of one kind.
    pub icon: Option<&'static str>,
    /// Whether it is the current choice.
    pub is_current: bool,
}

/// The time in a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeThere {
    /// The time as text.
    pub words: String,
    /// The language of the text.
    pub language: String,
}

impl Finding {
    /// The state with an empty field.
    pub fn new() -> Self {
        Self { typed: RwSignal::default(), words: RwSignal::default(), active: RwSignal::default() }
    }

    /// Clears the field, moves the focus to it, and makes an option of the whole list active.
    pub fn begin(self, id: &'static str, active: usize) {
        self.typed.set(String::new());
        self.words.set(Vec::new());
        self.active.set(active);
        document::focus(&input_id(id));
        document::reveal_soon(option_id(id, active));
    }

    fn search(self, typed: String) {
        self.words.set(intl::folded_words(&typed));
        self.typed.set(typed);
        self.active.set(0);
    }
}

impl Default for Finding {
    fn default() -> Self {
        Self::new()
    }
}

/// A search field with the matching options below it.
#[component]
pub fn Finder(
    /// The prefix of the ids of its elements.
    id: &'static str,
    /// The label of the field.
    label: &'static str,
    /// The accessible name of the list.
    list_label: &'static str,
    /// The state of the finder.
    finding: Finding,
    /// The matching options.
    #[prop(into)]
    found: Signal<Vec<Found>>,
    /// The sentence that is shown if there are none.
    nothing: &'static str,
    /// Called with the index of the chosen option.
    on_choose: impl Fn(usize) + Copy + Send + 'static,
) -> impl IntoView {
    let Finding { typed, active, .. } = finding;
    let on_key = move |event: KeyboardEvent| {
        let last = found.with(Vec::len).saturating_sub(1);
        let now = active.get_untracked();
        let moved = match event.key().as_str() {
            "ArrowDown" => now.saturating_add(1).min(last),
            "ArrowUp" => now.saturating_sub(1),
            "PageDown" => now.saturating_add(PAGE).min(last),
            "PageUp" => now.saturating_sub(PAGE),
            "Enter" => {
                event.prevent_default();
                if found.with(|found| now < found.len()) {
                    on_choose(now);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(moved);
        document::reveal(&option_id(id, moved));
    };
    let option = move |(index, it): (usize, Found)| {
        view! {
            <li
                id=option_id(id, index)
                class="finder-option"
                role="option"
                aria-selected=move || (active.get() == index).to_string()
                data-current=it.is_current.then_some("")
                on:click=move |_| on_choose(index)
            >
                {it.icon.map(|name| view! { <Icon name /> })}
                <span class="finder-option-words">
                    <bdi lang=it.language>{it.words}</bdi>
                    {it.is_current.then_some(" (shown now)")}
                    {it.note.map(|note| view! { " " <bdi class="finder-option-note">{note}</bdi> })}
                </span>
                <span class="finder-option-end">
                    {it
                        .time
                        .map(|time| {
                            view! {
                                <bdi class="finder-option-time" lang=time.language>
                                    {time.words}
                                </bdi>
                                " "
                            }
                        })}
                    <bdi class="finder-option-hint">{it.hint}</bdi>
                </span>
            </li>
        }
    };
    let count = move || match found.with(Vec::len) {
        0 => String::new(),
        1 => "1 found".to_owned(),
        count => format!("{count} found"),
    };
    let active_id = move || found.with(|found| !found.is_empty()).then(|| option_id(id, active.get()));
    view! {
        <label class="finder-label" for=input_id(id)>{label}</label>
        <input
            id=input_id(id)
            class="finder-input"
            type="text"
            role="combobox"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="go"
            aria-autocomplete="list"
            aria-expanded="true"
            aria-controls=list_id(id)
            aria-activedescendant=active_id
            prop:value=typed
            on:input=move |event| finding.search(event_target_value(&event))
            on:keydown=on_key
        />
        <ul id=list_id(id) class="finder-list" role="listbox" aria-label=list_label>
            {move || found.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
        // Screen readers ignore the page's live region while a modal dialog is open.
        <p class="visually-hidden" role="status">{count}</p>
        <p class="finder-nothing" role="status">{move || found.with(Vec::is_empty).then_some(nothing)}</p>
    }
}

fn input_id(id: &str) -> String {
    format!("{id}-input")
}

fn list_id(id: &str) -> String {
    format!("{id}-list")
}

fn option_id(id: &str, index: usize) -> String {
    format!("{id}-option-{index}")
}
