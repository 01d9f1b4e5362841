// The list is built in days of UTC. Moves each event to the day on which it starts for the visitor; one that has started
// earlier, and is not over, is listed today.

// Global because `local_times.js` calls it with a format of ISO times in the visitor's zone.
var moveToLocalDays = (isoTime) => {
  const agenda = document.querySelector(".agenda");
  if (!agenda) return;
  const DATE = "YYYY-MM-DD".length;
  const timeOf = (around) => around.querySelector("time");
  const dayOf = (date) => {
    const days = [...agenda.children];
    const next = days.find((day) => timeOf(day).dateTime >= date) ?? null;
    if (next && timeOf(next).dateTime === date) return next;
    const day = /** @type {HTMLElement} */ (days[0].cloneNode(true));
    day.querySelector("ol").replaceChildren();
    for (const time of day.querySelectorAll("time")) time.dateTime = date;
    agenda.insertBefore(day, next);
    return day;
  };
  const startOf = (event) => {
    const { dateTime, dataset } = timeOf(event);
    // Dates and floating times are the same in every zone.
    const isCivil = dateTime.length === DATE || "floating" in dataset;
    return isCivil ? dateTime.replace("T", " ") : isoTime.format(new Date(dateTime));
  };
  const today = isoTime.format().slice(0, DATE);
  /** @type {NodeListOf<HTMLElement>} */
  const listed = agenda.querySelectorAll("[data-occurrence]");
  const events = [...listed].map((event) => ({ event, start: startOf(event) }));
  events.sort((one, other) => Number(one.start > other.start) - Number(one.start < other.start));
  for (const { event, start } of events) {
    const date = start.slice(0, DATE);
    dayOf("past" in event.dataset || date > today ? date : today)
      .querySelector("ol")
      .append(event);
  }
  for (const day of [...agenda.children]) {
    if (!day.querySelector("[data-occurrence]")) day.remove();
    else day.toggleAttribute("data-past", !day.querySelector("[data-occurrence]:not([data-past])"));
  }
};
