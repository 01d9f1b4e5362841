//! What the address of the page says: which zones, which view, which events.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::calendar::export::links::percent_encoded;
use crate::calendar::ics::encoding::{escaped, text_list};
use crate::calendar::time::date_text;
use crate::calendar::views::period::View;
use crate::small_sort::set_of;
use crate::web_address::percent_decoded;

/// The parameters of the page's address; `docs/page.md` lists them. The default is the page as built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// `zone`: the IANA name of the zone that times are shown in.
    pub zone: Option<String>,
    /// `zone2`: the IANA name of a second zone beside it.
    pub second_zone: Option<String>,
    /// `view`: how the calendar is laid out.
    pub view: View,
    /// `date`: the date that the view shows; today without one.
    pub date: Option<NaiveDate>,
    /// `q`: the words that events are filtered by, as typed.
    pub search: String,
    /// `series`: the `UID`s of the series that are shown; all if empty.
    pub series: BTreeSet<Arc<str>>,
    /// `category`: the categories that are shown; all if empty.
    pub categories: BTreeSet<String>,
    /// `cancelled=hidden`: leaves cancelled events out.
    pub hides_cancelled: bool,
    /// `event`: the event that is open, by its key for addresses.
    pub event: Option<String>,
    /// `theme`: the theme, unless the visitor chooses another one.
    pub theme: Option<String>,
    /// The parameters of others, such as `embed`, which stay as they are.
    others: Vec<(String, String)>,
}

impl Address {
    /// Reads a query, with or without its `?`. What makes no sense counts as missing.
    pub fn read(query: &str) -> Self {
        let mut address = Self::default();
        for parameter in query.trim_start_matches('?').split('&').filter(|parameter| !parameter.is_empty()) {
            let (name, value) = parameter.split_once('=').unwrap_or((parameter, ""));
            let (name, value) = (decoded(name), decoded(value));
            let text = || Some(value.clone()).filter(|value| !value.is_empty());
            match name.as_str() {
                "zone" => address.zone = text(),
                "zone2" => address.second_zone = text(),
                "view" => address.view = View::named(&value).unwrap_or_default(),
                "date" => address.date = read_date(&value),
                "q" => address.search = value,
                "series" => address.series = set_of(text_list(&value).into_iter().map(Arc::from)),
                "category" => address.categories = set_of(text_list(&value)),
                "cancelled" => address.hides_cancelled = value == "hidden",
                "event" => address.event = text(),
                "theme" => address.theme = text(),
                _ => address.others.push((name, value)),
            }
        }
        address
    }

    /// The query that reads as this address, without a `?`; empty for the page as built.
    pub fn query(&self) -> String {
        let mut query = String::new();
        for (name, value) in &self.others {
            add(&mut query, name, value);
        }
        let mut text = |name: &str, value: &str| {
            if !value.trim().is_empty() {
                add(&mut query, name, value);
            }
        };
        text("theme", self.theme.as_deref().unwrap_or_default());
        text("zone", self.zone.as_deref().unwrap_or_default());
        text("zone2", self.second_zone.as_deref().unwrap_or_default());
        text("view", if self.view == View::default() { "" } else { self.view.name() });
        text("date", &self.date.map(date_text).unwrap_or_default());
        text("q", &self.search);
        text("series", &list(self.series.iter().map(AsRef::as_ref)));
        text("category", &list(self.categories.iter().map(AsRef::as_ref)));
        text("cancelled", if self.hides_cancelled { "hidden" } else { "" });
        text("event", self.event.as_deref().unwrap_or_default());
        query
    }

    /// The address of the page as built, with this event open.
    pub fn of_event(link_key: &str) -> Self {
        Self { event: Some(link_key.to_owned()), ..Self::default() }
    }
}

/// Reads `2026-11-25`; nothing for what is no date, or lies outside the years 1900 to 2200.
pub fn read_date(text: &str) -> Option<NaiveDate> {
    let mut parts = text.splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let date = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day))?;
    (1900..=2200).contains(&year).then_some(date)
}

fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.map(escaped).collect::<Vec<_>>().join(",")
}

fn add(query: &mut String, name: &str, value: &str) {
    if !query.is_empty() {
        query.push('&');
    }
    query.extend(name.chars().map(encoded));
    query.push('=');
    query.extend(value.chars().map(encoded));
}

/// A slash needs no escape in a query, and is easier to read without.
fn encoded(character: char) -> String {
    if character == '/' { character.to_string() } else { percent_encoded(character) }
}

/// A name or a value as browsers decode it.
fn decoded(text: &str) -> String {
    percent_decoded(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: &str) {
        let address = Address::read(query);
        assert_eq!(address.query(), expected, "{query}");
        assert_eq!(Address::read(&address.query()), address, "{query}");
    }

    #[test]
    fn an_address_is_written_as_it_is_read() {
        check("", "");
        check("?", "");
        check("?view=month&date=2026-11-25", "view=month&date=2026-11-25");
        check("?zone=Asia/Tokyo&zone2=Europe%2FBerlin", "zone=Asia/Tokyo&zone2=Europe/Berlin");
        check("?q=a+b%20%C3%A9&cancelled=hidden", "q=a%20b%20%C3%A9&cancelled=hidden");
        check("?event=a%26b%20%40%C3%A9/20261125", "event=a%26b%20%40%C3%A9/20261125");
        check(r"?series=a\,b,c&category=x;y", r"series=a%5C%2Cb%2Cc&category=x%5C%3By");
        check("?embed=calendar&theme=dark&event=x/1&x", "embed=calendar&x=&theme=dark&event=x/1");
    }

    #[test]
    fn values_that_make_no_sense_count_as_missing() {
        check("?view=year&date=2026-02-30&zone=&event=&q=&cancelled=shown&series=", "");
        assert_eq!(Address::read("?view=agenda&q=%20").query(), "");
        assert_eq!(Address::read("?event=100%&q=%zz%2").search, "%zz%2");
        assert_eq!(Address::read("?q=%ff").search, "\u{fffd}");
        assert_eq!(Address::read("?q=%+1").search, "% 1");
    }

    #[test]
    fn lists_keep_values_with_commas() {
        let address = Address::read(r"?series=a\,b,c&category=x");
        assert_eq!(address.series.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["a,b", "c"]);
        assert_eq!(address.categories.iter().collect::<Vec<_>>(), ["x"]);
    }

    #[test]
    fn dates_are_read_in_the_form_of_inputs_only() {
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
