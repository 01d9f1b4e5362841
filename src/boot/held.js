// What is pressed, typed or opened before the app is there is done once it is.
(() => {
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

  for (const type in hold) addEventListener(type, hold[type], true);
  new MutationObserver(release).observe(root, { attributeFilter: ["data-app"] });
  // The theme that was kept is seen to be chosen.
  addEventListener("DOMContentLoaded", () => {
    const chosen = document.querySelector(`[name=theme][value="${root.dataset.theme || "system"}"]`);
    if (chosen) chosen.checked = true;
  });
})();
