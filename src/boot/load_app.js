// The app comes when the reader stirs, when more is asked for than was built in, or to a reader who stays. Until then
// the page costs no more than its words.
(() => {
  const STAYS_MILLISECONDS = 10_000, TAKES_OVER_MILLISECONDS = 5000;
  // Those who speak to their machine only click.
  const SIGNS = ["pointermove", "pointerdown", "touchstart", "wheel", "scroll", "keydown", "focusin", "click", "input"];
  const { imports, integrity } = JSON.parse(document.querySelector("script[type=importmap]").textContent);

  const whole = new Promise((done) => addEventListener("DOMContentLoaded", done));
  // The app asks for the events when it is there; they come meanwhile.
  const fetchFeed = () => {
    const hint = { rel: "preload", as: "fetch", crossOrigin: "anonymous", fetchPriority: "low", href: "calendar.ics" };
    document.head.append(Object.assign(document.createElement("link"), hint));
  };
  const fetchWasm = async () => {
    const answer = await fetch(imports["app.wasm"], { integrity: integrity[imports["app.wasm"]] });
    // Some hosts do not know what it is.
    return answer.headers.get("content-type") === "application/wasm"
      ? WebAssembly.compileStreaming(answer)
      : WebAssembly.compile(await answer.arrayBuffer());
  };
  const fetchApp = async () => {
    // What is asked for early is there when the page is.
    const [app, wasm] = await Promise.all([import("app"), fetchWasm(), whole]);
    // Nothing is taken from under a finger.
    while (isDown) await new Promise((later) => setTimeout(later, 50));
    await app.default({ module_or_path: wasm });
  };
  // What only the app could answer to is not offered where it does not come.
  const fail = () => {
    if (root.dataset.app === "starting") Object.assign(root.dataset, { app: "static", stopped: "page" });
  };
  const start = () => {
    if (root.dataset.app !== "waiting") return;
    root.dataset.app = "starting";
    for (const sign of SIGNS) removeEventListener(sign, start, true);
    fetchFeed();
    // An app that is there and does not take over will not do so later.
    fetchApp().then(() => setTimeout(fail, TAKES_OVER_MILLISECONDS), fail);
  };

  // Half of what is listed is over.
  const isOld = () => {
    const listed = [...document.querySelectorAll("[data-occurrence]")], past = listed.filter(({ dataset }) => "past" in dataset);
    return past.length > 0 && 2 * past.length >= listed.length;
  };

  let isDown = false;
  addEventListener("pointerdown", () => (isDown = true), true);
  addEventListener("pointercancel", () => (isDown = false), true);
  // The click comes after it.
  addEventListener("pointerup", () => setTimeout(() => (isDown = false)), true);

  root.dataset.app = "waiting";
  for (const sign of SIGNS) addEventListener(sign, start, { capture: true, passive: true });
  if (location.search || kept("zone2")) start();
  else whole.then(() => isOld() && start());
  addEventListener("load", () => setTimeout(start, STAYS_MILLISECONDS));
})();
