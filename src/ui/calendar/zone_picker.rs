//! Which zone times are shown in, and a list to choose another from.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::browser::{clock, document, intl, zone as browser_zone};
use crate::calendar::zone::{Zone, ZoneDatabase as _};
use crate::ui::announcer::Announcer;
use crate::ui::icon::Icon;
use crate::ui::reader::Reader;

const DIALOG: &str = "zone-dialog";
const INPUT: &str = "zone-input";
const LIST: &str = "zone-list";

/// A zone to choose.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    zone: Zone,
    label: String,
    offset: String,
    /// What the reader's words are looked for in.
    found_by: String,
}

/// Which zone times are shown in, with the ways to another and back to one's own.
#[component]
pub fn ZonePicker(
    /// Who reads.
    reader: Reader,
) -> impl IntoView {
    let shown = move || reader.zone.with(|zone| label(zone.name()));
    let offset = move || {
        let now = reader.minute.get();
        reader.zone.with(|zone| zone.offset_at(now).label())
    };
    // «UTC (UTC)» would say the same thing twice.
    let offset_beside =
        move || Some(offset()).filter(|offset| *offset != shown()).map(|offset| format!("({offset})"));
    let is_own =
        move || reader.own_zone.with(|own| own.as_ref().is_none_or(|own| reader.zone.with(|it| it == own)));
    let own_label = move || reader.own_zone.with(|own| own.as_ref().map(|own| label(own.name())));
    view! {
        <div class="zone-picker">
            <p class="zone-picker-shown">
                <Icon name="globe" />
                <span>"Times in " <strong>{shown}</strong> " " {offset_beside}</span>
            </p>
            <div class="zone-picker-ways" data-needs-script>
                <button type="button" class="quiet-button" popovertarget=DIALOG>
                    "Change time zone"
                </button>
                <Show when=move || !is_own()>
                    <button type="button" class="quiet-button" on:click=move |_| reader.choose_zone(None)>
                        "Back to mine: "
                        {own_label}
                    </button>
                </Show>
            </div>
            <ZoneDialog reader />
        </div>
    }
}

#[component]
fn ZoneDialog(reader: Reader) -> impl IntoView {
    let announcer = Announcer::of_page();
    let choices = RwSignal::new(Vec::<Choice>::new());
    let query = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    // Kept beside the query because folding takes a browser, and what is derived is derived on the host too.
    let folded = RwSignal::new(String::new());
    let found = Memo::new(move |_| choices.with(|choices| folded.with(|words| matching(choices, words))));
    let choose = move |choice: &Choice| {
        let own = reader.own_zone.get_untracked();
        document::hide_popover(DIALOG);
        if reader.zone.with_untracked(|shown| *shown != choice.zone) {
            reader.choose_zone(Some(&choice.zone).filter(|zone| own.as_ref() != Some(zone)));
            announcer.say(format!("Times are now in {}", choice.label));
        }
    };
    let on_toggle = move |_| {
        if document::is_popover_open(DIALOG) {
            query.set(String::new());
            folded.set(String::new());
            let all = all_choices(reader);
            let shown =
                reader.zone.with_untracked(|shown| all.iter().position(|choice| choice.zone == *shown));
            active.set(shown.unwrap_or(0));
            choices.set(all);
            document::focus(INPUT);
            clock::after(0, move || document::reveal(&option_id(active.get_untracked())));
        }
    };
    let on_input = move |words: String| {
        folded.set(intl::fold(&words));
        query.set(words);
        active.set(0);
        announcer.say(match found.with(Vec::len) {
            0 => "No zone has this name".to_owned(),
            1 => "One zone".to_owned(),
            count => format!("{count} zones"),
        });
    };
    let on_key = move |event: KeyboardEvent| {
        let last = found.with(Vec::len).saturating_sub(1);
        let moved = match event.key().as_str() {
            "ArrowDown" => active.get_untracked().saturating_add(1).min(last),
            "ArrowUp" => active.get_untracked().saturating_sub(1),
            "PageDown" => active.get_untracked().saturating_add(8).min(last),
            "PageUp" => active.get_untracked().saturating_sub(8),
            "Enter" => {
                event.prevent_default();
                if let Some(choice) = found.with(|found| found.get(active.get_untracked()).cloned()) {
                    choose(&choice);
                }
                return;
            }
            _ => return,
        };
        event.prevent_default();
        active.set(moved);
        document::reveal(&option_id(moved));
    };
    let option = move |(place, choice): (usize, Choice)| {
        let picked = choice.clone();
        let is_shown = reader.zone.with_untracked(|shown| *shown == choice.zone);
        view! {
            <li
                id=option_id(place)
                class="zone-option"
                role="option"
                aria-selected=move || (active.get() == place).to_string()
                data-shown=is_shown.then_some("")
                on:click=move |_| choose(&picked)
            >
                <span>{choice.label} {is_shown.then_some(" (shown now)")}</span>
                <span class="zone-option-offset">{choice.offset}</span>
            </li>
        }
    };
    view! {
        <div
            id=DIALOG
            class="zone-dialog"
            popover="auto"
            role="dialog"
            aria-label="Choose a time zone"
            on:toggle=on_toggle
        >
            <label class="zone-dialog-label" for=INPUT>"City, country or offset"</label>
            <input
                id=INPUT
                class="zone-dialog-input"
                type="text"
                role="combobox"
                autocomplete="off"
                spellcheck="false"
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=LIST
                aria-activedescendant=move || found.with(|found| !found.is_empty()).then(|| option_id(active.get()))
                prop:value=move || query.get()
                on:input=move |event| on_input(event_target_value(&event))
                on:keydown=on_key
            />
            <ul id=LIST class="zone-list" role="listbox" aria-label="Time zones">
                {move || found.get().into_iter().enumerate().map(option).collect_view()}
            </ul>
            <Show when=move || found.with(Vec::is_empty)>
                <p class="zone-dialog-none">"No zone has this name. Try a large city nearby."</p>
            </Show>
        </div>
    }
}

fn option_id(place: usize) -> String {
    format!("zone-option-{place}")
}

/// The zone's name for people; the IANA name with its underscores as spaces.
fn label(name: &str) -> String {
    name.replace('_', " ")
}

/// Every zone that the browser knows, the reader's own first.
fn all_choices(reader: Reader) -> Vec<Choice> {
    let now = reader.now.get_untracked();
    let own = reader.own_zone.get_untracked();
    let choice = |zone: Zone| {
        let (label, offset) = (label(zone.name()), zone.offset_at(now).label());
        let named = browser_zone::name_in_words(zone.name()).unwrap_or_default();
        let found_by = intl::fold(&format!("{} {named} {}", label.replace('/', " "), unprefixed(&offset)));
        Choice { zone, label, offset, found_by }
    };
    let zones =
        browser_zone::all_names().into_iter().filter_map(|name| browser_zone::BrowserZones.find(&name));
    let mut choices: Vec<_> = zones.map(choice).collect();
    choices.sort_by_key(|choice| own.as_ref() != Some(&choice.zone));
    choices
}

/// «UTC−3» and «gmt-3» as the plain offset that both mean; other words as they are.
fn unprefixed(word: &str) -> String {
    let word = word.replace('−', "-");
    let lower = word.to_lowercase();
    let offset = lower.strip_prefix("utc").or_else(|| lower.strip_prefix("gmt"));
    offset.filter(|offset| offset.starts_with(['+', '-'])).map_or(word, ToOwned::to_owned)
}

/// The choices that hold every one of the words: first those with the first word whole, then those where one begins
/// with it, then the others.
fn matching(choices: &[Choice], words: &str) -> Vec<Choice> {
    let wanted: Vec<_> = words.split_whitespace().map(unprefixed).collect();
    let holds = |choice: &&Choice| wanted.iter().all(|word| choice.found_by.contains(word));
    let mut found: Vec<_> = choices.iter().filter(holds).cloned().collect();
    if let Some(first) = wanted.first() {
        found.sort_by_key(|choice| {
            let words = || choice.found_by.split_whitespace();
            let (whole, begun) =
                (words().any(|word| word == first), words().any(|word| word.starts_with(first)));
            (!whole, !begun)
        });
    }
    found
}
