//! Feeds made by a fixed recipe, around changes of clocks, and what an engine says they hold: the host and the browser
//! have to say the same.

use hearth::calendar::ics::event::Status;
use hearth::calendar::time::zone::{Zone, ZoneDatabase};
use hearth::calendar::time::{DAY, Instant, Window, basic_civil, basic_date, basic_utc};
use hearth::calendar::{Limits, When, read};

/// The zones of organisers and readers: far from each other, with odd offsets and odd laws.
const ZONES: [&str; 20] = [
    "Africa/Cairo",
    "Africa/Casablanca",
    "America/Los_Angeles",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "Asia/Gaza",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Asia/Tehran",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Istanbul",
    "Pacific/Apia",
    "Pacific/Chatham",
];

/// Rules that fall on many days or at many hours.
const RULES: [&str; 16] = [
    "",
    "RRULE:FREQ=DAILY",
    "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=60",
    "RRULE:FREQ=DAILY;BYHOUR=0,1,2,3,23;BYMINUTE=0,30",
    "RRULE:FREQ=HOURLY;INTERVAL=5",
    "RRULE:FREQ=MINUTELY;INTERVAL=95;COUNT=900",
    "RRULE:FREQ=WEEKLY",
    "RRULE:FREQ=WEEKLY;BYDAY=SU,MO;WKST=SU",
    "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU",
    "RRULE:FREQ=WEEKLY;COUNT=40",
    "RRULE:FREQ=MONTHLY;BYDAY=-1SU",
    "RRULE:FREQ=MONTHLY;BYDAY=1SU,2SU",
    "RRULE:FREQ=MONTHLY;BYMONTHDAY=-1,15",
    "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1,1",
    "RRULE:FREQ=YEARLY;BYMONTH=3,4,10,11;BYDAY=SU",
    "RRULE:FREQ=YEARLY;BYWEEKNO=13,43",
];

/// A feed, a window and a reader.
pub struct Case {
    feed: String,
    window: Window,
    reader: &'static str,
}

/// Numbers that are the same on every machine (xorshift64).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn one_of(&mut self, all: &[&'static str]) -> &'static str {
        let index = usize::try_from(self.below(all.len() as u64)).unwrap_or(0);
        all.get(index).copied().unwrap_or_default()
    }

    fn signed(&mut self, most: u64) -> i64 {
        self.below(most).cast_signed()
    }
}

/// All cases, in an order that stays.
pub fn cases() -> Vec<Case> {
    let mut numbers = Numbers(0x9E37_79B9_7F4A_7C15);
    (0..400).map(|_| case(&mut numbers)).collect()
}

fn case(numbers: &mut Numbers) -> Case {
    // From 2010, before all of these laws were changed, to 2026. March, April, October or November: clocks change.
    let year = 14_610 + numbers.signed(17) * 365;
    let day = [59, 75, 90, 273, 288, 304]
        .into_iter()
        .nth(usize::try_from(numbers.below(6)).unwrap_or(0))
        .unwrap_or(0);
    let from = (year + day) * DAY;
    let window = Window { start: Instant::from_unix(from), end: Instant::from_unix(from + 21 * DAY) };
    let events = 1 + numbers.below(3);
    let feed: String = (0..events).map(|uid| event(numbers, uid, from)).collect();
    Case { feed: format!("BEGIN:VCALENDAR\n{feed}END:VCALENDAR\n"), window, reader: numbers.one_of(&ZONES) }
}

fn event(numbers: &mut Numbers, uid: u64, from: i64) -> String {
    let start = Instant::from_unix(from + numbers.signed(40 * 24 * 4) * 900 - 20 * DAY).utc();
    let zone = numbers.one_of(&ZONES);
    let written = |numbers: &mut Numbers, at: chrono::NaiveDateTime| match numbers.below(6) {
        0 => format!(";VALUE=DATE:{}", basic_date(at.date())),
        1 => format!(":{}", basic_civil(at)),
        2 => format!(":{}", basic_utc(Instant::from_utc(at))),
        _ => format!(";TZID={zone}:{}", basic_civil(at)),
    };
    let time = written(numbers, start);
    let rule = numbers.one_of(&RULES);
    let length = numbers.one_of(&["", "DURATION:PT1H\n", "DURATION:P1D\n", "DURATION:PT26H\n"]);
    let beside = Instant::from_utc(start).plus(numbers.signed(14) * DAY).utc();
    let other = match numbers.below(5) {
        0 => format!("EXDATE{}\n", written(numbers, beside)),
        1 => format!("RDATE{}\n", written(numbers, beside)),
        _ => String::new(),
    };
    let event = format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART{time}\n{length}{rule}\n{other}END:VEVENT\n");
    if !numbers.below(4).is_multiple_of(4) {
        return event;
    }
    let range = numbers.one_of(&["", ";RANGE=THISANDFUTURE"]);
    let (which, moved) =
        (written(numbers, beside), written(numbers, Instant::from_utc(beside).plus(5400).utc()));
    format!("{event}BEGIN:VEVENT\nUID:{uid}\nRECURRENCE-ID{range}{which}\nDTSTART{moved}\nEND:VEVENT\n")
}

impl Case {
    /// What the feed holds, one occurrence a line, as far as the engine and a source of zones can say.
    pub fn answer(&self, database: &dyn ZoneDatabase) -> String {
        let reader = database.find(self.reader).unwrap_or_else(Zone::utc);
        let Ok(feed) = read(self.feed.as_bytes(), &Limits::DEFAULT) else { return "no feed".to_owned() };
        let expansion = feed.expand(self.window, &reader, database, &Limits::DEFAULT);
        let mut lines = vec![format!("{} {}\n", reader.name(), basic_utc(self.window.start))];
        lines.extend(feed.problems.iter().chain(&expansion.problems).map(|problem| format!("{problem}\n")));
        for occurrence in expansion.occurrences {
            let (start, end) = occurrence.when.instants(&reader);
            let here = basic_civil(reader.civil_at(start));
            let there = match &occurrence.when {
                When::Timed { zone, start_there, .. } => format!("{} {zone}", basic_civil(*start_there)),
                When::Floating { .. } => "floating".to_owned(),
                When::AllDay { .. } => "all day".to_owned(),
            };
            let mark = if occurrence.moved && occurrence.status != Status::Cancelled { " moved" } else { "" };
            lines.push(format!("{} {} {here} {there}{mark}\n", basic_utc(start), basic_utc(end)));
        }
        lines.concat()
    }
}

/// A line that stands for an answer: how many lines it has, and a number that differs where they do (FNV-1a).
pub fn digest(answer: &str) -> String {
    let hash = answer.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    });
    format!("{} {hash:016x}", answer.lines().count())
}
