// Marks past events, which are hidden while the app is expected. A day ends at its midnight.
(() => {
  const isPast = (at) => new Date(at.length === "YYYY-MM-DD".length ? `${at}T24:00` : at).getTime() < Date.now();
  const endOf = (time) => time.dataset.until || time.dateTime;
  const mark = (selector, isOver) => {
    for (const element of document.querySelectorAll(selector)) if (isOver(element)) element.dataset.past = "";
  };
  mark("[data-occurrence]", (occurrence) =>
    isPast(endOf([...occurrence.querySelectorAll(".occurrence-time > time")].pop())),
  );
  mark(".agenda-day", (day) => !day.querySelector("[data-occurrence]:not([data-past])"));
  mark(".next-events", (next) => [...next.querySelectorAll("time")].every((time) => isPast(endOf(time))));
})();
