//! The whole page, rendered in the browser: for a document that lacks the calendar, and for `?render=client`.

use leptos::prelude::*;

use super::app::{App, Embed};
use super::app_state::AppState;
use super::calendar::state::CalendarState;
use super::controls;
use super::lazy_part::lazy_part;
use crate::browser::{document, json};
use crate::community::Community;
use crate::page::AppData;

/// Renders the page from the content of [`COMMUNITY_FILE`](crate::page::COMMUNITY_FILE). Returns `None` if that is not the
/// JSON of a community.
pub type RenderPage = fn(&str, &AppData, CalendarState) -> Option<AnyView>;

lazy_part!(whole_page: RenderPage = |community, data, calendar| {
    let community = json::read::<Community>(community)?;
    let (state, data) = (AppState::provide(data, calendar), data.clone());
    controls::listen(calendar);
    Some(if document::is_embedded() {
        view! { <Embed community=community.calendar_alone() data state /> }.into_any()
    } else {
        view! { <App community data state /> }.into_any()
    })
});
