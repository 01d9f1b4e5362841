//! Validates the file as it is written and makes a [`Community`] without mistakes from it.
//!
//! Each check looks at one aspect of the whole file, independently of the others, so all of them always run.

mod complete;
mod link;
mod parts;

use super::accent::Colour;
use super::markup;
use super::mistake::{Location, Mistake, Mistakes};
use super::schema::{self, DataFile, FeedField, FeedTable, SectionTable};
use super::{ChannelKind, Community};
use link::Rule;

type Check = fn(&DataFile, &mut Mistakes);

/// The requirements on the file, beyond the names and types of its fields.
const CHECKS: [Check; 18] = [
    words_are_not_empty,
    text_is_plain_markdown,
    purposes_are_one_paragraph,
    ids_are_slugs,
    ids_are_unique,
    parents_exist,
    nesting_is_two_levels_deep,
    sections_say_something,
    sections_are_led_to,
    one_section_has_the_calendar,
    channel_kinds_are_known,
    channels_have_a_way_in,
    links_lead_somewhere,
    official_addresses_are_absolute,
    several_feeds_can_be_told_apart,
    images_are_files_with_a_size,
    language_is_a_tag,
    colours_and_counts_make_sense,
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

fn words_are_not_empty(data: &DataFile, mistakes: &mut Mistakes) {
    for words in parts::words(data).into_iter().chain(parts::markdown(data)) {
        if words.value.trim().is_empty() {
            mistakes.error(
                &words.location,
                "this is empty",
                "write it, or remove the field if it is optional",
            );
        } else if let Some(name) = link::hidden_character(&words.value.replace(['\n', '\r', '\t'], " ")) {
            mistakes.error(&words.location, format!("it contains {name}"), "type it instead of copying it");
        }
    }
}

fn text_is_plain_markdown(data: &DataFile, mistakes: &mut Mistakes) {
    for text in parts::markdown(data) {
        for refused in markup::read(&text.value).refused {
            let location = Location {
                line: text.location.line + refused.lines_down,
                field: text.location.field.clone(),
            };
            mistakes.error(&location, format!("{} is not allowed in a text", refused.what), refused.instead);
        }
    }
}

fn purposes_are_one_paragraph(data: &DataFile, mistakes: &mut Mistakes) {
    for channel in parts::channels(data) {
        for text in [&channel.purpose, &channel.audience].into_iter().flatten() {
            if markup::read(&text.value).paragraphs.len() > 1 {
                mistakes.error(&text.location, "this has several paragraphs", "remove the blank lines");
            }
        }
    }
}

fn ids_are_slugs(data: &DataFile, mistakes: &mut Mistakes) {
    for id in data.sections.iter().filter_map(|section| section.id.as_ref()) {
        let is_word = |word: &str| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if !id.value.split('-').all(is_word) {
            mistakes.error(
                &id.location,
                format!("`{}` is not a valid id", id.value.escape_debug()),
                "use words of a-z and 0-9 with single hyphens between them, as in `user-mailing-lists`",
            );
        }
    }
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

fn sections_say_something(data: &DataFile, mistakes: &mut Mistakes) {
    for section in &data.sections {
        let has_parts = section.text.is_some()
            || section.note.is_some()
            || section.image.is_some()
            || section.has_calendar()
            || !section.channels.is_empty()
            || data.sections.iter().any(|other| other.parent_id().is_some_and(|id| section.is_called(id)));
        if !has_parts {
            let remedy = "add a text, a channel or a section within it, or remove it";
            mistakes.warning(&section.location, "the section has only a heading", remedy);
        }
    }
}

fn sections_are_led_to(data: &DataFile, mistakes: &mut Mistakes) {
    let links = parts::links(data);
    for (position, section) in data.sections.iter().enumerate() {
        let parent = section.parent_id().and_then(|id| parts::section(data, id));
        if !section.is_unlisted() && !parent.is_some_and(SectionTable::is_unlisted) {
            continue;
        }
        let is_led_to = links.iter().any(|link| {
            let Some(id) = link.url.strip_prefix('#') else { return false };
            let names_it = section.is_called(id) || parent.is_some_and(|parent| parent.is_called(id));
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

fn channel_kinds_are_known(data: &DataFile, mistakes: &mut Mistakes) {
    for kind in parts::channels(data).filter_map(|channel| channel.kind.as_ref()) {
        if let Err(error) = parts::channel_kind(&kind.value) {
            let remedy = format!("write the kind that fits best, or `{}`", ChannelKind::Other.icon());
            mistakes.error(&kind.location, error.to_string(), remedy);
        }
    }
}

fn channels_have_a_way_in(data: &DataFile, mistakes: &mut Mistakes) {
    for channel in parts::channels(data).filter(|channel| channel.links.is_empty()) {
        let remedy = "add `links = [{ label = \"...\", url = \"...\" }]`, with the main link first";
        mistakes.error(&channel.location, "the channel has no link", remedy);
    }
}

fn links_lead_somewhere(data: &DataFile, mistakes: &mut Mistakes) {
    for link in parts::links(data) {
        link::check(&link.url, &link.location, Rule::AnyLink, mistakes);
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

fn official_addresses_are_absolute(data: &DataFile, mistakes: &mut Mistakes) {
    let community = data.community.iter().flat_map(|table| [&table.base_url, &table.page_url]);
    for address in community.flatten().chain(parts::calendar_addresses(data)) {
        link::check(&address.value, &address.location, Rule::WebAddress, mistakes);
    }
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

fn several_feeds_can_be_told_apart(data: &DataFile, mistakes: &mut Mistakes) {
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

fn images_are_files_with_a_size(data: &DataFile, mistakes: &mut Mistakes) {
    for image in parts::images(data) {
        for file in [&image.light, &image.dark].into_iter().flatten() {
            let is_below = file.value.split('/').all(|part| !matches!(part, "" | "." | ".."));
            let is_plain = !file.value.contains([':', '\\', '?', '#', '%']);
            if !is_below || !is_plain || link::hidden_character(&file.value).is_some() {
                mistakes.error(
                    &file.location,
                    format!("`{}` is not a path in `public`", file.value.escape_debug()),
                    "write the path relative to `public`, such as `logos/name.svg`",
                );
            }
        }
        for size in [&image.width, &image.height].into_iter().flatten().filter(|size| size.value == 0) {
            mistakes.error(&size.location, "the size of the picture is 0", "write its size in CSS pixels");
        }
    }
}

fn language_is_a_tag(data: &DataFile, mistakes: &mut Mistakes) {
    let language = data.community.as_ref().and_then(|table| table.language.as_ref());
    let is_tag = |text: &str| {
        let mut parts = text.split('-');
        let has_language = parts
            .next()
            .is_some_and(|part| matches!(part.len(), 2..=3) && part.bytes().all(|b| b.is_ascii_alphabetic()));
        has_language
            && parts.all(|part| {
                matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
    };
    if let Some(language) = language.filter(|language| !is_tag(&language.value)) {
        mistakes.error(
            &language.location,
            format!("`{}` is not a language tag", language.value.escape_debug()),
            "write a BCP 47 tag, as in `en` or `pt-BR`",
        );
    }
}

fn colours_and_counts_make_sense(data: &DataFile, mistakes: &mut Mistakes) {
    let accent = data.community.as_ref().and_then(|table| table.accent.as_ref());
    if let Some(accent) = accent.filter(|accent| Colour::parse(&accent.value).is_none()) {
        let reason = format!("`{}` is not a colour", accent.value.escape_debug());
        mistakes.error(&accent.location, reason, "write a `#` and six hexadecimal digits, as in `#e6522c`");
    }
    let days = data.calendar.as_ref().and_then(|table| table.stale_after_days.as_ref());
    if let Some(days) = days.filter(|days| days.value == 0) {
        let remedy = "write how many days may pass between two runs of `make refresh`";
        mistakes.error(&days.location, "with 0 days, every feed is stale", remedy);
    }
}

/// The maximum number of zones that visitors can compare at a glance.
const MOST_USUAL_ZONES: usize = 8;

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
        } else if seen.len() == MOST_USUAL_ZONES {
            let reason = format!("there are more than {MOST_USUAL_ZONES} zones");
            mistakes.error(&zone.location, reason, "keep those in which most of the community live");
            return;
        }
        seen.push(name);
    }
}

#[cfg(test)]
mod tests;
