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

/// The parts of the calendar that have been rendered. The browser renders each part in a separate task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rendered {
    /// Only the controls.
    Controls,
    /// The dialogs and the foot as well.
    Dialogs,
    /// The events as well; in the agenda at most this many.
    Events(usize),
}

impl Rendered {
    /// The whole calendar.
    pub const ALL: Self = Self::Events(usize::MAX);

    fn events(self) -> usize {
        if let Self::Events(at_most) = self { at_most } else { 0 }
    }
}

/// What the agenda shows: the date, the clocks and the filter. After a change, it starts with the first days again.
type AgendaKey = (Option<NaiveDate>, Clocks, Filter);

/// The rendered part of the agenda. The built agenda is rendered in full, and still is after the app has taken over,
/// because the visitor may be anywhere in it.
#[derive(Clone, Copy)]
pub struct RenderedDays {
    /// The rendered days: all, or the first of them.
    pub days: Memo<Vec<AgendaDay>>,
    /// All days.
    all: Memo<Arc<[AgendaDay]>>,
    key: Memo<AgendaKey>,
    /// How many occurrences are rendered, as set by [`grow`](Self::grow), and the agenda that this is for.
    grown: RwSignal<Option<(AgendaKey, usize)>>,
}

impl RenderedDays {
    /// The first days of an agenda, of which `built` occurrences are in the built HTML.
    pub fn new(
        days: Memo<Arc<[AgendaDay]>>,
        built: usize,
        visitor: Visitor,
        view_state: ViewState,
        filter_state: FilterState,
        rendered: RwSignal<Rendered>,
    ) -> Self {
        let key =
            Memo::new(move |_| (view_state.date.get(), visitor.clocks.get(), filter_state.filter.get()));
        let grown = RwSignal::new(None::<(AgendaKey, usize)>);
        let wanted = Memo::new(move |_| {
            if !visitor.is_live.get() {
                return usize::MAX;
            }
            let if_same_key = |(of, count): &(AgendaKey, usize)| key.with(|key| key == of).then_some(*count);
            let at_first = || {
                let is_as_built = view_state.date.with(Option::is_none) && !filter_state.is_set.get();
                if is_as_built { EVENTS_AT_ONCE.max(built) } else { EVENTS_AT_ONCE }
            };
            grown.with(|grown| grown.as_ref().and_then(if_same_key)).unwrap_or_else(at_first)
        });
        let at_most = move || wanted.get().min(rendered.get().events());
        let shown = Memo::new(move |_| days.with(|days| first(days, at_most())));
        Self { all: days, days: shown, key, grown }
    }

    /// Renders more whenever the end comes near the viewport.
    pub fn follow(self, visitor: Visitor) {
        effect(move || {
            let is_cut = self.all.with(|all| self.days.with(|days| count(days) < count(all)));
            if is_cut && visitor.is_mounted.get() {
                on_cleanup(intersection::when_near(END, move || self.grow()));
            }
        });
    }

    fn grow(self) {
        let rendered = self.days.try_with_untracked(|days| count(days));
        if let (Some(rendered), Some(key)) = (rendered, self.key.try_get_untracked()) {
            self.grown.set(Some((key, rendered + EVENTS_AT_ONCE)));
        }
    }
}
