//! The grids of the calendar: the month, and days by hour.

use leptos::prelude::*;

use super::month::{self, MonthProps};
use super::time_grid::{self, TimeGridProps};
use crate::calendar::views::period::View;
use crate::ui::lazy_part::LazyPart;

/// The lazy parts that render the grids.
#[derive(Clone, Copy)]
pub struct Grids {
    /// Renders the month.
    pub month: LazyPart<fn(MonthProps) -> AnyView>,
    /// Renders days by hour.
    pub time_grid: LazyPart<fn(TimeGridProps) -> AnyView>,
}

impl Default for Grids {
    fn default() -> Self {
        Self { month: LazyPart::new(month::load), time_grid: LazyPart::new(time_grid::load) }
    }
}

impl Grids {
    /// Loads the part that renders a view.
    pub fn request(self, view: View) {
        match view {
            View::Agenda => {}
            View::Month => self.month.request(),
            View::Week | View::Day => self.time_grid.request(),
        }
    }

    /// Whether the part that renders a view is loaded, or could not be loaded.
    pub fn has_settled(self, view: View) -> bool {
        match view {
            View::Agenda => true,
            View::Month => self.month.has_settled(),
            View::Week | View::Day => self.time_grid.has_settled(),
        }
    }
}
