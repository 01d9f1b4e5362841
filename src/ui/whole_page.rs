//! The whole page, rendered in the browser: for a document that lacks the calendar, and for `?render=client`.

use leptos::prelude::*;

use super::app::{App, AppState, Embed};
use super::lazy_part::lazy_part;
use crate::browser::{document, json};
use crate::community::Community;
use crate::page::AppData;

/// Renders the page from the content of [`COMMUNITY_FILE`](crate::page::COMMUNITY_FILE). Returns `None` if that is not the
/// JSON of a community.
pub type RenderPage = fn(&str, &AppData, AppState) -> Option<AnyView>;

lazy_part!(whole_page: RenderPage = |community, data, state| {
    let community = json::read::<Community>(community)?;
    let data = data.clone();
    Some(if document::is_embedded() {
        view! { <Embed community=community.calendar_alone() data state /> }.into_any()
    } else {
        view! { <App community data state /> }.into_any()
    })
});
