//! Which view of the calendar is shown, and of when.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::browser::location::{self, Step};
use crate::calendar::time::date_text;
use crate::calendar::views::period::{Period, View};
use crate::ui::reader::Reader;

const VIEW: &str = "view";
const DATE: &str = "date";

/// Which view is shown, and of which date; the address says the same.
#[derive(Clone, Copy)]
pub struct ViewState {
    /// How the calendar is looked at.
    pub view: RwSignal<View>,
    /// The date that was asked for; without one, it is today.
    pub date: RwSignal<Option<NaiveDate>>,
    /// The reader's today.
    pub today: Memo<NaiveDate>,
    /// What is shown.
    pub period: Memo<Period>,
}

impl ViewState {
    /// The agenda from today on, which is what the page is built with.
    pub fn new(reader: Reader) -> Self {
        let (view, date) = (RwSignal::new(View::default()), RwSignal::new(None));
        let today = reader.today;
        let period =
            Memo::new(move |_| Period { view: view.get(), date: date.get().unwrap_or_else(|| today.get()) });
        Self { view, date, today, period }
    }

    /// Whether it is the agenda from today on, as far as it goes.
    pub fn is_ahead(self) -> bool {
        self.view.get() == View::Agenda && self.date.with(Option::is_none)
    }

    /// Follows the address, now and whenever back or forward changes it.
    pub fn arrive(self) {
        self.follow_address();
        location::on_change(move || self.follow_address());
    }

    /// Shows another view of the same date.
    pub fn choose(self, view: View) {
        self.show(Period { view, ..self.period.get_untracked() }, Step::New);
    }

    /// Shows another period, as a step of its own or in the place of this one.
    pub fn show(self, period: Period, step: Step) {
        let date = Some(period.date).filter(|date| *date != self.today.get_untracked());
        // The view stays as it is, with the focus in it, where only its date is another.
        if self.view.get_untracked() != period.view {
            self.view.set(period.view);
        }
        self.date.set(date);
        self.write(step);
    }

    /// Shows today.
    pub fn show_today(self) {
        self.date.set(None);
        self.write(Step::New);
    }

    fn write(self, step: Step) {
        let view = Some(self.view.get_untracked()).filter(|view| *view != View::default());
        let date = self.date.get_untracked().map(date_text);
        location::set_parameters(&[(VIEW, view.map(View::name)), (DATE, date.as_deref())], step);
    }

    fn follow_address(self) {
        let view = location::parameter(VIEW).and_then(|name| View::named(&name)).unwrap_or_default();
        let date = location::parameter(DATE).and_then(|text| read_date(&text));
        if self.view.get_untracked() != view {
            self.view.set(view);
        }
        if self.date.get_untracked() != date {
            self.date.set(date);
        }
    }
}

/// Reads `2026-11-25`; nothing for what is no date, or so far away that no calendar is about it.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    (1900..=2200).contains(&year).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_inputs_write_it_and_nothing_else_is() {
        assert_eq!(read_date("2026-11-25"), NaiveDate::from_ymd_opt(2026, 11, 25));
        for none in [
            "",
            "2026-11",
            "2026-13-01",
            "2026-02-30",
            "1899-12-31",
            "2201-01-01",
            "-2026-11-25",
            "2026-11-25T00",
            "a-b-c",
        ] {
            assert_eq!(read_date(none), None, "{none}");
        }
    }
}
