//! The checkboxes for series and categories in the filter.

use std::sync::Arc;

use leptos::prelude::*;

use super::filter_state::FilterState;
use crate::calendar::Occurrence;
use crate::calendar::views::filter::{Facet, categories, series};
use crate::ui::languages;
use crate::ui::lazy_part::lazy_part;
use crate::ui::static_element::{element, untranslated};

lazy_part!(facets: fn(FilterState, Memo<Arc<[Occurrence]>>) -> AnyView = |filter_state, occurrences| {
    let facets = move |facets: fn(&[Occurrence]) -> Vec<Facet>| {
        Memo::new(move |_| occurrences.with(|all| facets(all)))
    };
    view! {
        <Facets title="Series" facets=facets(series) filter_state is_series=true />
        <Facets title="Categories" facets=facets(categories) filter_state is_series=false />
    }
    .into_any()
});

/// The maximum number of series, and of categories, that are listed.
const MAX_FACETS: usize = 100;

#[component]
fn Facets(
    title: &'static str,
    facets: Memo<Vec<Facet>>,
    filter_state: FilterState,
    is_series: bool,
) -> impl IntoView {
    let item = move |facet: Facet| {
        let (key, changed_key) = (facet.key.clone(), facet.key);
        let is_chosen = move || {
            filter_state.filter.with(|filter| {
                if is_series { filter.series.contains(&key) } else { filter.categories.contains(&*key) }
            })
        };
        view! {
            <label class="filter-facet">
                <input
                    type="checkbox"
                    prop:checked=is_chosen
                    on:change=move |event| {
                        let (key, chosen) = (changed_key.clone(), event_target_checked(&event));
                        filter_state.change(|address| match (is_series, chosen) {
                            (true, true) => { address.series.insert(key); }
                            (true, false) => { address.series.remove(&key); }
                            (false, true) => { address.categories.insert(key.to_string()); }
                            (false, false) => { address.categories.remove(&*key); }
                        });
                    }
                />
                {element("bdi").attr("lang", languages::content()).child(facet.name)}
                {untranslated("span").class("filter-facet-count").child(facet.count.to_string())}
            </label>
        }
    };
    // Those that are chosen when the filter opens are listed in any case.
    let chosen = filter_state.filter.get_untracked();
    let is_listed = move |(index, facet): &(usize, Facet)| {
        let is_chosen = if is_series {
            chosen.series.contains(&facet.key)
        } else {
            chosen.categories.contains(&*facet.key)
        };
        *index < MAX_FACETS || is_chosen
    };
    let listed = Memo::new(move |_| {
        let listed = facets.get().into_iter().enumerate().filter(&is_listed);
        listed.map(|(_, facet)| facet).collect::<Vec<_>>()
    });
    let list = move || listed.get().into_iter().map(item).collect_view();
    let more = move || {
        let left_out = facets.with(Vec::len) - listed.with(Vec::len);
        (left_out > 0).then(|| {
            let hint = is_series.then_some(" Search for words in their titles.");
            element("p").class("filter-facet").child(format!("Not listed: {left_out} more.")).child(hint)
        })
    };
    view! {
        <Show when=move || facets.with(|facets| !facets.is_empty())>
            <fieldset>
                <legend>{title}</legend>
                {list}
                {more}
            </fieldset>
        </Show>
    }
}
