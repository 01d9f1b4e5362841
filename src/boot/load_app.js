// Loads the app when the visitor uses a control or scrolls to the calendar. Loads it at once if the address or the
// storage has settings that the built page does not show, or if half of the listed events are over. Otherwise it is
// loaded after ten seconds, but not on a metered connection. Tells the app when a control is used, or after those ten
// seconds, so that it loads its controls too.

// These are global because the script of the app uses them too.
var appFiles = JSON.parse(document.querySelector("script[type=importmap]").textContent);
var FETCH_TIMEOUT_MILLISECONDS = 60_000;
// Fetches and compiles the wasm of the app, or of a part of it.
var fetchWasm = async (file, integrity) => {
  const answer = await fetch(file, { integrity, signal: AbortSignal.timeout?.(FETCH_TIMEOUT_MILLISECONDS) });
  // Some hosts do not know the content type of wasm, and some browsers cannot compile a stream.
  return WebAssembly.compileStreaming && answer.headers.get("content-type") === "application/wasm"
    ? WebAssembly.compileStreaming(answer)
    : WebAssembly.compile(await answer.arrayBuffer());
};
// After a deploy, the files of this build may be gone.
var isOfOldBuild = async () => {
  const answer = await fetch(location.pathname, { cache: "reload", signal: AbortSignal.timeout?.(5000) });
  const html = await answer.text();
  const isCurrent = Object.values(appFiles.imports).every((file) => html.includes(file));
  // Hosts that minify leave out quotes.
  return answer.ok && /type="?importmap/.test(html) && !isCurrent;
};
// Settles when the styles are there, or are not awaited any more.
var styles;
var offerNewVersion = () => document.querySelector(".new-version > p")?.removeAttribute("hidden");

(() => {
  const IDLE_MILLISECONDS = 10_000,
    SLOW_MILLISECONDS = 5000,
    LIVE_TIMEOUT_MILLISECONDS = 20_000;
  // Voice control causes only clicks.
  const INPUT_EVENTS = ["pointerdown", "touchstart", "keydown", "focusin", "click", "input"];
  const CONTROLS = "button, input, select, summary";
  const EVENTS = "[data-calendar], .next-event";
  const { imports, integrity } = appFiles;

  const parsed = new Promise((done) => addEventListener("DOMContentLoaded", done));
  // The app requests the events once it runs; they are preloaded meanwhile.
  const fetchFeed = () => {
    const hint = { rel: "preload", as: "fetch", crossOrigin: "anonymous", fetchPriority: "low", href: "calendar.ics" };
    document.head.append(Object.assign(document.createElement("link"), hint));
  };
  // One name for each attempt: browsers do not fetch a module again after it failed to load.
  const attempts = ["app", "app?2", "app?3"];
  const importApp = () => import(attempts.shift());
  const withTimeout = (task, milliseconds) =>
    Promise.race([task, new Promise((_, late) => setTimeout(late, milliseconds))]);
  // The styles of what only the parts of the app show. The app dispatches `part` when it loads one. The parts start
  // without the styles if these are slow.
  const addStyles = () =>
    new Promise((onload, onerror) => {
      const link = document.createElement("link");
      document.head.append(Object.assign(link, { rel: "stylesheet", href: "views.css", onload, onerror }));
    });
  addEventListener("part", () => {
    styles ??= withTimeout(addStyles().catch(addStyles), SLOW_MILLISECONDS).catch(() => {});
  });
  const wasmFile = imports["app.wasm"];
  const fetchMain = () => fetchWasm(wasmFile, integrity[wasmFile]);
  let slow,
    isRunning = false;
  const fetchApp = async () => {
    // The requests start before the document is complete. A network error is retried once.
    const files = [importApp().catch(importApp), fetchMain().catch(fetchMain), parsed];
    const [app, wasm] = await withTimeout(Promise.all(files), FETCH_TIMEOUT_MILLISECONDS);
    await app.default({ module_or_path: wasm });
    isRunning = true;
  };
  // Reloads the page once. If that would lose queued input, offers it instead.
  const RELOADED = "hearth.reloaded";
  const reloadOrOffer = () => {
    const build = imports.app + wasmFile;
    try {
      if (!("pending" in root.dataset) && sessionStorage.getItem(RELOADED) !== build) {
        sessionStorage.setItem(RELOADED, build);
        return location.reload();
      }
    } catch (blocked) {}
    offerNewVersion();
  };
  // Without the app, controls that only the app could handle are hidden.
  const fail = async () => {
    if (root.dataset.app !== "starting") return;
    const isOldBuild = await isOfOldBuild().catch(() => false);
    if (isOldBuild) reloadOrOffer();
    if (root.dataset.app !== "starting") return;
    root.dataset.app = "static";
    root.dataset.stopped ||= "page";
    clearTimeout(slow);
    showLoading();
    // The notice that the app could not start is inside the calendar.
    if (!document.querySelector("[data-calendar]")) {
      const reload = Object.assign(document.createElement("a"), { href: "", className: "button-link" });
      reload.textContent = "Reload";
      showLoading("The calendar of this page is missing. ", reload);
    }
    // The last attempt is made at the next input while online, or when the browser is online again. `retry_later` in
    // Rust does the same.
    const failed = new AbortController();
    const tryAgain = () => {
      if (!navigator.onLine) return;
      failed.abort();
      // An app that is running, and has not crashed, may only wait for the end of a long press.
      if (!isRunning || root.dataset.stopped === "app") fetchApp().catch(() => {});
    };
    for (const type of [...INPUT_EVENTS, "online"])
      addEventListener(type, tryAgain, { capture: true, signal: failed.signal });
  };
  const start = () => {
    if (root.dataset.app !== "waiting") return;
    root.dataset.app = "starting";
    fetchFeed();
    slow = setTimeout(showLoading, SLOW_MILLISECONDS, "Loading the calendar…");
    addEventListener("mounted", () => {
      clearTimeout(slow);
      showLoading();
      if (root.dataset.app !== "static") return;
      delete root.dataset.stopped;
      root.dataset.app = "starting";
      setTimeout(fail, LIVE_TIMEOUT_MILLISECONDS);
    });
    // Giving up drops the queued input, so a slow app gets more time than a crashed one.
    fetchApp().then(() => {
      setTimeout(() => root.dataset.stopped === "app" && fail(), SLOW_MILLISECONDS);
      setTimeout(fail, LIVE_TIMEOUT_MILLISECONDS);
    }, fail);
  };

  // At least half of the listed events are over.
  const isListOutdated = () => {
    const listed = document.querySelectorAll("[data-occurrence]").length;
    const over = document.querySelectorAll("[data-occurrence][data-over]").length;
    return over > 0 && 2 * over >= listed;
  };

  // The app does not replace elements while a pointer is down.
  const press = (isDown) => root.toggleAttribute("data-pressed", isDown);
  // Other buttons are ignored: if they open a context menu, the page may get no `pointerup` event.
  addEventListener("pointerdown", ({ button }) => press(button === 0), true);
  addEventListener("pointercancel", () => press(false), true);
  // The click event follows it.
  addEventListener("pointerup", () => setTimeout(press, 0, false), true);

  /** @param {any} event */
  const isOnControl = ({ type, target, key, ctrlKey, metaKey }) =>
    type === "keydown" ? key === "/" || (key === "k" && (ctrlKey || metaKey)) : target.closest?.(CONTROLS);
  // The app loads its controls once one of them is used.
  const startWithControls = () => {
    root.dataset.used = "";
    dispatchEvent(new Event("controlused"));
    start();
  };
  /** @param {any} event */
  const listen = (event) => {
    if (root.dataset.controls === "live") used.abort();
    else if (isOnControl(event)) startWithControls();
    else if (event.type !== "keydown" && event.target.closest?.(EVENTS)) start();
  };
  // After the first scroll, the app is loaded once the calendar is in the upper half of the viewport.
  const watchCalendar = () => {
    const calendar = document.querySelector("[data-calendar]");
    const observer = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && start(), {
      rootMargin: "0px 0px -50%",
    });
    if (calendar) observer.observe(calendar);
  };
  // On a metered or slow connection, the app is loaded only if it is used.
  const isMetered = () => {
    /** @type {any} */
    const browser = navigator;
    const { saveData, effectiveType } = Object(browser.connection);
    return saveData || /2g/.test(effectiveType);
  };
  const idle = globalThis.requestIdleCallback ?? ((task) => setTimeout(task));

  root.dataset.app = "waiting";
  const used = new AbortController();
  const options = { capture: true, passive: true, signal: used.signal };
  for (const type of INPUT_EVENTS) addEventListener(type, listen, options);
  // Back and Forward can change the view in the address.
  addEventListener("popstate", () => location.search && start(), options);
  addEventListener("scroll", watchCalendar, { ...options, once: true });
  // An address with a view, a date or a filter leads to the calendar. After a reload or Back, the browser scrolls.
  const showCalendar = () => {
    /** @type {any[]} */
    const [navigation] = performance.getEntriesByType("navigation");
    const leadsThere = /[?&](view|date|q|series|category|cancelled)=/.test(location.search) && !location.hash;
    if (!leadsThere || root.dataset.embed || navigation?.type !== "navigate") return;
    const section = document.querySelector("[data-calendar]")?.closest("section");
    section?.scrollIntoView({ behavior: "instant" });
    // The next Tab starts at its heading.
    const heading = section?.querySelector("h2");
    heading?.focus({ preventScroll: true });
    heading?.blur();
  };
  parsed.then(showCalendar);
  if (location.search || stored("zone2")) start();
  else parsed.then(() => isListOutdated() && start());
  addEventListener("load", () => setTimeout(() => isMetered() || idle(startWithControls), IDLE_MILLISECONDS));
})();
