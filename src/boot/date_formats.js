// The locale and the forms of dates and times. local_times.js and the app use the same, so that a time reads the same
// before and after the app is there.
var dateFormats = (() => {
  const page = document.documentElement.lang || "en";
  const languageAndScript = (tag) => {
    try {
      const { language, script } = new Intl.Locale(tag).maximize();
      return language + script;
    } catch (invalid) {}
  };
  const isOfPage = (tag) => languageAndScript(tag) === languageAndScript(page);
  // Dates are in the visitor's locale if it has the page's language. Otherwise they are in the page's language, with the
  // visitor's hour cycle.
  const [own = page] = navigator.languages;
  const locale = navigator.languages.find(isOfPage) || page;
  /** @type {Intl.DateTimeFormatOptions} */
  const time = { hour: "numeric", minute: "2-digit" };
  /** @type {Intl.DateTimeFormatOptions} */
  const day = { weekday: "long", day: "numeric", month: "long" };
  /** @type {Intl.DateTimeFormatOptions} */
  const shortDay = { weekday: "short", day: "numeric", month: "short" };
  /** @type {Record<string, Intl.DateTimeFormatOptions>} */
  const forms = {
    time: { timeStyle: "short" },
    moment: { ...shortDay, ...time },
    when: { ...day, ...time },
    asOf: { dateStyle: "medium", timeStyle: "short" },
    day,
    dayWithYear: { ...day, year: "numeric" },
    whenWithYear: { ...day, ...time, year: "numeric" },
    shortDay,
    days: { day: "numeric", month: "long", year: "numeric" },
    month: { month: "long", year: "numeric" },
    weekday: { weekday: "short" },
    dayNumber: { day: "numeric" },
    shortMonth: { month: "short" },
    hour: { hour: "numeric" },
  };
  let hourCycle, relativeTime;
  // The formats are in UTC, because they get local times as dates in UTC.
  const make = (form) => {
    // A month is laid out by the Gregorian calendar, so all dates are in it, in every language.
    const options = { ...forms[form], calendar: "gregory", timeZone: "UTC" };
    const { hours } = dateFormats;
    if ((hours || own !== locale) && (options.hour || options.timeStyle)) {
      hourCycle ||= new Intl.DateTimeFormat(own, time).resolvedOptions().hourCycle;
      options.hourCycle = { 12: "h12", 24: "h23" }[hours] || hourCycle;
    }
    return new Intl.DateTimeFormat(locale, options);
  };
  // How far ahead a time is. `calendar/time/words.rs` has the same rule.
  const countdown = (minutes, days) => {
    relativeTime ||= new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    if (minutes < 100) return relativeTime.format(minutes, "minute");
    return minutes < 1440 ? relativeTime.format(Math.round(minutes / 60), "hour") : relativeTime.format(days, "day");
  };
  // The start and the end of a `<time>` as instants. A floating time is in the zone of this device, and a date is from its
  // midnight to the next one.
  const instant = ({ dataset }, at, hour) => {
    if (at.length === "YYYY-MM-DD".length) return new Date(`${at}T${hour}:00`);
    return new Date("floating" in dataset ? at.replace("Z", "") : at);
  };
  const startOf = (time) => instant(time, time.dateTime, "00");
  const endOf = (time) => instant(time, time.dataset.until || time.dateTime, "24");
  // The app sets `hours` anew, also where the browser does not store it.
  return { own, locale, hours: stored("hours"), make, countdown, startOf, endOf };
})();
