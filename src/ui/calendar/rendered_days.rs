//! Renders a long agenda in parts: its first days, and more when its end comes near the viewport.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::filter_state::FilterState;
use super::view_state::ViewState;
use crate::browser::intersection;
use crate::calendar::views::agenda::{AgendaDay, count, first};
use crate::calendar::views::clocks::Clocks;
use crate::calendar::views::filter::Filter;
use crate::ui::effect::effect;
use crate::ui::visitor::Visitor;

/// The id of the element below the last rendered day.
pub const END: &str = "agenda-end";

/// How many occurrences are rendered at first, and how many more each time that the end is near the viewport.
const EVENTS_AT_ONCE: usize = 12;

/// What the agenda shows: the date, the clocks and the filter. After a change, it starts with the first days again.
type AgendaKey = (Option<NaiveDate>, Clocks, Filter);

fn key(visitor: Visitor, view_state: ViewState, filter_state: FilterState) -> AgendaKey {
    (view_state.date.get(), visitor.clocks.get(), filter_state.filter.get())
}

/// The rendered part of the agenda. The built agenda is rendered in full, and still is after the app has taken over,
/// because the visitor may be anywhere in it.
#[derive(Clone, Copy)]
pub struct RenderedDays {
    /// The rendered days: all, or the first of them.
    pub days: Memo<Vec<AgendaDay>>,
    /// The maximum number of occurrences while the agenda is mounted, which the browser does in several tasks.
    pub at_most: RwSignal<usize>,
    /// How many occurrences are in the built HTML.
    pub built: usize,
    /// All days.
    all: Memo<Arc<[AgendaDay]>>,
    /// How many occurrences are rendered, as set by [`grow`](Self::grow), and the agenda that this is for.
    grown: RwSignal<Option<(AgendaKey, usize)>>,
    visitor: Visitor,
    view_state: ViewState,
    filter_state: FilterState,
}

impl RenderedDays {
    /// The first days of an agenda, of which `built` occurrences are in the built HTML.
    pub fn new(
        days: Memo<Arc<[AgendaDay]>>,
        built: usize,
        visitor: Visitor,
        view_state: ViewState,
        filter_state: FilterState,
    ) -> Self {
        let grown = RwSignal::new(None::<(AgendaKey, usize)>);
        let key = move || key(visitor, view_state, filter_state);
        let wanted = move || {
            if !visitor.is_live.get() {
                return usize::MAX;
            }
            let key = key();
            let of_this = |grown: &(AgendaKey, usize)| (grown.0 == key).then_some(grown.1);
            let at_first = || {
                let is_as_built = view_state.date.with(Option::is_none) && !filter_state.is_set();
                if is_as_built { EVENTS_AT_ONCE.max(built) } else { EVENTS_AT_ONCE }
            };
            grown.with(|grown| grown.as_ref().and_then(of_this)).unwrap_or_else(at_first)
        };
        let at_most = RwSignal::new(usize::MAX);
        let shown = Memo::new(move |_| {
            let wanted = wanted();
            days.with(|days| first(days, wanted.min(at_most.get())))
        });
        Self { days: shown, at_most, built, all: days, grown, visitor, view_state, filter_state }
    }

    /// Renders more whenever the end comes near the viewport.
    pub fn follow(self) {
        let visitor = self.visitor;
        effect(move || {
            let is_cut = self.all.with(|all| self.days.with(|days| count(days) < count(all)));
            if is_cut && visitor.is_mounted.get() {
                on_cleanup(intersection::when_near(END, move || self.grow()));
            }
        });
    }

    fn grow(self) {
        let rendered = self.days.try_with_untracked(|days| count(days));
        if let Some(rendered) = rendered {
            let key = untrack(|| key(self.visitor, self.view_state, self.filter_state));
            self.grown.set(Some((key, rendered + EVENTS_AT_ONCE)));
        }
    }
}
