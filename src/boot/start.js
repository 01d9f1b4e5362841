// The app comes when the reader stirs, when more is asked for than was built in, or to a reader who stays. Until then
// the page costs no more than its words.
(() => {
  const STAYS_MILLISECONDS = 10_000, TAKES_OVER_MILLISECONDS = 5000;
  // Those who speak to their machine only click.
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin", "click", "input"];
  const { imports, integrity } = JSON.parse(document.querySelector("script[type=importmap]").textContent);

  const whole = new Promise((done) => addEventListener("DOMContentLoaded", done));
  const fetchApp = async () => {
    const wasm = fetch(imports["app.wasm"], { integrity: integrity[imports["app.wasm"]] });
    // What is asked for early is there when the page is.
    const [app, answer] = await Promise.all([import("app"), wasm, whole]);
    // Nothing is taken from under a finger.
    while (isDown) await new Promise((later) => setTimeout(later, 50));
    await app.default({ module_or_path: answer });
  };
  // What only the app could answer to is not offered where it does not come.
  const fail = () => {
    if (root.dataset.app === "starting") Object.assign(root.dataset, { app: "static", stopped: "page" });
  };
  const start = () => {
    if (root.dataset.app !== "waiting") return;
    root.dataset.app = "starting";
    for (const sign of SIGNS) removeEventListener(sign, start, true);
    // An app that is there and does not take over will not do so later.
    fetchApp().then(() => setTimeout(fail, TAKES_OVER_MILLISECONDS), fail);
  };

  const asksForMore = () => {
    try {
      if (localStorage.getItem("hearth.zone2")) return true;
    } catch (blocked) {}
    return location.search;
  };
  // The next event has begun, or one of the list is over; a day lasts until its midnight.
  const isPast = ({ dateTime }) =>
    new Date(dateTime.length === "YYYY-MM-DD".length ? `${dateTime}T24:00` : dateTime) < Date.now();
  const isOver = () => [...document.querySelectorAll(".next-event time, .occurrence-time > time:last-of-type")].some(isPast);

  let isDown = false;
  addEventListener("pointerdown", () => (isDown = true), true);
  addEventListener("pointercancel", () => (isDown = false), true);
  // The click comes after it.
  addEventListener("pointerup", () => setTimeout(() => (isDown = false)), true);

  root.dataset.app = "waiting";
  for (const sign of SIGNS) addEventListener(sign, start, { capture: true, passive: true });
  if (asksForMore()) start();
  else whole.then(() => isOver() && start());
  addEventListener("load", () => setTimeout(start, STAYS_MILLISECONDS));
})();
