// What is over by now is not listed; a day lasts until its midnight.
(() => {
  const isPast = (at) => new Date(at.length === "YYYY-MM-DD".length ? `${at}T24:00` : at) < Date.now();
  const isAnyLeft = (around, each) => around.querySelector(`${each}:not([hidden])`) !== null;
  for (const occurrence of document.querySelectorAll("[data-occurrence]")) {
    const times = occurrence.querySelectorAll(".occurrence-time > time");
    occurrence.hidden = isPast(times[times.length - 1].dateTime);
  }
  for (const day of document.querySelectorAll(".agenda-day")) day.hidden = !isAnyLeft(day, "[data-occurrence]");
  // The app finds this where it was built, and tells what is next.
  const next = document.querySelector(".next-events");
  const ends = next ? [...next.querySelectorAll("time")].map((time) => time.dataset.until || time.dateTime) : [];
  if (next && ends.every(isPast)) next.dataset.past = "";
})();
