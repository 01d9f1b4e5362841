// Converts the built-in times to the visitor's zone and language, before the app is loaded.
(async () => {
  const calendar = document.querySelector("[data-calendar]"), shown = document.querySelector(".zone-picker-shown strong");
  if (!calendar || !shown) return;
  const moment = { weekday: "short", day: "numeric", month: "short", hour: "numeric", minute: "2-digit" };
  const options = {
    time: { timeStyle: "short" },
    moment,
    date: { dateStyle: "medium", timeStyle: "short" },
    span: { ...moment, weekday: "long", month: "long" },
    heading: { dateStyle: "short" },
  };
  try {
    let zone = asked.get("zone") || kept("zone");
    // Formatters are expensive to create, above all the first one, so this yields before each. In Swedish a date is
    // written as in `datetime`.
    const format = {};
    for (const form in options) {
      await (globalThis.scheduler?.yield?.() ?? new Promise((free) => setTimeout(free)));
      const languages = form === "heading" ? "sv" : navigator.languages;
      format[form] = new Intl.DateTimeFormat(languages, { timeZone: zone || undefined, ...options[form] });
    }
    zone = format.time.resolvedOptions().timeZone;
    if (!zone.includes("/") || zone === "Etc/Unknown" || root.dataset.app === "live") return;
    const { locale } = format.moment.resolvedOptions();
    for (const element of calendar.querySelectorAll("time[data-local]")) {
      const heading = element.closest(".agenda-day")?.querySelector("time").dateTime;
      const at = new Date(element.dateTime), { local, until } = element.dataset;
      const onAnotherDay = local === "time" && heading && format.heading.format(at) !== heading;
      const words = until
        ? format[local].formatRange(at, new Date(until))
        : format[onAnotherDay ? "moment" : local].format(at);
      // No element is added or removed: hydration expects the elements that were built.
      const place = element.querySelector("bdi") || element;
      place.firstChild.nodeValue = words;
      place.lang = locale;
    }
    shown.firstChild.nodeValue = zone.replaceAll("_", " ");
    calendar.dataset.zone = zone;
  } catch (unknown) {}
})();
