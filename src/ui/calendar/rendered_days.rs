//! How much of a long agenda is drawn: what is near the eye, and more as the reader comes to its end.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::filter_state::FilterState;
use super::view_state::ViewState;
use crate::browser::intersection;
use crate::calendar::views::agenda::{AgendaDay, count, first};
use crate::calendar::views::clocks::Clocks;
use crate::calendar::views::filter::Filter;
use crate::ui::reader::Reader;

/// The element below the last day that is drawn.
pub const END: &str = "agenda-end";

/// How many occurrences are drawn at first, and how many more each time that the end is near.
const AT_ONCE: usize = 12;

/// What the reader looks at; something else begins with its first days.
type Subject = (Option<NaiveDate>, Clocks, Filter);

/// How much of an agenda is drawn. As built that is all of it, and it stays so when the app takes over: the reader may be
/// anywhere in it.
#[derive(Clone, Copy)]
pub struct RenderedDays {
    /// The days that are drawn: all, or the first of them.
    pub days: Memo<Vec<AgendaDay>>,
    is_cut: Memo<bool>,
    subject: Memo<Subject>,
    /// How many occurrences of a subject the reader has come to.
    reached: RwSignal<Option<(Subject, usize)>>,
}

impl RenderedDays {
    /// The first days of an agenda, of which `built` occurrences stand in the page already.
    pub fn new(
        days: Memo<Vec<AgendaDay>>,
        built: usize,
        reader: Reader,
        view_state: ViewState,
        filter_state: FilterState,
    ) -> Self {
        let subject =
            Memo::new(move |_| (view_state.date.get(), reader.clocks.get(), filter_state.filter.get()));
        let reached = RwSignal::new(None::<(Subject, usize)>);
        let wanted = Memo::new(move |_| {
            if !reader.is_live.get() {
                return usize::MAX;
            }
            let of_this = |(of, count): &(Subject, usize)| subject.with(|it| it == of).then_some(*count);
            let at_first = || {
                let is_as_built =
                    view_state.date.with(Option::is_none) && filter_state.filter.with(Filter::is_open);
                if is_as_built { AT_ONCE.max(built) } else { AT_ONCE }
            };
            reached.with(|reached| reached.as_ref().and_then(of_this)).unwrap_or_else(at_first)
        });
        let drawn = Memo::new(move |_| days.with(|days| first(days, wanted.get())));
        Self {
            days: drawn,
            is_cut: Memo::new(move |_| days.with(|days| drawn.with(|drawn| count(drawn) < count(days)))),
            subject,
            reached,
        }
    }

    /// Draws more whenever the reader comes near the end.
    pub fn follow(self) {
        Effect::new(move || {
            self.days.track();
            if self.is_cut.get() {
                intersection::when_near(END, move || self.grow());
            }
        });
    }

    fn grow(self) {
        let drawn = self.days.try_with_untracked(|days| count(days));
        if let (Some(drawn), Some(subject)) = (drawn, self.subject.try_get_untracked()) {
            self.reached.set(Some((subject, drawn + AT_ONCE)));
        }
    }
}
