//! The first day of the week and the weekend where a language is spoken.

use chrono::Weekday;
use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::browser::storage::{self, StoredChoice};
use crate::calendar::time::words::Week;

/// Regions whose weeks begin on Sunday or Saturday, for browsers without week information (from CLDR's week
/// data).
const SUNDAY: &str = "AG AS AU BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK \
     PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW";
const SATURDAY: &str = "AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY";

/// The week of a language, given as a BCP 47 tag, with the first day that the visitor has chosen, if any.
pub(super) fn of_language(language: &str) -> Week {
    let week = usual(language);
    match storage::get(StoredChoice::WeekStart).and_then(|day| day.parse().ok()).and_then(weekday) {
        Some(start) => Week { start, ..week },
        None => week,
    }
}

fn usual(language: &str) -> Week {
    let locale = locale(language);
    let week_info = locale.as_ref().and_then(week_info);
    week_info.unwrap_or_else(|| {
        let region = locale.as_ref().and_then(region).unwrap_or_default();
        let among = |regions: &str| !region.is_empty() && regions.split(' ').any(|known| known == region);
        let start = match (among(SUNDAY), among(SATURDAY)) {
            (true, _) => Weekday::Sun,
            (_, true) => Weekday::Sat,
            _ => Weekday::Mon,
        };
        Week { start, ..Week::iso() }
    })
}

/// A day of the week from its number, 1 (Monday) to 7.
fn weekday(number: u8) -> Option<Weekday> {
    Weekday::try_from(number.checked_sub(1)?).ok()
}

fn locale(language: &str) -> Option<JsValue> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"Locale".into()).ok()?.dyn_into().ok()?;
    Reflect::construct(&class, &Array::of1(&language.into())).ok()
}

/// The browser's week information, with days from 1 (Monday) to 7.
fn week_info(locale: &JsValue) -> Option<Week> {
    let get = Reflect::get(locale, &"getWeekInfo".into()).ok()?;
    let info = match get.dyn_into::<Function>() {
        Ok(get) => get.call0(locale).ok()?,
        Err(_) => Reflect::get(locale, &"weekInfo".into()).ok().filter(JsValue::is_object)?,
    };
    let day = |value: JsValue| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "days are 1 to 7")]
        weekday(value.as_f64()? as u8)
    };
    let start = day(Reflect::get(&info, &"firstDay".into()).ok()?)?;
    let weekend: Array = Reflect::get(&info, &"weekend".into()).ok()?.dyn_into().ok()?;
    Some(Week { start, weekend: weekend.iter().filter_map(day).collect() })
}

/// The region of a language, or the one where most of its speakers live.
fn region(locale: &JsValue) -> Option<String> {
    let maximize: Function = Reflect::get(locale, &"maximize".into()).ok()?.dyn_into().ok()?;
    Reflect::get(&maximize.call0(locale).ok()?, &"region".into()).ok()?.as_string()
}
