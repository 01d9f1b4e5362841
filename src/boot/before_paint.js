// Everything that has to be set before the first paint.

// Trusted Types: elements are created only from the markup that is compiled into the app, and the only script URL is
// that of the service worker.
try {
  window.trustedTypes?.createPolicy("default", {
    createHTML: (html) => ("{templates}".includes(html) ? html : null),
    createScriptURL: (address) => (address === "sw.js" ? address : null),
  });
} catch (policyOfAnExtension) {}
// Settings from the address or from storage. Later scripts use these variables too.
var root = document.documentElement,
  parameters = new URLSearchParams(location.search);
var stored = (name) => {
  try {
    return localStorage.getItem(`hearth.${name}`);
  } catch (blocked) {}
};
var theme = parameters.get("theme") || stored("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
// The calendar alone is a document of its own.
if (parameters.get("embed") === "calendar" && !root.dataset.embed)
  location.replace(`embed.html${location.search}${location.hash}`);
// Shows a message while the app or a part of it is loading. Without arguments, hides the message.
var showLoading = (...words) => document.querySelector(".loading-note")?.replaceChildren(...words);
// A link in the menu closes it, also before the app is loaded.
addEventListener("click", ({ target }) => {
  if (!(target instanceof Element)) return;
  /** @type {HTMLElement | null} */
  const menu = target.closest(".section-nav:popover-open");
  if (menu && target.closest("a")) menu.hidePopover();
});
