//! The categories with their hues; each button filters by one.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;

use super::filter_state::FilterState;
use super::hues::Hues;
use crate::calendar::Occurrence;
use crate::calendar::views::filter::Filter;
use crate::small_sort::set_of;
use crate::ui::languages;
use crate::ui::static_element::element;

/// The maximum number of categories; the filter lists all.
const MAX_CATEGORIES: usize = 30;

/// The first categories of some occurrences.
pub fn categories(occurrences: &[Occurrence]) -> BTreeSet<String> {
    set_of(occurrences.iter().filter_map(|it| it.details.category().map(ToOwned::to_owned)))
}

/// The categories of the calendar, if there are several, each in its hue. A press adds the category to the
/// filter, or removes it.
#[component]
pub fn Legend(
    /// The filter that is set.
    filter_state: FilterState,
    /// The occurrences of the period, before the filter.
    occurrences: Memo<Arc<[Occurrence]>>,
) -> impl IntoView {
    let item = move |category: &String| {
        let (name, hue) = (category.clone(), Hues::of(category));
        let (chosen, pressed) = (category.clone(), category.clone());
        let is_chosen = move || {
            filter_state.filter.with(|filter: &Filter| filter.categories.contains(&pressed)).to_string()
        };
        let on_click = move |_| {
            let category = chosen.clone();
            filter_state.change(|address| {
                if !address.categories.remove(&category) {
                    address.categories.insert(category);
                }
            });
        };
        view! {
            <li>
                <button type="button" class="legend-item" data-hue=hue aria-pressed=is_chosen on:click=on_click>
                    {element("bdi").attr("lang", languages::content()).child(name)}
                </button>
            </li>
        }
    };
    move || {
        let categories = occurrences.with(|all| categories(all));
        (categories.len() > 1).then(|| {
            view! {
                <ul class="legend" role="list" aria-label="Categories" data-needs-script>
                    {categories.iter().take(MAX_CATEGORIES).map(item).collect_view()}
                </ul>
            }
        })
    }
}
