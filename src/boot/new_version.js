// Shows a notice, once, if there is a newer version of the page. Registers the service worker, if the page has one, and
// caches the events that the app has accepted for offline use.
(() => {
  // The worker fetches all parts of the app. The delay keeps this from slowing down the first interactions.
  const SETTLE_MILLISECONDS = 4000;
  const KEY = `hearth.version ${new URL(".", location.href).pathname}`;
  const { build } = document.currentScript.dataset;
  /** @type {HTMLElement} */
  const line = document.querySelector(".new-version > p");
  const [reload, dismiss] = line.querySelectorAll("button");
  let workers, newest, dismissed;
  reload.addEventListener("click", () => location.reload());
  dismiss.addEventListener("click", () => {
    line.hidden = true;
    dismissed = newest;
    try {
      if (newest) localStorage.setItem(KEY, newest);
    } catch (blocked) {}
  });
  try {
    workers = navigator.serviceWorker;
  } catch (sandboxed) {}
  if (!workers || !build) return;
  const scope = new URL(".", location.href).href;
  /** @param {any} event */
  const keep = async ({ detail }) => {
    try {
      // The cache `EVENTS` of `worker.js`.
      const events = await caches.open(`hearth ${scope} events`);
      await events.put(`${scope}calendar.ics`, new Response(detail, { headers: { "content-type": "text/calendar" } }));
    } catch (blocked) {}
  };
  addEventListener("feed", keep);
  workers.addEventListener("message", ({ data, source }) => {
    // Other pages of the same origin may have workers too.
    if (source?.scriptURL !== new URL("sw.js", location.href).href) return;
    newest = data;
    try {
      dismissed = localStorage.getItem(KEY) ?? dismissed;
    } catch (blocked) {}
    line.hidden = newest === build || newest === dismissed;
  });
  // Dismissing the notice in one window dismisses it in all.
  addEventListener("storage", (event) => {
    if (event.key === KEY && event.newValue === newest) line.hidden = true;
  });
  new MutationObserver(async (_, observer) => {
    if (root.dataset.controls !== "live") return;
    observer.disconnect();
    await new Promise((settled) => setTimeout(settled, SETTLE_MILLISECONDS));
    const registration = await workers.register("sw.js").catch(() => {});
    // The active worker may be of an earlier build than a page from the network; the waiting one is of the newest, unless
    // another one is being installed.
    const ask = () => registration?.installing || registration?.waiting?.postMessage("");
    if (registration?.waiting) registration.update().then(ask, () => {});
    // An open page checks for a newer version when the visitor returns to it.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) registration?.update().then(ask, () => {});
    });
  }).observe(root, { attributeFilter: ["data-controls"] });
})();
