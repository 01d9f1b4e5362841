// Everything that has to be set before the first paint.

// Trusted Types. The HTML that the app creates comes from templates compiled into it, so it contains nothing that
// runs. The only script URL is that of the service worker.
window.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (/<(script|iframe|object|embed)|\son\w+=|javascript:/i.test(html) ? null : html),
  createScriptURL: (address) => (address === "sw.js" ? address : null),
});
// Settings from the address or from storage: a theme, or the calendar alone. Later scripts use these variables too.
var root = document.documentElement,
  asked = new URLSearchParams(location.search);
var kept = (name) => {
  try {
    return localStorage.getItem(`hearth.${name}`);
  } catch (blocked) {}
};
var theme = asked.get("theme") || kept("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
if (asked.get("embed") === "calendar") {
  root.dataset.embed = "calendar";
  // Links open outside of the frame that embeds the calendar.
  document.head.appendChild(document.createElement("base")).target = "_blank";
}
// Shows these words while the app is loading, or nothing.
var showLoading = (...words) => document.querySelector(".loading-note")?.replaceChildren(...words);
// A link in the menu closes it, also before the app is loaded.
addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  /** @type {HTMLElement | null} */
  const menu = target.closest(".section-nav:popover-open");
  if (menu && target.closest("a")) menu.hidePopover();
});
