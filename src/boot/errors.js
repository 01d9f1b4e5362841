// What keeps the app from starting, or stops it later, is written down on the root element, and the page says it.
(() => {
  const { dataset } = document.documentElement;
  const note = (error) => {
    if (/wasm/.test(error?.stack)) dataset.stopped = "app";
    else if (dataset.app !== "live") dataset.stopped ||= "page";
  };
  // A picture that is missing stops nothing, nor does what others have put into the page.
  const isOurs = ({ target, filename }) =>
    (target === window || target.tagName === "SCRIPT") && (!filename || filename.startsWith(location.origin));
  addEventListener("error", (event) => isOurs(event) && note(event.error), true);
  addEventListener("unhandledrejection", ({ reason }) => (reason?.stack || location.origin).includes(location.origin) && note(reason));
})();
