// The app comes when the reader stirs, when more is asked for than was built in, or to a reader who stays. Until then
// the page costs no more than its words. What is pressed or typed before the app is there is done once it is.
(() => {
  const STAYS_MILLISECONDS = 10_000, TAKES_OVER_MILLISECONDS = 5000;
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin"];
  const root = document.documentElement;
  const { imports, integrity } = JSON.parse(document.querySelector("script[type=importmap]").textContent);

  let pressed, focused;
  const typed = new Map(), opened = new Set();
  // The app puts other elements in the place of the built days: they are found again by the occurrence that they are of.
  const occurrence = (element) => element.closest?.("[data-occurrence]");
  const named = (key) => document.querySelector(`[data-occurrence="${CSS.escape(key)}"]`);
  const stops = (around) => [...around.querySelectorAll("a, button, summary")];
  const hold = {
    toggle({ target }) {
      const key = occurrence(target)?.dataset.occurrence;
      if (key) opened[target.open ? "add" : "delete"](key);
    },
    focusin({ target }) {
      const around = occurrence(target);
      focused = around && { key: around.dataset.occurrence, stop: stops(around).indexOf(target) };
    },
    click({ target }) {
      pressed = target.closest("button:not([popovertarget]), [type=radio], [type=checkbox]") || pressed;
    },
    input({ target }) {
      if (!target.matches("[type=radio], [type=checkbox]")) typed.set(target, target.value);
    },
    keydown(event) {
      const typing = event.target.matches?.("input");
      if ((event.ctrlKey || event.metaKey) ? event.key === "k" : event.key === "/" && !typing) {
        pressed = document.querySelector("[aria-keyshortcuts~='/']");
        event.preventDefault();
      }
    },
  };
  const release = (_, observer) => {
    if (root.dataset.app !== "live") return;
    observer.disconnect();
    for (const type in hold) removeEventListener(type, hold[type], true);
    for (const [field, value] of typed) {
      field.value = value;
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
    for (const key of opened) named(key)?.querySelector("details")?.setAttribute("open", "");
    const around = focused && document.activeElement === document.body && named(focused.key);
    if (around) stops(around)[focused.stop]?.focus({ preventScroll: true });
    // A box that is checked already would not be checked again.
    if (pressed?.checked) pressed.checked = false;
    pressed?.click();
  };

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
  const isOver = () => {
    const times = document.querySelector(".occurrence-time")?.querySelectorAll("time") || [];
    const end = [...times].at(-1)?.dateTime ?? "";
    // A day lasts until its midnight.
    return new Date(end.length === "YYYY-MM-DD".length ? `${end}T24:00` : end) < Date.now();
  };

  for (const type in hold) addEventListener(type, hold[type], true);
  new MutationObserver(release).observe(root, { attributeFilter: ["data-app"] });
  if (asksForMore()) start();
  else whole.then(() => isOver() && start());
  for (const sign of SIGNS) addEventListener(sign, start, { capture: true, passive: true });
  addEventListener("load", () => setTimeout(start, STAYS_MILLISECONDS));
})();
