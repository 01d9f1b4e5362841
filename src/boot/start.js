// The app comes when the reader stirs, when more is asked for than was built in, or to a reader who stays. Until then
// the page costs no more than its words.
(() => {
  const STAYS_MILLISECONDS = 10_000, TAKES_OVER_MILLISECONDS = 5000;
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const root = document.documentElement;
  const { imports, integrity } = JSON.parse(document.querySelector("script[type=importmap]").textContent);

  const whole = new Promise((done) => addEventListener("DOMContentLoaded", done));
  const start = async () => {
    if (root.dataset.app !== "waiting") return;
    root.dataset.app = "starting";
    for (const sign of SIGNS) removeEventListener(sign, start, true);
    const wasm = fetch(imports["app.wasm"], { integrity: integrity[imports["app.wasm"]] });
    // What is asked for early is there when the page is.
    const [app] = await Promise.all([import("app"), whole]);
    await app.default({ module_or_path: wasm });
    // An app that is there and does not take over will not do so later.
    setTimeout(() => {
      if (root.dataset.app === "starting") Object.assign(root.dataset, { app: "static", stopped: "page" });
    }, TAKES_OVER_MILLISECONDS);
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

  if (asksForMore()) start();
  else whole.then(() => isOver() && start());
  for (const sign of SIGNS) addEventListener(sign, start, { capture: true, passive: true });
  addEventListener("load", () => setTimeout(start, STAYS_MILLISECONDS));
})();
