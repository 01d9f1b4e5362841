// What has to be settled before anything is painted.

// Markup that the app makes from text is its own, written when it was built: there is nothing in it to run. The one
// script that runs beside the page is the service worker.
window.trustedTypes?.createPolicy("default", {
  createHTML: (html) => (/<(script|iframe|object|embed)|\son\w+=|javascript:/i.test(html) ? null : html),
  createScriptURL: (address) => (address === "sw.js" ? address : null),
});
// What the address or the reader has chosen: a theme, or the calendar alone. The scripts after this one use it too.
var root = document.documentElement, asked = new URLSearchParams(location.search);
var kept = (name) => {
  try {
    return localStorage.getItem(`hearth.${name}`);
  } catch (blocked) {}
};
var theme = asked.get("theme") || kept("theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
if (asked.get("embed") === "calendar") {
  root.dataset.embed = "calendar";
  // A link leads out of the frame that the calendar is in.
  document.head.appendChild(document.createElement("base")).target = "_blank";
}
// A link of the menu closes it, also before the app is there.
addEventListener("click", (event) => {
  const menu = event.target.closest(".section-nav:popover-open");
  if (menu && event.target.closest("a")) menu.hidePopover();
});
