// The built list is grouped by days of UTC. This groups it by the visitor's days. An event that began earlier and is
// still running is in the group of today, as in the app.

// Global because `local_times.js` calls it, with a format of ISO times in the visitor's zone.
var moveToLocalDays = (isoTime) => {
  const agenda = document.querySelector(".agenda");
  if (!agenda) return;
  const DATE_LENGTH = "YYYY-MM-DD".length;
  const timeOf = (around) => around.querySelector("time");
  const dayOf = (date) => {
    const days = [...agenda.children];
    const next = days.find((day) => timeOf(day).dateTime >= date) ?? null;
    if (next && timeOf(next).dateTime === date) return next;
    /** @type {any} */
    const day = days[0].cloneNode(true);
    day.querySelector("ol").replaceChildren();
    for (const time of day.querySelectorAll("time")) time.dateTime = date;
    agenda.insertBefore(day, next);
    return day;
  };
  const today = isoTime.format().slice(0, DATE_LENGTH);
  /** @type {NodeListOf<HTMLElement>} */
  const listed = agenda.querySelectorAll("[data-occurrence]");
  const events = [...listed].map((event) => {
    const { dateTime, dataset } = timeOf(event);
    const isAllDay = dateTime.length === DATE_LENGTH;
    // Dates and floating times are the same in every zone.
    const isCivil = isAllDay || "floating" in dataset;
    const start = isCivil ? dateTime.slice(0, 16).replace("T", " ") : isoTime.format(new Date(dateTime));
    const own = start.slice(0, DATE_LENGTH);
    const date = "over" in event.dataset || own > today ? own : today;
    // Events of the whole day come first.
    return { event, isAllDay, start, date, order: [date, !isAllDay, start].join() };
  });
  events.sort((one, other) => Number(one.order > other.order) - Number(one.order < other.order));
  for (const { event, isAllDay, start, date } of events) {
    dayOf(date).querySelector("ol").append(event);
    if (!isAllDay) continue;
    const time = timeOf(event);
    const isSince = start < date;
    time.textContent = isSince ? "All day since " : "All day";
    if (!isSince) continue;
    time.dataset.local = "shortDay";
    time.append(Object.assign(document.createElement("bdi"), { textContent: start }));
  }
  /** @type {any[]} */
  const days = [...agenda.children];
  for (const day of days) {
    if (!day.querySelector("[data-occurrence]")) day.remove();
    else if (day.querySelector("[data-occurrence]:not([data-over])")) delete day.dataset.over;
    else day.dataset.over = "built";
  }
};
