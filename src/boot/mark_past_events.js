// Marks events that are over. They are hidden while the app has not started or is loading. If the next meeting on the
// first screen is over, it is replaced with the first event of the list that is not over.

// Global because `local_times.js` calls it each minute.
var markPastEvents = () => {
  const isOver = (time) => dateFormats.endOf(time).getTime() < Date.now();
  const mark = (selector, test) => {
    for (const element of document.querySelectorAll(selector)) if (test(element)) element.dataset.over = "built";
  };
  mark("[data-occurrence]", (occurrence) => isOver([...occurrence.querySelectorAll(".occurrence-time > time")].pop()));
  mark(".agenda-day", (day) => !day.querySelector("[data-occurrence]:not([data-over])"));
  mark(".next-event", (next) => isOver(next.querySelector(".next-event-when time")));
  /** @type {NodeListOf<HTMLElement>} */
  const cards = document.querySelectorAll(".next-event");
  const [card] = cards;
  if (!card || [...cards].some((next) => !("over" in next.dataset))) return;
  const coming = [...document.querySelectorAll("[data-occurrence]:not([data-over], [data-status=cancelled])")];
  const next = coming.find((one) => one.querySelector("[data-until]"));
  if (!next) return;
  const from = next.querySelector("time");
  // The date of a floating event is the same in every zone.
  const date = "floating" in from.dataset ? from.dateTime.slice(0, "YYYY-MM-DD".length) : from.dateTime;
  for (const time of card.querySelectorAll("time")) time.dateTime = date;
  /** @type {HTMLTimeElement} */
  const when = card.querySelector(".next-event-when time");
  when.dateTime = from.dateTime;
  delete when.dataset.floating;
  Object.assign(when.dataset, from.dataset);
  const title = next.querySelector(".occurrence-title-words").textContent;
  card.querySelector(".next-event-title bdi").textContent = title;
  /** @type {any[]} */
  const [old, join] = [card, next].map((around) => around.querySelector(".join > a"));
  if (old && join) {
    old.href = join.href;
    old.querySelector(".visually-hidden").textContent = `${title} `;
    old.querySelector("bdi").textContent = next.querySelector("[data-host]").textContent;
    old.hidden = false;
  } else if (old) old.hidden = true;
  else if (join) {
    const added = join.parentElement.cloneNode(true);
    added.dataset.strong = "";
    card.querySelector(".next-event-actions").prepend(added);
  }
  delete card.dataset.over;
};
markPastEvents();
