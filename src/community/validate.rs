//! Validates the file as it is written and makes a [`Community`] without mistakes from it.
//!
//! Each check looks at one aspect of the whole file, independently of the others, so all of them always run.

mod complete;
mod parts;

use super::Community;
use super::mistake::{Location, Mistake, Mistakes};
use super::schema::{self, DataFile, FeedField, FeedTable, SectionTable};
use crate::web_address::{host, path};

type Check = fn(&DataFile, &mut Mistakes);

/// The requirements that concern several fields. Each text is checked by its kind when it is read.
const CHECKS: [Check; 13] = [
    ids_are_unique,
    ids_are_not_reserved,
    parents_exist,
    nesting_is_two_levels_deep,
    sections_have_content,
    unlisted_sections_are_linked,
    one_section_has_the_calendar,
    channels_have_a_link,
    links_name_sections_that_exist,
    base_url_has_no_query,
    several_feeds_have_different_names,
    feeds_of_google_are_public_addresses,
    numbers_are_not_zero,
];

/// Reads the data file and collects every mistake in it; there is a community only if none of them is an
/// error.
///
/// `file` is the name of the file in the mistakes, `text` is its content, and `current_zone_name` returns the
/// current name of the zone with a name.
pub fn read(
    file: &str,
    text: &str,
    current_zone_name: &dyn Fn(&str) -> Option<String>,
) -> (Option<Community>, Vec<Mistake>) {
    let mut mistakes = Mistakes::of(file);
    let mut community = None;
    if let Some(data) = schema::read(text, &mut mistakes) {
        for check in CHECKS {
            check(&data, &mut mistakes);
        }
        usual_zones_are_known(&data, current_zone_name, &mut mistakes);
        if !mistakes.has_errors() {
            community = complete::complete(&data);
        }
    }
    (community, mistakes.into_sorted())
}

fn ids_are_unique(data: &DataFile, mistakes: &mut Mistakes) {
    let ids: Vec<_> = data.sections.iter().filter_map(|section| section.id.as_ref()).collect();
    for (position, id) in ids.iter().enumerate() {
        let earlier = ids.iter().take(position).find(|earlier| earlier.value == id.value);
        if let Some(earlier) = earlier {
            mistakes.error(
                &id.location,
                format!(
                    "the id `{}` is already used by the section on line {}",
                    id.value, earlier.location.line
                ),
                "give each section a unique id",
            );
        }
    }
}

/// The ids of the page's own elements.
pub const RESERVED_IDS: [&str; 28] = [
    "agenda-end",
    "calendar-title",
    "content",
    "event-dialog",
    "event-dialog-day",
    "filter",
    "filter-words",
    "month",
    "official-calendar",
    "official-calendar-heading",
    "page-body",
    "page-data",
    "page-head",
    "page-policy",
    "palette",
    "palette-find-input",
    "palette-find-list",
    "palette-title",
    "section-menu",
    "subscribe",
    "time-grid-days",
    "time-grid-frame",
    "zone-button",
    "zone-dialog",
    "zone-dialog-title",
    "zone-input",
    "zone-list",
    "zone-title",
];

fn ids_are_not_reserved(data: &DataFile, mistakes: &mut Mistakes) {
    for id in data.sections.iter().filter_map(|section| section.id.as_ref()) {
        // Each section also has `ID-heading`, and `ID-link` in the navigation.
        let of_other = id.value.strip_suffix("-heading").or_else(|| id.value.strip_suffix("-link"));
        let is_reserved = RESERVED_IDS.contains(&id.value.as_str())
            || of_other.is_some_and(|other| parts::section(data, other).is_some());
        if is_reserved {
            mistakes.error(
                &id.location,
                format!("the page uses the id `{}` for an element of its own", id.value),
                "give the section another id",
            );
        }
    }
}

fn parents_exist(data: &DataFile, mistakes: &mut Mistakes) {
    for within in data.sections.iter().filter_map(|section| section.within.as_ref()) {
        if parts::section(data, &within.value).is_none() {
            mistakes.error(
                &within.location,
                format!("no section has the id `{}`", within.value.escape_debug()),
                "write the id of the parent section, or remove `within`",
            );
        }
    }
}

fn nesting_is_two_levels_deep(data: &DataFile, mistakes: &mut Mistakes) {
    for within in data.sections.iter().filter_map(|section| section.within.as_ref()) {
        if parts::section(data, &within.value).is_some_and(|parent| parent.within.is_some()) {
            mistakes.error(
                &within.location,
                format!("the section `{}` is itself within another section", within.value),
                "name a section that has no `within`; sections can be nested only two levels deep",
            );
        }
    }
}

fn sections_have_content(data: &DataFile, mistakes: &mut Mistakes) {
    for section in &data.sections {
        let has_parts = section.text.is_some()
            || section.note.is_some()
            || section.image.is_some()
            || section.has_calendar()
            || !section.channels.is_empty()
            || data.sections.iter().any(|other| other.parent_id().is_some_and(|id| section.has_id(id)));
        if !has_parts {
            let remedy = "add a text, a channel or a section within it, or remove it";
            mistakes.warning(&section.location, "the section has only a heading", remedy);
        }
    }
}

fn unlisted_sections_are_linked(data: &DataFile, mistakes: &mut Mistakes) {
    let links = parts::links(data);
    for (position, section) in data.sections.iter().enumerate() {
        let parent = section.parent_id().and_then(|id| parts::section(data, id));
        if !section.is_unlisted() && !parent.is_some_and(SectionTable::is_unlisted) {
            continue;
        }
        let is_led_to = links.iter().any(|link| {
            let Some(id) = link.url.strip_prefix('#') else { return false };
            let names_it = section.has_id(id) || parent.is_some_and(|parent| parent.has_id(id));
            names_it && link.section != Some(position)
        });
        if !is_led_to {
            mistakes.error(
                &section.location,
                "visitors cannot reach this section: it is not in the navigation, and no link leads to it",
                "remove `unlisted`, or link to its `#id` from another section",
            );
        }
    }
}

fn one_section_has_the_calendar(data: &DataFile, mistakes: &mut Mistakes) {
    let mut locations = data
        .sections
        .iter()
        .filter(|section| section.has_calendar())
        .filter_map(|section| section.calendar.as_ref())
        .map(|calendar| &calendar.location);
    let Some(first) = locations.next() else {
        let location = Location { line: 1, field: "section".to_owned() };
        let remedy = "write `calendar = true` in the section that should show it";
        mistakes.error(&location, "no section has the calendar", remedy);
        return;
    };
    for location in locations {
        let reason = format!("another section already has the calendar, on line {}", first.line);
        mistakes.error(location, reason, "keep `calendar = true` in only one section");
    }
}

fn channels_have_a_link(data: &DataFile, mistakes: &mut Mistakes) {
    for channel in parts::channels(data).filter(|channel| channel.links.is_empty()) {
        let remedy = "add `links = [{ label = \"...\", url = \"...\" }]`, with the main link first";
        mistakes.error(&channel.location, "the channel has no link", remedy);
    }
}

fn links_name_sections_that_exist(data: &DataFile, mistakes: &mut Mistakes) {
    for link in parts::links(data) {
        let Some(id) = link.url.strip_prefix('#') else { continue };
        if parts::section(data, id).is_none() {
            mistakes.error(
                &link.location,
                format!("no section has the id `{}`", id.escape_debug()),
                "write the id of a section after the `#`",
            );
        }
    }
}

fn base_url_has_no_query(data: &DataFile, mistakes: &mut Mistakes) {
    let base_url = data.community.as_ref().and_then(|table| table.base_url.as_ref());
    if let Some(base_url) =
        base_url.filter(|base_url| !base_url.value.starts_with('#') && base_url.value.contains(['?', '#']))
    {
        let remedy = "remove the part that begins with `?` or `#`";
        mistakes.error(
            &base_url.location,
            "a path cannot be appended to an address with a query or fragment",
            remedy,
        );
    }
}

fn numbers_are_not_zero(data: &DataFile, mistakes: &mut Mistakes) {
    let sizes = parts::images(data).flat_map(|image| [&image.width, &image.height]).flatten();
    for size in sizes.filter(|size| size.value == 0) {
        let remedy = "write its size in CSS pixels";
        mistakes.error(&size.location, "the size of the picture is 0", remedy);
    }
    let days = data.calendar.as_ref().and_then(|table| table.stale_after_days.as_ref());
    if let Some(days) = days.filter(|days| days.value == 0) {
        let remedy = "write how many days may pass between two runs of `make refresh`";
        mistakes.error(&days.location, "with 0 days, every feed is stale", remedy);
    }
}

fn several_feeds_have_different_names(data: &DataFile, mistakes: &mut Mistakes) {
    let Some(calendar) = &data.calendar else { return };
    let feeds = match &calendar.feed {
        Some(FeedField::Several(feeds)) => feeds,
        Some(FeedField::One(_)) | None => return,
    };
    for of_one in [&calendar.web_view, &calendar.add_to_google].into_iter().flatten() {
        let remedy = "move it into the `[[calendar.feed]]` of its calendar";
        mistakes.error(&of_one.location, "it is not clear which of the calendars this belongs to", remedy);
    }
    for (position, feed) in feeds.iter().enumerate() {
        for field in [FeedTable::name, FeedTable::url] {
            let Some(own) = field(feed) else { continue };
            let mut earlier = feeds.iter().take(position).filter_map(field);
            if let Some(earlier) = earlier.find(|earlier| earlier.value == own.value) {
                let reason = format!("the calendar on line {} has the same value", earlier.location.line);
                mistakes.error(&own.location, reason, "give each calendar a unique name and feed");
            }
        }
    }
}

fn feeds_of_google_are_public_addresses(data: &DataFile, mistakes: &mut Mistakes) {
    let feeds: Vec<_> = match data.calendar.as_ref().and_then(|calendar| calendar.feed.as_ref()) {
        Some(FeedField::One(url)) => vec![url],
        Some(FeedField::Several(feeds)) => feeds.iter().filter_map(|feed| feed.url.as_ref()).collect(),
        None => Vec::new(),
    };
    for url in feeds.into_iter().filter(|url| host(&url.value).ends_with("calendar.google.com")) {
        let path = path(&url.value);
        if path.contains("/private-") {
            let reason = "this is the secret address of a Google calendar, which the page would publish";
            let remedy = "reset the secret address in the calendar's settings, and write its public address in iCal format";
            mistakes.error(&url.location, reason, remedy);
        } else if !path.contains("/ical/") {
            let reason = "this is a page of Google Calendar, not a feed";
            let remedy =
                "write the calendar's public address in iCal format, which ends with `/public/basic.ics`";
            mistakes.error(&url.location, reason, remedy);
        }
    }
}

/// The maximum number of zones that visitors can compare at a glance.
const MAX_USUAL_ZONES: usize = 8;

fn usual_zones_are_known(
    data: &DataFile,
    current_zone_name: &dyn Fn(&str) -> Option<String>,
    mistakes: &mut Mistakes,
) {
    let zones = data.calendar.iter().flat_map(|table| &table.usual_zones);
    let mut seen: Vec<String> = Vec::new();
    for zone in zones {
        let shown = zone.value.escape_debug();
        let Some(name) = current_zone_name(&zone.value) else {
            let remedy = "write an IANA time zone name, such as `Europe/Berlin`";
            mistakes.error(&zone.location, format!("there is no time zone `{shown}`"), remedy);
            continue;
        };
        if name != zone.value {
            let reason = format!("`{shown}` is an old name of `{name}`");
            mistakes.warning(&zone.location, reason, format!("write `{name}`"));
        }
        if seen.contains(&name) {
            mistakes.error(&zone.location, format!("`{shown}` is already in the list"), "remove one of them");
        } else if seen.len() == MAX_USUAL_ZONES {
            let reason = format!("there are more than {MAX_USUAL_ZONES} zones");
            mistakes.error(&zone.location, reason, "keep those in which most of the community live");
            return;
        }
        seen.push(name);
    }
}

#[cfg(test)]
mod tests;
