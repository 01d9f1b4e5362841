//! Texts for dates and times in the visitor's language, from the browser's `Intl`.

mod week;

use std::sync::OnceLock;

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, Timelike as _};
use js_sys::{Array, Date, Function, Object, Reflect};
use send_wrapper::SendWrapper;
use wasm_bindgen::{JsCast as _, JsValue};

use super::storage::{self, StoredChoice};
use crate::calendar::time::words::{English, Unit, Week, Words};
use crate::calendar::time::{Instant, midnight};

/// A formatter of `Intl`.
#[derive(Clone)]
pub(super) struct Formatter {
    object: SendWrapper<JsValue>,
    format: SendWrapper<Function>,
}

impl Formatter {
    /// Makes a formatter of this class; nothing where the browser does not have it or refuses an option.
    pub(super) fn new(class: &str, locale: &JsValue, options: &[(&str, &str)]) -> Option<Self> {
        let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
        let class: Function = Reflect::get(&intl, &class.into()).ok()?.dyn_into().ok()?;
        let wanted = Object::new();
        for (name, value) in options {
            Reflect::set(&wanted, &(*name).into(), &(*value).into()).ok()?;
        }
        Self::of(Reflect::construct(&class, &Array::of2(locale, &wanted)).ok()?)
    }

    /// Makes the formatter of a form of civil dates and times, as `src/boot/date_formats.js` defines it.
    fn civil_form(form: &str) -> Option<Self> {
        let formats = date_formats()?;
        let make: Function = Reflect::get(&formats, &"make".into()).ok()?.dyn_into().ok()?;
        Self::of(make.call1(&formats, &form.into()).ok()?)
    }

    fn of(object: JsValue) -> Option<Self> {
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

    /// Formats one value and returns its first part of this type (`formatToParts`).
    pub(super) fn part(&self, value: &JsValue, kind: &str) -> Option<String> {
        let format: Function = Reflect::get(&self.object, &"formatToParts".into()).ok()?.dyn_into().ok()?;
        let parts: Array = format.call1(&self.object, value).ok()?.dyn_into().ok()?;
        let text = |part: &JsValue, name: &str| Reflect::get(part, &name.into()).ok()?.as_string();
        let part = parts.iter().find(|part| text(part, "type").as_deref() == Some(kind))?;
        text(&part, "value")
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

/// Text in lower case. The browser has the tables for this.
pub fn lower_case(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// Text in lower case without accents, for comparing what people type.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // The browser has the tables for this.
    let parts = String::from(js_sys::JsString::from(text).normalize("NFD").to_lower_case());
    let mut folded = String::with_capacity(parts.len());
    for letter in parts.chars().filter(|letter| !('\u{300}'..='\u{36f}').contains(letter)) {
        match typed_for(letter) {
            Some(typed) => folded.push_str(typed),
            None => folded.push(letter),
        }
    }
    folded
}

/// The letters that people type for a letter in lower case that is not a letter with an accent.
const fn typed_for(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' => "d",
        'ı' => "i",
        'þ' => "th",
        'ς' => "σ",
        _ => return None,
    })
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

/// The locale and the forms of dates and times, which the document defines before the app is there.
fn date_formats() -> Option<JsValue> {
    Reflect::get(&js_sys::global(), &"dateFormats".into()).ok().filter(JsValue::is_object)
}

fn date_formats_text(name: &str) -> Option<String> {
    Reflect::get(&date_formats()?, &name.into()).ok()?.as_string()
}

/// Makes a formatter when it is first needed: each takes the browser a while.
type Lazy = OnceLock<Option<Formatter>>;

/// Words in the locale of the page's dates. Where the browser lacks a formatter, [`English`] answers instead.
#[derive(Default)]
pub struct LocaleWords {
    language: String,
    day: Lazy,
    day_with_year: Lazy,
    short_day: Lazy,
    relative: Lazy,
    time: Lazy,
    hour: Lazy,
    moment: Lazy,
    when: Lazy,
    when_with_year: Lazy,
    as_of: Lazy,
    month: Lazy,
    dates: Lazy,
    weekday: Lazy,
    day_number: Lazy,
    short_month: Lazy,
    number: Lazy,
    week: OnceLock<Week>,
}

impl LocaleWords {
    /// The words of the page's locale, with the hour cycle that the visitor has chosen. Each formatter is created when it is
    /// first needed.
    pub fn new() -> Self {
        if let Some(formats) = date_formats() {
            let hours = storage::get(StoredChoice::Hours).unwrap_or_default();
            let _ = Reflect::set(&formats, &"hours".into(), &hours.into());
        }
        let language = date_formats_text("locale").unwrap_or_else(|| English.language());
        Self { language, ..Self::default() }
    }

    fn intl<'a>(&self, lazy: &'a Lazy, class: &str, options: &[(&str, &str)]) -> Option<&'a Formatter> {
        lazy.get_or_init(|| Formatter::new(class, &self.language.as_str().into(), options)).as_ref()
    }

    const fn day_form(&self, with_year: bool) -> (&Lazy, &'static str) {
        if with_year { (&self.day_with_year, "dayWithYear") } else { (&self.day, "day") }
    }
}

fn civil(lazy: &Lazy, form: &str, civil: NaiveDateTime) -> Option<String> {
    lazy.get_or_init(|| Formatter::civil_form(form)).as_ref()?.civil(civil)
}

fn civil_range(lazy: &Lazy, form: &str, first: NaiveDateTime, last: NaiveDateTime) -> Option<String> {
    lazy.get_or_init(|| Formatter::civil_form(form)).as_ref()?.range(first, last)
}

impl Words for LocaleWords {
    fn language(&self) -> String {
        self.language.clone()
    }

    fn day(&self, date: NaiveDate, with_year: bool) -> String {
        let (lazy, form) = self.day_form(with_year);
        civil(lazy, form, midnight(date)).unwrap_or_else(|| English.day(date, with_year))
    }

    fn short_day(&self, date: NaiveDate) -> String {
        civil(&self.short_day, "shortDay", midnight(date)).unwrap_or_else(|| English.short_day(date))
    }

    fn relative(&self, unit: Unit, amount: i64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "amounts of time are small")]
        let value = JsValue::from_f64(amount as f64);
        let formatter = self.intl(&self.relative, "RelativeTimeFormat", &[("numeric", "auto")]);
        let words = formatter.and_then(|formatter| formatter.two(&value, &unit.name().into()));
        words.unwrap_or_else(|| English.relative(unit, amount))
    }

    fn time(&self, time: NaiveTime) -> String {
        let words = civil(&self.time, "time", NaiveDate::default().and_time(time));
        words.unwrap_or_else(|| English.time(time))
    }

    fn short_time(&self, time: NaiveTime) -> String {
        if time.minute() > 0 {
            return self.time(time);
        }
        let words = civil(&self.hour, "hour", NaiveDate::default().and_time(time));
        words.unwrap_or_else(|| English.short_time(time))
    }

    fn moment(&self, moment: NaiveDateTime) -> String {
        civil(&self.moment, "moment", moment).unwrap_or_else(|| English.moment(moment))
    }

    fn as_of(&self, moment: NaiveDateTime) -> String {
        civil(&self.as_of, "asOf", moment).unwrap_or_else(|| English.as_of(moment))
    }

    fn times(&self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        civil_range(&self.time, "time", start, end).unwrap_or_else(|| English.times(start, end))
    }

    fn moments(&self, start: NaiveDateTime, end: NaiveDateTime) -> String {
        civil_range(&self.moment, "moment", start, end).unwrap_or_else(|| English.moments(start, end))
    }

    fn when(&self, start: NaiveDateTime, end: NaiveDateTime, with_year: bool) -> String {
        let (lazy, form) =
            if with_year { (&self.when_with_year, "whenWithYear") } else { (&self.when, "when") };
        civil_range(lazy, form, start, end).unwrap_or_else(|| English.when(start, end, with_year))
    }

    fn day_range(&self, first: NaiveDate, last: NaiveDate, with_year: bool) -> String {
        let (lazy, form) = self.day_form(with_year);
        let words = civil_range(lazy, form, midnight(first), midnight(last));
        words.unwrap_or_else(|| English.day_range(first, last, with_year))
    }

    fn month(&self, date: NaiveDate) -> String {
        civil(&self.month, "month", midnight(date)).unwrap_or_else(|| English.month(date))
    }

    fn dates(&self, first: NaiveDate, last: NaiveDate) -> String {
        let words = civil_range(&self.dates, "days", midnight(first), midnight(last));
        words.unwrap_or_else(|| English.dates(first, last))
    }

    fn weekday(&self, date: NaiveDate) -> String {
        civil(&self.weekday, "weekday", midnight(date)).unwrap_or_else(|| English.weekday(date))
    }

    fn day_number(&self, date: NaiveDate) -> String {
        civil(&self.day_number, "dayNumber", midnight(date)).unwrap_or_else(|| English.day_number(date))
    }

    fn short_month(&self, date: NaiveDate) -> String {
        civil(&self.short_month, "shortMonth", midnight(date)).unwrap_or_else(|| English.short_month(date))
    }

    fn number(&self, number: usize) -> String {
        #[expect(clippy::cast_precision_loss, reason = "numbers of days and events are small")]
        let words =
            self.intl(&self.number, "NumberFormat", &[]).and_then(|it| it.one(&(number as f64).into()));
        words.unwrap_or_else(|| English.number(number))
    }

    fn week(&self) -> Week {
        // Weeks go as where the visitor lives, whatever the language of the page.
        let own = || date_formats_text("own").unwrap_or_else(|| self.language.clone());
        self.week.get_or_init(|| week::of_language(&own())).clone()
    }
}
