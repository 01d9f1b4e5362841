// Random actions on the built page, from a seed: node soak.mjs [actions] [seed]
//
// Fails on an error, on a state that differs from that of a fresh page at the same address, and if memory grows after the
// first fifth of the actions. After each 250 actions the page is compared with a fresh one.
import { createServer } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { chromium } from "playwright-core";
import sirv from "sirv";

const [actions = 5000, seed = 1] = process.argv.slice(2).map(Number);
const COMPARED_EVERY = 250;
const NOW = new Date("2026-11-25T08:00:00Z");

// Mulberry32.
let state = seed;
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
};
/** @template T @param {T[]} all */
const one = (all) => all[Math.floor(random() * all.length)];

const serve = sirv(new URL("../../dist", import.meta.url).pathname, { dev: true });
const server = createServer((request, response) => serve(request, response));
await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
const home = `http://127.0.0.1:${port}/`;
const asRoot = process.getuid?.() === 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROME || "/usr/bin/chromium",
  args: asRoot ? ["--no-sandbox"] : [],
});
const context = await browser.newContext({ timezoneId: "Europe/Berlin", serviceWorkers: "block" });
await context.clock.install({ time: NOW });
await context.addInitScript(() => {
  window.print = () => window.dispatchEvent(new Event("afterprint"));
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = /** @type {any} */ (
    async (module, imports) => {
      const made = /** @type {any} */ (await instantiate(module, imports));
      const { memory } = (made.instance || made).exports;
      // The parts of the app use the memory of the main wasm.
      if (memory) Object.assign(window, { wasmMemory: memory });
      return made;
    }
  );
});
// Nothing is loaded from elsewhere.
await context.route(
  (url) => url.origin !== new URL(home).origin,
  (route) => route.abort(),
);
const problems = [];
let last = "load",
  count = 0,
  crashes = 0;
/** @type {import("playwright-core").Page} */
let page;
/** @type {import("playwright-core").CDPSession} */
let session;
const report = (what) => problems.push(`after ${count} actions (${last}) at ${page.url()}: ${what}`);
const newPage = async () => {
  page = await context.newPage();
  page.setDefaultTimeout(2000);
  page.on("pageerror", (error) => report(error.message));
  page.on("popup", (popup) => popup.close());
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) report(message.text());
  });
  // A crash is a fault of the browser: it is counted, and not reported as a problem of the page.
  page.on("crash", () => {
    crashes += 1;
    console.log(`after ${count} actions (${last}) at ${page.url()}: the browser's process for the page crashed`);
  });
  session = await context.newCDPSession(page);
  await session.send("Performance.enable");
};
/** Whether a condition holds within 30 seconds. In a page opened after the clock has jumped, timers run only with `runFor`. */
const holds = async (condition) => {
  for (let poll = 0; poll < 300; poll++) {
    if (await condition()) return true;
    await context.clock.runFor(100);
    await delay(100);
  }
  return false;
};
const waitForApp = async (of) => {
  const isLive = () => of.evaluate(() => document.documentElement.dataset.app === "live");
  if (!(await holds(isLive))) throw new Error(`the app is not live at ${of.url()}`);
};
const waitForFeed = (of) =>
  holds(() =>
    of.evaluate(() => {
      /** @type {HTMLElement} */
      const calendar = document.querySelector("[data-calendar]");
      return !["snapshot", "loading", "reading"].includes(calendar.dataset.feed);
    }),
  );
const load = async () => {
  await page.goto(home);
  await waitForApp(page);
};
/** Another address in the same document, as after «back». */
const go = (query) =>
  page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `${home}${query}`);

/** What the address determines. */
const shown = (of) =>
  of.evaluate(() => {
    /** @type {HTMLElement} */
    const calendar = document.querySelector("[data-calendar]");
    /** @type {NodeListOf<HTMLElement>} */
    const inView = calendar.querySelectorAll(":is(.agenda, .month, .time-grid) [data-occurrence]");
    return {
      view: calendar.dataset.view,
      zone: calendar.dataset.zone,
      period: calendar.querySelector(".toolbar h3, .toolbar [id]")?.textContent,
      occurrences: [...inView].map((found) => found.dataset.occurrence),
    };
  });
/** What the page shows, up to the days of the fresh page: in the agenda, the visitor may have asked for more. */
const shownUpTo = async (expected) => {
  const now = await shown(page);
  if (now.view === "agenda") {
    now.occurrences.splice(expected.occurrences.length);
    now.period = expected.period;
  }
  return now;
};
/** Restores the connection, and closes dialogs and menus. */
const settle = async () => {
  await context.setOffline(false);
  for (let press = 0; press < 3; press++) await page.keyboard.press("Escape");
};
const compare = async () => {
  await settle();
  const fresh = await context.newPage();
  try {
    await fresh.setViewportSize(page.viewportSize());
    await fresh.goto(page.url());
    await waitForApp(fresh);
    await waitForFeed(fresh);
    const expected = await shown(fresh);
    // A part of the app may still be loading, or has failed while there was no connection.
    let now;
    const isSame = async () => {
      now = await shownUpTo(expected);
      // An entry of the history that names no zone shows the one that was stored when the page was opened.
      if (now.zone !== expected.zone && new URL(page.url()).searchParams.get("zone") !== now.zone) return true;
      return JSON.stringify(now) === JSON.stringify(expected);
    };
    if (!(await holds(isSame))) {
      report(`a fresh page differs:\n  ${JSON.stringify(now)}\n  ${JSON.stringify(expected)}`);
    }
  } finally {
    await fresh.close();
  }
};

const memory = async () => {
  for (let pass = 0; pass < 3; pass++) await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  const of = (name) => metrics.find((metric) => metric.name === name).value;
  const wasm = await page.evaluate(() => /** @type {any} */ (window).wasmMemory?.buffer.byteLength ?? 0);
  // The nodes of the document depend on how far the visitor has scrolled; others should not become more.
  const shown = await page.evaluate(() => {
    const walker = document.createTreeWalker(document);
    let count = 1;
    while (walker.nextNode()) count++;
    return count;
  });
  return {
    heap: of("JSHeapUsedSize"),
    shown,
    detached: of("Nodes") - shown,
    listeners: of("JSEventListeners"),
    wasm,
  };
};

const CONTROLS =
  "button:visible, summary:visible, label:visible, input:visible, a[href^='#']:visible, [role=gridcell]:visible, [role=option]:visible";
const KEYS = ["Tab", "Shift+Tab", "Enter", "Escape", "Space", "/", "Control+k", "Home", "End", "PageUp", "PageDown"];
const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];
const WORDS = ["call", "tokyo", "EST", "march 2027", "tomorrow", "ß", "<b>", "2026-11-26", "zz", "+0530"];
const ZONES = ["UTC", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "BST", "x/y"];
/** The weight of each kind of action, and the action. @type {Record<string, [number, () => Promise<unknown>]>} */
const kinds = {
  click: [
    40,
    async () => {
      const controls = page.locator(CONTROLS);
      const number = await controls.count();
      if (number > 0) await controls.nth(Math.floor(random() * number)).click({ timeout: 400, force: random() < 0.3 });
    },
  ],
  key: [25, () => page.keyboard.press(one([...KEYS, ...ARROWS, ...ARROWS]))],
  type: [10, () => page.keyboard.type(one(WORDS))],
  view: [
    6,
    () =>
      page.getByRole("button", { name: one(["Agenda", "Month", "Week", "Day"]), exact: true }).click({ timeout: 400 }),
  ],
  zone: [3, () => go(`?zone=${one(ZONES)}&view=${one(["agenda", "month", "week", "day"])}`)],
  resize: [4, () => page.setViewportSize({ width: one([320, 360, 768, 1024, 1440]), height: one([500, 740, 900]) })],
  connection: [2, () => context.setOffline(random() < 0.5)],
  history: [4, () => (random() < 0.6 ? page.goBack({ timeout: 1000 }) : page.goForward({ timeout: 1000 }))],
  scroll: [4, () => page.mouse.wheel(0, one([-2000, -300, 300, 2000]))],
  clock: [2, () => context.clock.fastForward(one([1, 60, 3600, 86_400, 30 * 86_400]) * 1000)],
};
const bag = Object.entries(kinds).flatMap(([name, [weight]]) => Array(weight).fill(name));

await newPage();
await load();
/** The memory after the first fifth of the actions of this page. */
let before;
let warmUntil = actions / 5;
for (count = 1; count <= actions && problems.length < 5; count++) {
  last = one(bag);
  const crashesBefore = crashes;
  // A click on what has gone, or the end of the history, is no problem of the page.
  await kinds[last][1]().catch(() => {});
  if (crashes > crashesBefore) {
    await page.close();
    await newPage();
    before = undefined;
    warmUntil = count + actions / 5;
  }
  if (!page.url().startsWith(home)) {
    await context.setOffline(false);
    await load();
  }
  const stopped = await page.evaluate(() => document.documentElement.dataset.stopped).catch(() => {});
  if (stopped) report(`stopped: ${stopped}`);
  if (count % COMPARED_EVERY === 0) await compare();
  if (count % Math.ceil(actions / 5) === 0) {
    await settle();
    await page.setViewportSize({ width: 1440, height: 900 });
    await go("");
    await page.waitForTimeout(1000);
    const now = await memory();
    console.log(count, JSON.stringify(now));
    // What is loaded in between may take more for a while, so the last measurement counts.
    if (before && count + actions / 5 > actions) {
      if (now.heap > before.heap * 1.2) report(`the heap grew from ${before.heap} to ${now.heap}`);
      // An opened dialog or menu may keep some.
      if (now.detached > before.detached + 1000) {
        report(`the nodes outside of the document grew from ${before.detached} to ${now.detached}`);
      }
    }
    if (count >= warmUntil) before ??= now;
  }
}
await browser.close();
server.close();
console.log(`${count - 1} actions, seed ${seed}, ${problems.length} problems, ${crashes} crashes of the browser`);
for (const problem of problems) console.log(problem);
process.exit(problems.length > 0 ? 1 : 0);
