// Records on the root element what keeps the app from starting, or stops it later; the page then shows a notice.
(() => {
  const { dataset } = document.documentElement;
  const note = (error) => {
    if (/wasm-function/.test(error?.stack)) dataset.stopped = "app";
    else if (dataset.app !== "live") dataset.stopped ||= "page";
  };
  // Pictures that fail to load and scripts of others, such as extensions, are ignored.
  const isOurs = ({ target, filename }) =>
    (target === window || target.tagName === "SCRIPT") && (!filename || filename.startsWith(location.origin));
  addEventListener("error", (event) => isOurs(event) && note(event.error), true);
  addEventListener(
    "unhandledrejection",
    ({ reason }) => (reason?.stack || location.origin).includes(location.origin) && note(reason),
  );
})();
