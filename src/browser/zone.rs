//! The visitor's zone, and all zones that the browser knows, from `Intl`.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::NaiveDate;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use super::intl::{Formatter, date};
use crate::calendar::ics::zone_names;
use crate::calendar::time::zone::{Zone, ZoneDatabase, ZoneRules};
use crate::calendar::time::{Instant, Offset};
use crate::small_sort::sort_by_key;

thread_local! {
    /// Zones that were looked up, so that their caches are kept.
    static KNOWN: RefCell<HashMap<String, Option<Zone>>> = RefCell::default();
}

/// The browser's zone data.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserZones;

impl ZoneDatabase for BrowserZones {
    fn find(&self, name: &str) -> Option<Zone> {
        let known = KNOWN.with(|known| known.borrow().get(name).cloned());
        known.unwrap_or_else(|| {
            let zone = open(name);
            KNOWN.with(|known| known.borrow_mut().insert(name.to_owned(), zone.clone()));
            zone
        })
    }
}

fn open(name: &str) -> Option<Zone> {
    let name = zone_names::current(name);
    if name == "UTC" {
        return Some(Zone::utc());
    }
    // `Intl` also accepts offsets, such as +05:00, and ambiguous abbreviations, such as BST. Neither is an IANA name.
    if !name.starts_with(|letter: char| letter.is_ascii_alphabetic()) || !name.contains('/') {
        return None;
    }
    let options = [
        ("timeZone", name),
        ("calendar", "gregory"),
        ("numberingSystem", "latn"),
        ("hourCycle", "h23"),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("second", "2-digit"),
    ];
    let formatter = Formatter::new("DateTimeFormat", &"en-US".into(), &options)?;
    // The browser accepts names in any case, and old ones; it reports the zone that it uses.
    let taken = formatter.resolved("timeZone").filter(|taken| taken.contains('/'))?;
    Some(Zone::new(zone_names::current(&taken), BrowserZone(formatter)))
}

/// A zone whose local time is read from a formatter.
struct BrowserZone(Formatter);

impl ZoneRules for BrowserZone {
    fn offset_at(&self, instant: Instant) -> Offset {
        self.0.one(&date(instant)).and_then(|text| read_offset(&text, instant)).unwrap_or_default()
    }
}

/// Parses «11/25/2026, 15:00:00» and compares it with UTC.
fn read_offset(text: &str, instant: Instant) -> Option<Offset> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty());
    let mut next = || numbers.next()?.parse::<u32>().ok();
    let (month, day, year) = (next()?, next()?, next()?);
    let (hour, minute, second) = (next()?, next()?, next()?);
    let civil =
        NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?.and_hms_opt(hour, minute, second)?;
    Some(Offset::of_clock(civil, instant))
}

/// The name of the visitor's own zone, if the browser reports it.
pub fn own_name() -> Option<String> {
    let name = Formatter::new("DateTimeFormat", &JsValue::UNDEFINED, &[])?.resolved("timeZone")?;
    // Browsers report this name if the machine does not tell them its zone.
    Some(zone_names::current(&name).to_owned()).filter(|name| name != "Etc/Unknown")
}

/// The name of a zone in the visitor's language, such as "Japan Time".
pub fn name_in_words(zone: &str) -> Option<String> {
    let options = [("timeZone", zone), ("timeZoneName", "longGeneric")];
    Formatter::new("DateTimeFormat", &JsValue::UNDEFINED, &options)?
        .part(&date(super::clock::now()), "timeZoneName")
}

/// The names of all zones that the browser knows, by their current IANA names, sorted, with UTC first.
pub fn all_names() -> Vec<String> {
    let listed = intl_call("supportedValuesOf", &["timeZone".into()]).map(|names| Array::from(&names));
    let mut names: Vec<_> = listed
        .iter()
        .flat_map(Array::iter)
        .filter_map(|name| name.as_string())
        .map(|name| zone_names::current(&name).to_owned())
        .chain(own_name())
        .filter(|name| name != "UTC")
        .collect();
    sort_by_key(&mut names, Clone::clone);
    names.dedup();
    names.insert(0, "UTC".to_owned());
    names
}

fn intl_call(function: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let function: Function = Reflect::get(&intl, &function.into()).ok()?.dyn_into().ok()?;
    function.apply(&intl, &arguments.iter().collect::<Array>()).ok()
}
