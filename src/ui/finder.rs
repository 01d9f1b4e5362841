//! Typing to find one of many things (WAI-ARIA's combobox with a list).

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::icon::Icon;
use crate::browser::{document, intl};

/// How many things further a page is.
const PAGE: usize = 8;

/// What is being looked for, and which of the things found is pointed at.
#[derive(Clone, Copy)]
pub struct Finding {
    /// What is typed, as it is typed.
    typed: RwSignal<String>,
    /// The same, folded into words. Kept beside it because folding takes a browser, and what is derived is derived on
    /// the host too.
    pub words: RwSignal<Vec<String>>,
    /// The place in the list of the thing that is pointed at.
    active: RwSignal<usize>,
}

/// One of the things that are found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is called.
    pub words: String,
    /// What more there is to say in a word or two.
    pub hint: String,
    /// What sort of thing it is, by its symbol; none where all are of one sort.
    pub icon: Option<&'static str>,
    /// Whether it is the one that is chosen already.
    pub is_current: bool,
}

impl Finding {
    /// Nothing is looked for.
    pub fn new() -> Self {
        Self { typed: RwSignal::default(), words: RwSignal::default(), active: RwSignal::default() }
    }

    /// Begins anew, pointing at a place of the whole list.
    pub fn begin(self, id: &'static str, active: usize) {
        self.typed.set(String::new());
        self.words.set(Vec::new());
        self.active.set(active);
        document::focus(&input_id(id));
        document::reveal_soon(option_id(id, active));
    }

    fn look_for(self, typed: String) {
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

/// A field to type into, and below it what is found.
#[component]
pub fn Finder(
    /// What the ids of its parts begin with.
    id: &'static str,
    /// What can be typed.
    label: &'static str,
    /// What the list is called.
    list_label: &'static str,
    /// What is being looked for.
    finding: Finding,
    /// What is found.
    #[prop(into)]
    found: Signal<Vec<Found>>,
    /// A sentence for when nothing is.
    nothing: &'static str,
    /// What is to be done with the thing at a place of the list.
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
                <bdi class="finder-option-words">{it.words}</bdi>
                {it.is_current.then_some(" (shown now)")}
                <bdi class="finder-option-hint">{it.hint}</bdi>
            </li>
        }
    };
    let count = move || match found.with(Vec::len) {
        0 => String::new(),
        1 => "1 found".to_owned(),
        count => format!("{count} found"),
    };
    let pointed_at = move || found.with(|found| !found.is_empty()).then(|| option_id(id, active.get()));
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
            aria-activedescendant=pointed_at
            prop:value=typed
            on:input=move |event| finding.look_for(event_target_value(&event))
            on:keydown=on_key
        />
        <ul id=list_id(id) class="finder-list" role="listbox" aria-label=list_label>
            {move || found.get().into_iter().enumerate().map(option).collect_view()}
        </ul>
        // The page's own announcements are not heard while a window is over it.
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
