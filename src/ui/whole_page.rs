//! The whole page, rendered in the browser: for a document that lacks the calendar, and for `?render=client`.

use leptos::prelude::*;

use super::app::{App, AppState, Embed};
use super::lazy_part::lazy_part;
use crate::browser::{document, json};
use crate::community::Community;
use crate::page::AppData;

/// Renders the page, from the data of the app and the content of [`COMMUNITY_FILE`](crate::page::COMMUNITY_FILE), for the
/// visitor. Returns `None` if that is not the JSON of a community.
pub type RenderPage = fn(AppData, &str) -> Option<(AppState, AnyView)>;

lazy_part!(whole_page: RenderPage = |data, community| {
    let community = json::read::<Community>(community)?;
    let state = AppState::provide(&data);
    state.calendar.reader.go_live();
    let view = if document::is_embedded() {
        view! { <Embed community=community.calendar_alone() data state /> }.into_any()
    } else {
        view! { <App community data state /> }.into_any()
    };
    Some((state, view))
});
