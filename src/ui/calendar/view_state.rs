//! The view and date that the calendar shows.

use chrono::{NaiveDate, Weekday};
use leptos::prelude::*;

use crate::calendar::views::period::{Period, View};
use crate::ui::address::{AddressState, Step};
use crate::ui::visitor::Visitor;

/// The id of the title of the calendar, which names the period.
pub const TITLE: &str = "calendar-title";

/// The view and date that are shown, which the address holds.
#[derive(Clone, Copy)]
pub struct ViewState {
    /// How the calendar is laid out.
    pub view: Memo<View>,
    /// The date of the address; `None` is today.
    pub date: Memo<Option<NaiveDate>>,
    /// Today's date for the visitor.
    pub today: Memo<NaiveDate>,
    /// The view with its date.
    pub period: Memo<Period>,
    address: AddressState,
}

impl ViewState {
    /// The view of the address; before the page is live, the agenda from today on.
    pub fn new(visitor: Visitor) -> Self {
        let (address, today) = (visitor.address, visitor.today);
        let (view, date) = (address.part(|address| address.view), address.part(|address| address.date));
        let period =
            Memo::new(move |_| Period { view: view.get(), date: date.get().unwrap_or_else(|| today.get()) });
        Self { view, date, today, period, address }
    }

    /// Whether the agenda from today on is shown.
    pub fn is_ahead(self) -> bool {
        self.view.get() == View::Agenda && self.date.with(Option::is_none)
    }

    /// The first and last day that are shown, in weeks that begin on `week_start`. The agenda from today on ends with
    /// `last_ahead`.
    pub fn days(self, last_ahead: Memo<NaiveDate>, week_start: Weekday) -> (NaiveDate, NaiveDate) {
        let (first, last) = self.period.get().days(week_start);
        (first, if self.is_ahead() { last_ahead.get() } else { last })
    }

    /// Shows another view of the same date.
    pub fn choose(self, view: View) {
        self.show(Period { view, ..self.period.get_untracked() }, Step::New);
    }

    /// Shows another period. With a new entry in the history, the open event is closed.
    pub fn show(self, period: Period, step: Step) {
        let date = Some(period.date).filter(|date| *date != self.today.get_untracked());
        self.address.change(step, |address| {
            if step == Step::New {
                address.event = None;
            }
            address.view = period.view;
            address.date = date;
        });
    }

    /// Shows today.
    pub fn show_today(self) {
        self.address.change(Step::New, |address| {
            address.event = None;
            address.date = None;
        });
    }
}
