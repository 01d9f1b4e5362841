// Loads the app on the first interaction, at once if more is requested than was built in, or after a while without
// interaction. Until then visitors only download the text of the page.
(() => {
  const STAYS_MILLISECONDS = 10_000,
    TAKES_OVER_MILLISECONDS = 5000,
    LIMIT_MILLISECONDS = 60_000;
  // Voice control causes only clicks.
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin", "click", "input"];
  const { imports, integrity } = JSON.parse(document.querySelector("script[type=importmap]").textContent);

  const whole = new Promise((done) => addEventListener("DOMContentLoaded", done));
  // The app requests the events once it runs; they are preloaded meanwhile.
  const fetchFeed = () => {
    const hint = { rel: "preload", as: "fetch", crossOrigin: "anonymous", fetchPriority: "low", href: "calendar.ics" };
    document.head.append(Object.assign(document.createElement("link"), hint));
  };
  const fetchWasm = async () => {
    const answer = await fetch(imports["app.wasm"], { integrity: integrity[imports["app.wasm"]] });
    // Some hosts do not know the content type of wasm, and some browsers cannot compile a stream.
    return WebAssembly.compileStreaming && answer.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(answer)
      : WebAssembly.compile(await answer.arrayBuffer());
  };
  const inTime = (task) => Promise.race([task, new Promise((_, late) => setTimeout(late, LIMIT_MILLISECONDS))]);
  // The styles of what only the app shows.
  const fetchStyles = () =>
    new Promise((done) => {
      const link = document.createElement("link");
      document.head.append(Object.assign(link, { rel: "stylesheet", href: "views.css", onload: done, onerror: done }));
    });
  const fetchApp = async () => {
    // The requests start before the document is complete. A network error is retried once.
    const files = [import("app"), fetchWasm().catch(fetchWasm), whole, fetchStyles()];
    const [app, wasm] = await inTime(Promise.all(files));
    // Elements are not replaced while a pointer is down.
    while (isDown) await new Promise((later) => setTimeout(later, 50));
    await app.default({ module_or_path: wasm });
    // replay_input.js restores the fields before the next key press.
    dispatchEvent(new Event("mounted"));
  };
  // After a deploy, the files of this build may be gone. Then the page reloads itself once, or offers it if there is
  // queued input that would be lost.
  const isOfOldBuild = async () => {
    const answer = await fetch(location.pathname, { cache: "reload" });
    const html = await answer.text();
    return answer.ok && html.includes('type="importmap"') && !html.includes(imports.app);
  };
  const RELOADED = "hearth.reloaded";
  const reloadOrOffer = () => {
    try {
      if (!("pending" in root.dataset) && sessionStorage.getItem(RELOADED) !== imports.app) {
        sessionStorage.setItem(RELOADED, imports.app);
        return location.reload();
      }
    } catch (blocked) {}
    document.querySelector(".new-version > p")?.removeAttribute("hidden");
  };
  // Without the app, controls that only the app could handle are hidden.
  const fail = async () => {
    if (root.dataset.app !== "starting") return;
    const isOld = await isOfOldBuild().catch(() => false);
    if (isOld) reloadOrOffer();
    if (root.dataset.app === "starting") Object.assign(root.dataset, { app: "static", stopped: "page" });
  };
  const start = () => {
    if (root.dataset.app !== "waiting") return;
    root.dataset.app = "starting";
    for (const sign of SIGNS) removeEventListener(sign, start, true);
    fetchFeed();
    // An app that has loaded, but has not taken over by then, will not do so later.
    fetchApp().then(() => setTimeout(fail, TAKES_OVER_MILLISECONDS), fail);
  };

  // At least half of the listed events are over.
  const isOld = () => {
    const listed = document.querySelectorAll("[data-occurrence]").length;
    const past = document.querySelectorAll("[data-occurrence][data-past]").length;
    return past > 0 && 2 * past >= listed;
  };

  let isDown = false;
  addEventListener("pointerdown", () => (isDown = true), true);
  addEventListener("pointercancel", () => (isDown = false), true);
  // The click event follows it.
  addEventListener("pointerup", () => setTimeout(() => (isDown = false)), true);

  root.dataset.app = "waiting";
  for (const sign of SIGNS) addEventListener(sign, start, { capture: true, passive: true });
  if (location.search || kept("zone2")) start();
  else whole.then(() => isOld() && start());
  addEventListener("load", () => setTimeout(start, STAYS_MILLISECONDS));
})();
