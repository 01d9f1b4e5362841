// Converts the built-in times to the visitor's zone and language, before the app is loaded.
(async () => {
  /** @type {HTMLElement | null} */
  const calendar = document.querySelector("[data-calendar]");
  const shown = document.querySelector(".zone-picker-shown strong");
  if (!calendar || !shown) return;
  // Old names that browsers still use, each with the present one.
  /** @type {any} */
  const renamed = "{renamed zones}";
  const formats = new Map();
  // The app's elements have their own times.
  let isReplaced = false;
  addEventListener("mounted", () => (isReplaced = true));
  // Creating a format is slow, the first most of all, so it yields before each.
  const format = async (form) => {
    if (!formats.has(form)) {
      await (globalThis.scheduler?.yield?.() ?? new Promise((resolve) => setTimeout(resolve)));
      formats.set(form, dateFormats.make(form));
    }
    return formats.get(form);
  };
  try {
    // Abbreviations, such as BST, are not names of zones, although browsers accept them.
    const isName = (name) => name === "UTC" || name?.includes("/");
    const named = new Intl.DateTimeFormat("en", { timeZone: [parameters.get("zone"), stored("zone")].find(isName) });
    const { timeZone } = named.resolvedOptions();
    const name = renamed[timeZone] || timeZone;
    if ((!name.includes("/") && name !== "UTC") || name.startsWith("Etc/")) return;
    const DATE_LENGTH = "YYYY-MM-DD".length;
    // In Swedish a date is written as in `datetime`.
    const isoTime = new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "short" });
    const isoDate = (at) => isoTime.format(at).slice(0, DATE_LENGTH);
    const thisYear = isoDate().slice(0, 4);
    moveToLocalDays(isoTime);
    /** @param {NodeListOf<HTMLTimeElement>} times */
    const convert = async (times) => {
      const texts = [];
      for (const element of times) {
        let { local: form, until } = element.dataset;
        // Dates and floating times are the same in every zone.
        const isCivil = "floating" in element.dataset || element.dateTime.length === DATE_LENGTH;
        // The local time as a date in UTC, as the formats need it.
        const civil = (at) => new Date(isCivil ? at : `${isoTime.format(new Date(at)).replace(" ", "T")}Z`);
        const start = civil(element.dateTime);
        const end = until ? civil(until) : start;
        const dateOf = (at) => at.toISOString().slice(0, DATE_LENGTH);
        // "23:00 – 00:00" ends at midnight, so the next day is not named. `calendar/text/agenda_text.rs` has the same
        // rule. Browsers that know nested styles, as the page needs them, accept a range that ends before its start.
        const midnight = new Date(dateOf(start));
        const isUntilMidnight = start > midnight && end.getTime() - midnight.getTime() === 86_400_000;
        const range = [start, isUntilMidnight ? midnight : end];
        // Below the heading of a day, a time on another day includes its date.
        const card = element.closest(".next-event");
        const heading =
          form === "time" && (card ? dateOf(start) : element.closest(".agenda-day")?.querySelector("time").dateTime);
        if (heading && range.some((at) => dateOf(at) !== heading)) form = "moment";
        if (form === "day" && !dateOf(start).startsWith(thisYear)) form = "dayWithYear";
        const formatter = await format(form);
        texts.push([element, until ? formatter.formatRange(...range) : formatter.format(start)]);
      }
      if (isReplaced) return;
      for (const [element, text] of texts) {
        const target = element.querySelector("bdi") || element;
        target.textContent = text;
        target.lang = dateFormats.locale;
      }
    };
    await convert(document.querySelectorAll("time[data-local]"));
    if (isReplaced) return;
    // Screen readers read the day and the times with the title.
    /** @type {NodeListOf<HTMLElement>} */
    const titles = document.querySelectorAll(".occurrence-title > .visually-hidden");
    for (const title of titles) {
      const time = title.closest("[data-occurrence]").querySelector("time");
      const isAllDay = time.dateTime.length === DATE_LENGTH;
      const parts = [title.closest(".agenda-day").querySelector("time"), isAllDay ? time.querySelector("bdi") : time];
      title.textContent = parts.map((part) => (part ? `, ${part.textContent}` : "")).join("");
      title.lang = dateFormats.locale;
    }
    shown.textContent = name.replaceAll("_", " ");
    calendar.dataset.zone = name;
    const dayOf = (at) => Date.parse(isoDate(at)) / 86_400_000;
    /** @type {HTMLTimeElement | null} */
    const updated = document.querySelector(".feed-status time");
    const asOf = Date.parse(updated?.dateTime);
    /** @type {NodeListOf<HTMLElement>} */
    const cards = document.querySelectorAll(".next-event");
    const showNext = () => {
      const minute = Math.floor(Date.now() / 60_000);
      for (const card of cards) {
        card.querySelector(".next-event-zone").textContent = name.split("/").pop().replaceAll("_", " ");
        // With a wrong clock, no meeting is shown as the next. `calendar/views/freshness.rs` has the same limit.
        card.hidden = asOf / 60_000 - minute > 30 * 24 * 60;
        /** @type {HTMLTimeElement} */
        const time = card.querySelector(".next-event-when time");
        const [start, end] = [dateFormats.startOf(time), dateFormats.endOf(time)];
        const minutesTo = (at) => Math.ceil(at.getTime() / 60_000) - minute;
        const isRunning = minutesTo(start) <= 0;
        // An event that ends at midnight ends on the day before.
        const day = isRunning && end > start ? new Date(end.getTime() - 1) : start;
        const countdown = dateFormats.countdown(minutesTo(isRunning ? end : start), dayOf(day) - dayOf(new Date()));
        const text = card.querySelector(".next-event-countdown");
        text.textContent = isRunning ? ` · ends ${countdown}` : ` · ${countdown}`;
        card.querySelector(".next-event-label > span").textContent = isRunning ? "Happening now" : "Next meeting";
      }
    };
    showNext();
    const update = async () => {
      markPastEvents();
      await convert(document.querySelectorAll(".next-event time[data-local]"));
      if (!isReplaced) showNext();
    };
    // A script may have removed the elements.
    const stop = () => clearInterval(timer);
    const timer = setInterval(() => (isReplaced ? stop() : update().catch(stop)), 60_000);
  } catch (unknownZone) {}
})();
// The function above moves the events before its first `await`. The list is painted only after that, so that it does
// not shift.
root.dataset.listed = "";
