// Replays clicks, input and opened details from before the app was loaded.
(() => {
  let pressed, focused, theme;
  const typed = new Map(),
    opened = new Set();
  const state = ({ type }) => (type === "checkbox" ? "checked" : "value");
  // The app replaces the elements of the built days; they are found again by their occurrence. The key of a floating one
  // depends on the zone, its civil time does not.
  const occurrence = (element) => element.closest?.("[data-occurrence]");
  const identity = (around) => {
    const key = around.dataset.occurrence;
    const time = around.querySelector("time");
    return "floating" in time.dataset ? `${key.slice(0, key.lastIndexOf("/"))} ${time.dateTime.slice(0, 19)}` : key;
  };
  const named = (id) => [...document.querySelectorAll(".agenda [data-occurrence]")].find((one) => identity(one) === id);
  const stops = (around) => [...around.querySelectorAll("a, button, summary")];
  const hold = {
    toggle({ target }) {
      const around = occurrence(target);
      if (around) opened[target.open ? "add" : "delete"](identity(around));
    },
    focusin({ target }) {
      const around = occurrence(target);
      focused = around && { id: identity(around), stop: stops(around).indexOf(target) };
    },
    click({ target }) {
      pressed = target.closest("button:not([popovertarget])") || pressed;
    },
    input({ target }) {
      if (target.name === "theme") theme = target;
      else typed.set(target, target[state(target)]);
    },
    // The same keys as in the app.
    keydown(event) {
      if (event.altKey || root.dataset.embed || root.dataset.app === "static") return;
      const isTyping = event.target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select");
      const asks =
        event.ctrlKey || event.metaKey ? event.key === "k" && !event.shiftKey : event.key === "/" && !isTyping;
      if (asks) {
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
      field[state(field)] = value;
      for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
    for (const id of opened) named(id)?.querySelector("details")?.setAttribute("open", "");
    const around = focused && document.activeElement === document.body && named(focused.id);
    if (around) stops(around)[focused.stop]?.focus({ preventScroll: true });
    // A radio button that is already selected would not fire events.
    if (theme) theme.checked = false;
    theme?.click();
    pressed?.click();
  };

  for (const type in hold) addEventListener(type, hold[type], true);
  new MutationObserver(release).observe(root, { attributeFilter: ["data-app"] });
  // The stored theme is shown as selected.
  addEventListener("DOMContentLoaded", () => {
    /** @type {HTMLInputElement | null} */
    const chosen = document.querySelector(`[name=theme][value="${root.dataset.theme || "system"}"]`);
    if (chosen) chosen.checked = true;
  });
})();
