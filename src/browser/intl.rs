//! Texts for dates and times in the visitor's language, from the browser's `Intl`.

mod week;

use std::sync::OnceLock;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use js_sys::{Array, Date, Function, Object, Reflect};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::calendar::time::words::{English, Unit, Week, Words};
use crate::calendar::time::{Instant, midnight};

/// A formatter of `Intl`.
#[derive(Clone)]
pub(super) struct Formatter {
    object: SendWrapper<JsValue>,
    format: SendWrapper<Function>,
}

impl Formatter {
    /// Creates a formatter of this class; `None` if the browser does not have it or rejects an option.
    pub(super) fn new(class: &str, languages: &JsValue, options: &[(&str, &str)]) -> Option<Self> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let wanted = Object::new();
        for (name, value) in options {
            Reflect::set(&wanted, &(*name).into(), &(*value).into()).ok()?;
        }
        let object = Reflect::construct(&class, &Array::of2(languages, &wanted)).ok()?;
        let format = Reflect::get(&object, &"format".into()).ok()?.dyn_into().ok()?;
        Some(Self { object: SendWrapper::new(object), format: SendWrapper::new(format) })
    }

    /// The value that the browser uses for an option.
    pub(super) fn resolved(&self, option: &str) -> Option<String> {
        let resolve: Function =
            Reflect::get(&self.object, &"resolvedOptions".into()).ok()?.dyn_into().ok()?;
        let options = resolve.call0(&self.object).ok()?;
        Reflect::get(&options, &option.into()).ok()?.as_string()
    }

    /// Formats one value.
    pub(super) fn one(&self, value: &JsValue) -> Option<String> {
        self.format.call1(&self.object, value).ok()?.as_string()
    }

    fn two(&self, first: &JsValue, second: &JsValue) -> Option<String> {
        self.format.call2(&self.object, first, second).ok()?.as_string()
    }

    /// Formats a range of civil times.
    fn range(&self, first: NaiveDateTime, last: NaiveDateTime) -> Option<String> {
        let range: Function = Reflect::get(&self.object, &"formatRange".into()).ok()?.dyn_into().ok()?;
        let at = |civil| date(Instant::from_utc(civil));
        range.call2(&self.object, &at(first), &at(last)).ok()?.as_string()
    }

    /// Formats a civil time; it is passed as the instant at which it is the time in UTC.
    fn civil(&self, civil: NaiveDateTime) -> Option<String> {
        self.one(&date(Instant::from_utc(civil)))
    }
}

/// Text in lower case without accents, for comparing what people type.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let parts = String::from(js_sys::JsString::from(text).normalize("NFD"));
    parts
        .chars()
        .filter(|letter| !('\u{300}'..='\u{36f}').contains(letter))
        .flat_map(char::to_lowercase)
        .collect()
}

/// What is typed, folded and split into words.
pub fn folded_words(typed: &str) -> Vec<String> {
    if typed.trim().is_empty() {
        return Vec::new();
    }
    fold(typed).split_whitespace().map(ToOwned::to_owned).collect()
}

/// An instant as a JavaScript `Date`.
pub(super) fn date(instant: Instant) -> JsValue {
    #[expect(clippy::cast_precision_loss, reason = "seconds of a date are far below 2^53")]
    let milliseconds = instant.unix() as f64 * 1000.0;
    Date::new(&milliseconds.into()).into()
}

fn late_date(options: &[(&str, &str)]) -> Option<Formatter> {
    Formatter::new("DateTimeFormat", &languages(), &[&[("timeZone", "UTC")], options].concat())
}

/// The languages for the formatters: the visitor's, in order of preference.
fn languages() -> JsValue {
    web_sys::window().map_or(JsValue::UNDEFINED, |window| window.navigator().languages().into())
}

/// Texts in the visitor's language. If the browser lacks a formatter, [`English`] is used instead.
pub struct ReaderWords {
    language: String,
    day: Option<Formatter>,
    day_with_year: Option<Formatter>,
    short_day: Option<Formatter>,
    near_day: Option<Formatter>,
    time: Option<Formatter>,
    moment: Option<Formatter>,
    units: [Option<Formatter>; 4],
    list: Option<Formatter>,
    /// Formatters that only some views need, created on first use.
    month: OnceLock<Option<Formatter>>,
    span: OnceLock<Option<Formatter>>,
    weekday: OnceLock<Option<Formatter>>,
    number: OnceLock<Option<Formatter>>,
    week: OnceLock<Week>,
}

impl ReaderWords {
    /// Creates the formatters.
    pub fn new() -> Self {
        let languages = languages();
        let format = |class: &str, options: &[(&str, &str)]| Formatter::new(class, &languages, options);
        let date =
            |options: &[(&str, &str)]| format("DateTimeFormat", &[&[("timeZone", "UTC")], options].concat());
        let unit = |unit: Unit| {
            let options = [("style", "unit"), ("unit", unit.name()), ("unitDisplay", "long")];
            format("NumberFormat", &options)
        };
        let time = date(&[("timeStyle", "short")]);
        Self {
            language: time
                .as_ref()
                .and_then(|time| time.resolved("locale"))
                .unwrap_or_else(|| English.language()),
            day: date(&[("weekday", "long"), ("day", "numeric"), ("month", "long")]),
            day_with_year: date(&[
                ("weekday", "long"),
                ("day", "numeric"),
                ("month", "long"),
                ("year", "numeric"),
            ]),
            short_day: date(&[("weekday", "short"), ("day", "numeric"), ("month", "short")]),
            near_day: format("RelativeTimeFormat", &[("numeric", "auto")]),
            time,
            moment: date(&[("dateStyle", "medium"), ("timeStyle", "short")]),
            units: [Unit::Day, Unit::Hour, Unit::Minute, Unit::Second].map(unit),
            list: format("ListFormat", &[("type", "unit"), ("style", "short")]),
            month: OnceLock::new(),
            span: OnceLock::new(),
            weekday: OnceLock::new(),
            number: OnceLock::new(),
            week: OnceLock::new(),
        }
    }

    fn amount(&self, unit: Unit, amount: i64) -> Option<String> {
        let index = match unit {
            Unit::Day => 0,
            Unit::Hour => 1,
            Unit::Minute => 2,
            Unit::Second => 3,
        };
        #[expect(clippy::cast_precision_loss, reason = "parts of a length of time are small")]
        self.units.get(index)?.as_ref()?.one(&(amount as f64).into())
    }

    fn length_in_words(&self, parts: &[(Unit, i64)]) -> Option<String> {
        let amounts = Array::new();
        for (unit, amount) in parts {
            amounts.push(&self.amount(*unit, *amount)?.into());
        }
        self.list.as_ref()?.one(&amounts)
    }
}

impl Default for ReaderWords {
    fn default() -> Self {
        Self::new()
    }
}

impl Words for ReaderWords {
    fn language(&self) -> String {
        self.language.clone()
    }

    fn day(&self, date: NaiveDate, with_year: bool) -> String {
        let formatter = if with_year { &self.day_with_year } else { &self.day };
        let words = formatter.as_ref().and_then(|formatter| formatter.civil(midnight(date)));
        words.unwrap_or_else(|| English.day(date, with_year))
    }

    fn short_day(&self, date: NaiveDate) -> String {
        let words = self.short_day.as_ref().and_then(|formatter| formatter.civil(midnight(date)));
        words.unwrap_or_else(|| English.short_day(date))
    }

    fn near_day(&self, ahead: i64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "days ahead are few")]
        let days = JsValue::from_f64(ahead as f64);
        let words = self.near_day.as_ref().and_then(|formatter| formatter.two(&days, &"day".into()));
        words.unwrap_or_else(|| English.near_day(ahead))
    }

    fn time(&self, time: NaiveTime) -> String {
        let words =
            self.time.as_ref().and_then(|formatter| formatter.civil(NaiveDate::default().and_time(time)));
        words.unwrap_or_else(|| English.time(time))
    }

    fn moment(&self, civil: NaiveDateTime) -> String {
        let words = self.moment.as_ref().and_then(|formatter| formatter.civil(civil));
        words.unwrap_or_else(|| English.moment(civil))
    }

    fn month(&self, date: NaiveDate) -> String {
        let formatter = self.month.get_or_init(|| late_date(&[("month", "long"), ("year", "numeric")]));
        let words = formatter.as_ref().and_then(|formatter| formatter.civil(midnight(date)));
        words.unwrap_or_else(|| English.month(date))
    }

    fn span(&self, first: NaiveDate, last: NaiveDate) -> String {
        let options = [("day", "numeric"), ("month", "long"), ("year", "numeric")];
        let formatter = self.span.get_or_init(|| late_date(&options));
        let words = formatter.as_ref().and_then(|formatter| formatter.range(midnight(first), midnight(last)));
        words.unwrap_or_else(|| English.span(first, last))
    }

    fn weekday(&self, date: NaiveDate) -> String {
        let formatter = self.weekday.get_or_init(|| late_date(&[("weekday", "short")]));
        let words = formatter.as_ref().and_then(|formatter| formatter.civil(midnight(date)));
        words.unwrap_or_else(|| English.weekday(date))
    }

    fn number(&self, number: usize) -> String {
        let formatter = self.number.get_or_init(|| Formatter::new("NumberFormat", &languages(), &[]));
        #[expect(clippy::cast_precision_loss, reason = "numbers of days and events are small")]
        let words = formatter.as_ref().and_then(|formatter| formatter.one(&(number as f64).into()));
        words.unwrap_or_else(|| English.number(number))
    }

    fn week(&self) -> Week {
        self.week.get_or_init(|| week::of_language(&self.language)).clone()
    }

    fn length(&self, parts: &[(Unit, i64)]) -> String {
        self.length_in_words(parts).unwrap_or_else(|| English.length(parts))
    }
}
