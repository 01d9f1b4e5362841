//! The expandable details of an occurrence.

use leptos::html;
use leptos::prelude::*;

use super::DetailsView;
use crate::browser::document;
use crate::calendar::ics::event::NamedLink;
use crate::calendar::ics::prose::Run;
use crate::calendar::text::agenda_text::JoinLink;
use crate::ui::calendar::description::Description;
use crate::ui::calendar::join::Join;
use crate::ui::calendar::open_event::OpenEvent;
use crate::ui::languages;
use crate::ui::lazy_part::LazyPart;
use crate::ui::smart_link::SmartLink;

/// The details of an occurrence. The description and the organiser are rendered from the start; the rest is
/// computed while the details are open.
#[component]
pub fn DetailsSummary(
    /// The key of the occurrence.
    key: String,
    /// The key for addresses.
    link: String,
    /// The title of the event.
    title: String,
    /// The link to join it online.
    join: Option<JoinLink>,
    /// Its description.
    description: Vec<Run>,
    /// Its other links.
    links: Vec<NamedLink>,
    /// Its organiser.
    organizer: String,
) -> impl IntoView {
    let open_event = use_context::<OpenEvent>();
    let details = NodeRef::<html::Details>::new();
    let is_open = RwSignal::new(false);
    // The address may name this event.
    let (own_key, own_link) = (key.clone(), link.clone());
    Effect::new(move || {
        let (Some(open_event), Some(element)) = (open_event, details.get()) else { return };
        if open_event.is_open(&own_key, &own_link) {
            element.set_open(true);
            is_open.set(true);
            if open_event.lands() {
                document::bring_to(&element);
            }
        }
    });
    let body_key = key.clone();
    let on_toggle = move |_| {
        // The event is asynchronous: the element may have been removed.
        let element = details.try_get_untracked().flatten();
        let (Some(open_event), Some(element)) = (open_event, element) else { return };
        is_open.set(element.open());
        open_event.note(&link, &key, element.open());
    };
    let part = use_context::<LazyPart<DetailsView>>();
    let opened = Memo::new(move |_| {
        let open_event = open_event.filter(|_| is_open.get())?;
        open_event.occurrence(&body_key)
    });
    let join_title = title.clone();
    let actions = move || {
        let (open_event, part, occurrence) = (open_event?, part?, opened.get()?);
        let join = join.clone().map(|join| {
            view! { <Join join title=join_title.clone() strong=true /> }
        });
        let actions = part.view(|part| (part.actions)(open_event, occurrence));
        Some(view! { <div class="event-details-actions">{join} {actions}</div> })
    };
    let body = move || {
        let (open_event, occurrence, part) = (open_event?, opened.get()?, part?.get()?);
        Some((part.body)(open_event, occurrence))
    };
    // Without the app, these details would be empty.
    let needs_script = (description.is_empty() && links.is_empty() && organizer.is_empty()).then_some("");
    let organizer = (!organizer.is_empty())
        .then(|| view! { <p class="occurrence-organizer">"Organised by " <bdi lang=languages::content()>{organizer}</bdi></p> });
    let description = (!description.is_empty()).then(|| {
        view! {
            <div class="occurrence-description">
                <Description runs=description />
            </div>
        }
    });
    let links = (!links.is_empty()).then(|| {
        let items = links.into_iter().map(|link| {
            view! { <li><SmartLink url=link.url><bdi lang=languages::content()>{link.name}</bdi></SmartLink></li> }
        });
        view! { <ul class="occurrence-links" role="list">{items.collect_view()}</ul> }
    });
    view! {
        <details class="occurrence-more" node_ref=details data-needs-script=needs_script on:toggle=on_toggle>
            <summary>
                <span class="visually-hidden">"Details of " <span lang=languages::content()>{title}</span></span>
            </summary>
            {actions}
            {description}
            {links}
            {organizer}
            {body}
        </details>
    }
}
