//! A search field with a list of results (the WAI-ARIA combobox pattern).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::announcer::Announcer;
use super::icon::icon;
use super::static_element::{StaticElement, changing_words, element, untranslated};
use crate::browser::{focus, intl, scrolling};
use crate::ui::effect::effect;

/// How many options Page Up and Page Down move.
const PAGE: usize = 8;

/// The state of a finder: the text typed, and the active option.
#[derive(Clone, Copy)]
pub struct FinderState {
    /// The text as typed.
    typed: RwSignal<String>,
    /// The same text as folded words. Not derived from it, because folding needs a browser, and the host would compute
    /// a derived signal too.
    pub words: RwSignal<Vec<String>>,
    /// The index of the active option.
    active: RwSignal<usize>,
    /// Whether Enter was pressed while the results, or what they need, were loading.
    is_entered: RwSignal<bool>,
}

/// One of the options.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FinderOption {
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
    /// The language of the addition, if it is not that of the interface.
    pub hint_language: Option<String>,
    /// The icon of its kind; `None` if all options are of one kind.
    pub icon: Option<&'static str>,
    /// Whether it is the current choice.
    pub is_current: bool,
}

/// What a finder has found, and what happens when an option is chosen.
#[derive(Clone, Copy)]
pub struct Results {
    /// The options that match what is typed.
    pub found: Memo<Vec<FinderOption>>,
    /// Whether the first option may change, because something that the search needs is still loading.
    pub is_incomplete: Memo<bool>,
    /// Called with the index of the chosen option.
    pub choose: Callback<usize>,
}

/// The time in a zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeThere {
    /// The time as text.
    pub words: String,
    /// The language of the text.
    pub language: String,
}

impl FinderState {
    /// The state with an empty field.
    pub fn new() -> Self {
        Self {
            typed: RwSignal::default(),
            words: RwSignal::default(),
            active: RwSignal::default(),
            is_entered: RwSignal::default(),
        }
    }

    /// Clears the field and moves the focus to it.
    pub fn clear_and_focus(self, id: &'static str) {
        self.typed.set(String::new());
        self.words.set(Vec::new());
        self.active.set(0);
        self.is_entered.set(false);
        focus::move_to(&input_id(id));
    }

    /// Forgets an Enter that waits for the results, because the dialog is closed.
    pub fn cancel(self) {
        self.is_entered.set(false);
    }

    /// Makes an option active and scrolls to it.
    pub fn activate(self, id: &'static str, active: usize) {
        self.active.set(active);
        scrolling::reveal_soon(option_id(id, active));
    }

    fn search(self, typed: String) {
        self.words.set(intl::folded_words(&typed));
        self.typed.set(typed);
        self.active.set(0);
        self.is_entered.set(false);
    }
}

impl Default for FinderState {
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
    finder: FinderState,
    /// The results; `None` while the part that computes them is loading.
    results: RwSignal<Option<Results>>,
    /// Whether that part could not be loaded.
    has_failed: Memo<bool>,
    /// The sentence that is shown if nothing is found.
    nothing: &'static str,
) -> impl IntoView {
    let FinderState { typed, active, is_entered, .. } = finder;
    let found = move || results.get().map(|results| results.found);
    let count = move || found().map_or(0, |found| found.with(Vec::len));
    let on_choose = move |index| {
        if index < untrack(count)
            && let Some(results) = results.get_untracked()
        {
            results.choose.run(index);
        }
    };
    let may_change = move || results.get().is_none_or(|results| results.is_incomplete.get());
    effect(move || {
        if !may_change() && is_entered.get_untracked() {
            is_entered.set(false);
            on_choose(active.get_untracked());
        }
    });
    let on_key = move |event: KeyboardEvent| {
        // During composition, Enter confirms the text of the input method editor.
        if event.is_composing() {
            return;
        }
        let (key, now) = (event.key(), active.get_untracked());
        if key == "Enter" {
            event.prevent_default();
            let is_early = now == 0 && untrack(may_change);
            is_entered.set(is_early);
            if !is_early {
                on_choose(now);
            }
            return;
        }
        let Some(moved) = moved(&key, now, untrack(count)) else { return };
        event.prevent_default();
        active.set(moved);
        scrolling::reveal(&option_id(id, moved));
    };
    let option = move |(index, it): (usize, FinderOption)| {
        let is_current = it.is_current.then_some("");
        view! {
            <li
                id=option_id(id, index)
                class="finder-option"
                role="option"
                aria-selected=move || (active.get() == index).to_string()
                data-current=is_current
                on:click=move |_| on_choose(index)
            >
                {option_content(it)}
            </li>
        }
    };
    let nothing = move || match (results.get(), has_failed.get()) {
        (None, true) => {
            Some("The list could not be loaded. Close this dialog and open it again, or reload the page.")
        }
        (None, false) => Some("Loading…"),
        (Some(_), _) => (count() == 0).then_some(nothing),
    };
    // Separate from the page's announcer, so that a delayed count is not announced after the dialog is closed.
    let announcer = Announcer::default();
    Effect::new(move |before: Option<(Vec<String>, usize)>| {
        let now = (finder.words.get(), count());
        if before.is_some_and(|before| before != now) {
            announcer.say_after_a_pause(match now.1 {
                0 => String::new(),
                1 => "1 found".to_owned(),
                count => format!("{count} found"),
            });
        }
        now
    });
    let active_id = move || (count() > 0).then(|| option_id(id, active.get()));
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
            on:input=move |event| finder.search(event_target_value(&event))
            on:keydown=on_key
        />
        <ul id=list_id(id) class="finder-list" role="listbox" aria-label=list_label>
            {move || found().map(|found| found.get().into_iter().enumerate().map(option).collect_view())}
        </ul>
        <p class="visually-hidden" role="status">{move || announcer.words()}</p>
        <p class="finder-nothing" role="status">{move || nothing().map(changing_words)}</p>
    }
}

/// The icon, the words, and the time and the hint at the end of an option.
fn option_content(it: FinderOption) -> Vec<StaticElement> {
    // Names of zones and offsets are not translated.
    let name_element = if it.time.is_some() { untranslated } else { element };
    let words = element("span")
        .class("finder-option-words")
        .child(name_element("bdi").attr("lang", it.language).child(it.words))
        .child(it.is_current.then_some(" (shown now)"))
        .child(it.note.map(|note| (" ", element("bdi").class("finder-option-note").child(note))));
    let time = it.time.map(|time| {
        (untranslated("bdi").class("finder-option-time").attr("lang", time.language).child(time.words), " ")
    });
    let hint = name_element("bdi").class("finder-option-hint").attr("lang", it.hint_language).child(it.hint);
    let end = element("span").class("finder-option-end").child((time, hint));
    it.icon.map(icon).into_iter().chain([words, end]).collect()
}

/// The index of the option that a key makes active.
fn moved(key: &str, active: usize, count: usize) -> Option<usize> {
    let moved = match key {
        "ArrowDown" => active.saturating_add(1),
        "ArrowUp" => active.saturating_sub(1),
        "PageDown" => active.saturating_add(PAGE),
        "PageUp" => active.saturating_sub(PAGE),
        _ => return None,
    };
    Some(moved.min(count.saturating_sub(1)))
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
